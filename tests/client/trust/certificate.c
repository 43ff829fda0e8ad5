/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "certificate.h"

#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#define TEN_YEARS_S (10 * 365 * 24 * 60 * 60)

static void
check (int status)
{
  if (status < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (status));
}

static gnutls_x509_privkey_t
load_key (GTlsCertificate *certificate)
{
  g_autofree char *pem = NULL;
  gnutls_datum_t data = { 0 };
  gnutls_x509_privkey_t key = NULL;

  g_object_get (certificate, "private-key-pem", &pem, NULL);
  data.data = (unsigned char *) pem;
  data.size = strlen (pem);
  check (gnutls_x509_privkey_init (&key));
  check (gnutls_x509_privkey_import2 (key, &data, GNUTLS_X509_FMT_PEM, NULL, 0));
  return key;
}

static gnutls_x509_privkey_t
make_key (void)
{
  gnutls_x509_privkey_t key = NULL;

  check (gnutls_x509_privkey_init (&key));
  check (gnutls_x509_privkey_generate2 (key, GNUTLS_PK_ECDSA,
                                        GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0, NULL,
                                        0));
  return key;
}

static gnutls_x509_crt_t
load_certificate (GTlsCertificate *certificate)
{
  g_autofree char *pem = NULL;
  gnutls_datum_t data = { 0 };
  gnutls_x509_crt_t loaded = NULL;

  g_object_get (certificate, "certificate-pem", &pem, NULL);
  data.data = (unsigned char *) pem;
  data.size = strlen (pem);
  check (gnutls_x509_crt_init (&loaded));
  check (gnutls_x509_crt_import (loaded, &data, GNUTLS_X509_FMT_PEM));
  return loaded;
}

static void
set_names (gnutls_x509_crt_t made, const CertificateSpec *spec)
{
  g_autoptr (GInetAddress) address =
    spec->address != NULL ? g_inet_address_new_from_string (spec->address) : NULL;

  check (gnutls_x509_crt_set_dn_by_oid (made, GNUTLS_OID_X520_COMMON_NAME, 0, spec->name,
                                        strlen (spec->name)));
  check (gnutls_x509_crt_set_subject_alt_name (made, GNUTLS_SAN_DNSNAME, spec->name,
                                               strlen (spec->name), GNUTLS_FSAN_SET));
  if (address != NULL)
    check (gnutls_x509_crt_set_subject_alt_name (made, GNUTLS_SAN_IPADDRESS,
                                                 g_inet_address_to_bytes (address),
                                                 g_inet_address_get_native_size (address),
                                                 GNUTLS_FSAN_APPEND));
}

static void
set_terms (gnutls_x509_crt_t made, const CertificateSpec *spec)
{
  time_t start = time (NULL) - spec->age_s;
  guint8 serial[8];

  check (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial));
  serial[0] = (serial[0] & 0x3f) | 0x40;
  check (gnutls_x509_crt_set_version (made, 3));
  check (gnutls_x509_crt_set_serial (made, serial, sizeof serial));
  check (gnutls_x509_crt_set_activation_time (made, start));
  check (gnutls_x509_crt_set_expiration_time (
    made, start + (spec->life_s != 0 ? spec->life_s : TEN_YEARS_S)));
  check (gnutls_x509_crt_set_basic_constraints (made, spec->is_authority, -1));
  check (gnutls_x509_crt_set_key_usage (made, spec->is_authority ? GNUTLS_KEY_KEY_CERT_SIGN
                                                                 : GNUTLS_KEY_DIGITAL_SIGNATURE));
}

static GTlsCertificate *
finish (gnutls_x509_crt_t made, gnutls_x509_privkey_t key)
{
  gnutls_datum_t certificate_pem = { 0 };
  gnutls_datum_t key_pem = { 0 };
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = NULL;

  check (gnutls_x509_crt_export2 (made, GNUTLS_X509_FMT_PEM, &certificate_pem));
  check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN,
                                            &key_pem));
  pem = g_strdup_printf ("%s%s", (char *) certificate_pem.data, (char *) key_pem.data);
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  gnutls_free (certificate_pem.data);
  gnutls_free (key_pem.data);
  return certificate;
}

GTlsCertificate *
certificate_new (const CertificateSpec *spec)
{
  gnutls_x509_privkey_t key = spec->key != NULL ? load_key (spec->key) : make_key ();
  gnutls_x509_privkey_t issuer_key = spec->issuer != NULL ? load_key (spec->issuer) : NULL;
  gnutls_x509_crt_t issuer = spec->issuer != NULL ? load_certificate (spec->issuer) : NULL;
  gnutls_x509_crt_t made = NULL;
  GTlsCertificate *certificate = NULL;

  check (gnutls_x509_crt_init (&made));
  check (gnutls_x509_crt_set_key (made, key));
  set_names (made, spec);
  set_terms (made, spec);
  check (gnutls_x509_crt_sign2 (made, issuer != NULL ? issuer : made,
                                issuer != NULL ? issuer_key : key, GNUTLS_DIG_SHA256, 0));
  certificate = finish (made, key);

  gnutls_x509_crt_deinit (made);
  gnutls_x509_privkey_deinit (key);
  g_clear_pointer (&issuer, gnutls_x509_crt_deinit);
  g_clear_pointer (&issuer_key, gnutls_x509_privkey_deinit);
  return certificate;
}

/* One that nobody vouches for. */
GTlsCertificate *
certificate_new_own (const char *name)
{
  const CertificateSpec spec = { .name = name, .age_s = 60 };

  return certificate_new (&spec);
}

/* Writes it without its key. */
void
certificate_write (GTlsCertificate *certificate, const char *path)
{
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;

  g_object_get (certificate, "certificate-pem", &pem, NULL);
  g_file_set_contents (path, pem, -1, &error);
  g_assert_no_error (error);
}
