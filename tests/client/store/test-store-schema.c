/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-schema.h"

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
  self->folder = folder_new ();
  self->path = g_build_filename (self->folder, "a.db", NULL);
  self->database = client_database_open (self->path, TRUE, NULL);
  g_assert_nonnull (self->database);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, folder_free);
}

static void
migrate (Fixture *self, int version)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (client_store_schema_migrate (self->database, version, &error));
  g_assert_no_error (error);
}

static void
assert_refused (Fixture *self, ClientCacheError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (client_store_schema_migrate (self->database,
                                               client_store_schema_get_newest (),
                                               &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, (int) code);
}

static gint64
get_version (Fixture *self)
{
  return client_database_number (
    client_database_query (self->database, "PRAGMA user_version", NULL, 0));
}

/* The text of the schema, for two ways to it to be compared. */
static char *
get_schema (Fixture *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (ClientQuery) query =
    client_query (self->database,
                  "SELECT sql FROM sqlite_schema WHERE sql <> ? ORDER BY type, name", TEXT (""));

  while (client_query_next (&query))
    g_string_append_printf (text, "%s\n", client_query_text (&query, 0));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* From each version there has been, with what a person has written in it. */
static void
test_each_version (Fixture *self, gconstpointer data)
{
  int newest = client_store_schema_get_newest ();
  g_autofree char *expected = NULL;

  migrate (self, newest);
  expected = get_schema (self);

  for (int version = 1; version <= newest; version++)
    {
      g_autofree char *schema = NULL;

      g_clear_pointer (&self->database, client_database_close);
      g_assert_cmpint (g_unlink (self->path), ==, 0);
      self->database = client_database_open (self->path, TRUE, NULL);
      migrate (self, version);
      g_assert_cmpint (get_version (self), ==, version);
      client_database_run (self->database,
                           "INSERT INTO outbox (nonce, room, text, reply, time, state, seq)"
                           " VALUES ('n1', 'r1', 'mine', 0, 1, 0, 0);"
                           "INSERT INTO rooms (id, kind, name, topic, members, role, seq, last,"
                           " late, seen, unread, mentions)"
                           " VALUES ('d1', 2, '', '', 2, 1, 9, 9, 0, 7, 1, 0)");

      migrate (self, newest);
      schema = get_schema (self);
      g_assert_cmpstr (schema, ==, expected);
      g_assert_cmpint (get_version (self), ==, newest);
      g_assert_cmpint (client_number (self->database,
                                      "SELECT count(*) FROM outbox WHERE nonce = ?", TEXT ("n1")),
                       ==, 1);
      g_assert_cmpint (client_number (self->database,
                                      "SELECT seen + others + active FROM rooms WHERE id = ?",
                                      TEXT ("d1")), ==, 7);
      g_assert_true (client_database_check (self->database, NULL));
    }
}

static void
test_again (Fixture *self, gconstpointer data)
{
  migrate (self, client_store_schema_get_newest ());
  migrate (self, client_store_schema_get_newest ());
}

static void
test_newer (Fixture *self, gconstpointer data)
{
  g_autofree char *sql =
    g_strdup_printf ("PRAGMA user_version = %d", client_store_schema_get_newest () + 1);

  migrate (self, client_store_schema_get_newest ());
  client_database_run (self->database, sql);
  assert_refused (self, CLIENT_CACHE_ERROR_NEWER);
}

static void
test_of_something_else (Fixture *self, gconstpointer data)
{
  client_database_run (self->database, "CREATE TABLE recipes (tea TEXT)");
  assert_refused (self, CLIENT_CACHE_ERROR_DAMAGED);
  client_database_run (self->database, "PRAGMA user_version = 1");
  assert_refused (self, CLIENT_CACHE_ERROR_DAMAGED);
  client_database_run (self->database, "PRAGMA application_id = 77; PRAGMA user_version = 99");
  assert_refused (self, CLIENT_CACHE_ERROR_DAMAGED);
}

static void
test_odd_version (Fixture *self, gconstpointer data)
{
  migrate (self, client_store_schema_get_newest ());
  client_database_run (self->database, "PRAGMA user_version = -1");
  assert_refused (self, CLIENT_CACHE_ERROR_DAMAGED);
  client_database_run (self->database, "PRAGMA user_version = 0");
  assert_refused (self, CLIENT_CACHE_ERROR_DAMAGED);
}

/* What stands in the way undoes the whole step. */
static void
test_step_fails (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  client_database_run (self->database, "PRAGMA max_page_count = 5");
  g_assert_false (client_store_schema_migrate (self->database, 1, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_FULL);
  g_assert_cmpint (get_version (self), ==, 0);

  client_database_run (self->database, "PRAGMA max_page_count = 100000");
  migrate (self, 1);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-schema/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("each-version", test_each_version);
  ADD ("again", test_again);
  ADD ("newer", test_newer);
  ADD ("of-something-else", test_of_something_else);
  ADD ("odd-version", test_odd_version);
  ADD ("step-fails", test_step_fails);

  return g_test_run ();
}
