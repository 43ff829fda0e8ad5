/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-list-private.h"

static UiMessageListRow *
get_focus_row (UiMessageList *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child ? UI_MESSAGE_LIST_ROW (child) : NULL;
}

static UiMessageListRow *
get_row (UiMessageList *self, guint position)
{
  guint index = 0;

  return ui_message_list_rows_find (self->rows, position, &index)
           ? ui_message_list_rows_get_live (self->rows, index)
           : NULL;
}

/* Goes to the item at @align when it has no row, and otherwise as far as is needed. */
static gboolean
focus_position (UiMessageList *self, guint position, double align)
{
  UiMessageListRow *row = get_row (self, position);

  if (row == NULL)
    {
      ui_message_list_scroll (self, position, align, 0);
      ui_message_list_arrange (self);
      row = get_row (self, position);
    }

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
focus_neighbour (UiMessageList *self, UiMessageListRow *row, gboolean down)
{
  guint n_items = ui_message_list_rows_get_n_items (self->rows);

  if (row->position == (down ? n_items - 1 : 0))
    return FALSE;

  return focus_position (self, down ? row->position + 1 : row->position - 1, down ? 1 : 0);
}

/* What is higher than the list is read to its end before the focus goes on. */
static gboolean
scroll_within (UiMessageList *self, UiMessageListRow *row, gboolean down)
{
  UiMessageListLayout *layout = &self->layout;
  gint64 scroll = ui_message_list_layout_get_scroll (layout);
  gint64 left = down ? row->top + row->height - scroll - layout->page : scroll - row->top;
  gint64 step = MIN (left, layout->page * 9 / 10);

  if (left <= 0 || row->height <= layout->page || get_row (self, row->position) != row)
    return FALSE;

  ui_message_list_layout_scroll (layout, (double) (down ? scroll + step : scroll - step));
  ui_message_list_arrange (self);

  return TRUE;
}

static gboolean
on_step (GtkWidget *widget, GVariant *args, gpointer data)
{
  UiMessageList *self = UI_MESSAGE_LIST (widget);
  UiMessageListRow *row = get_focus_row (self);
  gboolean down = g_variant_get_boolean (args);

  if (row == NULL)
    return FALSE;

  if (!scroll_within (self, row, down) && !focus_neighbour (self, row, down))
    gtk_widget_error_bell (widget);

  return TRUE;
}

static gboolean
on_edge (GtkWidget *widget, GVariant *args, gpointer data)
{
  UiMessageList *self = UI_MESSAGE_LIST (widget);
  guint n_items = ui_message_list_rows_get_n_items (self->rows);

  if (n_items == 0)
    return FALSE;

  if (!g_variant_get_boolean (args))
    return focus_position (self, 0, 0);

  ui_message_list_scroll_to_end (self);
  ui_message_list_arrange (self);

  return focus_position (self, n_items - 1, 1);
}

/* The row furthest from @row that is in sight together with it, or else its neighbour. */
static UiMessageListRow *
find_row_a_page_from (UiMessageList *self, UiMessageListRow *row, gboolean down)
{
  guint n_live = ui_message_list_rows_get_n_live (self->rows);
  guint index = 0;
  gint64 limit =
    down ? row->top + self->layout.page : row->top + row->height - self->layout.page;
  UiMessageListRow *found = row;

  ui_message_list_rows_find (self->rows, row->position, &index);
  while (down ? ++index < n_live : index-- > 0)
    {
      UiMessageListRow *next = ui_message_list_rows_get_live (self->rows, index);

      if (found != row && (down ? next->top + next->height > limit : next->top < limit))
        break;
      found = next;
    }

  return found;
}

/*
 * The rows a page away get their places first, by showing them; then it is seen which
 * one of them that is, and the list goes back to go only as far as is needed.
 */
static gboolean
on_page (GtkWidget *widget, GVariant *args, gpointer data)
{
  UiMessageList *self = UI_MESSAGE_LIST (widget);
  UiMessageListRow *row = get_focus_row (self);
  gboolean down = g_variant_get_boolean (args);
  UiMessageListRow *found = NULL;
  double value = 0;

  if (row == NULL)
    return FALSE;
  if (scroll_within (self, row, down))
    return TRUE;

  ui_message_list_reveal_row (self, row);
  ui_message_list_arrange (self);
  value = self->layout.value;

  ui_message_list_layout_go_to (&self->layout, row->position, down ? 0 : 1, 0, 0);
  ui_message_list_arrange (self);
  found = find_row_a_page_from (self, row, down);

  ui_message_list_layout_scroll (&self->layout, value);
  ui_message_list_arrange (self);

  return focus_position (self, found->position, down ? 1 : 0);
}

static void
bind_key (GtkWidgetClass *widget_class,
          guint key,
          guint keypad_key,
          GtkShortcutFunc func,
          gboolean down)
{
  gtk_widget_class_add_binding (widget_class, key, 0, func, "b", down);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, func, "b", down);
}

/**
 * ui_message_list_class_bind_keys:
 * @widget_class: the class of the list
 *
 * Binds the keys that go from row to row.
 */
void
ui_message_list_class_bind_keys (GtkWidgetClass *widget_class)
{
  bind_key (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, on_step, FALSE);
  bind_key (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, on_step, TRUE);
  bind_key (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, on_page, FALSE);
  bind_key (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, on_page, TRUE);
  bind_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, on_edge, FALSE);
  bind_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, on_edge, TRUE);
}

/**
 * ui_message_list_focus:
 * @widget: a list
 * @direction: where the focus shall go
 *
 * Tab comes to the newest row in sight, goes through what is in the row, and leaves
 * the list: nobody would get past ten thousand messages otherwise.
 *
 * Returns: whether the focus stays in the list
 */
gboolean
ui_message_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  UiMessageList *self = UI_MESSAGE_LIST (widget);
  UiMessageListRow *row = get_focus_row (self);
  guint last = ui_message_list_layout_get_last (&self->layout);

  if (row == NULL)
    return last != GTK_INVALID_LIST_POSITION && focus_position (self, last, 1);

  if (gtk_widget_child_focus (GTK_WIDGET (row), direction))
    return TRUE;

  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;

  return focus_neighbour (self, row, direction == GTK_DIR_DOWN);
}
