/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_CHANGED_PAGE (ui_changed_page_get_type ())
G_DECLARE_FINAL_TYPE (UiChangedPage, ui_changed_page, UI, CHANGED_PAGE, GtkWidget)

GtkWidget *ui_changed_page_new      (void);
void       ui_changed_page_warn     (UiChangedPage *self, const char *name, const char *address,
                                     ClientIdentity *identity);
void       ui_changed_page_set_busy (UiChangedPage *self, gboolean busy);
void       ui_changed_page_begin    (UiChangedPage *self);

G_END_DECLS
