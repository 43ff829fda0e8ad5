/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_SEARCH_PAGE (ui_search_page_get_type ())
G_DECLARE_FINAL_TYPE (UiSearchPage, ui_search_page, UI, SEARCH_PAGE, AdwBin)

GtkWidget *ui_search_page_new         (void);
void       ui_search_page_set_session (UiSearchPage *self, ClientSession *session);
void       ui_search_page_begin       (UiSearchPage *self, ClientRoom *room);

G_END_DECLS
