/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-message-row.h"

G_BEGIN_DECLS

#define UI_TYPE_MESSAGE_TOOLS (ui_message_tools_get_type ())
G_DECLARE_FINAL_TYPE (UiMessageTools, ui_message_tools, UI, MESSAGE_TOOLS, GObject)

void            ui_message_tools_attach    (GtkWidget *list);
UiMessageTools *ui_message_tools_find      (GtkWidget *widget);
void            ui_message_tools_open_menu (UiMessageTools *self, UiMessageRow *row,
                                            const GdkRectangle *area, const char *uri);
void            ui_message_tools_react     (UiMessageTools *self, UiMessageRow *row);
void            ui_message_tools_release   (UiMessageTools *self, UiMessageRow *row);

G_END_DECLS
