/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-certificate.h"

#include <glib/gstdio.h>
#include <gnutls/x509.h>
#include <sys/stat.h>

#include "server-certificate-make.h"

/* Most bytes of a file: a long chain has some ten thousand. */
#define FILE_MAX (1024 * 1024)

/* SHA-256, in bytes. */
#define FINGERPRINT_SIZE 32

struct _ServerCertificate
{
  gnutls_certificate_credentials_t credentials;
  char fingerprint[2 * FINGERPRINT_SIZE + 1];
  gint64 not_after;
};

/* A pipe, or a device, could keep the server waiting, also when it is to end. */
static gboolean
check_file (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) < 0 || (S_ISREG (status.st_mode) && status.st_size <= FILE_MAX))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot read what TLS needs: %s is %s", path,
               S_ISREG (status.st_mode) ? "too large" : "no file");
  return FALSE;
}

static gboolean
read_file (const char *path, char **contents, gsize *length, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!check_file (path, error))
    return FALSE;
  if (g_file_get_contents (path, contents, length, &cause))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot read what TLS needs: %s",
               cause->message);
  return FALSE;
}

/* What a copy in memory is good for ends with its use. */
static void
forget (char *secret, gsize length)
{
  explicit_bzero (secret, length);
  g_free (secret);
}

static int
load_pair (ServerCertificate *self, const char *certificate, const char *key, GError **error)
{
  g_autofree char *chain = NULL;
  char *secret = NULL;
  gsize chain_length = 0;
  gsize secret_length = 0;
  int code = 0;

  if (!read_file (certificate, &chain, &chain_length, error)
      || !read_file (key, &secret, &secret_length, error))
    return -1;

  code = gnutls_certificate_set_x509_key_mem (
    self->credentials, &(gnutls_datum_t) { (guint8 *) chain, chain_length },
    &(gnutls_datum_t) { (guint8 *) secret, secret_length }, GNUTLS_X509_FMT_PEM);
  forget (secret, secret_length);
  if (code < 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "The certificate %s and the key %s cannot be used together: %s", certificate, key,
                 gnutls_strerror (code));
  return code;
}

/* Reads what others want to know of the certificate itself, the first one of its chain. */
static gboolean
examine (ServerCertificate *self, const char *path, GError **error)
{
  gnutls_datum_t raw = { NULL };
  gnutls_x509_crt_t certificate = NULL;
  guint8 digest[FINGERPRINT_SIZE];
  gsize size = sizeof digest;
  int code = gnutls_certificate_get_crt_raw (self->credentials, 0, 0, &raw);

  gnutls_x509_crt_init (&certificate);
  if (code >= 0)
    code = gnutls_x509_crt_import (certificate, &raw, GNUTLS_X509_FMT_DER);
  if (code >= 0)
    code = gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA256, digest, &size);
  if (code >= 0)
    self->not_after = gnutls_x509_crt_get_expiration_time (certificate);
  gnutls_x509_crt_deinit (certificate);

  if (code < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "The certificate %s is damaged: %s", path, gnutls_strerror (code));
      return FALSE;
    }

  for (guint i = 0; i < FINGERPRINT_SIZE; i++)
    g_snprintf (self->fingerprint + 2 * i, 3, "%02x", digest[i]);
  return TRUE;
}

static void
server_certificate_clear (ServerCertificate *self)
{
  gnutls_certificate_free_credentials (self->credentials);
}

/**
 * server_certificate_new_loaded:
 * @certificate: a file with a certificate and those that vouch for it, PEM
 * @key: a file with its key, PEM
 * @error: return location for an error
 *
 * Reads a certificate that somebody has made. It blocks while it reads.
 *
 * Returns: (transfer full): a certificate, or %NULL with an error of %G_IO_ERROR whose
 *   message names the file
 */
ServerCertificate *
server_certificate_new_loaded (const char *certificate, const char *key, GError **error)
{
  g_autoptr (ServerCertificate) self = g_atomic_rc_box_new0 (ServerCertificate);

  gnutls_certificate_allocate_credentials (&self->credentials);
  if (load_pair (self, certificate, key, error) < 0 || !examine (self, certificate, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * server_certificate_new_own:
 * @folder: the folder of the server's data, where nobody else writes
 * @error: return location for an error
 *
 * Reads the certificate that the server has made for itself, or makes it when there is
 * none, with a key of its own (EC P-256, file mode 0600). Those who have been here
 * before know the server by that key: so it is never written over, and one that cannot
 * be used is an error.
 *
 * It blocks while it reads or writes.
 *
 * Returns: (transfer full): a certificate, or %NULL with an error of %G_IO_ERROR
 */
ServerCertificate *
server_certificate_new_own (const char *folder, GError **error)
{
  g_autofree char *certificate = g_build_filename (folder, SERVER_CERTIFICATE_FILE, NULL);
  g_autofree char *key = g_build_filename (folder, SERVER_KEY_FILE, NULL);

  if (!server_certificate_make (certificate, key, error))
    return NULL;

  return server_certificate_new_loaded (certificate, key, error);
}

/**
 * server_certificate_new:
 * @certificate: (nullable): a file with a certificate and those that vouch for it
 * @key: (nullable): a file with its key; by default that is in the same file
 * @folder: the folder of the server's data, for a certificate of its own where none
 *   is given
 * @error: return location for an error
 *
 * Reads the certificate that an administrator has given, or else the server's own.
 *
 * Returns: (transfer full): a certificate, or %NULL with an error of %G_IO_ERROR
 */
ServerCertificate *
server_certificate_new (const char *certificate, const char *key, const char *folder,
                        GError **error)
{
  if (certificate != NULL)
    return server_certificate_new_loaded (certificate, key != NULL ? key : certificate, error);
  if (key == NULL)
    return server_certificate_new_own (folder, error);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "The key %s is given without its certificate", key);
  return NULL;
}

/**
 * server_certificate_ref:
 * @self: a certificate
 *
 * Returns: (transfer full): @self
 */
ServerCertificate *
server_certificate_ref (ServerCertificate *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * server_certificate_unref:
 * @self: (transfer full): a certificate
 */
void
server_certificate_unref (ServerCertificate *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) server_certificate_clear);
}

/**
 * server_certificate_get_fingerprint:
 * @self: a certificate
 *
 * Gets by what clients know the server again, and people compare it: it stays the same
 * when a certificate is renewed for the same key.
 *
 * Returns: SHA-256 of the public key (its SubjectPublicKeyInfo), 64 hexadecimal digits
 */
const char *
server_certificate_get_fingerprint (ServerCertificate *self)
{
  return self->fingerprint;
}

/**
 * server_certificate_get_not_after:
 * @self: a certificate
 *
 * Returns: when it ends, in seconds since 1970 UTC
 */
gint64
server_certificate_get_not_after (ServerCertificate *self)
{
  return self->not_after;
}

/**
 * server_certificate_get_credentials: (skip)
 * @self: a certificate
 *
 * Returns: the same for GnuTLS, as long as @self lasts
 */
gnutls_certificate_credentials_t
server_certificate_get_credentials (ServerCertificate *self)
{
  return self->credentials;
}
