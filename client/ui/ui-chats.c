/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-chats-private.h"

/**
 * UiChats:
 *
 * The chats that the person is in, a session each, and the one that they are on the way
 * into. They are kept in the settings, with the room that was looked at last, from the time on
 * when the person was let in; a server is one chat, whichever of its addresses one uses.
 *
 * Signals: "joined" (ClientSession *session): the person has come into the chat that they
 * wanted to join; it may be one that they have been in all along.
 */
static void ui_chats_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiChats, ui_chats, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ui_chats_list_model_init))

enum
{
  PROP_JOINING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  JOINED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
chat_free (gpointer data)
{
  Chat *self = data;

  g_clear_object (&self->session);
  g_clear_pointer (&self->room, g_free);
  g_free (self);
}

char *
ui_chats_dup_address (ClientSession *session)
{
  return client_address_to_string (client_session_get_address (session));
}

Chat *
ui_chats_get_chat (UiChats *self, guint position)
{
  return g_ptr_array_index (self->chats, position);
}

/* Returns: how many chats there are if it is none of them */
static guint
find_chat (UiChats *self, ClientSession *session)
{
  guint position = 0;

  while (position < self->chats->len && ui_chats_get_chat (self, position)->session != session)
    position++;

  return position;
}

void
ui_chats_save (UiChats *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sss)"));

  for (guint i = 0; i < self->chats->len; i++)
    {
      Chat *chat = ui_chats_get_chat (self, i);
      g_autofree char *address = ui_chats_dup_address (chat->session);

      g_variant_builder_add (&builder, "(sss)", address, client_session_get_name (chat->session),
                             chat->room != NULL ? chat->room : "");
    }

  g_settings_set_value (self->settings, "chats", g_variant_builder_end (&builder));
}

void
ui_chats_set_joining (UiChats *self, ClientSession *session)
{
  if (g_set_object (&self->joining, session))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOINING]);
}

void
ui_chats_tell_joined (UiChats *self, ClientSession *session)
{
  g_signal_emit (self, signals[JOINED], 0, session);
}

void
ui_chats_put (UiChats *self, guint position, ClientSession *session, const char *room)
{
  Chat *chat = g_new0 (Chat, 1);

  chat->session = g_object_ref (session);
  chat->room = g_strdup (room);
  g_ptr_array_insert (self->chats, position, chat);
}

/**
 * ui_chats_leave:
 * @self: chats
 * @session: one of them
 *
 * Leaves a chat: it is not opened again by itself. What this device knows of it stays.
 */
void
ui_chats_leave (UiChats *self, ClientSession *session)
{
  g_autoptr (ClientSession) left = NULL;
  guint position = 0;

  g_return_if_fail (UI_IS_CHATS (self));

  position = find_chat (self, session);
  if (position == self->chats->len)
    return;

  left = g_object_ref (session);
  ui_chats_let_go (self, left);
  g_ptr_array_remove_index (self->chats, position);
  ui_chats_save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * ui_chats_select:
 * @self: chats
 * @session: one of them
 * @room: (nullable): the id of a room of it
 *
 * Remembers what the person looks at, for the next time.
 */
void
ui_chats_select (UiChats *self, ClientSession *session, const char *room)
{
  g_autofree char *address = NULL;
  g_autofree char *before = NULL;
  guint position = 0;

  g_return_if_fail (UI_IS_CHATS (self));

  position = find_chat (self, session);
  if (position == self->chats->len)
    return;

  address = ui_chats_dup_address (session);
  before = g_settings_get_string (self->settings, "selected-chat");
  if (!g_str_equal (before, address))
    g_settings_set_string (self->settings, "selected-chat", address);

  if (room == NULL || g_strcmp0 (ui_chats_get_chat (self, position)->room, room) == 0)
    return;
  g_free (ui_chats_get_chat (self, position)->room);
  ui_chats_get_chat (self, position)->room = g_strdup (room);
  ui_chats_save (self);
}

/**
 * ui_chats_get_joining:
 * @self: chats
 *
 * Returns: (transfer none) (nullable): the session that is on the way into a chat
 */
ClientSession *
ui_chats_get_joining (UiChats *self)
{
  g_return_val_if_fail (UI_IS_CHATS (self), NULL);

  return self->joining;
}

/**
 * ui_chats_get_selected:
 * @self: chats
 *
 * Returns: (transfer none) (nullable): the chat that was looked at last
 */
ClientSession *
ui_chats_get_selected (UiChats *self)
{
  g_autofree char *address = NULL;
  ClientSession *session = NULL;

  g_return_val_if_fail (UI_IS_CHATS (self), NULL);

  address = g_settings_get_string (self->settings, "selected-chat");
  session = ui_chats_find (self, address);
  if (session == NULL && self->chats->len > 0)
    session = ui_chats_get_chat (self, 0)->session;

  return session;
}

/**
 * ui_chats_get_room:
 * @self: chats
 * @session: one of them
 *
 * Returns: (transfer none) (nullable): the id of the room of it that was looked at last
 */
const char *
ui_chats_get_room (UiChats *self, ClientSession *session)
{
  guint position = 0;

  g_return_val_if_fail (UI_IS_CHATS (self), NULL);

  position = find_chat (self, session);
  return position < self->chats->len ? ui_chats_get_chat (self, position)->room : NULL;
}

/**
 * ui_chats_get_is_in:
 * @self: chats
 * @session: (nullable): a session
 *
 * Returns: whether it is one of the chats that the person is in
 */
gboolean
ui_chats_get_is_in (UiChats *self, ClientSession *session)
{
  g_return_val_if_fail (UI_IS_CHATS (self), FALSE);

  return find_chat (self, session) < self->chats->len;
}

/**
 * ui_chats_find:
 * @self: chats
 * @address: an address, as client_address_to_string() writes it
 *
 * Returns: (transfer none) (nullable): the chat at the address
 */
ClientSession *
ui_chats_find (UiChats *self, const char *address)
{
  g_return_val_if_fail (UI_IS_CHATS (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  for (guint i = 0; i < self->chats->len; i++)
    {
      g_autofree char *here = ui_chats_dup_address (ui_chats_get_chat (self, i)->session);

      if (g_str_equal (here, address))
        return ui_chats_get_chat (self, i)->session;
    }

  return NULL;
}

/**
 * ui_chats_dup_sessions:
 * @self: chats
 *
 * Returns: (transfer container) (element-type ClientSession): all that has to be closed before
 *   the program ends
 */
GPtrArray *
ui_chats_dup_sessions (UiChats *self)
{
  GPtrArray *sessions = NULL;

  g_return_val_if_fail (UI_IS_CHATS (self), NULL);

  sessions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->chats->len; i++)
    g_ptr_array_add (sessions, g_object_ref (ui_chats_get_chat (self, i)->session));
  for (guint i = 0; i < self->leaving->len; i++)
    g_ptr_array_add (sessions, g_object_ref (g_ptr_array_index (self->leaving, i)));
  if (self->joining != NULL)
    g_ptr_array_add (sessions, g_object_ref (self->joining));

  return sessions;
}

static gboolean
on_later (gpointer user_data)
{
  UiChats *self = user_data;

  self->later = 0;
  for (guint i = 0; i < self->chats->len; i++)
    client_session_return (ui_chats_get_chat (self, i)->session);

  return G_SOURCE_REMOVE;
}

/**
 * ui_chats_open:
 * @self: chats
 *
 * Opens all chats: first the one that was looked at last, and the others when there is
 * nothing better to do.
 */
void
ui_chats_open (UiChats *self)
{
  ClientSession *selected = NULL;

  g_return_if_fail (UI_IS_CHATS (self));

  selected = ui_chats_get_selected (self);
  if (selected != NULL)
    client_session_return (selected);
  if (self->chats->len > 1 && self->later == 0)
    self->later = g_idle_add_full (G_PRIORITY_LOW, on_later, self, NULL);
}

/* What somebody else has written into the settings may be no address. */
static void
load (UiChats *self)
{
  g_autoptr (GVariant) chats = g_settings_get_value (self->settings, "chats");
  GVariantIter iter;
  const char *text = NULL;
  const char *name = NULL;
  const char *room = NULL;

  g_variant_iter_init (&iter, chats);
  while (self->chats->len < UI_CHATS_MAX
         && g_variant_iter_next (&iter, "(&s&s&s)", &text, &name, &room))
    {
      g_autoptr (ClientAddress) address = client_address_parse (text, NULL);
      g_autofree char *canonical = address != NULL ? client_address_to_string (address) : NULL;
      g_autoptr (ClientSession) session = NULL;

      if (address == NULL || ui_chats_find (self, canonical) != NULL)
        continue;

      session = client_session_new (address, name, NULL);
      ui_chats_put (self, self->chats->len, session, *room != '\0' ? room : NULL);
    }
}

static GType
ui_chats_get_item_type (GListModel *model)
{
  return CLIENT_TYPE_SESSION;
}

static guint
ui_chats_get_n_items (GListModel *model)
{
  return UI_CHATS (model)->chats->len;
}

static gpointer
ui_chats_get_item (GListModel *model, guint position)
{
  UiChats *self = UI_CHATS (model);

  return position < self->chats->len ? g_object_ref (ui_chats_get_chat (self, position)->session) : NULL;
}

static void
ui_chats_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ui_chats_get_item_type;
  iface->get_n_items = ui_chats_get_n_items;
  iface->get_item = ui_chats_get_item;
}

static void
ui_chats_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_JOINING:
      g_value_set_object (value, UI_CHATS (object)->joining);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_chats_dispose (GObject *object)
{
  UiChats *self = UI_CHATS (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_object (&self->joining);
  g_ptr_array_set_size (self->chats, 0);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ui_chats_parent_class)->dispose (object);
}

static void
ui_chats_finalize (GObject *object)
{
  UiChats *self = UI_CHATS (object);

  g_clear_pointer (&self->chats, g_ptr_array_unref);
  g_clear_pointer (&self->leaving, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_chats_parent_class)->finalize (object);
}

static void
ui_chats_class_init (UiChatsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_chats_dispose;
  object_class->finalize = ui_chats_finalize;
  object_class->get_property = ui_chats_get_property;

  /**
   * UiChats:joining:
   *
   * The session that is on the way into a chat.
   */
  properties[PROP_JOINING] =
    g_param_spec_object ("joining", NULL, NULL, CLIENT_TYPE_SESSION,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[JOINED] = g_signal_new ("joined", UI_TYPE_CHATS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, CLIENT_TYPE_SESSION);
}

static void
ui_chats_init (UiChats *self)
{
  self->chats = g_ptr_array_new_with_free_func (chat_free);
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ui_chats_new:
 * @settings: where they are kept
 *
 * Returns: (transfer full): the chats that are kept, none of them open
 */
UiChats *
ui_chats_new (GSettings *settings)
{
  UiChats *self = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (UI_TYPE_CHATS, NULL);
  self->settings = g_object_ref (settings);
  load (self);
  return self;
}
