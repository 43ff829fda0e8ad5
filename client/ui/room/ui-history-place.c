/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-history-private.h"

#include <glib/gi18n.h>

/* What one comes to is so far down, so that one sees what was before it. */
#define COMING_FRACTION (1.0 / 3)

/* A message that was asked for stands out for so long. */
#define HIGHLIGHT_MS 2000

/*
 * So many rooms besides the one that is looked at keep their messages, and of each at
 * most so many: what is far from what one looks at is in the cache anyhow.
 */
#define MAX_KEPT 4
#define MAX_KEPT_MESSAGES 500

/* Where one was in a room. */
typedef struct
{
  gboolean at_end;
  gint64 seq;
  int offset;
} Place;

static GQuark
place_quark (void)
{
  return g_quark_from_static_string ("ui-history-place");
}

static Place *
get_place (ClientRoom *room)
{
  return g_object_get_qdata (G_OBJECT (room), place_quark ());
}

static guint
get_n_messages (UiHistory *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->room));
}

static gint64
get_seq (UiHistory *self, guint position)
{
  g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (self->room), position);

  return client_message_get_seq (message);
}

/**
 * ui_history_find_after:
 * @self: a history that has a room
 * @seq: a place in the log
 *
 * Returns: the position of the first message after that place, or how many messages there
 *   are; what is not sent yet comes after everything
 */
guint
ui_history_find_after (UiHistory *self, gint64 seq)
{
  guint low = 0;
  guint high = get_n_messages (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 found = get_seq (self, middle);

      if (found > 0 && found <= seq)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * ui_history_find_unread:
 * @self: a history that has a room
 * @after: up to which message everything is read
 *
 * Returns: the position of the first message of others after that, or
 *   %GTK_INVALID_LIST_POSITION
 */
guint
ui_history_find_unread (UiHistory *self, gint64 after)
{
  guint n = get_n_messages (self);

  for (guint i = ui_history_find_after (self, after); i < n; i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (self->room), i);

      if (!client_message_get_own (message))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static gboolean
stop_highlight (gpointer data)
{
  UiHistory *self = data;

  self->highlight_id = 0;
  self->highlighted = 0;
  ui_message_list_rebind (UI_MESSAGE_LIST (self->list));

  return G_SOURCE_REMOVE;
}

static void
highlight (UiHistory *self, gint64 seq)
{
  g_clear_handle_id (&self->highlight_id, g_source_remove);
  self->highlighted = seq;
  self->highlight_id = g_timeout_add (HIGHLIGHT_MS, stop_highlight, self);
  ui_message_list_rebind (UI_MESSAGE_LIST (self->list));
}

/* The list gets its model only when it is known where to begin. */
static UiMessageList *
show_list (UiHistory *self)
{
  UiMessageList *list = UI_MESSAGE_LIST (self->list);

  ui_message_list_set_follows_end (list, !client_room_get_has_newer (self->room));
  ui_message_list_set_model (list, G_LIST_MODEL (self->room));
  return list;
}

static gboolean
try_end (UiHistory *self, gboolean is_last)
{
  if (!is_last && (get_n_messages (self) == 0 || client_room_get_has_newer (self->room)))
    return FALSE;

  ui_message_list_scroll_to_end (show_list (self));
  return TRUE;
}

/* What was read before is loaded, and nothing is missing in between. */
static gboolean
has_unread (UiHistory *self, guint first)
{
  g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (self->room), first);

  if (message == NULL || client_message_get_after_hole (message))
    return FALSE;

  return first > 0 || !client_room_get_has_older (self->room);
}

static gboolean
try_unread (UiHistory *self, gboolean is_last)
{
  guint position = ui_history_find_unread (self, self->goal_seq);

  if (!is_last && !has_unread (self, ui_history_find_after (self, self->goal_seq)))
    return FALSE;
  if (position == GTK_INVALID_LIST_POSITION)
    return try_end (self, is_last);

  ui_message_list_scroll_to_fraction (show_list (self), position, COMING_FRACTION);
  return TRUE;
}

static gboolean
try_place (UiHistory *self, gboolean is_last)
{
  guint position = 0;

  if (client_room_find (self->room, self->goal_seq, &position) == NULL)
    {
      if (!is_last)
        return FALSE;
      position = ui_history_find_after (self, self->goal_seq);
    }
  if (position >= get_n_messages (self))
    return try_end (self, TRUE);

  ui_message_list_scroll_to_position (show_list (self), position, 0, self->goal_offset);
  return TRUE;
}

static gboolean
try_message (UiHistory *self, gboolean is_last)
{
  guint position = 0;

  if (client_room_find (self->room, self->goal_seq, &position) != NULL)
    {
      ui_message_list_scroll_to_fraction (show_list (self), position, COMING_FRACTION);
      highlight (self, self->goal_seq);
      return TRUE;
    }
  if (!is_last)
    return FALSE;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _("This message cannot be found any more."));
  return ui_history_is_open (self) || try_end (self, TRUE);
}

static gboolean
try_goal (UiHistory *self, gboolean is_last)
{
  switch (self->goal)
    {
    case UI_HISTORY_GOAL_END:
      return try_end (self, is_last);
    case UI_HISTORY_GOAL_UNREAD:
      return try_unread (self, is_last);
    case UI_HISTORY_GOAL_PLACE:
      return try_place (self, is_last);
    case UI_HISTORY_GOAL_MESSAGE:
      return try_message (self, is_last);
    case UI_HISTORY_GOAL_NONE:
    default:
      return TRUE;
    }
}

/**
 * ui_history_try:
 * @self: a history
 * @is_last: whether nothing else will come: then one goes as near as one can
 *
 * Goes where one wants to be if that is loaded by now.
 */
void
ui_history_try (UiHistory *self, gboolean is_last)
{
  if (self->room == NULL || self->goal == UI_HISTORY_GOAL_NONE || !try_goal (self, is_last))
    return;

  self->goal = UI_HISTORY_GOAL_NONE;
  self->goal_serial++;
  ui_history_update_spinner (self);
  ui_history_told (self);
}

/* One way to a goal, for a history that may go elsewhere meanwhile. */
typedef struct
{
  GWeakRef history;
  guint serial;
} Way;

static Way *
way_new (UiHistory *history)
{
  Way *self = g_new0 (Way, 1);

  g_weak_ref_init (&self->history, history);
  self->serial = history->goal_serial;

  return self;
}

static void
way_free (Way *self)
{
  g_weak_ref_clear (&self->history);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Way, way_free)

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Way) way = user_data;
  g_autoptr (UiHistory) self = g_weak_ref_get (&way->history);
  g_autoptr (GError) error = NULL;

  client_room_load_finish (CLIENT_ROOM (source), result, &error);
  if (self == NULL || self->room != CLIENT_ROOM (source) || self->goal_serial != way->serial)
    return;

  if (error != NULL && self->goal == UI_HISTORY_GOAL_MESSAGE
      && client_room_find (self->room, self->goal_seq, NULL) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
  ui_history_try (self, TRUE);
}

/**
 * ui_history_go:
 * @self: a history that has a room
 * @goal: where to go
 * @seq: which message that is about
 * @offset: for %UI_HISTORY_GOAL_PLACE, the pixel of its top
 *
 * Goes elsewhere in the room: at once if it is loaded, and otherwise when it is.
 */
void
ui_history_go (UiHistory *self, UiHistoryGoal goal, gint64 seq, int offset)
{
  self->goal = goal;
  self->goal_seq = seq;
  self->goal_offset = offset;
  self->goal_serial++;

  ui_history_try (self, FALSE);
  if (self->goal == UI_HISTORY_GOAL_NONE)
    return;

  if (goal == UI_HISTORY_GOAL_END)
    client_room_load_newest_async (self->room, on_loaded, way_new (self));
  else
    client_room_load_around_async (self->room, MAX (seq, 1), on_loaded, way_new (self));
  ui_history_update_spinner (self);
}

static Place *
make_place (UiHistory *self)
{
  UiMessageList *list = UI_MESSAGE_LIST (self->list);
  guint last = ui_message_list_get_last_visible (list);
  Place *place = g_new0 (Place, 1);

  place->at_end = ui_history_get_at_end (self);
  for (guint i = ui_message_list_get_first_visible (list); i <= last && i < get_n_messages (self);
       i++)
    {
      place->seq = get_seq (self, i);
      if (ui_message_list_get_offset (list, i, &place->offset) && place->offset >= 0)
        break;
    }

  return place;
}

/**
 * ui_history_leave:
 * @self: a history
 *
 * Remembers where one is, for when one comes back.
 */
void
ui_history_leave (UiHistory *self)
{
  if (self->room != NULL && ui_history_is_open (self))
    g_object_set_qdata_full (G_OBJECT (self->room), place_quark (), make_place (self), g_free);

  g_clear_handle_id (&self->highlight_id, g_source_remove);
  self->highlighted = 0;
  self->goal = UI_HISTORY_GOAL_NONE;
  self->goal_serial++;
  ui_message_list_set_model (UI_MESSAGE_LIST (self->list), NULL);
}

/**
 * ui_history_open:
 * @self: a history that has a room, of which nothing is shown yet
 *
 * Begins where one was, or else at the first message that one has not read, or else at
 * the end.
 */
void
ui_history_open (UiHistory *self)
{
  Place *place = get_place (self->room);
  gint64 seen = client_room_get_seen (self->room);
  gboolean is_news = client_room_get_unread (self->room) > 0;

  ui_history_set_unread_line (self, is_news ? seen : 0);
  if (place != NULL && !place->at_end && place->seq > 0)
    ui_history_go (self, UI_HISTORY_GOAL_PLACE, place->seq, place->offset);
  else if (is_news)
    ui_history_go (self, UI_HISTORY_GOAL_UNREAD, seen, 0);
  else
    ui_history_go (self, UI_HISTORY_GOAL_END, 0, 0);

  /* What is at hand is shown; if it is not all there is, the rest comes to it. */
  if (self->goal == UI_HISTORY_GOAL_NONE && !client_room_get_has_newer (self->room))
    client_room_load_newest_async (self->room, NULL, NULL);
}

/**
 * ui_history_keep:
 * @self: a history
 * @room: the room that one leaves
 *
 * Lets the room keep its messages for a while, so that it is there at once when one comes
 * back; those that were left before it let go of theirs.
 */
void
ui_history_keep (UiHistory *self, ClientRoom *room)
{
  GList *link = g_queue_find (&self->kept, room);

  if (link != NULL)
    g_queue_unlink (&self->kept, link);
  else
    link = g_list_append (NULL, g_object_ref (room));
  g_queue_push_head_link (&self->kept, link);

  if (g_list_model_get_n_items (G_LIST_MODEL (room)) > MAX_KEPT_MESSAGES)
    client_room_forget (room);
  while (self->kept.length > MAX_KEPT + 1)
    {
      g_autoptr (ClientRoom) oldest = g_queue_pop_tail (&self->kept);

      if (oldest != self->room)
        client_room_forget (oldest);
    }
}

/**
 * ui_history_forget_all:
 * @self: a history
 *
 * Lets go of all rooms that were looked at.
 */
void
ui_history_forget_all (UiHistory *self)
{
  for (GList *link = self->kept.head; link != NULL; link = link->next)
    client_room_forget (link->data);
  g_queue_clear_full (&self->kept, g_object_unref);
}
