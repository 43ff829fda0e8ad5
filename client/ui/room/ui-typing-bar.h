/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-room.h"

G_BEGIN_DECLS

#define UI_TYPE_TYPING_BAR (ui_typing_bar_get_type ())
G_DECLARE_FINAL_TYPE (UiTypingBar, ui_typing_bar, UI, TYPING_BAR, GtkWidget)

GtkWidget *ui_typing_bar_new      (void);
void       ui_typing_bar_set_room (UiTypingBar *self, ClientRoom *room);

G_END_DECLS
