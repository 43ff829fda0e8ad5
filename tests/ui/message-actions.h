/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Installs the actions of a room on @widget. What is activated is written to what is
 * returned, a line each: name and target. Free it after the widget. */
GString *watch_actions (GtkWidget *widget);

G_END_DECLS
