/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-list-row.h"

#include "ui-message-list-private.h"

G_DEFINE_FINAL_TYPE (UiMessageListRow, ui_message_list_row, GTK_TYPE_WIDGET)

static gboolean
has_selected_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_selection_bounds (GTK_LABEL (widget), NULL, NULL))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_selected_text (child))
      return TRUE;

  return FALSE;
}

/**
 * ui_message_list_row_is_held:
 * @self: a row
 *
 * Returns: whether someone would miss the row if it showed another item: it has
 *   the focus, or text in it is selected
 */
gboolean
ui_message_list_row_is_held (UiMessageListRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_val_if_fail (UI_IS_MESSAGE_LIST_ROW (self), FALSE);

  return gtk_widget_is_focus (widget) || gtk_widget_get_focus_child (widget) != NULL
         || has_selected_text (self->child);
}

/**
 * ui_message_list_row_tell:
 * @self: a row that shows an item
 * @n_items: how many items the list has
 *
 * Tells assistive technology which of how many the row is.
 */
void
ui_message_list_row_tell (UiMessageListRow *self, guint n_items)
{
  g_return_if_fail (UI_IS_MESSAGE_LIST_ROW (self));

  if (self->told_position == self->position && self->told_n_items == n_items)
    return;

  self->told_position = self->position;
  self->told_n_items = n_items;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET,
                                  (int) MIN (self->position, G_MAXINT - 1) + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE,
                                  (int) MIN (n_items, G_MAXINT),
                                  -1);
}

/* The row takes the focus first; Tab then goes through what is in it, and leaves. */
static gboolean
ui_message_list_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  UiMessageListRow *self = UI_MESSAGE_LIST_ROW (widget);

  if (gtk_widget_is_focus (widget))
    return direction == GTK_DIR_TAB_FORWARD && gtk_widget_child_focus (self->child, direction);

  if (gtk_widget_get_focus_child (widget) == NULL)
    return gtk_widget_grab_focus (widget);

  return gtk_widget_child_focus (self->child, direction)
         || (direction == GTK_DIR_TAB_BACKWARD && gtk_widget_grab_focus (widget));
}

static gboolean
ui_message_list_row_grab_focus (GtkWidget *widget)
{
  UiMessageListRow *self = UI_MESSAGE_LIST_ROW (widget);

  if (self->item == NULL
      || !GTK_WIDGET_CLASS (ui_message_list_row_parent_class)->grab_focus (widget))
    return FALSE;

  ui_message_list_reveal_row (UI_MESSAGE_LIST (gtk_widget_get_parent (widget)), self);
  return TRUE;
}

static void
ui_message_list_row_dispose (GObject *object)
{
  UiMessageListRow *self = UI_MESSAGE_LIST_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_message_list_row_parent_class)->dispose (object);
}

static void
ui_message_list_row_class_init (UiMessageListRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_message_list_row_dispose;
  widget_class->focus = ui_message_list_row_focus;
  widget_class->grab_focus = ui_message_list_row_grab_focus;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ui_message_list_row_init (UiMessageListRow *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * ui_message_list_row_new:
 * @child: (transfer floating): what the owner of the list made
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
UiMessageListRow *
ui_message_list_row_new (GtkWidget *child)
{
  UiMessageListRow *self = g_object_new (UI_TYPE_MESSAGE_LIST_ROW, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return self;
}
