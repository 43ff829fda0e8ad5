/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_PASSWORD_DIALOG (ui_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiPasswordDialog, ui_password_dialog, UI, PASSWORD_DIALOG, AdwWindow)

GtkWidget *ui_password_dialog_present (GtkWidget *parent, ClientSession *session);

G_END_DECLS
