/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-nonces.h"

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

static GBytes *
hash_of (guint number)
{
  g_autofree char *nonce = g_strdup_printf ("%u", number);

  return server_store_nonces_hash (1, nonce);
}

static void
add (ServerDatabase *database, ServerStoreNonces *nonces, guint number)
{
  g_autoptr (GBytes) hash = hash_of (number);

  server_execute (database,
                  "INSERT INTO messages (seq, time, room, user, name, text, nonce)"
                  " VALUES (?, 0, 1, 1, 'ana', '', ?)",
                  INT (number), BYTES (hash));
  server_store_nonces_add (nonces, hash, number);
}

static gint64
find (ServerStoreNonces *nonces, guint number)
{
  g_autoptr (GBytes) hash = hash_of (number);

  return server_store_nonces_find (nonces, hash);
}

static void
assert_all (ServerStoreNonces *nonces, guint from, guint to)
{
  for (guint i = from; i <= to; i++)
    g_assert_cmpint (find (nonces, i), ==, i);
  g_assert_cmpint (find (nonces, to + 1), ==, 0);
}

static gint64
get_value (ServerDatabase *database, const char *sql)
{
  return server_database_take_value (server_database_begin_statement (database, sql, NULL, 0));
}

static void
test_hash (void)
{
  g_autoptr (GBytes) one = server_store_nonces_hash (1, "n");
  g_autoptr (GBytes) same = server_store_nonces_hash (1, "n");
  g_autoptr (GBytes) other_user = server_store_nonces_hash (2, "n");
  g_autoptr (GBytes) other_nonce = server_store_nonces_hash (1, "m");

  g_assert_cmpuint (g_bytes_get_size (one), ==, 16);
  g_assert_true (g_bytes_equal (one, same));
  g_assert_false (g_bytes_equal (one, other_user));
  g_assert_false (g_bytes_equal (one, other_nonce));
}

/* Wherever a nonce is at the moment, and after each update, it is found. */
static void
test_rounds (void)
{
  g_autoptr (ServerDatabase) database = open_database ();
  g_autoptr (ServerStoreNonces) nonces = server_store_nonces_new (database);
  guint newest = 0;

  for (int round = 0; round < 30; round++)
    {
      for (int i = 0; i < 20; i++)
        add (database, nonces, ++newest);
      if (round % 3 != 0)
        server_store_nonces_update (nonces, 25);
      server_store_nonces_end (nonces, TRUE);
      assert_all (nonces, 1, newest);
    }
  g_assert_cmpint (get_value (database, "SELECT count (*) FROM nonces"), ==,
                   newest - server_store_nonces_get_waiting (nonces));
  g_assert_cmpint (get_value (database, "SELECT value FROM meta WHERE key = 'nonced'"), >, 0);

  while (server_store_nonces_get_waiting (nonces) > 0)
    {
      server_store_nonces_update (nonces, 25);
      server_store_nonces_end (nonces, TRUE);
    }
  assert_all (nonces, 1, newest);
  g_assert_cmpint (get_value (database, "SELECT value FROM meta WHERE key = 'nonced'"), ==, newest);
}

/* After a restart in the middle of a round. */
static void
test_restart (void)
{
  g_autoptr (ServerDatabase) database = open_database ();
  g_autoptr (ServerStoreNonces) nonces = server_store_nonces_new (database);
  guint newest = 0;

  for (int round = 0; round < 25; round++)
    {
      for (int i = 0; i < 17; i++)
        add (database, nonces, ++newest);
      server_store_nonces_update (nonces, 11);
      server_store_nonces_end (nonces, TRUE);

      g_clear_pointer (&nonces, server_store_nonces_free);
      nonces = server_store_nonces_new (database);
      assert_all (nonces, 1, newest);
    }
}

/* What a transaction that came to nothing has done is undone. */
static void
test_rollback (void)
{
  g_autoptr (ServerDatabase) database = open_database ();
  g_autoptr (ServerStoreNonces) nonces = server_store_nonces_new (database);

  for (guint i = 1; i <= 50; i++)
    add (database, nonces, i);
  server_store_nonces_update (nonces, 20);
  server_store_nonces_end (nonces, TRUE);

  server_database_script (database, "BEGIN");
  for (guint i = 51; i <= 60; i++)
    add (database, nonces, i);
  server_store_nonces_update (nonces, 40);
  server_database_script (database, "ROLLBACK");
  server_store_nonces_end (nonces, FALSE);
  assert_all (nonces, 1, 50);
  g_assert_cmpuint (server_store_nonces_get_waiting (nonces), ==, 30);

  while (server_store_nonces_get_waiting (nonces) > 0)
    {
      server_store_nonces_update (nonces, 7);
      server_store_nonces_end (nonces, TRUE);
    }
  assert_all (nonces, 1, 50);
  g_assert_cmpint (get_value (database, "SELECT count (*) FROM nonces"), ==, 50);
}

/* What is posted in the place of what came to nothing is found after a restart. */
static void
test_restart_after_rollback (void)
{
  g_autoptr (ServerDatabase) database = open_database ();
  g_autoptr (ServerStoreNonces) nonces = server_store_nonces_new (database);

  add (database, nonces, 1);
  server_store_nonces_end (nonces, TRUE);
  server_database_script (database, "BEGIN");
  for (guint i = 2; i <= 10; i++)
    add (database, nonces, i);
  server_database_script (database, "ROLLBACK");
  server_store_nonces_end (nonces, FALSE);
  server_store_nonces_update (nonces, 10);
  server_store_nonces_end (nonces, TRUE);

  for (guint i = 2; i <= 5; i++)
    add (database, nonces, i);
  server_store_nonces_end (nonces, TRUE);
  g_clear_pointer (&nonces, server_store_nonces_free);
  nonces = server_store_nonces_new (database);
  assert_all (nonces, 1, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/nonces/hash", test_hash);
  g_test_add_func ("/nonces/rounds", test_rounds);
  g_test_add_func ("/nonces/restart", test_restart);
  g_test_add_func ("/nonces/rollback", test_rollback);
  g_test_add_func ("/nonces/restart-after-rollback", test_restart_after_rollback);

  return g_test_run ();
}
