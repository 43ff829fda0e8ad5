/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-history-private.h"

/* More is loaded when what is at hand ends within so many pages. */
#define AHEAD_PAGES 2

/* Within so many messages of what is in sight a hole is filled. */
#define HOLE_REACH 30

/* Who waits is told so only after a while; mostly there is nothing to tell. */
#define SPINNER_MS 400

static GtkAdjustment *
get_adjustment (UiHistory *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled_window));
}

static double
get_above (UiHistory *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_value (adjustment) - gtk_adjustment_get_lower (adjustment);
}

static double
get_below (UiHistory *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
         - gtk_adjustment_get_value (adjustment);
}

static gboolean
may_load (UiHistory *self)
{
  return self->room != NULL && self->goal == UI_HISTORY_GOAL_NONE && ui_history_is_open (self)
         && !self->is_stuck && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static double
get_reach (UiHistory *self)
{
  return AHEAD_PAGES * gtk_adjustment_get_page_size (get_adjustment (self));
}

static gboolean
wants_older (UiHistory *self)
{
  return !self->loads_older && client_room_get_has_older (self->room)
         && get_above (self) < get_reach (self);
}

static gboolean
wants_newer (UiHistory *self)
{
  return !self->loads_newer && client_room_get_has_newer (self->room)
         && get_below (self) < get_reach (self);
}

static gboolean
is_waiting (UiHistory *self)
{
  if (self->room == NULL)
    return FALSE;
  if (self->goal != UI_HISTORY_GOAL_NONE)
    return TRUE;

  return (self->loads_older && get_above (self) < 1) || (self->loads_newer && get_below (self) < 1);
}

static void
set_spinning (UiHistory *self, gboolean spinning)
{
  gtk_widget_set_valign (self->spinner, !ui_history_is_open (self) ? GTK_ALIGN_CENTER
                                        : get_above (self) < 1     ? GTK_ALIGN_START
                                                                   : GTK_ALIGN_END);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), spinning);
  gtk_widget_set_visible (self->spinner, spinning);
}

static gboolean
on_waited (gpointer data)
{
  UiHistory *self = data;

  self->spinner_id = 0;
  set_spinning (self, is_waiting (self));

  return G_SOURCE_REMOVE;
}

/**
 * ui_history_update_spinner:
 * @self: a history
 *
 * Shows that one waits, if that takes long.
 */
void
ui_history_update_spinner (UiHistory *self)
{
  if (!is_waiting (self))
    {
      g_clear_handle_id (&self->spinner_id, g_source_remove);
      set_spinning (self, FALSE);
    }
  else if (self->spinner_id == 0 && !gtk_widget_get_visible (self->spinner))
    self->spinner_id = g_timeout_add (SPINNER_MS, on_waited, self);
}

/* What is on its way, for a history that may be gone or elsewhere when it comes. */
typedef struct
{
  GWeakRef history;
  gsize field;
} Load;

static Load *
load_new (UiHistory *history, gsize field)
{
  Load *self = g_new0 (Load, 1);

  g_weak_ref_init (&self->history, history);
  self->field = field;
  G_STRUCT_MEMBER (gboolean, history, field) = TRUE;

  return self;
}

static void
load_free (Load *self)
{
  g_weak_ref_clear (&self->history);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (UiHistory) self = g_weak_ref_get (&load->history);
  gboolean is_there = client_room_load_finish (CLIENT_ROOM (source), result, NULL);

  if (self == NULL || self->room != CLIENT_ROOM (source))
    return;

  G_STRUCT_MEMBER (gboolean, self, load->field) = FALSE;
  self->is_stuck |= !is_there;
  ui_history_update_spinner (self);
}

/**
 * ui_history_load_hole:
 * @self: a history that has a room
 * @message: a message in it that comes after a hole
 *
 * Loads what is missing before a message.
 */
void
ui_history_load_hole (UiHistory *self, ClientMessage *message)
{
  g_return_if_fail (UI_IS_HISTORY (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  if (self->room == NULL || self->loads_hole)
    return;

  client_room_load_hole_async (self->room, message, on_loaded,
                               load_new (self, G_STRUCT_OFFSET (UiHistory, loads_hole)));
}

static void
load_holes (UiHistory *self)
{
  UiMessageList *list = UI_MESSAGE_LIST (self->list);
  guint first = ui_message_list_get_first_visible (list);
  guint last = ui_message_list_get_last_visible (list);

  if (first == GTK_INVALID_LIST_POSITION || self->loads_hole)
    return;

  for (guint i = first > HOLE_REACH ? first - HOLE_REACH : 1; i <= last + HOLE_REACH; i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (self->room), i);

      if (message == NULL)
        return;
      if (!client_message_get_after_hole (message))
        continue;
      ui_history_load_hole (self, message);
      return;
    }
}

static gboolean
load_more (gpointer data)
{
  UiHistory *self = data;

  self->more_id = 0;
  if (!may_load (self))
    return G_SOURCE_REMOVE;

  load_holes (self);
  if (wants_older (self))
    client_room_load_older_async (self->room, on_loaded,
                                  load_new (self, G_STRUCT_OFFSET (UiHistory, loads_older)));
  if (wants_newer (self))
    client_room_load_newer_async (self->room, on_loaded,
                                  load_new (self, G_STRUCT_OFFSET (UiHistory, loads_newer)));
  ui_history_update_spinner (self);

  return G_SOURCE_REMOVE;
}

/*
 * Each layout says where the ends are. What is loaded is laid out before the next page is
 * asked for, so that nothing is asked for that is not needed.
 */
static void
on_moved (UiHistory *self)
{
  if (self->more_id == 0 && may_load (self))
    self->more_id = g_idle_add_full (G_PRIORITY_DEFAULT, load_more, self, NULL);
}

/**
 * ui_history_watch_ends:
 * @self: a history
 *
 * Loads more ahead of who comes near an end of what is loaded, from now on.
 */
void
ui_history_watch_ends (UiHistory *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_moved), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ui_history_stop_loading:
 * @self: a history
 *
 * Waits for nothing any more.
 */
void
ui_history_stop_loading (UiHistory *self)
{
  g_clear_handle_id (&self->more_id, g_source_remove);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  self->loads_older = self->loads_newer = self->loads_hole = FALSE;
  self->is_stuck = FALSE;
}
