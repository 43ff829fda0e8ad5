/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-fingerprint.h"
#include "client-security.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_KNOWN_SERVER (client_known_server_get_type ())
G_DECLARE_FINAL_TYPE (ClientKnownServer, client_known_server, CLIENT, KNOWN_SERVER, GObject)

ClientKnownServer *client_known_server_new (const char *address, const char *id, const char *name,
                                            const ClientFingerprint *fingerprint,
                                            ClientSecurity security, gboolean is_classic,
                                            gint64 last_used);

const char              *client_known_server_get_address     (ClientKnownServer *self);
const char              *client_known_server_get_id          (ClientKnownServer *self);
const char              *client_known_server_get_name        (ClientKnownServer *self);
const ClientFingerprint *client_known_server_get_fingerprint (ClientKnownServer *self);
ClientSecurity           client_known_server_get_security    (ClientKnownServer *self);
gboolean                 client_known_server_get_is_classic  (ClientKnownServer *self);
gint64                   client_known_server_get_last_used   (ClientKnownServer *self);

G_END_DECLS
