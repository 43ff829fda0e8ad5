/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui-chat-news.h"

G_BEGIN_DECLS

#define UI_TYPE_CHAT_ROW (ui_chat_row_get_type ())
G_DECLARE_FINAL_TYPE (UiChatRow, ui_chat_row, UI, CHAT_ROW, GtkListBoxRow)

GtkWidget  *ui_chat_row_new         (UiChatNews *news);
UiChatNews *ui_chat_row_get_news    (UiChatRow *self);
void        ui_chat_row_set_current (UiChatRow *self, gboolean is_current);

G_END_DECLS
