/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

void ui_go (GtkWidget *from, ClientSession *session, const char *action, const char *id);

G_END_DECLS
