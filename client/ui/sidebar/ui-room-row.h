/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"
#include "ui-sidebar-item.h"

G_BEGIN_DECLS

#define UI_TYPE_ROOM_ROW (ui_room_row_get_type ())
G_DECLARE_FINAL_TYPE (UiRoomRow, ui_room_row, UI, ROOM_ROW, GtkWidget)

GtkWidget     *ui_room_row_new      (void);
void           ui_room_row_set_item (UiRoomRow *self, UiSidebarItem *item, const char *query,
                                     ClientSession *session);
UiSidebarItem *ui_room_row_get_item (UiRoomRow *self);

G_END_DECLS
