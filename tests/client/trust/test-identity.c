/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-identity.h"

#include "certificate.h"

static void
test_shown (void)
{
  const CertificateSpec spec = { .name = "lab", .age_s = 7200, .life_s = 3600 };
  g_autoptr (GTlsCertificate) certificate = certificate_new (&spec);
  g_autoptr (GTlsCertificate) other = certificate_new_own ("lab");
  g_autoptr (ClientFingerprint) before = client_fingerprint_new_for_certificate (other, NULL);
  g_autoptr (ClientIdentity) identity =
    client_identity_new (certificate, G_TLS_CERTIFICATE_EXPIRED, before, NULL);
  gint64 now = g_get_real_time () / G_TIME_SPAN_SECOND;

  g_assert_true (client_fingerprint_equal (identity->known, before));
  g_assert_cmpstr (identity->subject, ==, "CN=lab");
  g_assert_cmpint (g_date_time_to_unix (identity->not_before), <, now - 7000);
  g_assert_cmpint (g_date_time_to_unix (identity->not_after), <, now - 3000);
  g_assert_cmpuint (identity->problems, ==, G_TLS_CERTIFICATE_EXPIRED);
}

/* Who has the key that is known is not another one. */
static void
test_same (void)
{
  g_autoptr (GTlsCertificate) certificate = certificate_new_own ("lab");
  g_autoptr (ClientFingerprint) before =
    client_fingerprint_new_for_certificate (certificate, NULL);
  g_autoptr (ClientIdentity) identity = client_identity_new (certificate, 0, before, NULL);

  g_assert_null (identity->known);
}

/* A stranger's name is one line. */
static void
test_harmless (void)
{
  const CertificateSpec spec = { .name = "lab\tof\nAna", .age_s = 60 };
  g_autoptr (GTlsCertificate) certificate = certificate_new (&spec);
  g_autoptr (ClientIdentity) identity = client_identity_new (certificate, 0, NULL, NULL);

  for (const char *p = identity->subject; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (g_unichar_isprint (g_utf8_get_char (p)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/shown", test_shown);
  g_test_add_func ("/identity/same", test_same);
  g_test_add_func ("/identity/harmless", test_harmless);
  return g_test_run ();
}
