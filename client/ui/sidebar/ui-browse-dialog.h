/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_BROWSE_DIALOG (ui_browse_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiBrowseDialog, ui_browse_dialog, UI, BROWSE_DIALOG, AdwWindow)

GtkWidget *ui_browse_dialog_present (GtkWidget *parent, ClientSession *session);

G_END_DECLS
