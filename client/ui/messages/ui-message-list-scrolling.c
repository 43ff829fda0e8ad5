/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-list-private.h"

static void
on_value_changed (UiMessageList *self)
{
  double value = gtk_adjustment_get_value (self->vadjustment);

  if (self->configuring || value == self->layout.value)
    return;

  ui_message_list_layout_scroll (&self->layout, value);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->layout.width <= 0)
    {
      ui_message_list_queue_arrange (self);
      return;
    }

  /* At once: what scrolls by itself does so in each frame, when it is too late to ask. */
  ui_message_list_layout_arrange (&self->layout, self->layout.width, self->layout.page);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
configure_vadjustment (UiMessageList *self)
{
  UiMessageListLayout *layout = &self->layout;
  gboolean moved = FALSE;

  if (self->vadjustment == NULL)
    return;

  moved = gtk_adjustment_get_value (self->vadjustment) != layout->value;
  self->configuring = TRUE;
  gtk_adjustment_configure (self->vadjustment,
                            layout->value,
                            layout->lower,
                            layout->upper,
                            layout->page * 0.1,
                            layout->page * 0.9,
                            layout->page);
  /* An animation of the adjustment would take the list back. */
  if (moved)
    gtk_adjustment_set_value (self->vadjustment, layout->value);
  self->configuring = FALSE;

  /* Someone may have scrolled because of that. */
  on_value_changed (self);
}

/**
 * ui_message_list_configure_adjustments:
 * @self: a list
 *
 * Shows the layout in the adjustments. In the horizontal one there is nothing to
 * scroll.
 */
void
ui_message_list_configure_adjustments (UiMessageList *self)
{
  int width = self->layout.width;

  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment, 0, 0, width, width * 0.1, width * 0.9, width);
  configure_vadjustment (self);
}

/**
 * ui_message_list_arrange:
 * @self: a list
 *
 * Gives rows their places at once, for who needs to know them; they are seen there
 * after the next allocation.
 */
void
ui_message_list_arrange (UiMessageList *self)
{
  if (self->layout.width <= 0 || self->layout.page <= 0)
    return;

  ui_message_list_layout_arrange (&self->layout, self->layout.width, self->layout.page);
  ui_message_list_configure_adjustments (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * ui_message_list_set_vadjustment:
 * @self: a list
 * @adjustment: (nullable): what scrolls the list
 *
 * Follows another adjustment, which shows the layout from then on.
 */
void
ui_message_list_set_vadjustment (UiMessageList *self, GtkAdjustment *adjustment)
{
  if (self->vadjustment == adjustment)
    return;

  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_set_object (&self->vadjustment, adjustment);
  if (adjustment == NULL)
    return;

  configure_vadjustment (self);
  g_signal_connect_object (adjustment,
                           "value-changed",
                           G_CALLBACK (on_value_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * ui_message_list_stop_kinetic_scrolling:
 * @self: a list
 *
 * Stops what still moves by itself, before the list goes elsewhere: it would go on
 * from the new place, or take the list back.
 */
void
ui_message_list_stop_kinetic_scrolling (UiMessageList *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  if (window == NULL || !gtk_scrolled_window_get_kinetic_scrolling (GTK_SCROLLED_WINDOW (window)))
    return;

  gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (window), FALSE);
  gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (window), TRUE);
}

/**
 * ui_message_list_scroll:
 * @self: a list
 * @position: the position of an item that there is
 * @align: the fraction of the row that shall be at the same fraction of the viewport
 * @offset: by how many pixels further down
 *
 * As ui_message_list_scroll_to_position(), without a check.
 */
void
ui_message_list_scroll (UiMessageList *self, guint position, double align, int offset)
{
  ui_message_list_stop_kinetic_scrolling (self);
  ui_message_list_layout_go_to (&self->layout, position, align, 0, offset);
  ui_message_list_queue_arrange (self);
}

/**
 * ui_message_list_scroll_to_fraction:
 * @self: a list
 * @position: the position of an item; if there is no such item nothing happens
 * @fraction: how far down, 0 for the top of the list and 1 for its bottom
 *
 * Shows the top of an item at a fraction of the list, as far as the ends of the list
 * allow it. May be called before the list is seen, to open it there.
 */
void
ui_message_list_scroll_to_fraction (UiMessageList *self, guint position, double fraction)
{
  g_return_if_fail (UI_IS_MESSAGE_LIST (self));
  g_return_if_fail (fraction >= 0 && fraction <= 1);

  if (position >= ui_message_list_rows_get_n_items (self->rows))
    return;

  ui_message_list_stop_kinetic_scrolling (self);
  ui_message_list_layout_go_to (&self->layout, position, 0, fraction, 0);
  ui_message_list_queue_arrange (self);
}

/**
 * ui_message_list_reveal_row:
 * @self: a list
 * @row: a row of it
 *
 * Scrolls as little as brings the row into sight, or fills the list with it.
 */
void
ui_message_list_reveal_row (UiMessageList *self, UiMessageListRow *row)
{
  UiMessageListLayout *layout = &self->layout;
  gint64 above = ui_message_list_layout_get_scroll (layout) - row->top;
  gint64 below = row->height - above - layout->page;
  UiMessageListRow *first = ui_message_list_rows_get_first (self->rows);
  guint index = 0;

  if (!ui_message_list_rows_find (self->rows, row->position, &index))
    ui_message_list_scroll (self,
                            row->position,
                            first != NULL && row->position > first->position ? 1 : 0,
                            0);
  else if (above > 0 && below < 0)
    ui_message_list_scroll (self, row->position, below + above > 0 ? 1 : 0, 0);
  else if (above < 0 && below > 0)
    ui_message_list_scroll (self, row->position, below + above > 0 ? 0 : 1, 0);
}

/**
 * ui_message_list_set_follows_end:
 * @self: a list
 * @follows_end: whether to stay at the end when items come there
 *
 * Says whether the last item is the end of it all. If not, what comes after it moves
 * nothing, even for somebody who has come to it.
 */
void
ui_message_list_set_follows_end (UiMessageList *self, gboolean follows_end)
{
  g_return_if_fail (UI_IS_MESSAGE_LIST (self));

  self->layout.follows_end = follows_end;
}

/**
 * ui_message_list_rebind:
 * @self: a list
 *
 * Has every row bound again, when something else than an item has changed that they
 * show.
 */
void
ui_message_list_rebind (UiMessageList *self)
{
  g_return_if_fail (UI_IS_MESSAGE_LIST (self));

  ui_message_list_rows_spoil (self->rows);
  ui_message_list_queue_arrange (self);
}

static UiMessageListRow *
find_row (UiMessageList *self, guint position)
{
  guint index = 0;

  return ui_message_list_rows_find (self->rows, position, &index)
           ? ui_message_list_rows_get_live (self->rows, index)
           : NULL;
}

/**
 * ui_message_list_get_row:
 * @self: a list
 * @position: the position of an item
 *
 * Returns: (transfer none) (nullable): the widget that shows the item, if it is in sight
 *   or near
 */
GtkWidget *
ui_message_list_get_row (UiMessageList *self, guint position)
{
  UiMessageListRow *row = NULL;

  g_return_val_if_fail (UI_IS_MESSAGE_LIST (self), NULL);

  row = find_row (self, position);
  return row != NULL ? row->child : NULL;
}

/**
 * ui_message_list_get_offset:
 * @self: a list
 * @position: the position of an item
 * @offset: (out): how many pixels its top is below the top of the list
 *
 * As ui_message_list_scroll_to_position() with an @align of 0 takes it, to come back to
 * what one looked at.
 *
 * Returns: whether the item is in sight or near, so that it is known
 */
gboolean
ui_message_list_get_offset (UiMessageList *self, guint position, int *offset)
{
  UiMessageListRow *row = NULL;

  g_return_val_if_fail (UI_IS_MESSAGE_LIST (self), FALSE);

  row = find_row (self, position);
  if (row == NULL || row->height == 0)
    return FALSE;

  *offset = (int) (row->top - ui_message_list_layout_get_scroll (&self->layout));
  return TRUE;
}
