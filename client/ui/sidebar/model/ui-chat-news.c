/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-chat-news.h"

#include <glib/gi18n.h>

/**
 * UiChatNews:
 *
 * What is new in a chat that one does not look at, in rooms that are not muted; and what
 * mentions the person, in all of them.
 *
 * Signal: "changed".
 */
struct _UiChatNews
{
  GObject parent_instance;

  ClientSession *session;
  ClientRoomList *rooms;
  GPtrArray *watched; /* of ClientRoom, as @rooms has them */
  guint unread;
  guint mentions;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (UiChatNews, ui_chat_news, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
count (gpointer user_data)
{
  UiChatNews *self = user_data;

  self->idle_id = 0;
  self->unread = 0;
  self->mentions = 0;
  for (guint i = 0; i < self->watched->len; i++)
    {
      ClientRoom *room = g_ptr_array_index (self->watched, i);

      self->mentions += client_room_get_mentions (room);
      if (!client_room_get_is_muted (room))
        self->unread += client_room_get_unread (room);
    }
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* A hundred rooms that change at once are counted once. */
static void
queue_count (UiChatNews *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (count, self);
}

static void
on_room_notify (UiChatNews *self, GParamSpec *pspec)
{
  static const char *const counted[] = { "unread", "mentions", "is-muted", NULL };

  if (g_strv_contains (counted, pspec->name))
    queue_count (self);
}

static void
on_rooms_changed (UiChatNews *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + removed; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  if (removed > 0)
    g_ptr_array_remove_range (self->watched, position, removed);

  for (guint i = position; i < position + added; i++)
    {
      ClientRoom *room = g_list_model_get_item (G_LIST_MODEL (self->rooms), i);

      g_signal_connect_object (room, "notify", G_CALLBACK (on_room_notify), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_insert (self->watched, (int) i, room);
    }
  queue_count (self);
}

/**
 * ui_chat_news_get_session:
 * @self: news of a chat
 *
 * Returns: (transfer none): the chat
 */
ClientSession *
ui_chat_news_get_session (UiChatNews *self)
{
  g_return_val_if_fail (UI_IS_CHAT_NEWS (self), NULL);

  return self->session;
}

/**
 * ui_chat_news_get_unread:
 * @self: news of a chat
 *
 * Returns: how many messages have not been read in rooms that are not muted
 */
guint
ui_chat_news_get_unread (UiChatNews *self)
{
  g_return_val_if_fail (UI_IS_CHAT_NEWS (self), 0);

  return self->unread;
}

/**
 * ui_chat_news_get_mentions:
 * @self: news of a chat
 *
 * Returns: how many of those that have not been read mention the person
 */
guint
ui_chat_news_get_mentions (UiChatNews *self)
{
  g_return_val_if_fail (UI_IS_CHAT_NEWS (self), 0);

  return self->mentions;
}

/**
 * ui_chat_news_get_name:
 * @self: news of a chat
 *
 * Returns: (transfer none) (nullable): what the chat calls itself, if it has said so
 */
const char *
ui_chat_news_get_name (UiChatNews *self)
{
  const char *name = NULL;

  g_return_val_if_fail (UI_IS_CHAT_NEWS (self), NULL);

  name = client_session_get_server_name (self->session);
  return name != NULL && *name != '\0' ? name : NULL;
}

/**
 * ui_chat_news_describe:
 * @self: news of a chat
 *
 * Returns: (transfer full): how the chat stands, in words
 */
char *
ui_chat_news_describe (UiChatNews *self)
{
  g_return_val_if_fail (UI_IS_CHAT_NEWS (self), NULL);

  switch (client_session_get_state (self->session))
    {
    case CLIENT_SESSION_CONNECTING:
      return g_strdup (_("Connecting…"));
    case CLIENT_SESSION_WAITING:
    case CLIENT_SESSION_OFFLINE:
      return g_strdup (_("Offline"));
    case CLIENT_SESSION_ONLINE:
    default:
      break;
    }

  if (self->mentions > 0)
    return g_strdup_printf (ngettext ("%u mention", "%u mentions", self->mentions), self->mentions);

  return client_address_to_string (client_session_get_address (self->session));
}

static void
ui_chat_news_dispose (GObject *object)
{
  UiChatNews *self = UI_CHAT_NEWS (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->rooms);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_chat_news_parent_class)->dispose (object);
}

static void
ui_chat_news_finalize (GObject *object)
{
  UiChatNews *self = UI_CHAT_NEWS (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_chat_news_parent_class)->finalize (object);
}

static void
ui_chat_news_class_init (UiChatNewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_chat_news_dispose;
  object_class->finalize = ui_chat_news_finalize;

  signals[CHANGED] = g_signal_new ("changed", UI_TYPE_CHAT_NEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ui_chat_news_init (UiChatNews *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ui_chat_news_new:
 * @session: a chat
 *
 * Returns: (transfer full): what is new in it
 */
UiChatNews *
ui_chat_news_new (ClientSession *session)
{
  UiChatNews *self = g_object_new (UI_TYPE_CHAT_NEWS, NULL);

  self->session = g_object_ref (session);
  self->rooms = g_object_ref (client_session_get_rooms (session));
  g_signal_connect_object (self->rooms, "items-changed", G_CALLBACK (on_rooms_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (queue_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::server-name", G_CALLBACK (queue_count), self,
                           G_CONNECT_SWAPPED);
  on_rooms_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rooms)));
  return self;
}
