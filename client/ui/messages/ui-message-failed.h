/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_MESSAGE_FAILED (ui_message_failed_get_type ())
G_DECLARE_FINAL_TYPE (UiMessageFailed, ui_message_failed, UI, MESSAGE_FAILED, GtkWidget)

GtkWidget *ui_message_failed_new        (void);
void       ui_message_failed_set_reason (UiMessageFailed *self, const char *reason);

G_END_DECLS
