/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_ROOM_TITLE (ui_room_title_get_type ())
G_DECLARE_FINAL_TYPE (UiRoomTitle, ui_room_title, UI, ROOM_TITLE, GtkWidget)

GtkWidget *ui_room_title_new      (void);
void       ui_room_title_set_room (UiRoomTitle *self, ClientSession *session, ClientRoom *room);

G_END_DECLS
