/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-history-private.h"

#include "ui-end-button.h"

/* Who scrolls through a room reads no more often than that. */
#define READ_PAUSE (200 * G_TIME_SPAN_MILLISECOND)

/* GTK takes a window that it has hidden for active until another one is. */
static gboolean
is_looked_at (UiHistory *self)
{
  return self->window != NULL && gtk_window_is_active (self->window)
         && gtk_widget_get_mapped (self->list);
}

/* What was missed comes, and the person has not looked at it yet, though it passes by. */
static gboolean
is_catching_up (UiHistory *self)
{
  return self->session != NULL
         && client_session_get_state (self->session) == CLIENT_SESSION_ONLINE
         && !client_session_get_is_caught_up (self->session);
}

/* The newest message in sight that is in the log. */
static gint64
get_newest_in_sight (UiHistory *self)
{
  guint last = ui_message_list_get_last_visible (UI_MESSAGE_LIST (self->list));

  for (guint i = last != GTK_INVALID_LIST_POSITION ? last + 1 : 0; i > 0; i--)
    {
      g_autoptr (ClientMessage) message =
        g_list_model_get_item (G_LIST_MODEL (self->room), i - 1);

      if (message != NULL && client_message_get_seq (message) > 0)
        return client_message_get_seq (message);
    }

  return 0;
}

static gboolean
may_read (UiHistory *self)
{
  return self->room != NULL && self->goal == UI_HISTORY_GOAL_NONE && ui_history_is_open (self)
         && client_room_get_role (self->room) != CLIENT_ROLE_NONE && is_looked_at (self)
         && !is_catching_up (self);
}

static gboolean
read_now (gpointer data)
{
  UiHistory *self = data;
  gint64 seq = may_read (self) ? get_newest_in_sight (self) : 0;

  self->read_id = 0;
  if (seq > 0 && seq > client_room_get_seen (self->room))
    {
      self->read_at = g_get_monotonic_time ();
      client_session_mark_read (self->session, self->room, seq);
    }

  return G_SOURCE_REMOVE;
}

/**
 * ui_history_read:
 * @self: a history
 *
 * Marks what is in sight as read, and no more, if anybody looks.
 */
void
ui_history_read (UiHistory *self)
{
  gint64 wait = self->read_at + READ_PAUSE - g_get_monotonic_time ();

  if (self->read_id != 0 || !may_read (self)
      || get_newest_in_sight (self) <= client_room_get_seen (self->room))
    return;

  if (wait <= 0)
    read_now (self);
  else
    self->read_id = g_timeout_add ((guint) (wait / 1000) + 1, read_now, self);
}

/**
 * ui_history_stop_reading:
 * @self: a history
 *
 * Marks what was seen last, before one goes elsewhere.
 */
void
ui_history_stop_reading (UiHistory *self)
{
  if (self->read_id == 0)
    return;

  g_clear_handle_id (&self->read_id, g_source_remove);
  read_now (self);
}

/**
 * ui_history_count:
 * @self: a history
 *
 * Follows how much is unread. What comes while nobody looks begins with a line, too, and
 * so does what was missed, so that one finds where to read on.
 */
void
ui_history_count (UiHistory *self)
{
  guint unread = self->room != NULL ? client_room_get_unread (self->room) : 0;

  if (self->unread == 0 && unread > 0 && self->goal == UI_HISTORY_GOAL_NONE
      && (!is_looked_at (self) || is_catching_up (self)))
    ui_history_set_unread_line (self, client_room_get_seen (self->room));

  self->unread = unread;
  ui_end_button_set_count (UI_END_BUTTON (self->end_button), unread);
}

/**
 * ui_history_catch_up:
 * @self: a history
 *
 * Goes from the end to the first message that one has missed, when all of them have come.
 */
void
ui_history_catch_up (UiHistory *self)
{
  if (self->room == NULL || !client_session_get_is_caught_up (self->session))
    return;

  if (self->unread > 0 && self->goal == UI_HISTORY_GOAL_NONE && ui_history_get_at_end (self)
      && self->context.unread_after == client_room_get_seen (self->room))
    ui_history_go (self, UI_HISTORY_GOAL_UNREAD, self->context.unread_after, 0);
  ui_history_read (self);
}

/**
 * ui_history_follow_window:
 * @self: a history that is in a window
 *
 * Reads whenever the window is used, from now on.
 */
void
ui_history_follow_window (UiHistory *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!GTK_IS_WINDOW (root))
    return;

  self->window = GTK_WINDOW (root);
  g_signal_connect_object (root, "notify::is-active", G_CALLBACK (ui_history_read), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ui_history_leave_window:
 * @self: a history
 *
 * Reads nothing from now on.
 */
void
ui_history_leave_window (UiHistory *self)
{
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;
}
