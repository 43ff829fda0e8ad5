/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-database.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

typedef struct
{
  Folder *folder;
  char *path;
  ClientDatabase *database;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = folder_new ();
  self->path = g_build_filename (self->folder, "a.db", NULL);
  self->database = client_database_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  client_database_run (self->database, "CREATE TABLE words (word TEXT UNIQUE, number INTEGER)");
  g_assert_true (client_database_check (self->database, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, folder_free);
}

static void
add (Fixture *self, const char *word, gint64 number)
{
  client_execute (self->database, "INSERT INTO words VALUES (?, ?)", TEXT (word), NUMBER (number));
}

static gint64
count (Fixture *self)
{
  gint64 number = client_number (self->database, "SELECT count(*) FROM words WHERE number > ?",
                                 NUMBER (-1000));

  g_assert_true (client_database_check (self->database, NULL));
  return number;
}

static void
assert_failed (Fixture *self, ClientCacheError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (client_database_is_well (self->database));
  g_assert_false (client_database_check (self->database, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, (int) code);
  g_assert_true (client_database_is_well (self->database));
}

static void
assert_refused (const char *path, gboolean create, ClientCacheError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (client_database_open (path, create, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, (int) code);
}

static void
test_rows (Fixture *self, gconstpointer data)
{
  g_auto (ClientQuery) query = { 0 };

  add (self, "one", 1);
  add (self, NULL, 2);
  g_assert_cmpint (client_database_get_n_changed (self->database), ==, 1);
  query = client_query (self->database, "SELECT word, number FROM words WHERE number < ?"
                                        " ORDER BY number", NUMBER (3));
  g_assert_true (client_query_next (&query));
  g_assert_true (client_query_has (&query, 0));
  g_assert_cmpstr (client_query_text (&query, 0), ==, "one");
  g_assert_cmpint (client_query_number (&query, 1), ==, 1);
  g_assert_true (client_query_next (&query));
  g_assert_false (client_query_has (&query, 0));
  g_assert_null (client_query_text (&query, 0));
  g_assert_false (client_query_next (&query));
}

/* After a failure nothing happens until somebody was told. */
static void
test_failure_sticks (Fixture *self, gconstpointer data)
{
  add (self, "one", 1);
  add (self, "one", 2);
  add (self, "two", 3);
  client_database_run (self->database, "DELETE FROM words");
  assert_failed (self, CLIENT_CACHE_ERROR_DAMAGED);
  g_assert_cmpint (count (self), ==, 1);
}

static void
test_transactions (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  client_database_begin (self->database, TRUE);
  add (self, "one", 1);
  g_assert_true (client_database_end (self->database, &error));
  g_assert_no_error (error);

  client_database_begin (self->database, FALSE);
  add (self, "two", 2);
  add (self, "one", 3);
  g_assert_false (client_database_end (self->database, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_DAMAGED);
  g_assert_cmpint (count (self), ==, 1);

  client_database_begin (self->database, FALSE);
  add (self, "three", 3);
  client_database_abort (self->database);
  g_assert_cmpint (count (self), ==, 1);

  client_database_abort (self->database);
  g_assert_true (client_database_is_well (self->database));
}

static void
test_not_utf8 (Fixture *self, gconstpointer data)
{
  g_auto (ClientQuery) query = { 0 };

  client_database_run (self->database, "INSERT INTO words VALUES (CAST(x'61ff' AS TEXT), 1)");
  query = client_query (self->database, "SELECT word FROM words WHERE number = ?", NUMBER (1));
  g_assert_true (client_query_next (&query));
  g_assert_null (client_query_text (&query, 0));
  client_query_end (&query);
  assert_failed (self, CLIENT_CACHE_ERROR_DAMAGED);
}

static void
test_only_for_oneself (Fixture *self, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  struct stat status;

  add (self, "one", 1);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (wal, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_in_use (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_refused (self->path, TRUE, CLIENT_CACHE_ERROR_IN_USE);

  g_clear_pointer (&self->database, client_database_close);
  self->database = client_database_open (self->path, FALSE, &error);
  g_assert_no_error (error);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);

  add (self, "one", 1);
  g_clear_pointer (&self->database, client_database_close);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  self->database = client_database_open (self->path, FALSE, NULL);
  g_assert_cmpint (count (self), ==, 1);
}

static void
test_not_there (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "b.db", NULL);

  assert_refused (other, FALSE, CLIENT_CACHE_ERROR_ACCESS);
  assert_refused ("/dev/null/a.db", TRUE, CLIENT_CACHE_ERROR_ACCESS);
  assert_refused (self->folder, TRUE, CLIENT_CACHE_ERROR_ACCESS);
}

static void
test_garbage (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "b.db", NULL);
  g_autofree char *garbage = g_strnfill (5000, 'x');

  g_assert_true (g_file_set_contents (other, garbage, -1, NULL));
  assert_refused (other, TRUE, CLIENT_CACHE_ERROR_DAMAGED);
}

/* What stands in a file that somebody else has made is not run. */
static void
test_no_triggers (Fixture *self, gconstpointer data)
{
  client_database_run (self->database,
                       "CREATE TRIGGER evil AFTER INSERT ON words BEGIN DELETE FROM words; END");
  add (self, "one", 1);
  g_assert_cmpint (count (self), ==, 1);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/database/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("rows", test_rows);
  ADD ("failure-sticks", test_failure_sticks);
  ADD ("transactions", test_transactions);
  ADD ("not-utf8", test_not_utf8);
  ADD ("only-for-oneself", test_only_for_oneself);
  ADD ("in-use", test_in_use);
  ADD ("kept", test_kept);
  ADD ("not-there", test_not_there);
  ADD ("garbage", test_garbage);
  ADD ("no-triggers", test_no_triggers);

  return g_test_run ();
}
