/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-herald.h"

#include "ui-notifier.h"

/**
 * UiHerald:
 *
 * Tells of what comes in while the person looks at something else: one notification for each
 * room, about the message that came last, until the room was read, here or on another device.
 *
 * Signals: "activated" (ClientSession *session, const char *room, gint64 seq, const char *token):
 * the person wants to see the message; the token is %NULL if the desktop gave none.
 */
struct _UiHerald
{
  GObject parent_instance;

  UiChats *chats;
  GSettings *settings;
  UiNotifier *notifier;

  UiHeraldLook look;
  gpointer look_data;

  GPtrArray *sessions; /* of ClientSession: those that are listened to */
  GHashTable *notices; /* id → Notice: what is on the screen */
  GHashTable *missed;  /* ClientRoom → Missed, until all that was missed has come */
};

/* What a notification on the screen is about. */
typedef struct
{
  ClientSession *session;
  ClientRoom *room;
  ClientMessage *message;
  gulong seen_id;
} Notice;

typedef struct
{
  ClientSession *session;
  ClientMessage *message;
} Missed;

G_DEFINE_FINAL_TYPE (UiHerald, ui_herald, G_TYPE_OBJECT)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
notice_free (gpointer data)
{
  Notice *self = data;

  g_clear_signal_handler (&self->seen_id, self->room);
  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_object (&self->message);
  g_free (self);
}

static void
missed_free (gpointer data)
{
  Missed *self = data;

  g_clear_object (&self->session);
  g_clear_object (&self->message);
  g_free (self);
}

/* Rooms of different servers may have the same id, or the same name. */
static char *
dup_id (ClientSession *session, ClientRoom *room)
{
  g_autofree char *address = client_address_to_string (client_session_get_address (session));

  return g_strdup_printf ("%s\n%s", address, client_room_get_id (room));
}

/* Those of a session, or all. */
static void
withdraw_all (UiHerald *self, ClientSession *session)
{
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->notices);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (session == NULL || ((Notice *) value)->session == session)
      {
        ui_notifier_withdraw (self->notifier, id);
        g_hash_table_iter_remove (&iter);
      }
}

/* Here, or on another device. */
static void
on_seen (ClientRoom *room, GParamSpec *pspec, UiHerald *self)
{
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->notices);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      Notice *notice = value;

      if (notice->room != room
          || client_room_get_seen (room) < client_message_get_seq (notice->message))
        continue;
      ui_notifier_withdraw (self->notifier, id);
      g_hash_table_iter_remove (&iter);
      return;
    }
}

static char *
dup_chat (UiHerald *self, ClientSession *session)
{
  const char *name = client_session_get_server_name (session);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->chats)) < 2)
    return NULL;

  return name != NULL ? g_strdup (name)
                      : client_address_to_string (client_session_get_address (session));
}

static void
notify (UiHerald *self, ClientSession *session, ClientRoom *room, ClientMessage *message)
{
  gboolean show_text = g_settings_get_boolean (self->settings, "show-message-text");
  g_autofree char *chat = dup_chat (self, session);
  g_autofree char *title = ui_attention_title (room, message, chat);
  g_autofree char *body = ui_attention_body (message, show_text);
  g_autofree char *id = dup_id (session, room);
  Notice *notice = g_new0 (Notice, 1);

  notice->session = g_object_ref (session);
  notice->room = g_object_ref (room);
  notice->message = g_object_ref (message);
  notice->seen_id = g_signal_connect (room, "notify::seen", G_CALLBACK (on_seen), self);
  g_hash_table_replace (self->notices, g_strdup (id), notice);
  ui_notifier_show (self->notifier, id, title, body);
}

static void
tell (UiHerald *self, ClientSession *session, ClientRoom *room, ClientMessage *message)
{
  UiNotifyAbout about = g_settings_get_enum (self->settings, "notify-about");
  UiAttention attention = { 0 };

  if (self->look != NULL)
    attention = self->look (room, self->look_data);
  if (ui_attention_may_notify (attention, about, room, message))
    notify (self, session, room, message);
}

/* Of what was missed in a room one notification tells, not hundreds; of the messages that
 * mention the person rather than of others. */
static void
keep_missed (UiHerald *self, ClientSession *session, ClientRoom *room, ClientMessage *message)
{
  Missed *missed = g_hash_table_lookup (self->missed, room);

  if (missed == NULL)
    {
      missed = g_new0 (Missed, 1);
      missed->session = g_object_ref (session);
      g_hash_table_insert (self->missed, g_object_ref (room), missed);
    }
  if (missed->message == NULL || client_message_get_mentions_me (message)
      || !client_message_get_mentions_me (missed->message))
    g_set_object (&missed->message, message);
}

static void
on_received (ClientSession *session, ClientRoom *room, ClientMessage *message, UiHerald *self)
{
  if (client_session_get_is_caught_up (session))
    tell (self, session, room, message);
  else
    keep_missed (self, session, room, message);
}

static void
on_caught_up (ClientSession *session, GParamSpec *pspec, UiHerald *self)
{
  GHashTableIter iter;
  gpointer room = NULL;
  gpointer value = NULL;

  if (!client_session_get_is_caught_up (session))
    return;

  g_hash_table_iter_init (&iter, self->missed);
  while (g_hash_table_iter_next (&iter, &room, &value))
    {
      Missed *missed = value;

      if (missed->session != session)
        continue;
      if (client_room_get_seen (room) < client_message_get_seq (missed->message))
        tell (self, session, room, missed->message);
      g_hash_table_iter_remove (&iter);
    }
}

static gboolean
is_of (gpointer room, gpointer missed, gpointer session)
{
  return ((Missed *) missed)->session == session;
}

static void
forget (gpointer session, gpointer data)
{
  UiHerald *self = data;

  g_signal_handlers_disconnect_by_data (session, self);
  g_hash_table_foreach_remove (self->missed, is_of, session);
  withdraw_all (self, session);
}

static void
listen_to (UiHerald *self, ClientSession *session)
{
  g_ptr_array_add (self->sessions, g_object_ref (session));
  g_signal_connect_object (session, "received", G_CALLBACK (on_received), self, 0);
  g_signal_connect_object (session, "notify::is-caught-up", G_CALLBACK (on_caught_up), self, 0);
}

static void
on_chats_changed (UiHerald *self)
{
  GListModel *chats = G_LIST_MODEL (self->chats);

  for (guint i = self->sessions->len; i-- > 0;)
    {
      ClientSession *session = g_ptr_array_index (self->sessions, i);

      if (ui_chats_get_is_in (self->chats, session))
        continue;
      forget (session, self);
      g_ptr_array_remove_index (self->sessions, i);
    }
  for (guint i = 0; i < g_list_model_get_n_items (chats); i++)
    {
      g_autoptr (ClientSession) session = g_list_model_get_item (chats, i);

      if (!g_ptr_array_find (self->sessions, session, NULL))
        listen_to (self, session);
    }
}

/* What is hidden from now on is not left on the screen. */
static void
on_privacy_changed (UiHerald *self)
{
  if (g_settings_get_enum (self->settings, "notify-about") != UI_NOTIFY_ALL
      || !g_settings_get_boolean (self->settings, "show-message-text"))
    withdraw_all (self, NULL);
}

static void
on_activated (UiNotifier *notifier, const char *id, const char *token, UiHerald *self)
{
  Notice *notice = g_hash_table_lookup (self->notices, id);
  g_autoptr (ClientSession) session = NULL;
  g_autofree char *room = NULL;

  if (notice == NULL)
    return;

  session = g_object_ref (notice->session);
  room = g_strdup (client_room_get_id (notice->room));
  g_signal_emit (self, signals[ACTIVATED], 0, session, room,
                 client_message_get_seq (notice->message), token);
}

/**
 * ui_herald_set_look:
 * @self: a herald
 * @look: (scope forever): tells what the person looks at: of that they need not be told
 * @user_data: for @look
 *
 * Has the herald look at the person before it speaks.
 */
void
ui_herald_set_look (UiHerald *self, UiHeraldLook look, gpointer user_data)
{
  g_return_if_fail (UI_IS_HERALD (self));

  self->look = look;
  self->look_data = user_data;
}

static void
ui_herald_dispose (GObject *object)
{
  UiHerald *self = UI_HERALD (object);

  g_ptr_array_foreach (self->sessions, forget, self);
  g_ptr_array_set_size (self->sessions, 0);
  g_clear_object (&self->notifier);
  g_clear_object (&self->settings);
  g_clear_object (&self->chats);

  G_OBJECT_CLASS (ui_herald_parent_class)->dispose (object);
}

static void
ui_herald_finalize (GObject *object)
{
  UiHerald *self = UI_HERALD (object);

  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_hash_table_unref);
  g_clear_pointer (&self->missed, g_hash_table_unref);

  G_OBJECT_CLASS (ui_herald_parent_class)->finalize (object);
}

static void
ui_herald_class_init (UiHeraldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_herald_dispose;
  object_class->finalize = ui_herald_finalize;

  signals[ACTIVATED] = g_signal_new ("activated", UI_TYPE_HERALD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 4, CLIENT_TYPE_SESSION, G_TYPE_STRING,
                                     G_TYPE_INT64, G_TYPE_STRING);
}

static void
ui_herald_init (UiHerald *self)
{
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->notices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, notice_free);
  self->missed = g_hash_table_new_full (NULL, NULL, g_object_unref, missed_free);
  self->notifier = ui_notifier_new ();
  g_signal_connect_object (self->notifier, "activated", G_CALLBACK (on_activated), self, 0);
}

/**
 * ui_herald_new:
 * @chats: the chats that the person is in
 * @settings: what they want to be told of
 *
 * Returns: (transfer full): a herald
 */
UiHerald *
ui_herald_new (UiChats *chats, GSettings *settings)
{
  UiHerald *self = NULL;

  g_return_val_if_fail (UI_IS_CHATS (chats), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (UI_TYPE_HERALD, NULL);
  self->chats = g_object_ref (chats);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (chats, "items-changed", G_CALLBACK (on_chats_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::notify-about", G_CALLBACK (on_privacy_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::show-message-text", G_CALLBACK (on_privacy_changed),
                           self, G_CONNECT_SWAPPED);
  on_chats_changed (self);
  return self;
}
