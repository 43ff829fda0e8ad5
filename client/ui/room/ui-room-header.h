/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_ROOM_HEADER (ui_room_header_get_type ())
G_DECLARE_FINAL_TYPE (UiRoomHeader, ui_room_header, UI, ROOM_HEADER, GtkWidget)

GtkWidget *ui_room_header_new        (void);
void       ui_room_header_set_room   (UiRoomHeader *self, ClientSession *session, ClientRoom *room);
void       ui_room_header_set_folded (UiRoomHeader *self, gboolean folded);

G_END_DECLS
