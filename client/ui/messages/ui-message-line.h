/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_MESSAGE_LINE (ui_message_line_get_type ())
G_DECLARE_FINAL_TYPE (UiMessageLine, ui_message_line, UI, MESSAGE_LINE, GtkWidget)

GtkWidget *ui_message_line_new      (void);
GtkWidget *ui_message_line_new_hole (void);

G_END_DECLS
