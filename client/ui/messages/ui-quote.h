/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_QUOTE (ui_quote_get_type ())
G_DECLARE_FINAL_TYPE (UiQuote, ui_quote, UI, QUOTE, GtkButton)

GtkWidget *ui_quote_new  (void);
void       ui_quote_show (UiQuote *self, gint64 seq, const char *name, const char *excerpt);

G_END_DECLS
