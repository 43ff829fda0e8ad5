/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The widget below @root, or @root, that has @id in its template or for its name. It has to be there. */
GtkWidget *find_by_id (gpointer root, const char *id);

/* The same, and NULL if there is none. */
GtkWidget *look_for (gpointer root, const char *id);

/* Whether there is one, and it is visible. */
gboolean has (gpointer root, const char *id);

/* What a label, a button or a field says. */
const char *text_of (gpointer root, const char *id);

gboolean is_shown (gpointer root, const char *id);

/* Puts a widget into a window on the screen; destroy it with gtk_window_destroy(). */
GtkWindow *show_in_window (GtkWidget *child, int width, int height);

G_END_DECLS
