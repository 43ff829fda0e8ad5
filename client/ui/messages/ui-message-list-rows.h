/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-message-list-row.h"
#include "ui-message-list.h"

G_BEGIN_DECLS

/*
 * Which rows a UiMessageList has. Live rows are in order of their positions;
 * UiMessageListLayout decides which positions are live. Rows that someone would miss
 * are kept besides.
 */
typedef struct _UiMessageListRows UiMessageListRows;

UiMessageListRows *ui_message_list_rows_new           (GtkWidget *list);
void               ui_message_list_rows_free          (UiMessageListRows *self);
void               ui_message_list_rows_set_funcs     (UiMessageListRows *self,
                                                       UiMessageListCreateFunc create,
                                                       UiMessageListBindFunc bind,
                                                       UiMessageListUnbindFunc unbind,
                                                       gpointer user_data,
                                                       GDestroyNotify destroy);
void               ui_message_list_rows_set_model     (UiMessageListRows *self, GListModel *model);
guint              ui_message_list_rows_get_n_items   (UiMessageListRows *self);
void               ui_message_list_rows_items_changed (UiMessageListRows *self,
                                                       guint position,
                                                       guint removed,
                                                       guint added);
void               ui_message_list_rows_spoil         (UiMessageListRows *self);

guint              ui_message_list_rows_get_n_live    (UiMessageListRows *self);
UiMessageListRow  *ui_message_list_rows_get_live      (UiMessageListRows *self, guint index);
UiMessageListRow  *ui_message_list_rows_get_first     (UiMessageListRows *self);
UiMessageListRow  *ui_message_list_rows_get_last      (UiMessageListRows *self);
gboolean           ui_message_list_rows_find          (UiMessageListRows *self,
                                                       guint position,
                                                       guint *index);

UiMessageListRow  *ui_message_list_rows_acquire       (UiMessageListRows *self, guint position);
void               ui_message_list_rows_refresh       (UiMessageListRows *self,
                                                       UiMessageListRow *row);
void               ui_message_list_rows_retire        (UiMessageListRows *self,
                                                       guint index,
                                                       guint n_rows);
void               ui_message_list_rows_settle        (UiMessageListRows *self);
void               ui_message_list_rows_allocate      (UiMessageListRows *self,
                                                       gint64 scroll,
                                                       int width,
                                                       int page);

G_END_DECLS
