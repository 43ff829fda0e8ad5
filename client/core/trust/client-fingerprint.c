/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fingerprint.h"

#include <glib/gi18n.h>
#include <gnutls/x509.h>
#include <string.h>

#include "client-error.h"
#include "client-fingerprint-words.h"

/* SHA-256 */
#define SIZE 32

/**
 * ClientFingerprint:
 *
 * By what a server is known again: the SHA-256 of its public key, as it stands in the
 * certificate (SubjectPublicKeyInfo). A certificate that is made anew for the same key has
 * the same fingerprint.
 */
struct _ClientFingerprint
{
  guint8 bytes[SIZE];
};

/* By hand: what G_DEFINE_BOXED_TYPE() makes is not ISO C. */
GType
client_fingerprint_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      GType boxed = g_boxed_type_register_static (g_intern_static_string ("ClientFingerprint"),
                                                  (GBoxedCopyFunc) client_fingerprint_copy,
                                                  (GBoxedFreeFunc) client_fingerprint_free);

      g_once_init_leave (&type, boxed);
    }

  return type;
}

static int
read_key (const GByteArray *der, guint8 *bytes)
{
  const gnutls_datum_t data = { .data = der->data, .size = der->len };
  gnutls_x509_crt_t certificate = NULL;
  size_t size = SIZE;
  int status = gnutls_x509_crt_init (&certificate);

  if (status < 0)
    return status;

  status = gnutls_x509_crt_import (certificate, &data, GNUTLS_X509_FMT_DER);
  if (status >= 0)
    status = gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA256, bytes, &size);
  gnutls_x509_crt_deinit (certificate);
  return status;
}

/**
 * client_fingerprint_new_for_certificate:
 * @certificate: what a server has shown
 * @error: return location for an error
 *
 * Returns: (transfer full): the fingerprint of its key, or %NULL with
 *   %CLIENT_ERROR_NOT_CHAT when there is no key to be found in it
 */
ClientFingerprint *
client_fingerprint_new_for_certificate (GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GByteArray) der = NULL;
  g_autoptr (ClientFingerprint) self = g_new0 (ClientFingerprint, 1);
  int status = GNUTLS_E_NO_CERTIFICATE_FOUND;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  if (der != NULL)
    status = read_key (der, self->bytes);
  if (status >= 0)
    return g_steal_pointer (&self);

  g_debug ("Certificate without a key: %s", gnutls_strerror (status));
  g_set_error_literal (error, CLIENT_ERROR, CLIENT_ERROR_NOT_CHAT,
                       _ ("The server’s certificate cannot be read."));
  return NULL;
}

static gboolean
parse_hex (const char *text, guint8 *bytes)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == ':' || g_ascii_isspace (*p))
        continue;
      if (!g_ascii_isxdigit (*p) || n == 2 * SIZE)
        return FALSE;

      bytes[n / 2] = bytes[n / 2] << 4 | g_ascii_xdigit_value (*p);
      n++;
    }

  return n == 2 * SIZE;
}

/**
 * client_fingerprint_parse:
 * @text: a fingerprint in hex, as client_fingerprint_to_hex() writes it; white space,
 *   colons and case do not count
 * @error: return location for an error
 *
 * The words do not lead back to a fingerprint, as they are only a part of it.
 *
 * Returns: (transfer full): the fingerprint, or %NULL with %CLIENT_ERROR_ADDRESS
 */
ClientFingerprint *
client_fingerprint_parse (const char *text, GError **error)
{
  g_autoptr (ClientFingerprint) self = g_new0 (ClientFingerprint, 1);

  g_return_val_if_fail (text != NULL, NULL);

  if (parse_hex (text, self->bytes))
    return g_steal_pointer (&self);

  g_set_error_literal (error, CLIENT_ERROR, CLIENT_ERROR_ADDRESS,
                       _ ("A fingerprint has 64 digits from 0 to 9 and A to F."));
  return NULL;
}

/**
 * client_fingerprint_copy:
 * @self: a fingerprint
 *
 * Returns: (transfer full): a copy of it
 */
ClientFingerprint *
client_fingerprint_copy (const ClientFingerprint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_memdup2 (self, sizeof *self);
}

/**
 * client_fingerprint_free:
 * @self: (transfer full): a fingerprint
 */
void
client_fingerprint_free (ClientFingerprint *self)
{
  g_free (self);
}

/**
 * client_fingerprint_equal:
 * @self: (nullable): a fingerprint
 * @other: (nullable): another one
 *
 * Returns: whether they are of the same key; two of none are
 */
gboolean
client_fingerprint_equal (const ClientFingerprint *self, const ClientFingerprint *other)
{
  if (self == NULL || other == NULL)
    return self == other;

  return memcmp (self->bytes, other->bytes, SIZE) == 0;
}

/**
 * client_fingerprint_to_hex:
 * @self: a fingerprint
 *
 * Writes all of it, in groups of four digits: “A1B2 C3D4 …”.
 *
 * Returns: (transfer full): the digits
 */
char *
client_fingerprint_to_hex (const ClientFingerprint *self)
{
  GString *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < SIZE; i++)
    g_string_append_printf (text, "%s%02X", i > 0 && i % 2 == 0 ? " " : "", self->bytes[i]);

  return g_string_free (text, FALSE);
}

/**
 * client_fingerprint_to_words:
 * @self: a fingerprint
 *
 * Writes %CLIENT_FINGERPRINT_N_WORDS words that two people can compare aloud, with a space
 * between them.
 *
 * Returns: (transfer full): the words
 */
char *
client_fingerprint_to_words (const ClientFingerprint *self)
{
  GString *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < CLIENT_FINGERPRINT_N_WORDS; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, client_fingerprint_words[self->bytes[i]]);
    }

  return g_string_free (text, FALSE);
}
