/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-list-layout.h"

#include <math.h>

/* The height of a row, in pixels, before any was measured. */
#define USUAL_HEIGHT 48

/* Rows are live at least this many pixels beyond the viewport. */
#define MIN_OVERSCAN 200

/*
 * Who scrolls by more than so many pages at once gets there by estimate, as with the
 * slider of a scrollbar. Anything less has to be exact, or one would not read on where
 * one was; it costs rows for all that is on the way.
 */
#define MAX_PAGES 4

static double
estimate (UiMessageListLayout *self, guint n_rows)
{
  double height = self->n_measured > 0 ? self->measured_height / self->n_measured : USUAL_HEIGHT;

  return floor (height * n_rows);
}

static gint64
bottom_of (UiMessageListRow *row)
{
  return row->top + row->height;
}

static int
overscan (UiMessageListLayout *self)
{
  return MAX (self->page / 2, MIN_OVERSCAN);
}

static void
measure (UiMessageListLayout *self, UiMessageListRow *row)
{
  int height = 0;

  ui_message_list_rows_refresh (self->rows, row);
  gtk_widget_measure (GTK_WIDGET (row),
                      GTK_ORIENTATION_VERTICAL,
                      self->width,
                      &height,
                      NULL,
                      NULL,
                      NULL);

  /* Rows without a height would all fit. */
  height = MAX (height, 1);
  if (row->height == 0)
    self->n_measured++;
  self->measured_height += height - row->height;
  row->height = height;
}

static gint64
guess_top (UiMessageListLayout *self, guint position)
{
  guint n_live = ui_message_list_rows_get_n_live (self->rows);
  guint index = 0;
  UiMessageListRow *other = NULL;

  ui_message_list_rows_find (self->rows, position, &index);
  if (index > 0)
    {
      other = ui_message_list_rows_get_live (self->rows, index - 1);
      return bottom_of (other) + (gint64) estimate (self, position - other->position - 1);
    }
  if (n_live > 0)
    {
      other = ui_message_list_rows_get_live (self->rows, 0);
      return other->top - (gint64) estimate (self, other->position - position);
    }

  return (gint64) (self->lower + estimate (self, position));
}

static UiMessageListRow *
bring (UiMessageListLayout *self, guint position)
{
  UiMessageListRow *row = NULL;
  guint index = 0;

  if (ui_message_list_rows_find (self->rows, position, &index))
    {
      row = ui_message_list_rows_get_live (self->rows, index);
    }
  else
    {
      gint64 top = guess_top (self, position);

      row = ui_message_list_rows_acquire (self->rows, position);
      row->top = top;
    }
  measure (self, row);

  return row;
}

/* The row at a fraction of all items goes to the same fraction of the viewport. */
static UiMessageListRow *
jump (UiMessageListLayout *self, double fraction)
{
  guint n_items = ui_message_list_rows_get_n_items (self->rows);
  double exact = CLAMP (fraction, 0, 1) * n_items;
  guint position = (guint) MIN (exact, n_items - 1);
  UiMessageListRow *row = bring (self, position);

  row->top =
    (gint64) round (self->value + exact / n_items * self->page - (exact - position) * row->height);

  return row;
}

static UiMessageListRow *
base_for_scroll (UiMessageListLayout *self)
{
  UiMessageListRow *first = ui_message_list_rows_get_first (self->rows);
  UiMessageListRow *last = ui_message_list_rows_get_last (self->rows);
  double range = self->upper - self->page - self->lower;
  guint index = 0;

  if (first == NULL || self->value > bottom_of (last) + MAX_PAGES * self->page
      || self->value < first->top - (MAX_PAGES + 1) * self->page)
    return jump (self, range > 0 ? (self->value - self->lower) / range : 1);
  if (self->value <= self->lower && first->position > 0)
    return jump (self, 0);

  self->bounds_stale = TRUE;
  if (!ui_message_list_rows_find (self->rows, self->anchor, &index))
    return bring (self, first->position);

  return bring (self, self->anchor);
}

/* The row that the others are laid out from. */
static UiMessageListRow *
find_base (UiMessageListLayout *self)
{
  guint n_items = ui_message_list_rows_get_n_items (self->rows);
  UiMessageListRow *row = NULL;

  if (self->at_end || (self->anchor >= n_items && self->target >= n_items && !self->scrolled))
    {
      row = bring (self, n_items - 1);
      self->value = (double) (bottom_of (row) - self->page);
    }
  else if (self->scrolled)
    {
      row = base_for_scroll (self);
    }
  else if (self->target != GTK_INVALID_LIST_POSITION)
    {
      row = bring (self, MIN (self->target, n_items - 1));
      self->value = (double) row->top - CLAMP (self->target_offset, -self->page, self->page)
                    - round (self->target_align * (self->page - row->height))
                    - round (self->target_fraction * self->page);
    }
  else
    {
      row = bring (self, self->anchor);
    }

  return row;
}

/* Rows that are far out of reach are of more use where others come into it. */
static void
prune (UiMessageListLayout *self, UiMessageListRow *base)
{
  gint64 scroll = ui_message_list_layout_get_scroll (self);
  int reach = 2 * overscan (self);
  guint n_live = ui_message_list_rows_get_n_live (self->rows);
  guint first = 0, end = n_live;

  for (; first < n_live; first++)
    {
      UiMessageListRow *row = ui_message_list_rows_get_live (self->rows, first);

      if (row == base || bottom_of (row) >= scroll - reach)
        break;
    }
  for (; end > first; end--)
    {
      UiMessageListRow *row = ui_message_list_rows_get_live (self->rows, end - 1);

      if (row == base || row->top <= scroll + self->page + reach)
        break;
    }

  ui_message_list_rows_retire (self->rows, end, n_live - end);
  ui_message_list_rows_retire (self->rows, 0, first);
}

static gboolean
is_live (UiMessageListLayout *self, guint index, guint position)
{
  return index < ui_message_list_rows_get_n_live (self->rows)
         && ui_message_list_rows_get_live (self->rows, index)->position == position;
}

static void
lay_down (UiMessageListLayout *self, UiMessageListRow *row)
{
  gint64 end = ui_message_list_layout_get_scroll (self) + self->page + overscan (self);
  guint n_items = ui_message_list_rows_get_n_items (self->rows);
  guint index = 0;

  ui_message_list_rows_find (self->rows, row->position, &index);
  for (guint position = row->position + 1; position < n_items; position++)
    {
      gint64 top = bottom_of (row);
      gboolean live = is_live (self, index + 1, position);

      if (top >= (live ? end + overscan (self) : end))
        break;

      row = ui_message_list_rows_acquire (self->rows, position);
      measure (self, row);
      row->top = top;
      index++;
    }
  ui_message_list_rows_retire (self->rows,
                               index + 1,
                               ui_message_list_rows_get_n_live (self->rows) - index - 1);
}

static void
lay_up (UiMessageListLayout *self, UiMessageListRow *row)
{
  gint64 start = ui_message_list_layout_get_scroll (self) - overscan (self);
  guint index = 0;

  for (guint position = row->position; position-- > 0;)
    {
      gint64 bottom = row->top;
      gboolean live = ui_message_list_rows_find (self->rows, position, &index);

      if (bottom <= (live ? start - overscan (self) : start))
        break;

      row = ui_message_list_rows_acquire (self->rows, position);
      measure (self, row);
      row->top = bottom - row->height;
    }
  ui_message_list_rows_find (self->rows, row->position, &index);
  ui_message_list_rows_retire (self->rows, 0, index);
}

static gboolean
has_first (UiMessageListLayout *self)
{
  return ui_message_list_rows_get_first (self->rows)->position == 0;
}

static gboolean
has_last (UiMessageListLayout *self)
{
  return ui_message_list_rows_get_last (self->rows)->position + 1
         == ui_message_list_rows_get_n_items (self->rows);
}

/* Nobody scrolls past an end; what is less than a page is at the bottom of it. */
static gboolean
stay_inside (UiMessageListLayout *self)
{
  double value = self->value;

  if (has_first (self))
    value = MAX (value, ui_message_list_rows_get_first (self->rows)->top);
  if (has_last (self))
    value = MIN (value, bottom_of (ui_message_list_rows_get_last (self->rows)) - self->page);

  if (value == self->value)
    return FALSE;

  self->value = value;
  return TRUE;
}

static void
update_bounds (UiMessageListLayout *self)
{
  UiMessageListRow *first = ui_message_list_rows_get_first (self->rows);
  UiMessageListRow *last = ui_message_list_rows_get_last (self->rows);
  guint n_after = ui_message_list_rows_get_n_items (self->rows) - last->position - 1;
  gint64 bottom = bottom_of (last);

  if (n_after == 0)
    self->upper = bottom;
  else if (self->bounds_stale || self->upper < bottom + n_after)
    self->upper = bottom + MAX (estimate (self, n_after), n_after);

  if (first->position == 0)
    self->lower = MIN (first->top, self->upper - self->page);
  else if (self->bounds_stale || self->lower > first->top - first->position)
    self->lower = first->top - MAX (estimate (self, first->position), first->position);

  self->bounds_stale = FALSE;
}

/* The first row that begins in sight: one reads on from there. */
static guint
find_anchor (UiMessageListLayout *self)
{
  gint64 scroll = ui_message_list_layout_get_scroll (self);
  guint n_live = ui_message_list_rows_get_n_live (self->rows);
  guint anchor = ui_message_list_layout_get_first (self);

  for (guint i = 0; i < n_live; i++)
    {
      UiMessageListRow *row = ui_message_list_rows_get_live (self->rows, i);

      if (row->top >= scroll && ui_message_list_layout_is_in_view (self, row))
        return row->position;
    }

  return anchor;
}

static void
update_anchor (UiMessageListLayout *self, gboolean moved)
{
  guint index = 0;

  if (moved || !ui_message_list_rows_find (self->rows, self->anchor, &index)
      || !ui_message_list_layout_is_in_view (self,
                                             ui_message_list_rows_get_live (self->rows, index)))
    self->anchor = find_anchor (self);
}

/* Someone in the middle of a row that is higher than the viewport stays in the middle. */
static void
set_width (UiMessageListLayout *self, int width)
{
  gint64 scroll = ui_message_list_layout_get_scroll (self);
  UiMessageListRow *row = NULL;
  guint index = 0;
  int height = 0;

  self->width = width;
  if (ui_message_list_rows_find (self->rows, self->anchor, &index))
    row = ui_message_list_rows_get_live (self->rows, index);
  if (row != NULL)
    height = row->height;

  self->measured_height = 0;
  self->n_measured = 0;
  self->bounds_stale = TRUE;
  for (guint i = 0; i < ui_message_list_rows_get_n_live (self->rows); i++)
    ui_message_list_rows_get_live (self->rows, i)->height = 0;

  if (row != NULL && row->top < scroll && row->top + height > scroll + self->page)
    {
      measure (self, row);
      row->top = scroll - (scroll - row->top) * row->height / height;
    }
}

static void
arrange_nothing (UiMessageListLayout *self)
{
  ui_message_list_rows_retire (self->rows, 0, ui_message_list_rows_get_n_live (self->rows));
  ui_message_list_rows_settle (self->rows);
  ui_message_list_layout_restart (self);
  self->upper = self->page;
}

/**
 * ui_message_list_layout_arrange:
 * @self: a layout
 * @width: of the list in pixels
 * @page: the height of the viewport in pixels
 *
 * Gives each row that is in sight, and some around, its place. How long it takes
 * does not depend on how many items there are.
 */
void
ui_message_list_layout_arrange (UiMessageListLayout *self, int width, int page)
{
  UiMessageListRow *base = NULL;
  gboolean moved = self->scrolled || self->target != GTK_INVALID_LIST_POSITION;

  if (width != self->width)
    set_width (self, width);
  self->page = page;

  if (ui_message_list_rows_get_n_items (self->rows) == 0)
    {
      arrange_nothing (self);
      return;
    }

  /* The ends are known only once they were laid out, and may change what is in sight. */
  base = find_base (self);
  for (guint i = 0; i < 3; i++)
    {
      prune (self, base);
      lay_up (self, base);
      lay_down (self, base);
      if (!stay_inside (self))
        break;
      moved = TRUE;
    }
  prune (self, NULL);
  update_bounds (self);

  self->scrolled = FALSE;
  self->target = GTK_INVALID_LIST_POSITION;
  self->at_end = has_last (self) && ui_message_list_layout_is_end (self, self->value);
  update_anchor (self, moved);
  ui_message_list_rows_settle (self->rows);
}
