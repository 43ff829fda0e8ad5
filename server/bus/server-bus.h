/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SERVER_BUS_NAME:
 *
 * What a person's own server is called on their session bus, and where it is there.
 */
#define SERVER_BUS_NAME "io.github.charla_chat.Server"
#define SERVER_BUS_PATH "/io/github/charla_chat/Server"

/**
 * ServerBus:
 *
 * A person's own server on their session bus, where the desktop finds it, and starts it.
 * Without a bus, or when it goes away, the server goes on.
 *
 * data/io.github.charla_chat.Server1.xml says what there is.
 */
#define SERVER_TYPE_BUS (server_bus_get_type ())
G_DECLARE_FINAL_TYPE (ServerBus, server_bus, SERVER, BUS, GObject)

ServerBus *server_bus_new       (const char *id, GPtrArray *listening);
void       server_bus_set_name  (ServerBus *self, const char *name);
void       server_bus_set_users (ServerBus *self, guint users);
void       server_bus_start     (ServerBus *self);
void       server_bus_stop      (ServerBus *self);

G_END_DECLS
