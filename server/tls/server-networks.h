/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServerNetworks:
 * @SERVER_NETWORKS_OFF: none
 * @SERVER_NETWORKS_LOOPBACK: this machine
 * @SERVER_NETWORKS_LAN: also private and link-local networks
 * @SERVER_NETWORKS_ANY: all
 *
 * From where something is allowed.
 */
typedef enum
{
  SERVER_NETWORKS_OFF,
  SERVER_NETWORKS_LOOPBACK,
  SERVER_NETWORKS_LAN,
  SERVER_NETWORKS_ANY,
} ServerNetworks;

gboolean      server_networks_include       (ServerNetworks self, GInetAddress *address);
gboolean      server_networks_include_peer  (ServerNetworks self, GSocket *socket);
char         *server_networks_get_place     (GSocket *socket);
GInetAddress *server_networks_parse_address (const char *text);

G_END_DECLS
