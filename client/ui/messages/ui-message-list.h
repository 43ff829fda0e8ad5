/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * UiMessageListCreateFunc:
 * @user_data: what was given with the functions
 *
 * Makes a row without an item. It will show many items, one after the other.
 *
 * Returns: (transfer floating): the widget of a row
 */
typedef GtkWidget *(*UiMessageListCreateFunc) (gpointer user_data);

/**
 * UiMessageListBindFunc:
 * @row: a widget that the create function made
 * @item: (type GObject): the item that the row is to show
 * @previous: (nullable) (type GObject): the item before it, %NULL for the first
 * @next: (nullable) (type GObject): the item after it, %NULL for the last
 * @user_data: what was given with the functions
 *
 * Makes a row show an item. Called again, after the unbind function, when the item
 * or one of its neighbours has changed. Must not change the model, nor widgets
 * other than @row: it runs while the list is being laid out.
 *
 * The parent of @row is the list item that assistive technology sees, and the place
 * for a label of it.
 */
typedef void (*UiMessageListBindFunc) (GtkWidget *row,
                                       gpointer item,
                                       gpointer previous,
                                       gpointer next,
                                       gpointer user_data);

/**
 * UiMessageListUnbindFunc:
 * @row: a widget that shows an item
 * @item: (type GObject): the item
 * @user_data: what was given with the functions
 *
 * Undoes one call of the bind function.
 */
typedef void (*UiMessageListUnbindFunc) (GtkWidget *row, gpointer item, gpointer user_data);

#define UI_TYPE_MESSAGE_LIST (ui_message_list_get_type ())
G_DECLARE_FINAL_TYPE (UiMessageList, ui_message_list, UI, MESSAGE_LIST, GtkWidget)

GtkWidget  *ui_message_list_new                (void);
void        ui_message_list_set_row_funcs      (UiMessageList *self,
                                                UiMessageListCreateFunc create,
                                                UiMessageListBindFunc bind,
                                                UiMessageListUnbindFunc unbind,
                                                gpointer user_data,
                                                GDestroyNotify destroy);
void        ui_message_list_set_model          (UiMessageList *self, GListModel *model);
GListModel *ui_message_list_get_model          (UiMessageList *self);
void        ui_message_list_scroll_to_end      (UiMessageList *self);
void        ui_message_list_scroll_to_position (UiMessageList *self,
                                                guint position,
                                                double align,
                                                int offset);
void        ui_message_list_scroll_to_fraction (UiMessageList *self,
                                                guint position,
                                                double fraction);
void        ui_message_list_set_follows_end    (UiMessageList *self, gboolean follows_end);
void        ui_message_list_rebind             (UiMessageList *self);
GtkWidget  *ui_message_list_get_row            (UiMessageList *self, guint position);
gboolean    ui_message_list_get_offset         (UiMessageList *self, guint position, int *offset);
gboolean    ui_message_list_get_at_end         (UiMessageList *self);
guint       ui_message_list_get_first_visible  (UiMessageList *self);
guint       ui_message_list_get_last_visible   (UiMessageList *self);

G_END_DECLS
