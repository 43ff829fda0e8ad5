/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui-search-hit.h"

G_BEGIN_DECLS

#define UI_TYPE_SEARCH_ROW (ui_search_row_get_type ())
G_DECLARE_FINAL_TYPE (UiSearchRow, ui_search_row, UI, SEARCH_ROW, GtkWidget)

GtkWidget *ui_search_row_new     (void);
void       ui_search_row_set_hit (UiSearchRow *self, UiSearchHit *hit);

G_END_DECLS
