/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_TRUST_PAGE (ui_trust_page_get_type ())
G_DECLARE_FINAL_TYPE (UiTrustPage, ui_trust_page, UI, TRUST_PAGE, GtkWidget)

GtkWidget *ui_trust_page_new      (void);
void       ui_trust_page_ask      (UiTrustPage *self, const char *name, const char *address,
                                   ClientIdentity *identity);
void       ui_trust_page_set_busy (UiTrustPage *self, gboolean busy);
void       ui_trust_page_begin    (UiTrustPage *self);

G_END_DECLS
