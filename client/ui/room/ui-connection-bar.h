/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_CONNECTION_BAR (ui_connection_bar_get_type ())
G_DECLARE_FINAL_TYPE (UiConnectionBar, ui_connection_bar, UI, CONNECTION_BAR, GtkWidget)

GtkWidget *ui_connection_bar_new         (void);
void       ui_connection_bar_set_session (UiConnectionBar *self, ClientSession *session);

G_END_DECLS
