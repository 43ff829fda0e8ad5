/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-error.h"

G_BEGIN_DECLS

#define UI_TYPE_SECRET_PAGE (ui_secret_page_get_type ())
G_DECLARE_FINAL_TYPE (UiSecretPage, ui_secret_page, UI, SECRET_PAGE, GtkWidget)

GtkWidget  *ui_secret_page_new          (void);
void        ui_secret_page_ask          (UiSecretPage *self, const char *name, const char *chat,
                                         const GError *error);
void        ui_secret_page_clear        (UiSecretPage *self);
void        ui_secret_page_set_busy     (UiSecretPage *self, gboolean busy);
void        ui_secret_page_begin        (UiSecretPage *self);

G_END_DECLS
