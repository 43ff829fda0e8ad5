/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-database.h"

#include <glib/gstdio.h>

static ServerDatabase *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  ServerDatabase *database = server_database_open (":memory:", TRUE, &error);

  g_assert_no_error (error);
  server_database_script (database, "CREATE TABLE t (n INTEGER PRIMARY KEY, s TEXT, b BLOB) STRICT");

  return database;
}

static void
assert_works (ServerDatabase *database)
{
  g_autoptr (GError) error = NULL;

  server_database_take_failure (database, &error);
  g_assert_no_error (error);
}

static void
test_values (void)
{
  g_autoptr (ServerDatabase) database = open_memory ();
  g_autoptr (GBytes) bytes = g_bytes_new ("a\0b", 3);
  g_autoptr (GBytes) found = NULL;
  g_auto (ServerStatement) statement = { 0 };

  server_execute (database, "INSERT INTO t VALUES (?, ?, ?)", INT (G_MAXINT64), TEXT ("ñ"),
                  BYTES (bytes));
  server_execute (database, "INSERT INTO t VALUES (?, ?, ?)", INT (1), TEXT (NULL), TEXT (NULL));

  statement = server_statement (database, "SELECT n, s, b FROM t WHERE n > ? ORDER BY n", INT (0));
  g_assert_true (server_statement_next (&statement));
  g_assert_cmpint (server_statement_int (&statement, 0), ==, 1);
  g_assert_false (server_statement_has (&statement, 1));
  g_assert_null (server_statement_text (&statement, 1));
  g_assert_true (server_statement_next (&statement));
  g_assert_cmpint (server_statement_int (&statement, 0), ==, G_MAXINT64);
  g_assert_true (server_statement_has (&statement, 1));
  g_assert_cmpstr (server_statement_text (&statement, 1), ==, "ñ");
  found = server_statement_bytes (&statement, 2);
  g_assert_true (g_bytes_equal (found, bytes));
  g_assert_false (server_statement_next (&statement));
  assert_works (database);
}

static void
test_first_value (void)
{
  g_autoptr (ServerDatabase) database = open_memory ();

  g_assert_cmpint (server_value (database, "SELECT n FROM t WHERE n > ?", INT (0)), ==, 0);
  for (int i = 3; i < 6; i++)
    server_execute (database, "INSERT INTO t (n) VALUES (?)", INT (i));
  g_assert_cmpint (server_value (database, "SELECT n FROM t WHERE n > ? ORDER BY n", INT (3)), ==,
                   4);
  assert_works (database);
}

static void
test_once (void)
{
  g_autoptr (ServerDatabase) database = open_memory ();

  for (int i = 1; i < 4; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT ? + %d", i);
      g_auto (ServerStatement) statement = server_statement_once (database, sql, INT (10));

      g_assert_true (server_statement_next (&statement));
      g_assert_cmpint (server_statement_int (&statement, 0), ==, 10 + i);
    }
  assert_works (database);
}

/* The first failure stays until somebody takes note of it. */
static void
test_failure (void)
{
  g_autoptr (ServerDatabase) database = open_memory ();
  g_autoptr (GError) error = NULL;

  server_execute (database, "INSERT INTO t (n) VALUES (?)", INT (1));
  server_execute (database, "INSERT INTO t (n) VALUES (?)", INT (1));
  g_assert_true (server_database_has_failed (database));
  server_execute (database, "INSERT INTO t (n) VALUES (?)", INT (2));
  server_database_script (database, "INSERT INTO t (n) VALUES (3)");
  g_assert_cmpint (server_value (database, "SELECT count (*) FROM t WHERE n > ?", INT (0)), ==, 0);

  g_assert_false (server_database_take_failure (database, &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "UNIQUE"));
  g_assert_cmpint (server_value (database, "SELECT count (*) FROM t WHERE n > ?", INT (0)), ==, 1);
  assert_works (database);
}

static void
test_bad_sql (void)
{
  g_autoptr (ServerDatabase) database = open_memory ();
  g_auto (ServerStatement) statement
    = server_statement (database, "SELECT nothing FROM nowhere WHERE x = ?", INT (1));

  g_assert_false (server_statement_next (&statement));
  g_assert_false (server_database_take_failure (database, NULL));
}

static void
test_open (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (server_database_open ("/nowhere/at/all", TRUE, &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS);
}

static void
test_read_only (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "charla-database-XXXXXX", NULL);
  g_autoptr (ServerDatabase) writer = NULL;
  g_autoptr (ServerDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;

  g_close (g_mkstemp (path), NULL);
  writer = server_database_open (path, TRUE, &error);
  g_assert_no_error (error);
  server_database_script (writer, "CREATE TABLE t (n INTEGER)");
  reader = server_database_open (path, FALSE, &error);
  g_assert_no_error (error);

  server_database_script (reader, "INSERT INTO t VALUES (1)");
  g_assert_false (server_database_take_failure (reader, &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/database/values", test_values);
  g_test_add_func ("/database/first-value", test_first_value);
  g_test_add_func ("/database/once", test_once);
  g_test_add_func ("/database/failure", test_failure);
  g_test_add_func ("/database/bad-sql", test_bad_sql);
  g_test_add_func ("/database/open", test_open);
  g_test_add_func ("/database/read-only", test_read_only);

  return g_test_run ();
}
