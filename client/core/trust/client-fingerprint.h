/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CLIENT_FINGERPRINT_N_WORDS:
 *
 * How many words a fingerprint is read out with. They stand for its first 96 bits: to make
 * another key with the same words takes more than all computers of the world have time for,
 * and nobody compares more words than these.
 */
#define CLIENT_FINGERPRINT_N_WORDS 12

#define CLIENT_TYPE_FINGERPRINT (client_fingerprint_get_type ())
typedef struct _ClientFingerprint ClientFingerprint;
GType client_fingerprint_get_type (void);

ClientFingerprint *client_fingerprint_new_for_certificate (GTlsCertificate *certificate,
                                                           GError **error);
ClientFingerprint *client_fingerprint_parse               (const char *text, GError **error);
ClientFingerprint *client_fingerprint_copy                (const ClientFingerprint *self);
void               client_fingerprint_free                (ClientFingerprint *self);
gboolean           client_fingerprint_equal               (const ClientFingerprint *self,
                                                           const ClientFingerprint *other);
char              *client_fingerprint_to_hex              (const ClientFingerprint *self);
char              *client_fingerprint_to_words            (const ClientFingerprint *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientFingerprint, client_fingerprint_free)

G_END_DECLS
