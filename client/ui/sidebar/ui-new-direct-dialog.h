/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_NEW_DIRECT_DIALOG (ui_new_direct_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiNewDirectDialog, ui_new_direct_dialog, UI, NEW_DIRECT_DIALOG, AdwWindow)

GtkWidget *ui_new_direct_dialog_present (GtkWidget *parent, ClientSession *session);

G_END_DECLS
