/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"
#include "client-message.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_LINE (client_line_get_type ())
G_DECLARE_FINAL_TYPE (ClientLine, client_line, CLIENT, LINE, GObject)

ClientLine *client_line_new       (ClientAddress *address, const char *name);
void        client_line_open      (ClientLine *self);
void        client_line_close     (ClientLine *self);
gboolean    client_line_post      (ClientLine *self, const char *text);
gboolean    client_line_get_heard (ClientLine *self);

G_END_DECLS
