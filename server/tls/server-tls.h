/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-certificate.h"

G_BEGIN_DECLS

/**
 * ServerTls:
 *
 * TLS on one connection, from the server's side: bytes that can be read on the one end, and
 * those of the network on the other. No call of it waits; the errors are those of
 * %G_IO_ERROR, and %G_IO_ERROR_WOULD_BLOCK is one of them.
 *
 * Two threads may use it in turn, but not at the same time.
 */
typedef struct _ServerTls ServerTls;

ServerTls *server_tls_new   (GSocketConnection *connection, ServerCertificate *certificate,
                             GError **error);
ServerTls *server_tls_ref   (ServerTls *self);
void       server_tls_unref (ServerTls *self);

GSocketConnection *server_tls_get_connection (ServerTls *self);
GSocket           *server_tls_get_socket     (ServerTls *self);

gboolean server_tls_handshake      (ServerTls *self, GError **error);
gboolean server_tls_wants_to_write (ServerTls *self);
gboolean server_tls_peek           (ServerTls *self, guint8 *byte, GError **error);
gboolean server_tls_has_more       (ServerTls *self);
gssize   server_tls_read           (ServerTls *self, void *buffer, gsize size, GError **error);
gssize   server_tls_write          (ServerTls *self, const GOutputVector *vectors, gsize n_vectors,
                                    GError **error);
void     server_tls_end            (ServerTls *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerTls, server_tls_unref)

G_END_DECLS
