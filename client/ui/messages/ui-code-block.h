/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_CODE_BLOCK (ui_code_block_get_type ())
G_DECLARE_FINAL_TYPE (UiCodeBlock, ui_code_block, UI, CODE_BLOCK, GtkWidget)

GtkWidget *ui_code_block_new (const char *code, const char *language);

G_END_DECLS
