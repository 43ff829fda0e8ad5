/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-discovery.h"

G_BEGIN_DECLS

#define UI_TYPE_SERVER_LIST (ui_server_list_get_type ())
G_DECLARE_FINAL_TYPE (UiServerList, ui_server_list, UI, SERVER_LIST, GtkWidget)

GtkWidget       *ui_server_list_new           (void);
ClientDiscovery *ui_server_list_get_discovery (UiServerList *self);
gboolean         ui_server_list_focus_first   (UiServerList *self);

G_END_DECLS
