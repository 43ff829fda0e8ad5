/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-known-server.h"

G_BEGIN_DECLS

/**
 * CLIENT_KNOWN_SERVERS_MAX:
 *
 * Most servers that are remembered. Only what a person has connected to is, so that this is
 * there against a file that grows for ever.
 */
#define CLIENT_KNOWN_SERVERS_MAX 1000

#define CLIENT_TYPE_KNOWN_SERVERS (client_known_servers_get_type ())
G_DECLARE_FINAL_TYPE (ClientKnownServers, client_known_servers, CLIENT, KNOWN_SERVERS, GObject)

ClientKnownServers *client_known_servers_new (const char *directory);

/* These end with client_known_servers_finish(). */
void     client_known_servers_load_async     (ClientKnownServers *self, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
void     client_known_servers_remember_async (ClientKnownServers *self, ClientKnownServer *server,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
void     client_known_servers_forget_async   (ClientKnownServers *self, const char *address,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean client_known_servers_finish         (ClientKnownServers *self, GAsyncResult *result,
                                              GError **error);

ClientKnownServer *client_known_servers_find        (ClientKnownServers *self,
                                                     const char *address);
ClientKnownServer *client_known_servers_find_id     (ClientKnownServers *self, const char *id);
ClientKnownServer *client_known_servers_find_key    (ClientKnownServers *self,
                                                     const ClientFingerprint *fingerprint);

G_END_DECLS
