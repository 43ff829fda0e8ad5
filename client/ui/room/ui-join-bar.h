/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-room.h"

G_BEGIN_DECLS

#define UI_TYPE_JOIN_BAR (ui_join_bar_get_type ())
G_DECLARE_FINAL_TYPE (UiJoinBar, ui_join_bar, UI, JOIN_BAR, GtkWidget)

GtkWidget *ui_join_bar_new      (void);
void       ui_join_bar_set_room (UiJoinBar *self, ClientRoom *room);

G_END_DECLS
