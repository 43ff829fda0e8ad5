/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_INVITE_DIALOG (ui_invite_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiInviteDialog, ui_invite_dialog, UI, INVITE_DIALOG, AdwWindow)

GtkWidget *ui_invite_dialog_present (GtkWidget *parent, ClientSession *session, ClientRoom *room);

G_END_DECLS
