/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fingerprint.h"

#include <string.h>

#include "certificate.h"
#include "client-error.h"
#include "client-fingerprint-words.h"

static ClientFingerprint *
get_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  ClientFingerprint *fingerprint = client_fingerprint_new_for_certificate (certificate, &error);

  g_assert_no_error (error);
  return fingerprint;
}

/* How many letters have to be changed, put in or left out between two words. */
static guint
get_distance (const char *a, const char *b)
{
  guint row[32] = { 0 };

  for (guint j = 0; j <= strlen (b); j++)
    row[j] = j;
  for (guint i = 1; i <= strlen (a); i++)
    {
      guint corner = row[0];

      row[0] = i;
      for (guint j = 1; j <= strlen (b); j++)
        {
          guint changed = corner + (a[i - 1] != b[j - 1]);

          corner = row[j];
          row[j] = MIN (changed, MIN (row[j], row[j - 1]) + 1);
        }
    }

  return row[strlen (b)];
}

static void
test_words_differ (void)
{
  for (guint i = 0; i < CLIENT_FINGERPRINT_WORDS; i++)
    {
      const char *word = client_fingerprint_words[i];

      g_assert_cmpuint (strlen (word), >=, 4);
      g_assert_cmpuint (strlen (word), <=, 8);
      g_assert_cmpuint (strspn (word, G_CSET_a_2_z), ==, strlen (word));
      for (guint j = 0; j < i; j++)
        if (get_distance (word, client_fingerprint_words[j]) < 3)
          g_error ("%s and %s are too much alike", word, client_fingerprint_words[j]);
    }
}

/* What people have written down must lead to the same key for ever. */
static void
test_words_stay (void)
{
  GString *all = g_string_new (NULL);
  g_autofree char *sum = NULL;

  for (guint i = 0; i < CLIENT_FINGERPRINT_WORDS; i++)
    g_string_append_printf (all, "%s\n", client_fingerprint_words[i]);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, all->len);
  g_string_free (all, TRUE);

  g_assert_cmpstr (sum, ==, "9593869abb90ec2bc4a58f9e42df56727bfb395f2f9e976a5ca39eee496a56d5");
}

static void
test_of_key (void)
{
  g_autoptr (GTlsCertificate) first = certificate_new_own ("lab");
  const CertificateSpec again = { .name = "lab2", .age_s = 30, .key = first };
  g_autoptr (GTlsCertificate) renewed = certificate_new (&again);
  g_autoptr (GTlsCertificate) other = certificate_new_own ("lab");
  g_autoptr (ClientFingerprint) of_first = get_fingerprint (first);
  g_autoptr (ClientFingerprint) of_renewed = get_fingerprint (renewed);
  g_autoptr (ClientFingerprint) of_other = get_fingerprint (other);
  g_autoptr (ClientFingerprint) copy = client_fingerprint_copy (of_first);

  g_assert_true (client_fingerprint_equal (of_first, of_renewed));
  g_assert_true (client_fingerprint_equal (of_first, copy));
  g_assert_false (client_fingerprint_equal (of_first, of_other));
  g_assert_false (client_fingerprint_equal (of_first, NULL));
  g_assert_true (client_fingerprint_equal (NULL, NULL));
}

/* openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | sha256sum says the same. */
static void
test_standard (void)
{
  static const char pem[] = 
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBdDCCARmgAwIBAgIUHRq1VRrAuwXWJ53BTeLYSXUXAkQwCgYIKoZIzj0EAwIw\n"
    "DjEMMAoGA1UEAwwDbGFiMCAXDTI2MTEyMjIyMzkxNFoYDzIxMjYxMDI5MjIzOTE0\n"
    "WjAOMQwwCgYDVQQDDANsYWIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARCXXEj\n"
    "YvjX8TWazUT7kSfCuIC1WYqwqSQQScPqg/DqYLH1u5AksOqkzmeaZzQdC8hUmkOx\n"
    "Uy6frifnQBTd7UQto1MwUTAdBgNVHQ4EFgQU6UP0h2D31LnAVevZCCk4j0Io6Lkw\n"
    "HwYDVR0jBBgwFoAU6UP0h2D31LnAVevZCCk4j0Io6LkwDwYDVR0TAQH/BAUwAwEB\n"
    "/zAKBggqhkjOPQQDAgNJADBGAiEAnZR86knOjgN8D+Ix1C5Jg12DJptkQ7LmKzCn\n"
    "T61HAKECIQDW4Y1MltIhXUzSmAUSh41OuBcf50QwIvHutrGR+tSgow==\n"
    "-----END CERTIFICATE-----\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_autoptr (ClientFingerprint) fingerprint = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  fingerprint = get_fingerprint (certificate);
  hex = client_fingerprint_to_hex (fingerprint);
  words = client_fingerprint_to_words (fingerprint);

  g_assert_cmpstr (hex, ==, 
                   "2868 0638 B411 91AA DFF1 A2B2 CCAF 8266 9C5D 3007 3C1F 0B83 BDE9 8963 DD25 B268");
  g_assert_cmpstr (words, ==, 
                   "chimney guitar ankle dance pocket barrel "
                   "meadow palace temple volcano octopus pirate");
}

static void
test_parse (void)
{
  g_autoptr (GTlsCertificate) certificate = certificate_new_own ("lab");
  g_autoptr (ClientFingerprint) fingerprint = get_fingerprint (certificate);
  g_autofree char *hex = client_fingerprint_to_hex (fingerprint);
  g_autofree char *lower = g_ascii_strdown (hex, -1);
  g_auto (GStrv) groups = g_strsplit (lower, " ", -1);
  g_autofree char *colons = g_strjoinv (":", groups);
  g_autoptr (ClientFingerprint) parsed = client_fingerprint_parse (colons, NULL);

  g_assert_true (client_fingerprint_equal (fingerprint, parsed));
}

static void
test_nonsense (void)
{
  const char *const cases[] = { "", "12", "zebra", "00112233445566778899aabbccddeeff",
                                "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0",
                                "00112233445566778899aabbccddeeff00112233445566778899aabbccddeefg" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (client_fingerprint_parse (cases[i], &error));
      g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_ADDRESS);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fingerprint/words-differ", test_words_differ);
  g_test_add_func ("/fingerprint/words-stay", test_words_stay);
  g_test_add_func ("/fingerprint/of-key", test_of_key);
  g_test_add_func ("/fingerprint/standard", test_standard);
  g_test_add_func ("/fingerprint/parse", test_parse);
  g_test_add_func ("/fingerprint/nonsense", test_nonsense);
  return g_test_run ();
}
