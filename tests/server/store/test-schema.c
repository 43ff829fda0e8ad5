/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-schema.h"

#include <glib/gstdio.h>

#include "store.h"

static ServerDatabase *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  ServerDatabase *database = server_database_open (":memory:", TRUE, &error);

  g_assert_no_error (error);

  return database;
}

static gint64
get_value (ServerDatabase *database, const char *sql)
{
  return server_database_take_value (server_database_begin_statement (database, sql, NULL, 0));
}

static void
migrate (ServerDatabase *database, int version)
{
  g_autoptr (GError) error = NULL;

  server_store_schema_migrate (database, version, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_value (database, "PRAGMA user_version"), ==, version);
}

/* From nothing, and from every version that there has been. */
static void
test_each_version (void)
{
  int newest = server_store_schema_get_newest ();

  for (int version = 0; version <= newest; version++)
    {
      g_autoptr (ServerDatabase) database = open_memory ();

      migrate (database, version);
      migrate (database, newest);
      g_assert_cmpint (get_value (database, "SELECT count (*) FROM rooms WHERE name = 'Lobby'"), ==,
                       1);
      g_assert_cmpint (get_value (database, "SELECT id FROM rooms WHERE name = 'Lobby'"), ==,
                       SERVER_LOBBY);
      g_assert_cmpint (get_value (database, "SELECT length (value) FROM meta WHERE key = 'id'"), ==,
                       32);
      g_assert_cmpint (get_value (database, "PRAGMA application_id"), ==, 0x43484152);
    }
}

static void
test_newer (void)
{
  g_autoptr (ServerDatabase) database = open_memory ();
  g_autoptr (GError) error = NULL;

  migrate (database, server_store_schema_get_newest ());
  server_database_script (database, "PRAGMA user_version = 9999");
  g_assert_false (
    server_store_schema_migrate (database, server_store_schema_get_newest (), &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_NEWER);
}

static void
test_foreign (void)
{
  static const char *const scripts[] = {
    "CREATE TABLE notes (text TEXT)",
    "PRAGMA application_id = 17",
    "PRAGMA user_version = 1",
    "PRAGMA user_version = -1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (ServerDatabase) database = open_memory ();
      g_autoptr (GError) error = NULL;

      server_database_script (database, scripts[i]);
      g_assert_false (
        server_store_schema_migrate (database, server_store_schema_get_newest (), &error));
      g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED);
    }
}

static void
fill (Fixture *fixture, const char *name)
{
  g_autofree char *script_path = g_test_build_filename (G_TEST_DIST, "server", "store", name, NULL);
  g_autofree char *path = fixture_path (fixture, SERVER_STORE_FILE);
  g_autofree char *script = NULL;
  g_autoptr (ServerDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (script_path, &script, NULL, &error);
  g_assert_no_error (error);
  fixture_close (fixture);
  g_assert_cmpint (g_unlink (path), ==, 0);
  database = server_database_open (path, TRUE, &error);
  g_assert_no_error (error);
  server_database_script (database, script);
  server_database_take_failure (database, &error);
  g_assert_no_error (error);
}

/* What a server of version 1 has written is all there, and goes on. */
static void
test_version_1 (Fixture *fixture)
{
  const gint64 ana = 1;
  const gint64 tea = 2;
  const gint64 den = 3;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) found = NULL;
  g_autoptr (ServerAnswer) account = NULL;
  g_autoptr (ServerAnswer) welcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *texts = NULL;
  g_autofree char *found_texts = NULL;

  fill (fixture, "version-1.sql");
  fixture_open (fixture);
  g_assert_cmpstr (server_store_get_id (fixture->store), ==, "e019cfa1a37a38cad5f04d36549fe227");
  account = fixture_query (
    fixture,
    server_query_new_account ("Ana", "DNAUsRIp3nA9plXwZtc3fZmSNTMhjzHREqOc-WjBvlU"), &error);
  g_assert_no_error (error);
  g_assert_true (account->has_token);
  welcome = fixture_query (fixture, server_query_new_welcome (ana, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (welcome->rooms->len, ==, 4);
  g_assert_cmpint (welcome->cursor, ==, 20);
  page = fixture_read (fixture, server_query_new_history (ana, tea, 0, 0, 0, 0));
  texts = texts_of (page);
  g_assert_cmpstr (texts, ==, "Soup at noon, @Ben? Yes ☕");
  found = fixture_read (fixture, server_query_new_search (ana, "psst", 0, NULL, 0, 0));
  found_texts = texts_of (found);
  g_assert_cmpstr (found_texts, ==, "psst");

  g_assert_cmpint (fixture_post (fixture, ana, den, "and on it goes"), ==, 21);
  fixture_refuse (fixture, server_change_new_kick (3, tea, "ana", NULL, FALSE),
                  CHARLA_CODE_NOT_MEMBER);
  fixture_do (fixture, server_change_new_role (ana, tea, "ben", SERVER_ROLE_OWNER, FALSE));
}

/* A step that fails leaves nothing behind. */
static void
test_failing_step (void)
{
  g_autoptr (ServerDatabase) database = open_memory ();
  g_autoptr (GError) error = NULL;

  server_database_script (database, "PRAGMA application_id = 0x43484152;"
                                    "CREATE TABLE rooms (surprise TEXT)");
  g_assert_false (
    server_store_schema_migrate (database, server_store_schema_get_newest (), &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FAILED);
  g_assert_cmpint (get_value (database, "PRAGMA user_version"), ==, 0);
  g_assert_cmpint (get_value (database, "SELECT count (*) FROM sqlite_schema"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/each-version", test_each_version);
  g_test_add_func ("/schema/newer", test_newer);
  g_test_add_func ("/schema/foreign", test_foreign);
  fixture_add ("/schema/version-1", test_version_1);
  g_test_add_func ("/schema/failing-step", test_failing_step);

  return g_test_run ();
}
