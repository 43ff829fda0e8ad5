/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-list-rows.h"

#include "ui-message-list-pool.h"

/*
 * Rows out of reach that are kept because text in them is selected: nothing deselects
 * it when the focus goes elsewhere, so that without a limit whoever selects a word
 * in each message would keep a row for each.
 */
#define MAX_KEPT 8

struct _UiMessageListRows
{
  GtkWidget *list; /* not owned: owns the rows */
  UiMessageListPool *pool;
  guint n_items;

  GPtrArray *live; /* in order of position */
  GPtrArray *kept; /* out of reach; the oldest first */
};

UiMessageListRows *
ui_message_list_rows_new (GtkWidget *list)
{
  UiMessageListRows *self = g_new0 (UiMessageListRows, 1);

  self->list = list;
  self->live = g_ptr_array_new ();
  self->kept = g_ptr_array_new ();
  self->pool = ui_message_list_pool_new (list);

  return self;
}

static UiMessageListRow *
get (GPtrArray *rows, guint index)
{
  return UI_MESSAGE_LIST_ROW (g_ptr_array_index (rows, index));
}

static void
limit_kept (UiMessageListRows *self)
{
  for (guint i = 0; self->kept->len > MAX_KEPT && i < self->kept->len;)
    {
      if (gtk_widget_get_focus_child (self->list) == GTK_WIDGET (get (self->kept, i)))
        i++;
      else
        ui_message_list_pool_give_back (self->pool, g_ptr_array_steal_index (self->kept, i));
    }
}

/**
 * ui_message_list_rows_retire:
 * @self: the rows
 * @index: the first of the live rows to retire
 * @n_rows: how many
 *
 * Takes rows from the live ones. What nobody would miss can show another item from
 * then on; the rest is kept.
 */
void
ui_message_list_rows_retire (UiMessageListRows *self, guint index, guint n_rows)
{
  if (n_rows == 0)
    return;

  for (guint i = index; i < index + n_rows; i++)
    {
      UiMessageListRow *row = get (self->live, i);

      if (ui_message_list_row_is_held (row))
        g_ptr_array_add (self->kept, row);
      else
        ui_message_list_pool_give_back (self->pool, row);
    }
  g_ptr_array_remove_range (self->live, index, n_rows);
  limit_kept (self);
}

static void
recycle_all (UiMessageListRows *self)
{
  GtkRoot *root = NULL;

  if (self->live->len + self->kept->len == 0)
    return;

  /* Or the focus would go on to whatever the row shows next. */
  root = gtk_widget_get_root (self->list);
  if (root != NULL && gtk_widget_get_focus_child (self->list) != NULL)
    gtk_root_set_focus (root, NULL);

  for (guint i = 0; i < self->live->len; i++)
    ui_message_list_pool_give_back (self->pool, get (self->live, i));
  for (guint i = 0; i < self->kept->len; i++)
    ui_message_list_pool_give_back (self->pool, get (self->kept, i));
  g_ptr_array_set_size (self->live, 0);
  g_ptr_array_set_size (self->kept, 0);
}

/**
 * ui_message_list_rows_set_funcs:
 * @self: the rows
 * @create: makes a row
 * @bind: makes a row show an item
 * @unbind: (nullable): undoes it
 * @user_data: passed to the functions
 * @destroy: (nullable): frees @user_data
 *
 * Sets what makes rows; rows that are there are dropped.
 */
void
ui_message_list_rows_set_funcs (UiMessageListRows *self,
                                UiMessageListCreateFunc create,
                                UiMessageListBindFunc bind,
                                UiMessageListUnbindFunc unbind,
                                gpointer user_data,
                                GDestroyNotify destroy)
{
  recycle_all (self);
  ui_message_list_pool_set_funcs (self->pool, create, bind, unbind, user_data, destroy);
}

/**
 * ui_message_list_rows_free:
 * @self: (transfer full): the rows
 *
 * Drops every row.
 */
void
ui_message_list_rows_free (UiMessageListRows *self)
{
  recycle_all (self);
  ui_message_list_pool_free (self->pool);
  g_ptr_array_unref (self->live);
  g_ptr_array_unref (self->kept);
  g_free (self);
}

/**
 * ui_message_list_rows_set_model:
 * @self: the rows
 * @model: (nullable): a model that stays alive until it is replaced
 *
 * Shows nothing of the old model any more.
 */
void
ui_message_list_rows_set_model (UiMessageListRows *self, GListModel *model)
{
  recycle_all (self);
  ui_message_list_pool_set_model (self->pool, model);
  self->n_items = model ? g_list_model_get_n_items (model) : 0;
}

guint
ui_message_list_rows_get_n_items (UiMessageListRows *self)
{
  return ui_message_list_pool_has_funcs (self->pool) ? self->n_items : 0;
}

/**
 * ui_message_list_rows_refresh:
 * @self: the rows
 * @row: a live row
 *
 * Binds the row again if its item or a neighbour changed.
 */
void
ui_message_list_rows_refresh (UiMessageListRows *self, UiMessageListRow *row)
{
  ui_message_list_pool_refresh (self->pool, row);
}

guint
ui_message_list_rows_get_n_live (UiMessageListRows *self)
{
  return self->live->len;
}

UiMessageListRow *
ui_message_list_rows_get_live (UiMessageListRows *self, guint index)
{
  return get (self->live, index);
}

UiMessageListRow *
ui_message_list_rows_get_first (UiMessageListRows *self)
{
  return self->live->len > 0 ? get (self->live, 0) : NULL;
}

UiMessageListRow *
ui_message_list_rows_get_last (UiMessageListRows *self)
{
  return self->live->len > 0 ? get (self->live, self->live->len - 1) : NULL;
}

/**
 * ui_message_list_rows_find:
 * @self: the rows
 * @position: the position of an item
 * @index: (out): of the first live row at or after @position
 *
 * Returns: whether the item has a live row
 */
gboolean
ui_message_list_rows_find (UiMessageListRows *self, guint position, guint *index)
{
  guint low = 0, high = self->live->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get (self->live, middle)->position < position)
        low = middle + 1;
      else
        high = middle;
    }

  *index = low;
  return low < self->live->len && get (self->live, low)->position == position;
}

static UiMessageListRow *
take_kept (UiMessageListRows *self, guint position)
{
  for (guint i = 0; i < self->kept->len; i++)
    if (get (self->kept, i)->position == position)
      return g_ptr_array_steal_index (self->kept, i);

  return NULL;
}

static UiMessageListRow *
next_kept (UiMessageListRows *self, guint position)
{
  UiMessageListRow *next = NULL;

  for (guint i = 0; i < self->kept->len; i++)
    {
      UiMessageListRow *row = get (self->kept, i);

      if (row->position > position && (next == NULL || row->position < next->position))
        next = row;
    }

  return next;
}

/* Assistive technology reads the rows in the order of the children. */
static void
put_in_order (UiMessageListRows *self, UiMessageListRow *row, guint index)
{
  UiMessageListRow *next = NULL;

  if (index > 0)
    {
      gtk_widget_insert_after (GTK_WIDGET (row),
                               self->list,
                               GTK_WIDGET (get (self->live, index - 1)));
      return;
    }

  next = self->live->len > 1 ? get (self->live, 1) : next_kept (self, row->position);
  gtk_widget_insert_before (GTK_WIDGET (row), self->list, next ? GTK_WIDGET (next) : NULL);
}

/**
 * ui_message_list_rows_acquire:
 * @self: the rows
 * @position: the position of an item
 *
 * Returns: (transfer none): the live row of the item, made if there was none
 */
UiMessageListRow *
ui_message_list_rows_acquire (UiMessageListRows *self, guint position)
{
  UiMessageListRow *row = NULL;
  guint index = 0;

  if (ui_message_list_rows_find (self, position, &index))
    return get (self->live, index);

  row = take_kept (self, position);
  if (row == NULL)
    row = ui_message_list_pool_take (self->pool, position);

  g_ptr_array_insert (self->live, (int) index, row);
  put_in_order (self, row, index);

  return row;
}

/* The one who reads with the keyboard goes on beside what is gone. */
static void
move_focus_from (UiMessageListRows *self, UiMessageListRow *row, guint before, guint after)
{
  GtkRoot *root = gtk_widget_get_root (self->list);
  UiMessageListRow *neighbour = NULL;

  if (root == NULL || gtk_widget_get_focus_child (self->list) != GTK_WIDGET (row))
    return;

  if (after < self->live->len)
    neighbour = get (self->live, after);
  else if (before > 0)
    neighbour = get (self->live, before - 1);
  gtk_root_set_focus (root, (GtkWidget *) neighbour);
}

static void
remove_range (UiMessageListRows *self, guint position, guint end)
{
  guint first = 0, last = 0;

  ui_message_list_rows_find (self, position, &first);
  ui_message_list_rows_find (self, end, &last);

  for (guint i = first; i < last; i++)
    {
      move_focus_from (self, get (self->live, i), first, last);
      ui_message_list_pool_give_back (self->pool, get (self->live, i));
    }
  if (last > first)
    g_ptr_array_remove_range (self->live, first, last - first);

  for (guint i = self->kept->len; i-- > 0;)
    {
      UiMessageListRow *row = get (self->kept, i);

      if (row->position < position || row->position >= end)
        continue;
      move_focus_from (self, row, first, first);
      ui_message_list_pool_give_back (self->pool, g_ptr_array_steal_index (self->kept, i));
    }
}

static void
shift (GPtrArray *rows, guint position, guint removed, guint added)
{
  for (guint i = 0; i < rows->len; i++)
    {
      UiMessageListRow *row = get (rows, i);

      if (row->position >= position + removed)
        row->position = row->position - removed + added;
      else if (row->position >= position)
        row->stale = TRUE;
      row->stale |= row->position == position + added || row->position + 1 == position;
    }
}

/**
 * ui_message_list_rows_items_changed:
 * @self: the rows
 * @position: the first item that changed
 * @removed: how many items went
 * @added: how many came
 *
 * Follows the model. As many items as both went and came were changed, and keep
 * their rows; they are bound again when the list is laid out.
 */
void
ui_message_list_rows_items_changed (UiMessageListRows *self,
                                    guint position,
                                    guint removed,
                                    guint added)
{
  self->n_items = self->n_items - removed + added;
  if (removed > added)
    remove_range (self, position + added, position + removed);
  shift (self->live, position, removed, added);
  shift (self->kept, position, removed, added);
}

/**
 * ui_message_list_rows_spoil:
 * @self: the rows
 *
 * Has every row bound again when the list is laid out.
 */
void
ui_message_list_rows_spoil (UiMessageListRows *self)
{
  for (guint i = 0; i < self->live->len; i++)
    get (self->live, i)->stale = TRUE;
  for (guint i = 0; i < self->kept->len; i++)
    get (self->kept, i)->stale = TRUE;
}

/**
 * ui_message_list_rows_settle:
 * @self: the rows
 *
 * Ends a layout: nothing else becomes live or retires in it.
 */
void
ui_message_list_rows_settle (UiMessageListRows *self)
{
  for (guint i = self->kept->len; i-- > 0;)
    if (!ui_message_list_row_is_held (get (self->kept, i)))
      ui_message_list_pool_give_back (self->pool, g_ptr_array_steal_index (self->kept, i));
    else
      ui_message_list_pool_refresh (self->pool, get (self->kept, i));

  ui_message_list_pool_settle (self->pool, 8 + self->live->len / 2);

  for (guint i = 0; i < self->live->len; i++)
    ui_message_list_row_tell (get (self->live, i), self->n_items);
  for (guint i = 0; i < self->kept->len; i++)
    ui_message_list_row_tell (get (self->kept, i), self->n_items);
}

static void
allocate_row (UiMessageListRows *self, UiMessageListRow *row, int y, int width)
{
  GtkWidget *widget = GTK_WIDGET (row);
  gboolean rtl = gtk_widget_get_direction (self->list) == GTK_TEXT_DIR_RTL;
  int row_width = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &row_width, NULL, NULL, NULL);
  row_width = MAX (row_width, width);
  gtk_widget_size_allocate (
    widget,
    &(GtkAllocation){ rtl ? width - row_width : 0, y, row_width, row->height },
    -1);
}

/**
 * ui_message_list_rows_allocate:
 * @self: the rows
 * @scroll: the content pixel at the top of the viewport
 * @width: of the list in pixels
 * @page: the height of the viewport in pixels
 *
 * Puts each live row where the layout wants it, and what is kept just out of sight.
 */
void
ui_message_list_rows_allocate (UiMessageListRows *self, gint64 scroll, int width, int page)
{
  for (guint i = 0; i < self->live->len; i++)
    {
      UiMessageListRow *row = get (self->live, i);

      allocate_row (self, row, (int) (row->top - scroll), width);
    }

  for (guint i = 0; i < self->kept->len; i++)
    {
      UiMessageListRow *row = get (self->kept, i);
      gboolean above = self->live->len > 0 && row->position < get (self->live, 0)->position;

      gtk_widget_measure (GTK_WIDGET (row),
                          GTK_ORIENTATION_VERTICAL,
                          width,
                          &row->height,
                          NULL,
                          NULL,
                          NULL);
      allocate_row (self, row, above ? -row->height - 1 : page + 1, width);
    }
}
