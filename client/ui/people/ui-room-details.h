/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_ROOM_DETAILS (ui_room_details_get_type ())
G_DECLARE_FINAL_TYPE (UiRoomDetails, ui_room_details, UI, ROOM_DETAILS, AdwPreferencesWindow)

GtkWidget *ui_room_details_present (GtkWidget *parent, ClientSession *session, ClientRoom *room);

G_END_DECLS
