/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-check.h"

G_BEGIN_DECLS

#define UI_TYPE_CHECK_ROW (ui_check_row_get_type ())
G_DECLARE_FINAL_TYPE (UiCheckRow, ui_check_row, UI, CHECK_ROW, GtkListBoxRow)

GtkWidget *ui_check_row_new (ClientCheck *check);

G_END_DECLS
