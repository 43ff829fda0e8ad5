/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-tls.h"

G_BEGIN_DECLS

/**
 * ServerTlsStream:
 *
 * TLS whose handshake is through, as a stream that can be polled. Nothing of it blocks,
 * closing neither; reading and writing work without blocking only.
 */
#define SERVER_TYPE_TLS_STREAM (server_tls_stream_get_type ())
G_DECLARE_FINAL_TYPE (ServerTlsStream, server_tls_stream, SERVER, TLS_STREAM, GIOStream)

GIOStream *server_tls_stream_new        (ServerTls *tls);
GSocket   *server_tls_stream_get_socket (ServerTlsStream *self);

G_END_DECLS
