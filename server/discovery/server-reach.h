/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServerReach:
 * @interface: the index of an interface, or %DISCOVERY_ANY
 * @protocol: %DISCOVERY_IPV4 or %DISCOVERY_IPV6
 * @port: the port
 *
 * From where an address can be reached: a server is announced there and nowhere else.
 */
typedef struct
{
  int interface;
  int protocol;
  guint16 port;
} ServerReach;

gboolean server_reach_find (GSocketAddress *address, ServerReach *reach);

G_END_DECLS
