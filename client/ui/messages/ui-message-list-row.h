/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_MESSAGE_LIST_ROW (ui_message_list_row_get_type ())
G_DECLARE_FINAL_TYPE (UiMessageListRow, ui_message_list_row, UI, MESSAGE_LIST_ROW, GtkWidget)

/*
 * A list item of a UiMessageList around the widget that the owner of the list made.
 * The fields belong to UiMessageListRows, except top and height: those belong to
 * UiMessageListLayout.
 */
struct _UiMessageListRow
{
  GtkWidget parent_instance;

  GtkWidget *child;

  GObject *item;  /* owned; NULL when the row shows nothing */
  guint position;
  gboolean stale; /* the item or a neighbour changed since it was bound */

  gint64 top; /* content pixels */
  int height; /* pixels; 0 until it was measured */

  guint told_position; /* what assistive technology was told */
  guint told_n_items;
};

UiMessageListRow *ui_message_list_row_new     (GtkWidget *child);
void              ui_message_list_row_tell    (UiMessageListRow *self, guint n_items);
gboolean          ui_message_list_row_is_held (UiMessageListRow *self);

G_END_DECLS
