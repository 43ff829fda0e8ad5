/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-schema.h"

#include "server-id.h"

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
  g_test_add_func ("/schema/failing-step", test_failing_step);

  return g_test_run ();
}
