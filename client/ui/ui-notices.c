/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-notices.h"

#include <glib/gi18n.h>

#include "ui-text.h"

/**
 * UiNotices:
 *
 * What the chats have to say to the person beside the messages: words of an administrator, or
 * that they may not do something any more, or are not in a room any more. It is kept until
 * somebody takes it to show it.
 *
 * Signals: "changed": there is something to take.
 */
struct _UiNotices
{
  GObject parent_instance;

  UiChats *chats;
  GPtrArray *sessions; /* of ClientSession: those that are listened to */
  GQueue notices;      /* of Notice, the oldest first */
  gint64 ban;          /* the event by which the person was banned last, or 0 */
};

typedef struct
{
  ClientSession *session;
  char *sentence;
} Notice;

G_DEFINE_FINAL_TYPE (UiNotices, ui_notices, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
notice_free (gpointer data)
{
  Notice *self = data;

  g_clear_object (&self->session);
  g_clear_pointer (&self->sentence, g_free);
  g_free (self);
}

static GList *
find_first (UiNotices *self, ClientSession *session)
{
  for (GList *l = self->notices.head; l != NULL; l = l->next)
    if (((Notice *) l->data)->session == session)
      return l;

  return NULL;
}

static void
on_notice (ClientSession *session, const char *sentence, UiNotices *self)
{
  Notice *notice = g_new0 (Notice, 1);

  notice->session = g_object_ref (session);
  notice->sentence = g_strdup (sentence);
  g_queue_push_tail (&self->notices, notice);
  if (self->notices.length > UI_NOTICES_MAX)
    notice_free (g_queue_pop_head (&self->notices));
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
write_removal (ClientRoom *room, const char *reason)
{
  g_autofree char *name = ui_text_isolate (client_room_get_name (room));
  /* Translators: the name of a room */
  g_autofree char *sentence = g_strdup_printf (_("You were removed from “%s”."), name);

  if (reason == NULL || *reason == '\0')
    return g_steal_pointer (&sentence);

  return g_strdup_printf (_("%s The reason: %s"), sentence, reason);
}

/* Of a ban the session tells itself, and the removal comes right after it. Of what was undone
 * since nothing is said. */
static void
on_event (ClientSession *session, const ClientEvent *event, UiNotices *self)
{
  ClientUserInfo *me = client_session_get_me (session);
  ClientRoom *room = NULL;
  g_autofree char *sentence = NULL;

  if (me == NULL || event->user == NULL || !g_str_equal (event->user->id, me->id))
    return;
  if (event->kind == CLIENT_EVENT_BAN)
    self->ban = event->seq;
  if (event->kind != CLIENT_EVENT_MEMBER || event->role != CLIENT_ROLE_NONE || event->by == NULL
      || g_str_equal (event->by->id, me->id) || (self->ban != 0 && event->prev == self->ban))
    return;

  room = client_room_list_find (client_session_get_rooms (session), event->room);
  if (room == NULL || client_room_get_role (room) != CLIENT_ROLE_NONE)
    return;

  sentence = write_removal (room, event->text);
  on_notice (session, sentence, self);
}

static void
forget (gpointer session, gpointer data)
{
  UiNotices *self = data;
  GList *link = NULL;

  g_signal_handlers_disconnect_by_data (session, self);
  while ((link = find_first (self, session)) != NULL)
    {
      notice_free (link->data);
      g_queue_delete_link (&self->notices, link);
    }
}

static void
on_chats_changed (UiNotices *self)
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

      if (g_ptr_array_find (self->sessions, session, NULL))
        continue;
      g_ptr_array_add (self->sessions, g_object_ref (session));
      g_signal_connect_object (session, "notice", G_CALLBACK (on_notice), self, 0);
      g_signal_connect_object (session, "event", G_CALLBACK (on_event), self, 0);
    }
}

/**
 * ui_notices_take:
 * @self: notices
 * @session: (nullable): the chat that the person looks at
 *
 * Takes the oldest of what a chat has to say: it is not said again.
 *
 * Returns: (transfer full) (nullable): a sentence, as the server has sent it, or %NULL if there
 *   is nothing to be said
 */
char *
ui_notices_take (UiNotices *self, ClientSession *session)
{
  g_autofree char *sentence = NULL;
  GList *link = NULL;

  g_return_val_if_fail (UI_IS_NOTICES (self), NULL);

  link = find_first (self, session);
  if (link == NULL)
    return NULL;

  sentence = g_steal_pointer (&((Notice *) link->data)->sentence);
  notice_free (link->data);
  g_queue_delete_link (&self->notices, link);
  return g_steal_pointer (&sentence);
}

static void
ui_notices_dispose (GObject *object)
{
  UiNotices *self = UI_NOTICES (object);

  g_ptr_array_foreach (self->sessions, forget, self);
  g_ptr_array_set_size (self->sessions, 0);
  g_clear_object (&self->chats);

  G_OBJECT_CLASS (ui_notices_parent_class)->dispose (object);
}

static void
ui_notices_finalize (GObject *object)
{
  UiNotices *self = UI_NOTICES (object);

  g_clear_pointer (&self->sessions, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_notices_parent_class)->finalize (object);
}

static void
ui_notices_class_init (UiNoticesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_notices_dispose;
  object_class->finalize = ui_notices_finalize;

  signals[CHANGED] = g_signal_new ("changed", UI_TYPE_NOTICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ui_notices_init (UiNotices *self)
{
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->notices);
}

/**
 * ui_notices_new:
 * @chats: the chats that the person is in
 *
 * Returns: (transfer full): what they will have to say
 */
UiNotices *
ui_notices_new (UiChats *chats)
{
  UiNotices *self = NULL;

  g_return_val_if_fail (UI_IS_CHATS (chats), NULL);

  self = g_object_new (UI_TYPE_NOTICES, NULL);
  self->chats = g_object_ref (chats);
  g_signal_connect_object (chats, "items-changed", G_CALLBACK (on_chats_changed), self,
                           G_CONNECT_SWAPPED);
  on_chats_changed (self);
  return self;
}
