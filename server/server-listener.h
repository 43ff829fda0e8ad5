/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServerListener:
 *
 * The addresses on which the server listens. It hands over who comes, and stops
 * accepting before there is no descriptor left to accept anyone with.
 */
#define SERVER_TYPE_LISTENER (server_listener_get_type ())
G_DECLARE_FINAL_TYPE (ServerListener, server_listener, SERVER, LISTENER, GObject)

ServerListener *server_listener_new             (guint capacity);
GSocketAddress *server_listener_listen          (ServerListener *self, GSocketAddress *address,
                                                 GError **error);
GSocketAddress *server_listener_take            (ServerListener *self, GSocket *socket,
                                                 GError **error);
GPtrArray      *server_listener_choose          (GPtrArray *wanted, guint n_ports);
void            server_listener_start           (ServerListener *self);
void            server_listener_set_connections (ServerListener *self, guint connections);
void            server_listener_stop            (ServerListener *self);

G_END_DECLS
