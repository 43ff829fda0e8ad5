/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-list-layout.h"

#include <math.h>

/* The value of an adjustment comes back as it was set, but for rounding. */
#define EPSILON 0.001

/**
 * ui_message_list_layout_get_scroll:
 * @self: a layout
 *
 * Returns: the content pixel at the top of the viewport
 */
gint64
ui_message_list_layout_get_scroll (UiMessageListLayout *self)
{
  return (gint64) floor (self->value + 0.5);
}

/**
 * ui_message_list_layout_is_end:
 * @self: a layout
 * @value: a content pixel
 *
 * Returns: whether the end, as far as it is known, is in sight with @value at the top
 */
gboolean
ui_message_list_layout_is_end (UiMessageListLayout *self, double value)
{
  return value >= self->upper - self->page - EPSILON;
}

/**
 * ui_message_list_layout_is_in_view:
 * @self: a layout
 * @row: a live row
 *
 * Returns: whether at least a pixel of the row is in the viewport
 */
gboolean
ui_message_list_layout_is_in_view (UiMessageListLayout *self, UiMessageListRow *row)
{
  gint64 scroll = ui_message_list_layout_get_scroll (self);

  return row->top < scroll + self->page && row->top + row->height > scroll;
}

/**
 * ui_message_list_layout_init:
 * @self: (out caller-allocates): a layout
 * @rows: the rows, which must outlive it
 *
 * Starts at the end.
 */
void
ui_message_list_layout_init (UiMessageListLayout *self, UiMessageListRows *rows)
{
  *self = (UiMessageListLayout){ .rows = rows, .follows_end = TRUE };
  ui_message_list_layout_restart (self);
}

/**
 * ui_message_list_layout_restart:
 * @self: a layout
 *
 * Starts at the end again, for another model or other rows.
 */
void
ui_message_list_layout_restart (UiMessageListLayout *self)
{
  self->value = self->lower = self->upper = 0;
  self->anchor = GTK_INVALID_LIST_POSITION;
  self->bounds_stale = TRUE;
  self->measured_height = 0;
  self->n_measured = 0;
  ui_message_list_layout_go_to_end (self);
}

/**
 * ui_message_list_layout_scroll:
 * @self: a layout
 * @value: the content pixel at the top of the viewport
 *
 * Goes where someone scrolled to. The end as far as it was known is the end, and so
 * is the beginning.
 */
void
ui_message_list_layout_scroll (UiMessageListLayout *self, double value)
{
  self->value = value;
  self->scrolled = TRUE;
  self->target = GTK_INVALID_LIST_POSITION;
  self->at_end = ui_message_list_layout_is_end (self, value);
}

/**
 * ui_message_list_layout_go_to_end:
 * @self: a layout
 *
 * Shows the end in the next arrangement, and from then on.
 */
void
ui_message_list_layout_go_to_end (UiMessageListLayout *self)
{
  self->at_end = TRUE;
  self->scrolled = FALSE;
  self->target = GTK_INVALID_LIST_POSITION;
}

/**
 * ui_message_list_layout_go_to:
 * @self: a layout
 * @position: the position of an item
 * @align: the fraction of the row that shall be at the same fraction of the viewport
 * @fraction: by how much of the viewport further down
 * @offset: by how many pixels further down
 *
 * Shows the item in the next arrangement.
 */
void
ui_message_list_layout_go_to (UiMessageListLayout *self,
                              guint position,
                              double align,
                              double fraction,
                              int offset)
{
  self->at_end = FALSE;
  self->scrolled = FALSE;
  self->target = position;
  self->target_align = align;
  self->target_fraction = fraction;
  self->target_offset = offset;
}

static guint
moved_position (guint old, guint position, guint removed, guint added)
{
  if (old >= position + removed)
    return old - removed + added;

  return MIN (old, position + added);
}

/* Below what is gone everything stands still, or else above it. */
static void
move_anchor (UiMessageListLayout *self, guint position, guint removed, guint added)
{
  guint index = 0;

  if (self->anchor < position + added || self->anchor >= position + removed)
    {
      self->anchor = moved_position (self->anchor, position, removed, added);
      return;
    }

  ui_message_list_rows_find (self->rows, position + removed, &index);
  if (index < ui_message_list_rows_get_n_live (self->rows))
    {
      self->anchor =
        ui_message_list_rows_get_live (self->rows, index)->position - removed + added;
      return;
    }

  ui_message_list_rows_find (self->rows, position + added, &index);
  if (index > 0)
    {
      self->anchor = ui_message_list_rows_get_live (self->rows, index - 1)->position;
      return;
    }

  self->anchor = GTK_INVALID_LIST_POSITION;
  if (!self->at_end && self->target == GTK_INVALID_LIST_POSITION)
    ui_message_list_layout_go_to (self, position + added, 0, 0, 0);
}

/**
 * ui_message_list_layout_items_changed:
 * @self: a layout
 * @position: the first item that changed
 * @removed: how many items went
 * @added: how many came
 *
 * Follows the model, the rows with it. To be arranged soon.
 */
void
ui_message_list_layout_items_changed (UiMessageListLayout *self,
                                      guint position,
                                      guint removed,
                                      guint added)
{
  if (self->target != GTK_INVALID_LIST_POSITION)
    self->target = moved_position (self->target, position, removed, added);
  if (!self->follows_end && self->anchor != GTK_INVALID_LIST_POSITION)
    self->at_end = FALSE;
  if (self->anchor != GTK_INVALID_LIST_POSITION)
    move_anchor (self, position, removed, added);

  self->bounds_stale = TRUE;
  ui_message_list_rows_items_changed (self->rows, position, removed, added);
}

/**
 * ui_message_list_layout_get_first:
 * @self: a layout
 *
 * Returns: the position of the first item in sight, or %GTK_INVALID_LIST_POSITION
 */
guint
ui_message_list_layout_get_first (UiMessageListLayout *self)
{
  for (guint i = 0; i < ui_message_list_rows_get_n_live (self->rows); i++)
    {
      UiMessageListRow *row = ui_message_list_rows_get_live (self->rows, i);

      if (ui_message_list_layout_is_in_view (self, row))
        return row->position;
    }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * ui_message_list_layout_get_last:
 * @self: a layout
 *
 * Returns: the position of the last item in sight, or %GTK_INVALID_LIST_POSITION
 */
guint
ui_message_list_layout_get_last (UiMessageListLayout *self)
{
  for (guint i = ui_message_list_rows_get_n_live (self->rows); i-- > 0;)
    {
      UiMessageListRow *row = ui_message_list_rows_get_live (self->rows, i);

      if (ui_message_list_layout_is_in_view (self, row))
        return row->position;
    }

  return GTK_INVALID_LIST_POSITION;
}
