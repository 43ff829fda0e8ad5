/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-server.h"

G_BEGIN_DECLS

#define UI_TYPE_SERVER_ROW (ui_server_row_get_type ())
G_DECLARE_FINAL_TYPE (UiServerRow, ui_server_row, UI, SERVER_ROW, GtkListBoxRow)

GtkWidget    *ui_server_row_new        (ClientServer *server);
ClientServer *ui_server_row_get_server (UiServerRow *self);

G_END_DECLS
