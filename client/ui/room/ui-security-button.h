/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_SECURITY_BUTTON (ui_security_button_get_type ())
G_DECLARE_FINAL_TYPE (UiSecurityButton, ui_security_button, UI, SECURITY_BUTTON, GtkWidget)

GtkWidget *ui_security_button_new         (void);
void       ui_security_button_set_session (UiSecurityButton *self, ClientSession *session);

G_END_DECLS
