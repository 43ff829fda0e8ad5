/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ui_problem_show    (GtkWidget *label, const char *sentence);
void ui_problem_mark    (GtkAccessible *field, GtkWidget *label);
void ui_problem_set_row (GtkWidget *row, GtkWidget *label, const char *sentence);

G_END_DECLS
