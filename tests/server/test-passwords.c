/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <charla.h>

#include "peer.h"
#include "server-passwords.h"
#include "server-wait-error.h"

typedef struct
{
  ServerPasswords *passwords;
  guint n_done;
  guint n_refused;
  guint n_checked;
  char *hash;
  gboolean is_right;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->passwords = server_passwords_new (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->passwords);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_error (&fixture->error);
  g_free (fixture->hash);
}

static void
on_hashed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->hash, g_free);
  g_clear_error (&fixture->error);
  fixture->hash = server_passwords_hash_finish (fixture->passwords, result, &fixture->error);
  fixture->n_refused += g_error_matches (fixture->error, CHARLA_CODE_ERROR,
                                         CHARLA_CODE_RATE_LIMITED);
  fixture->n_done++;
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  fixture->is_right
    = server_passwords_check_finish (fixture->passwords, result, &fixture->error);
  fixture->n_checked++;
  fixture->n_done++;
}

static gboolean
check (Fixture *fixture, const char *password, const char *hash)
{
  fixture->n_done = 0;
  server_passwords_check_async (fixture->passwords, "ana", "here", password, hash, NULL,
                                on_checked, fixture);
  WAIT_FOR (fixture->n_done == 1);
  g_assert_no_error (fixture->error);

  return fixture->is_right;
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  server_passwords_hash_async (fixture->passwords, "here", "contraseña", NULL, on_hashed, fixture);
  WAIT_FOR (fixture->n_done == 1);
  g_assert_no_error (fixture->error);
  g_assert_true (g_str_has_prefix (fixture->hash, "$argon2id$"));
  g_assert_null (strstr (fixture->hash, "contrase"));

  g_assert_true (check (fixture, "contraseña", fixture->hash));
  g_assert_false (check (fixture, "contrasena", fixture->hash));
  g_assert_false (check (fixture, "", fixture->hash));
  g_assert_false (check (fixture, "contraseña", "no hash"));
}

/* Who has no password is not let in by any, and it takes as long to say so. */
static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  gint64 start = 0;
  gint64 with = 0;

  server_passwords_hash_async (fixture->passwords, "here", "x", NULL, on_hashed, fixture);
  WAIT_FOR (fixture->n_done == 1);
  start = g_get_monotonic_time ();
  g_assert_false (check (fixture, "y", fixture->hash));
  with = g_get_monotonic_time () - start;
  start = g_get_monotonic_time ();
  g_assert_false (check (fixture, "y", NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, >, with / 10);
}

/* One who wants very many waits for their own, and whoever comes after them does not. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_before = 0;

  for (guint i = 0; i < 50; i++)
    server_passwords_hash_async (fixture->passwords, "there", "x", cancellable, on_hashed, fixture);
  n_before = fixture->n_done;
  server_passwords_check_async (fixture->passwords, "ana", "here", "x", NULL, NULL, on_checked,
                                fixture);
  WAIT_FOR (fixture->n_checked == 1);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_done - n_before, <, 45);
  g_assert_cmpuint (fixture->n_refused, >=, 30);

  /* Whom nobody waits for is not checked. */
  g_cancellable_cancel (cancellable);
  WAIT_FOR (fixture->n_done == 51);
}

static void
try_wrong (Fixture *fixture, guint times)
{
  for (guint i = 0; i < times; i++)
    {
      g_assert_false (check (fixture, "wrong", NULL));
      g_assert_no_error (fixture->error);
    }
}

static void
test_wrong_ones (Fixture *fixture, gconstpointer data)
{
  try_wrong (fixture, 5);
  server_passwords_check_async (fixture->passwords, "ana", "here", "wrong", NULL, NULL, on_checked,
                                fixture);
  WAIT_FOR (fixture->n_checked == 6);
  g_assert_error (fixture->error, SERVER_WAIT_ERROR, CHARLA_CODE_RATE_LIMITED);
}

static void
test_right_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hash = NULL;

  server_passwords_hash_async (fixture->passwords, "here", "right", NULL, on_hashed, fixture);
  WAIT_FOR (fixture->n_done == 1);
  hash = g_strdup (fixture->hash);
  try_wrong (fixture, 4);
  g_assert_true (check (fixture, "right", hash));
  try_wrong (fixture, 4);
  g_assert_true (check (fixture, "right", hash));
}

static void
test_word (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (server_passwords_check_word (fixture->passwords, "here", "a", "a", &error));
  for (guint i = 0; i < 5; i++)
    {
      g_assert_false (server_passwords_check_word (fixture->passwords, "here", "b", "a", &error));
      g_assert_no_error (error);
    }
  g_assert_false (server_passwords_check_word (fixture->passwords, "here", "a", "a", &error));
  g_assert_error (error, SERVER_WAIT_ERROR, CHARLA_CODE_RATE_LIMITED);
  g_clear_error (&error);
  g_assert_true (server_passwords_check_word (fixture->passwords, "there", "a", "a", &error));
}

static void
test_equal (Fixture *fixture, gconstpointer data)
{
  g_assert_true (server_passwords_are_equal (fixture->passwords, "", ""));
  g_assert_true (server_passwords_are_equal (fixture->passwords, "word", "word"));
  g_assert_false (server_passwords_are_equal (fixture->passwords, "word", "worD"));
  g_assert_false (server_passwords_are_equal (fixture->passwords, "word", "words"));
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

  add ("/passwords/check", test_check);
  add ("/passwords/nobody", test_nobody);
  add ("/passwords/too-many", test_too_many);
  add ("/passwords/wrong-ones", test_wrong_ones);
  add ("/passwords/right-one", test_right_one);
  add ("/passwords/word", test_word);
  add ("/passwords/equal", test_equal);

  return g_test_run ();
}
