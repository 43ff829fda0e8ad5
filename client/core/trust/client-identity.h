/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-fingerprint.h"

G_BEGIN_DECLS

/**
 * ClientIdentity:
 * @fingerprint: the key that the server has shown, and has proved to have
 * @known: (nullable): the one that it had before, if it is another one
 * @subject: (nullable): whom the certificate names, as the server says; nothing vouches
 *   for it
 * @not_before: (nullable): from when on the certificate is good
 * @not_after: (nullable): until when
 * @problems: what an authority would have against the certificate: with
 *   %G_TLS_CERTIFICATE_NO_FLAGS one that this system trusts vouches for it
 *
 * What a server has shown of itself. It is made once and does not change.
 */
typedef struct
{
  ClientFingerprint *fingerprint;
  ClientFingerprint *known;
  char *subject;
  GDateTime *not_before;
  GDateTime *not_after;
  GTlsCertificateFlags problems;
} ClientIdentity;

#define CLIENT_TYPE_IDENTITY (client_identity_get_type ())
GType client_identity_get_type (void);

ClientIdentity *client_identity_new   (GTlsCertificate *certificate, GTlsCertificateFlags problems,
                                       const ClientFingerprint *known, GError **error);
ClientIdentity *client_identity_new_changed (ClientIdentity *other, const ClientFingerprint *known);
ClientIdentity *client_identity_ref   (ClientIdentity *self);
void            client_identity_unref (ClientIdentity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientIdentity, client_identity_unref)

G_END_DECLS
