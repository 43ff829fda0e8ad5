/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"
#include "client-identity.h"
#include "client-known-server.h"
#include "client-security.h"

G_BEGIN_DECLS

/**
 * ClientHandshake:
 * @stream: the encrypted stream
 * @security: who can listen on it
 * @identity: what the server has shown
 * @objection: (nullable): why nothing may be said on it before the person has been asked:
 *   %CLIENT_ERROR_UNKNOWN_SERVER or %CLIENT_ERROR_CHANGED_SERVER
 *
 * What came of a handshake.
 */
typedef struct
{
  GIOStream *stream;
  ClientSecurity security;
  ClientIdentity *identity;
  GError *objection;
} ClientHandshake;

void client_handshake_free (ClientHandshake *self);

void             client_handshake_async  (GSocketConnection *connection, ClientAddress *address,
                                          ClientKnownServer *known, guint timeout_ms,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
ClientHandshake *client_handshake_finish (GAsyncResult *result, GError **error);

gboolean client_handshake_is_local (GSocketConnection *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientHandshake, client_handshake_free)

G_END_DECLS
