/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-list-pool.h"

struct _UiMessageListPool
{
  GtkWidget *list; /* not owned: owns the rows */

  UiMessageListCreateFunc create;
  UiMessageListBindFunc bind;
  UiMessageListUnbindFunc unbind;
  gpointer user_data;
  GDestroyNotify destroy;

  GListModel *model; /* not owned */
  GPtrArray *spare;  /* rows without an item */
};

UiMessageListPool *
ui_message_list_pool_new (GtkWidget *list)
{
  UiMessageListPool *self = g_new0 (UiMessageListPool, 1);

  self->list = list;
  self->spare = g_ptr_array_new ();

  return self;
}

/**
 * ui_message_list_pool_free:
 * @self: (transfer full): a pool that has been given back every row
 *
 * Drops the rows.
 */
void
ui_message_list_pool_free (UiMessageListPool *self)
{
  ui_message_list_pool_set_funcs (self, NULL, NULL, NULL, NULL, NULL);
  g_ptr_array_unref (self->spare);
  g_free (self);
}

static void
drop_spare (UiMessageListPool *self, guint n_left)
{
  while (self->spare->len > n_left)
    gtk_widget_unparent (g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1));
}

/**
 * ui_message_list_pool_set_funcs:
 * @self: a pool that has been given back every row
 * @create: (nullable): makes a row
 * @bind: (nullable): makes a row show an item
 * @unbind: (nullable): undoes it
 * @user_data: passed to the functions
 * @destroy: (nullable): frees @user_data
 *
 * Sets what makes the rows; those that are there are dropped.
 */
void
ui_message_list_pool_set_funcs (UiMessageListPool *self,
                                UiMessageListCreateFunc create,
                                UiMessageListBindFunc bind,
                                UiMessageListUnbindFunc unbind,
                                gpointer user_data,
                                GDestroyNotify destroy)
{
  drop_spare (self, 0);
  if (self->destroy)
    self->destroy (self->user_data);

  self->create = create;
  self->bind = bind;
  self->unbind = unbind;
  self->user_data = user_data;
  self->destroy = destroy;
}

gboolean
ui_message_list_pool_has_funcs (UiMessageListPool *self)
{
  return self->create != NULL;
}

/**
 * ui_message_list_pool_set_model:
 * @self: a pool that has been given back every row
 * @model: (nullable): the items; stays alive until it is replaced
 *
 * Sets where the items are.
 */
void
ui_message_list_pool_set_model (UiMessageListPool *self, GListModel *model)
{
  self->model = model;
}

static void
unbind_row (UiMessageListPool *self, UiMessageListRow *row)
{
  if (row->item == NULL)
    return;

  if (self->unbind)
    self->unbind (row->child, row->item, self->user_data);
  g_clear_object (&row->item);
}

/**
 * ui_message_list_pool_refresh:
 * @self: a pool
 * @row: a row of it
 *
 * Binds the row again if its item or a neighbour changed.
 */
void
ui_message_list_pool_refresh (UiMessageListPool *self, UiMessageListRow *row)
{
  guint position = row->position;
  g_autoptr (GObject) item = NULL;
  g_autoptr (GObject) previous = NULL;
  g_autoptr (GObject) next = NULL;

  if (!row->stale)
    return;

  item = g_list_model_get_item (self->model, position);
  previous = position > 0 ? g_list_model_get_item (self->model, position - 1) : NULL;
  next = g_list_model_get_item (self->model, position + 1);

  unbind_row (self, row);
  row->item = g_object_ref (item);
  row->stale = FALSE;
  self->bind (row->child, item, previous, next, self->user_data);
}

/**
 * ui_message_list_pool_take:
 * @self: a pool
 * @position: the position of an item
 *
 * Returns: (transfer none): a row that shows the item, until it is given back
 */
UiMessageListRow *
ui_message_list_pool_take (UiMessageListPool *self, guint position)
{
  UiMessageListRow *row = NULL;

  if (self->spare->len > 0)
    {
      row = g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);
      gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
    }
  else
    {
      row = ui_message_list_row_new (self->create (self->user_data));
      gtk_widget_set_parent (GTK_WIDGET (row), self->list);
    }

  row->position = position;
  row->stale = TRUE;
  ui_message_list_pool_refresh (self, row);

  return row;
}

/**
 * ui_message_list_pool_give_back:
 * @self: a pool
 * @row: a row of it
 *
 * Lets the row show another item. Until the pool settles it stays visible: likely it
 * is taken again at once.
 */
void
ui_message_list_pool_give_back (UiMessageListPool *self, UiMessageListRow *row)
{
  unbind_row (self, row);
  row->height = 0;
  g_ptr_array_add (self->spare, row);
}

/**
 * ui_message_list_pool_settle:
 * @self: a pool
 * @n_spare: how many rows may wait for an item
 *
 * Hides the rows that nobody takes now, and drops what is too many.
 */
void
ui_message_list_pool_settle (UiMessageListPool *self, guint n_spare)
{
  drop_spare (self, n_spare);
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_set_visible (GTK_WIDGET (g_ptr_array_index (self->spare, i)), FALSE);
}
