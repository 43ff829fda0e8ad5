/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-message-list-row.h"
#include "ui-message-list.h"

G_BEGIN_DECLS

/*
 * Makes the rows of a UiMessageList and binds them to items, with the functions of the
 * owner of the list. Rows that are given back show other items later.
 */
typedef struct _UiMessageListPool UiMessageListPool;

UiMessageListPool *ui_message_list_pool_new         (GtkWidget *list);
void               ui_message_list_pool_free        (UiMessageListPool *self);
void               ui_message_list_pool_set_funcs   (UiMessageListPool *self,
                                                     UiMessageListCreateFunc create,
                                                     UiMessageListBindFunc bind,
                                                     UiMessageListUnbindFunc unbind,
                                                     gpointer user_data,
                                                     GDestroyNotify destroy);
gboolean           ui_message_list_pool_has_funcs   (UiMessageListPool *self);
void               ui_message_list_pool_set_model   (UiMessageListPool *self, GListModel *model);

UiMessageListRow  *ui_message_list_pool_take        (UiMessageListPool *self, guint position);
void               ui_message_list_pool_give_back   (UiMessageListPool *self,
                                                     UiMessageListRow *row);
void               ui_message_list_pool_refresh     (UiMessageListPool *self,
                                                     UiMessageListRow *row);
void               ui_message_list_pool_settle      (UiMessageListPool *self, guint n_spare);

G_END_DECLS
