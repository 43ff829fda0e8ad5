/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-message.h"
#include "ui-message-context.h"

G_BEGIN_DECLS

#define UI_TYPE_MESSAGE_ROW (ui_message_row_get_type ())
G_DECLARE_FINAL_TYPE (UiMessageRow, ui_message_row, UI, MESSAGE_ROW, GtkWidget)

GtkWidget     *ui_message_row_new         (void);
void           ui_message_row_bind        (UiMessageRow *self, ClientMessage *message,
                                           ClientMessage *previous, ClientMessage *next,
                                           const UiMessageContext *context);
void           ui_message_row_unbind      (UiMessageRow *self);
ClientMessage *ui_message_row_get_message (UiMessageRow *self);

G_END_DECLS
