/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-known-server.h"

G_BEGIN_DECLS

/*
 * The file of the known servers. All of this waits for the disk: it is for a thread other
 * than the main loop's. Each returns all servers that are in the file then, those first that
 * were used last.
 */

GPtrArray *client_known_servers_file_load     (const char *directory, GError **error);
GPtrArray *client_known_servers_file_remember (const char *directory, ClientKnownServer *server,
                                               GError **error);
GPtrArray *client_known_servers_file_forget   (const char *directory, const char *address,
                                               GError **error);

G_END_DECLS
