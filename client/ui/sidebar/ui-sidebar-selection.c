/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sidebar-selection.h"

/**
 * UiSidebarSelection:
 *
 * The items of another list, of which one is marked: that which the program says. It stays
 * the marked one wherever it moves. Neither the pointer nor the arrow keys mark another, as
 * to look around in a list is not to open what is in it.
 */
struct _UiSidebarSelection
{
  GObject parent_instance;

  GListModel *model;
  GObject *item;
  guint position;
};

static void ui_sidebar_selection_list_model_init (GListModelInterface *iface);
static void ui_sidebar_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiSidebarSelection,
                               ui_sidebar_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ui_sidebar_selection_list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      ui_sidebar_selection_selection_model_init))

static GType
ui_sidebar_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (UI_SIDEBAR_SELECTION (model)->model);
}

static guint
ui_sidebar_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (UI_SIDEBAR_SELECTION (model)->model);
}

static gpointer
ui_sidebar_selection_get_nth_item (GListModel *model, guint position)
{
  return g_list_model_get_item (UI_SIDEBAR_SELECTION (model)->model, position);
}

static void
ui_sidebar_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ui_sidebar_selection_get_item_type;
  iface->get_n_items = ui_sidebar_selection_get_n_items;
  iface->get_item = ui_sidebar_selection_get_nth_item;
}

static gboolean
ui_sidebar_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return UI_SIDEBAR_SELECTION (model)->position == position;
}

static GtkBitset *
ui_sidebar_selection_get_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  UiSidebarSelection *self = UI_SIDEBAR_SELECTION (model);
  GtkBitset *set = gtk_bitset_new_empty ();

  if (self->position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (set, self->position);

  return set;
}

static void
ui_sidebar_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = ui_sidebar_selection_is_selected;
  iface->get_selection_in_range = ui_sidebar_selection_get_in_range;
}

static guint
find (UiSidebarSelection *self, guint position, guint n_items)
{
  for (guint i = position; i < position + n_items && self->item != NULL; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      if (item == self->item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Whoever listens is told of the list first, and finds the mark in its new place then. */
static void
on_items_changed (UiSidebarSelection *self, guint position, guint removed, guint added)
{
  if (self->position == GTK_INVALID_LIST_POSITION
      || (self->position >= position && self->position < position + removed))
    self->position = find (self, position, added);
  else if (self->position >= position)
    self->position += added - removed;

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
tell (UiSidebarSelection *self, guint position)
{
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
}

/**
 * ui_sidebar_selection_set_item:
 * @self: a list
 * @item: (nullable) (type GObject): what is to be marked; it need not be in the list
 *
 * Marks another item.
 */
void
ui_sidebar_selection_set_item (UiSidebarSelection *self, gpointer item)
{
  guint before = 0;

  g_return_if_fail (UI_IS_SIDEBAR_SELECTION (self));

  if (!g_set_object (&self->item, item))
    return;

  before = self->position;
  self->position = find (self, 0, g_list_model_get_n_items (self->model));
  tell (self, before);
  tell (self, self->position);
}

/**
 * ui_sidebar_selection_get_item:
 * @self: a list
 *
 * Returns: (transfer none) (nullable) (type GObject): what is marked
 */
gpointer
ui_sidebar_selection_get_item (UiSidebarSelection *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_SELECTION (self), NULL);

  return self->item;
}

/**
 * ui_sidebar_selection_get_position:
 * @self: a list
 *
 * Returns: where that is, or %GTK_INVALID_LIST_POSITION
 */
guint
ui_sidebar_selection_get_position (UiSidebarSelection *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_SELECTION (self), GTK_INVALID_LIST_POSITION);

  return self->position;
}

static void
ui_sidebar_selection_dispose (GObject *object)
{
  UiSidebarSelection *self = UI_SIDEBAR_SELECTION (object);

  g_clear_object (&self->item);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (ui_sidebar_selection_parent_class)->dispose (object);
}

static void
ui_sidebar_selection_class_init (UiSidebarSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_sidebar_selection_dispose;
}

static void
ui_sidebar_selection_init (UiSidebarSelection *self)
{
  self->position = GTK_INVALID_LIST_POSITION;
}

/**
 * ui_sidebar_selection_new:
 * @model: a list
 *
 * Returns: (transfer full): the same list, in which nothing is marked
 */
UiSidebarSelection *
ui_sidebar_selection_new (GListModel *model)
{
  UiSidebarSelection *self = g_object_new (UI_TYPE_SIDEBAR_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
