/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-certificate-make.h"

#include <gio/gio.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>

/* The first moment of 2020. Clients know the key, not the days, so a clock that was
 * wrong when the certificate was made does no harm later. */
#define NOT_BEFORE 1577836800

/* RFC 5280, 4.1.2.5: no well-defined end. */
#define NO_END ((time_t) -1)

#define SERIAL_SIZE 16

static gboolean
check (int code, const char *what, GError **error)
{
  if (code >= 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot make %s: %s", what,
               gnutls_strerror (code));
  return FALSE;
}

/* All at once, and on the disk before anybody is told of it. */
static gboolean
write_secret (const char *path, const gnutls_datum_t *contents, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_file_set_contents_full (path, (const char *) contents->data, contents->size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &cause))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot write what TLS needs: %s",
               cause->message);
  return FALSE;
}

static gboolean
make_key (gnutls_x509_privkey_t key, const char *path, GError **error)
{
  gnutls_datum_t pem = { NULL };
  gboolean is_written = FALSE;

  if (!check (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                            GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
              "a key", error)
      || !check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL,
                                                    GNUTLS_PKCS_PLAIN, &pem),
                 "a key", error))
    return FALSE;

  is_written = write_secret (path, &pem, error);
  gnutls_memset (pem.data, 0, pem.size);
  gnutls_free (pem.data);
  return is_written;
}

/* The server ended between its key and its certificate. */
static gboolean
read_key (gnutls_x509_privkey_t key, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *pem = NULL;
  gsize length = 0;
  int code = 0;

  if (!g_file_get_contents (path, &pem, &length, &cause))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot read what TLS needs: %s",
                   cause->message);
      return FALSE;
    }

  code = gnutls_x509_privkey_import (key, &(gnutls_datum_t) { (guint8 *) pem, length },
                                     GNUTLS_X509_FMT_PEM);
  explicit_bzero (pem, length);
  if (code >= 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The key %s is damaged: %s", path,
               gnutls_strerror (code));
  return FALSE;
}

/* Nobody looks at the names where the key is known; those who do look find the host. */
static void
add_names (gnutls_x509_crt_t certificate)
{
  const char *host = g_get_host_name ();

  gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, "localhost",
                                        strlen ("localhost"), GNUTLS_FSAN_SET);
  if (g_str_is_ascii (host))
    gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, host, strlen (host),
                                          GNUTLS_FSAN_APPEND);
}

static int
fill_in (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key)
{
  guint8 serial[SERIAL_SIZE];
  int code = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);

  if (code < 0)
    return code;

  serial[0] = (serial[0] & 0x7f) | 0x40; /* a positive number of this length */
  gnutls_x509_crt_set_version (certificate, 3);
  gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  gnutls_x509_crt_set_activation_time (certificate, NOT_BEFORE);
  gnutls_x509_crt_set_expiration_time (certificate, NO_END);
  gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, "Charla",
                                 strlen ("Charla"));
  gnutls_x509_crt_set_basic_constraints (certificate, FALSE, -1);
  gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE);
  gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, FALSE);
  add_names (certificate);

  code = gnutls_x509_crt_set_key (certificate, key);
  return code < 0 ? code : gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0);
}

static gboolean
make_certificate (gnutls_x509_privkey_t key, const char *path, GError **error)
{
  gnutls_x509_crt_t certificate = NULL;
  gnutls_datum_t pem = { NULL };
  gboolean is_made = FALSE;

  gnutls_x509_crt_init (&certificate);
  is_made = check (fill_in (certificate, key), "a certificate", error)
            && check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem),
                      "a certificate", error)
            && write_secret (path, &pem, error);
  gnutls_free (pem.data);
  gnutls_x509_crt_deinit (certificate);

  return is_made;
}

/**
 * server_certificate_make: (skip)
 * @certificate: the file of a certificate
 * @key: the file of its key
 * @error: return location for an error
 *
 * Makes what is missing of the two, the key first. A key that is there is kept
 * whatever it is like; a certificate whose key is missing is none that can be made.
 *
 * Returns: %TRUE when both files are there, or %FALSE with an error of %G_IO_ERROR
 */
gboolean
server_certificate_make (const char *certificate, const char *key, GError **error)
{
  gboolean has_key = g_file_test (key, G_FILE_TEST_EXISTS);
  gnutls_x509_privkey_t secret = NULL;
  gboolean is_made = FALSE;

  if (g_file_test (certificate, G_FILE_TEST_EXISTS))
    {
      if (!has_key)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     "The certificate %s is there, but its key %s is not", certificate, key);
      return has_key;
    }

  gnutls_x509_privkey_init (&secret);
  is_made = (has_key ? read_key (secret, key, error) : make_key (secret, key, error))
            && make_certificate (secret, certificate, error);
  gnutls_x509_privkey_deinit (secret);

  return is_made;
}
