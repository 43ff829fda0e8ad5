/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-index.h"

#include "server-store-schema.h"

static ServerDatabase *
open_database (void)
{
  g_autoptr (GError) error = NULL;
  ServerDatabase *database = server_database_open (":memory:", TRUE, &error);

  g_assert_no_error (error);
  server_store_schema_migrate (database, server_store_schema_get_newest (), &error);
  g_assert_no_error (error);

  return database;
}

static void
add (ServerDatabase *database, ServerStoreIndex *index, gint64 seq, const char *text)
{
  server_execute (database,
                  "INSERT INTO messages (seq, time, room, user, name, text)"
                  " VALUES (?, 0, 1, 1, 'ana', ?)",
                  INT (seq), TEXT (text));
  server_store_index_posted (index);
}

static gint64
count (ServerDatabase *database, const char *table, const char *query)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT count (*) FROM %s WHERE %s MATCH ?", table, table);
  g_autoptr (GError) error = NULL;
  gint64 found = server_database_take_value (server_statement_once (database, sql, TEXT (query)));

  server_database_take_failure (database, &error);
  g_assert_no_error (error);

  return found;
}

static void
test_update (void)
{
  g_autoptr (ServerDatabase) database = open_database ();
  g_autoptr (ServerStoreIndex) index = server_store_index_new (database);

  add (database, index, 3, "tea");
  add (database, index, 5, "");
  add (database, index, 7, "coffee");
  g_assert_cmpuint (server_store_index_get_waiting (index), ==, 3);
  server_store_index_update (index);
  server_store_index_end (index, TRUE);
  g_assert_cmpuint (server_store_index_get_waiting (index), ==, 0);
  g_assert_cmpint (count (database, "search_0", "tea"), ==, 1);
  g_assert_cmpint (count (database, "search_0", "room : r1"), ==, 2);
  g_assert_cmpint (count (database, "search_0", "author : u1"), ==, 2);
  g_assert_cmpint (count (database, "search_0", "text : r1"), ==, 0);
}

static void
test_tables (void)
{
  g_autoptr (ServerDatabase) database = open_database ();
  g_autoptr (ServerStoreIndex) index = server_store_index_new (database);

  add (database, index, SERVER_INDEX_SPAN - 1, "tea");
  add (database, index, SERVER_INDEX_SPAN, "tea");
  add (database, index, 5 * SERVER_INDEX_SPAN, "tea");
  server_store_index_update (index);
  server_store_index_end (index, TRUE);
  g_assert_cmpint (count (database, "search_0", "tea"), ==, 1);
  g_assert_cmpint (count (database, "search_1", "tea"), ==, 1);
  g_assert_cmpint (count (database, "search_5", "tea"), ==, 1);

  server_store_index_change (index, SERVER_INDEX_SPAN - 1, "coffee");
  server_store_index_end (index, TRUE);
  g_assert_cmpint (count (database, "search_0", "tea"), ==, 0);
  g_assert_cmpint (count (database, "search_0", "coffee"), ==, 1);
}

static void
test_restart (void)
{
  g_autoptr (ServerDatabase) database = open_database ();
  g_autoptr (ServerStoreIndex) index = server_store_index_new (database);

  add (database, index, 1, "tea");
  server_store_index_update (index);
  server_store_index_end (index, TRUE);
  add (database, index, 2, "tea");
  server_store_index_end (index, TRUE);

  g_clear_pointer (&index, server_store_index_free);
  index = server_store_index_new (database);
  g_assert_cmpuint (server_store_index_get_waiting (index), ==, 1);
  server_store_index_update (index);
  server_store_index_end (index, TRUE);
  g_assert_cmpint (count (database, "search_0", "tea"), ==, 2);
}

/* A transaction that comes to nothing, with the table that it had made. */
static void
test_rollback (void)
{
  g_autoptr (ServerDatabase) database = open_database ();
  g_autoptr (ServerStoreIndex) index = server_store_index_new (database);

  server_database_script (database, "BEGIN");
  add (database, index, 1, "tea");
  server_store_index_update (index);
  server_database_script (database, "ROLLBACK");
  server_store_index_end (index, FALSE);
  g_assert_cmpuint (server_store_index_get_waiting (index), ==, 0);

  add (database, index, 1, "coffee");
  server_store_index_update (index);
  server_store_index_end (index, TRUE);
  g_assert_cmpint (count (database, "search_0", "tea"), ==, 0);
  g_assert_cmpint (count (database, "search_0", "coffee"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/index/update", test_update);
  g_test_add_func ("/index/tables", test_tables);
  g_test_add_func ("/index/restart", test_restart);
  g_test_add_func ("/index/rollback", test_rollback);

  return g_test_run ();
}
