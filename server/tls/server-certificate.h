/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gnutls/gnutls.h>

G_BEGIN_DECLS

/**
 * SERVER_CERTIFICATE_FILE:
 *
 * The server's own certificate, in the folder of its data.
 */
#define SERVER_CERTIFICATE_FILE "tls-certificate.pem"

/**
 * SERVER_KEY_FILE:
 *
 * The key of the server's own certificate, which nobody else may read.
 */
#define SERVER_KEY_FILE "tls-key.pem"

/**
 * ServerCertificate:
 *
 * What the server shows to those who connect with TLS, and the key that goes with it.
 * It never changes: another one takes its place as a whole, and connections that have
 * begun with the old one keep that. Any thread may use it.
 */
typedef struct _ServerCertificate ServerCertificate;

ServerCertificate *server_certificate_new        (const char *certificate, const char *key,
                                                  const char *folder, GError **error);
ServerCertificate *server_certificate_new_own    (const char *folder, GError **error);
ServerCertificate *server_certificate_new_loaded (const char *certificate, const char *key,
                                                  GError **error);
ServerCertificate *server_certificate_ref        (ServerCertificate *self);
void               server_certificate_unref      (ServerCertificate *self);

const char *server_certificate_get_fingerprint (ServerCertificate *self);
gint64      server_certificate_get_not_after   (ServerCertificate *self);

gnutls_certificate_credentials_t server_certificate_get_credentials (ServerCertificate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerCertificate, server_certificate_unref)

G_END_DECLS
