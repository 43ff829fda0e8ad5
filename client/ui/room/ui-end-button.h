/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_END_BUTTON (ui_end_button_get_type ())
G_DECLARE_FINAL_TYPE (UiEndButton, ui_end_button, UI, END_BUTTON, GtkWidget)

GtkWidget *ui_end_button_new          (void);
void       ui_end_button_set_revealed (UiEndButton *self, gboolean revealed);
void       ui_end_button_set_count    (UiEndButton *self, guint count);

G_END_DECLS
