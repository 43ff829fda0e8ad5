/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"

G_BEGIN_DECLS

/*
 * How a server answers the first bytes of a handshake.
 */
typedef enum
{
  TLS_SERVER_SPEAKS,  /* TLS, as it should */
  TLS_SERVER_CLOSES,  /* closes when it hears them */
  TLS_SERVER_SILENT,  /* says nothing, and keeps the connection */
  TLS_SERVER_BABBLES, /* says something that is no TLS */
  TLS_SERVER_ALERTS,  /* ends the handshake as TLS does */
  TLS_SERVER_STOPS,   /* begins an answer and does not end it */
} TlsServerManner;

/*
 * A server with a certificate, which greets everybody in Charla's own dialect as the server
 * `id`, inside of TLS. It is told what it heard outside of it.
 */
typedef struct
{
  TlsServerManner manner;
  GTlsCertificate *certificate;
  const char *id;
  guint n_accepted;
  GString *heard; /* inside of TLS, on all connections */
  GString *plain; /* the first bytes of all connections that are no TLS */

  /*< private >*/
  GSocketService *service;
  GPtrArray *peers;
  guint16 port;
} TlsServer;

TlsServer     *tls_server_new         (GTlsCertificate *certificate);
void           tls_server_free        (TlsServer *self);
ClientAddress *tls_server_get_address (TlsServer *self);
void           tls_server_drop_all    (TlsServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlsServer, tls_server_free)

G_END_DECLS
