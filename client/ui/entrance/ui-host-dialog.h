/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-host.h"

G_BEGIN_DECLS

#define UI_TYPE_HOST_DIALOG (ui_host_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiHostDialog, ui_host_dialog, UI, HOST_DIALOG, AdwWindow)

GtkWidget *ui_host_dialog_new (ClientHost *host, const char *person, GtkWindow *parent);

G_END_DECLS
