/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "server-certificate.h"

typedef struct
{
  char *folder;
  char *certificate;
  char *key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("charla-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->certificate = g_build_filename (fixture->folder, SERVER_CERTIFICATE_FILE, NULL);
  fixture->key = g_build_filename (fixture->folder, SERVER_KEY_FILE, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->certificate);
  g_unlink (fixture->key);
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->certificate);
  g_free (fixture->key);
  g_free (fixture->folder);
}

static char *
read_all (const char *path)
{
  char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);

  return contents;
}

static void
write_all (const char *path, const char *contents)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static ServerCertificate *
open_own (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  ServerCertificate *certificate = server_certificate_new (NULL, NULL, fixture->folder, &error);

  g_assert_no_error (error);

  return certificate;
}

/* It cannot be used, says why in one line that names @path, and is as it was. */
static void
assert_unusable (Fixture *fixture, const char *path)
{
  g_autofree char *before = g_file_test (path, G_FILE_TEST_EXISTS) ? read_all (path) : NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (server_certificate_new (NULL, NULL, fixture->folder, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strchr (error->message, '\n'));
  if (before != NULL)
    {
      g_autofree char *after = read_all (path);

      g_assert_cmpstr (after, ==, before);
    }
  else
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
assert_mode (const char *path)
{
  struct stat status;

  g_assert_no_errno (stat (path, &status));
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
}

static void
test_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerCertificate) first = open_own (fixture);
  g_autoptr (ServerCertificate) second = open_own (fixture);

  assert_mode (fixture->certificate);
  assert_mode (fixture->key);
  g_assert_cmpuint (strlen (server_certificate_get_fingerprint (first)), ==, 64);
  g_assert_cmpstr (server_certificate_get_fingerprint (first), ==,
                   server_certificate_get_fingerprint (second));
  g_assert_cmpint (server_certificate_get_not_after (first), >, g_get_real_time () / G_USEC_PER_SEC);
}

static void
test_each_its_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerCertificate) first = open_own (fixture);
  g_autoptr (ServerCertificate) second = NULL;

  g_unlink (fixture->certificate);
  g_unlink (fixture->key);
  second = open_own (fixture);
  g_assert_cmpstr (server_certificate_get_fingerprint (first), !=,
                   server_certificate_get_fingerprint (second));
}

/* The server ended at the worst moment of its first start. */
static void
test_key_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerCertificate) first = open_own (fixture);
  g_autoptr (ServerCertificate) second = NULL;

  g_unlink (fixture->certificate);
  second = open_own (fixture);
  g_assert_cmpstr (server_certificate_get_fingerprint (first), ==,
                   server_certificate_get_fingerprint (second));
}

static void
test_certificate_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerCertificate) certificate = open_own (fixture);

  g_unlink (fixture->key);
  assert_unusable (fixture, fixture->key);
  assert_unusable (fixture, fixture->certificate);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = { "", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n" };
  g_autoptr (ServerCertificate) certificate = open_own (fixture);
  g_autofree char *good = read_all (fixture->certificate);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      write_all (fixture->certificate, contents[i]);
      assert_unusable (fixture, fixture->certificate);
    }

  write_all (fixture->certificate, good);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      write_all (fixture->key, contents[i]);
      assert_unusable (fixture, fixture->key);
    }

  g_unlink (fixture->certificate);
  assert_unusable (fixture, fixture->key);
}

static void
test_mismatch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerCertificate) first = open_own (fixture);
  g_autofree char *other = read_all (fixture->key);
  g_autoptr (ServerCertificate) second = NULL;

  g_unlink (fixture->certificate);
  g_unlink (fixture->key);
  second = open_own (fixture);
  write_all (fixture->key, other);
  assert_unusable (fixture, fixture->key);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (server_certificate_new (NULL, NULL, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_given (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerCertificate) own = open_own (fixture);
  g_autofree char *certificate = read_all (fixture->certificate);
  g_autofree char *key = read_all (fixture->key);
  g_autofree char *both = g_strconcat (key, certificate, NULL);
  g_autoptr (ServerCertificate) apart = NULL;
  g_autoptr (ServerCertificate) together = NULL;
  g_autoptr (GError) error = NULL;

  apart = server_certificate_new (fixture->certificate, fixture->key, "/nowhere", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (server_certificate_get_fingerprint (apart), ==,
                   server_certificate_get_fingerprint (own));

  g_assert_null (server_certificate_new (NULL, fixture->key, "/nowhere", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (server_certificate_new (fixture->certificate, NULL, "/nowhere", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  write_all (fixture->certificate, both);
  together = server_certificate_new (fixture->certificate, NULL, "/nowhere", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (server_certificate_get_fingerprint (together), ==,
                   server_certificate_get_fingerprint (own));
}

/* Nobody ever says anything there. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (mkfifo (fixture->certificate, 0600));
  certificate = server_certificate_new_loaded (fixture->certificate, fixture->certificate, &error);
  g_assert_null (certificate);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, fixture->certificate));
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/certificate/own", test_own);
  add ("/certificate/each-its-own", test_each_its_own);
  add ("/certificate/key-alone", test_key_alone);
  add ("/certificate/certificate-alone", test_certificate_alone);
  add ("/certificate/damaged", test_damaged);
  add ("/certificate/mismatch", test_mismatch);
  add ("/certificate/unwritable", test_unwritable);
  add ("/certificate/given", test_given);
  add ("/certificate/pipe", test_pipe);

  return g_test_run ();
}
