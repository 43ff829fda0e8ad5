/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_NEW_ROOM_DIALOG (ui_new_room_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiNewRoomDialog, ui_new_room_dialog, UI, NEW_ROOM_DIALOG, AdwWindow)

GtkWidget *ui_new_room_dialog_present (GtkWidget *parent, ClientSession *session,
                                       const char *name);

G_END_DECLS
