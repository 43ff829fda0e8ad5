/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-message.h"
#include "ui-message-context.h"
#include "ui-offers.h"

G_BEGIN_DECLS

#define UI_TYPE_MESSAGE_ROW (ui_message_row_get_type ())
G_DECLARE_FINAL_TYPE (UiMessageRow, ui_message_row, UI, MESSAGE_ROW, GtkWidget)

typedef struct _UiMessageTools UiMessageTools;

GtkWidget     *ui_message_row_new         (void);
void           ui_message_row_bind        (UiMessageRow *self, ClientMessage *message,
                                           ClientMessage *previous, ClientMessage *next,
                                           const UiMessageContext *context);
void           ui_message_row_unbind      (UiMessageRow *self);
ClientMessage *ui_message_row_get_message (UiMessageRow *self);
UiOffers       ui_message_row_get_offers  (UiMessageRow *self);
void           ui_message_row_get_area    (UiMessageRow *self, GdkRectangle *area);
void           ui_message_row_set_tools   (UiMessageRow *self, UiMessageTools *tools);
void           ui_message_row_set_bar     (UiMessageRow *self, GtkWidget *bar);

G_END_DECLS
