/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

void ui_curtain_raise (GtkWindow *window, ClientSession *session);

G_END_DECLS
