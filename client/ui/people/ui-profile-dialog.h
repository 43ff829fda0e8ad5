/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_PROFILE_DIALOG (ui_profile_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiProfileDialog, ui_profile_dialog, UI, PROFILE_DIALOG, AdwPreferencesWindow)

GtkWidget *ui_profile_dialog_present (GtkWidget *parent, ClientSession *session);

G_END_DECLS
