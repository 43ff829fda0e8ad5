/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui-markdown.h"

G_BEGIN_DECLS

#define UI_TYPE_MESSAGE_BODY (ui_message_body_get_type ())
G_DECLARE_FINAL_TYPE (UiMessageBody, ui_message_body, UI, MESSAGE_BODY, GtkWidget)

GtkWidget *ui_message_body_new         (void);
void       ui_message_body_show_text   (UiMessageBody *self, const char *text);
void       ui_message_body_show_blocks (UiMessageBody *self, GPtrArray *blocks);

G_END_DECLS
