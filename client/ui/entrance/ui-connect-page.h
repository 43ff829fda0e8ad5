/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-address.h"

G_BEGIN_DECLS

#define UI_TYPE_CONNECT_PAGE (ui_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (UiConnectPage, ui_connect_page, UI, CONNECT_PAGE, GtkWidget)

GtkWidget  *ui_connect_page_new           (void);
void        ui_connect_page_fill          (UiConnectPage *self, const char *name,
                                           const char *server);
void        ui_connect_page_join          (UiConnectPage *self, ClientAddress *address,
                                           const char *chat);
const char *ui_connect_page_get_chat      (UiConnectPage *self);
void        ui_connect_page_set_address   (UiConnectPage *self, ClientAddress *address);
void        ui_connect_page_set_busy      (UiConnectPage *self, gboolean busy,
                                           const GError *reason);
void        ui_connect_page_set_error     (UiConnectPage *self, const GError *error);
void        ui_connect_page_begin         (UiConnectPage *self);
void        ui_connect_page_change_name   (UiConnectPage *self);

G_END_DECLS
