/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-identity.h"

/* Longest name that is shown, in bytes: a certificate may have any. */
#define SUBJECT_MAX 256

/* By hand: what G_DEFINE_BOXED_TYPE() makes is not ISO C. */
GType
client_identity_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      GType boxed = g_boxed_type_register_static (g_intern_static_string ("ClientIdentity"),
                                                  (GBoxedCopyFunc) client_identity_ref,
                                                  (GBoxedFreeFunc) client_identity_unref);

      g_once_init_leave (&type, boxed);
    }

  return type;
}

static void
client_identity_clear (gpointer data)
{
  ClientIdentity *self = data;

  g_clear_pointer (&self->fingerprint, client_fingerprint_free);
  g_clear_pointer (&self->known, client_fingerprint_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
}

/* What a stranger has written, for one line. */
static char *
make_harmless (const char *subject)
{
  GString *text = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (subject, -1);

  for (const char *p = valid; *p != '\0' && text->len < SUBJECT_MAX; p = g_utf8_next_char (p))
    if (g_unichar_isgraph (g_utf8_get_char (p)))
      g_string_append_unichar (text, g_utf8_get_char (p));
    else
      g_string_append_c (text, ' ');

  return g_string_free (text, FALSE);
}

/**
 * client_identity_new:
 * @certificate: what a server has shown
 * @problems: what an authority would have against it
 * @known: (nullable): the fingerprint that the server had before
 * @error: return location for an error
 *
 * Returns: (transfer full): what there is to say of the server, or %NULL with
 *   %CLIENT_ERROR_NOT_CHAT when its certificate has no key
 */
ClientIdentity *
client_identity_new (GTlsCertificate *certificate,
                     GTlsCertificateFlags problems,
                     const ClientFingerprint *known,
                     GError **error)
{
  g_autoptr (ClientFingerprint) fingerprint = NULL;
  g_autofree char *subject = NULL;
  ClientIdentity *self = NULL;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  fingerprint = client_fingerprint_new_for_certificate (certificate, error);
  if (fingerprint == NULL)
    return NULL;

  subject = g_tls_certificate_get_subject_name (certificate);
  self = g_atomic_rc_box_new0 (ClientIdentity);
  if (known != NULL && !client_fingerprint_equal (known, fingerprint))
    self->known = client_fingerprint_copy (known);
  self->fingerprint = g_steal_pointer (&fingerprint);
  self->subject = subject != NULL ? make_harmless (subject) : NULL;
  self->not_before = g_tls_certificate_get_not_valid_before (certificate);
  self->not_after = g_tls_certificate_get_not_valid_after (certificate);
  self->problems = problems;
  return self;
}

/**
 * client_identity_new_changed:
 * @other: an identity
 * @known: a fingerprint that the server had before
 *
 * Returns: (transfer full): the same, of a server that had another key
 */
ClientIdentity *
client_identity_new_changed (ClientIdentity *other, const ClientFingerprint *known)
{
  ClientIdentity *self = NULL;

  g_return_val_if_fail (other != NULL, NULL);
  g_return_val_if_fail (known != NULL, NULL);

  self = g_atomic_rc_box_new0 (ClientIdentity);
  self->fingerprint = client_fingerprint_copy (other->fingerprint);
  self->known = client_fingerprint_copy (known);
  self->subject = g_strdup (other->subject);
  self->not_before = other->not_before != NULL ? g_date_time_ref (other->not_before) : NULL;
  self->not_after = other->not_after != NULL ? g_date_time_ref (other->not_after) : NULL;
  self->problems = other->problems;
  return self;
}

/**
 * client_identity_ref:
 * @self: an identity
 *
 * Takes a reference, in any thread.
 *
 * Returns: (transfer full): @self
 */
ClientIdentity *
client_identity_ref (ClientIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * client_identity_unref:
 * @self: (transfer full): an identity
 *
 * Gives a reference back.
 */
void
client_identity_unref (ClientIdentity *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, client_identity_clear);
}
