/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

void     ui_reply_say   (GtkWidget *widget, const char *sentence);
gpointer ui_reply_new   (GtkWidget *widget, const char *sentence);
void     ui_reply_take  (GObject *source, GAsyncResult *result, gpointer user_data);
void     ui_reply_close (GtkWindow *window);

G_END_DECLS
