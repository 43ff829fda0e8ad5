/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char    *client_interfaces_list       (void);
char    *client_interfaces_find       (GInetAddress *address);
gboolean client_interfaces_is_on_link (GInetAddress *address);

G_END_DECLS
