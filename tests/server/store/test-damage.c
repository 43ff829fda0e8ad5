/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "server-database.h"
#include "store.h"

/*
 * What a bad disk, a full one, or somebody's hand leaves of the files. None of it
 * may end the server: it says what is wrong, or goes on with what is there.
 */

#define WAL SERVER_STORE_FILE "-wal"
#define N_POSTS 300

static void
count (ServerResult *result, gpointer user_data)
{
  guint *waiting = user_data;

  g_assert_no_error (result->error);
  (*waiting)--;
}

static void
populate (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  guint waiting = N_POSTS;

  for (guint i = 0; i < N_POSTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("message %u, to @ana and everyone", i);
      g_autofree char *nonce = g_strdup_printf ("n%u", i);

      server_event_log_append (SERVER_EVENT_LOG (fixture->store),
                               server_change_new_post (ana, i % 2 == 0 ? tea : SERVER_LOBBY, text,
                                                       nonce, 0),
                               count, &waiting);
    }
  while (waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
read_file (Fixture *fixture, const char *name, char **data, gsize *length)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, data, length, &error);
  g_assert_no_error (error);
}

static void
write_file (Fixture *fixture, const char *name, const char *data, gsize length)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);
}

static void
assert_damaged (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (server_store_open (fixture->folder, &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED);
  g_test_message ("%s", error->message);
}

static void
test_truncated (Fixture *fixture)
{
  g_autofree char *data = NULL;
  gsize length = 0;
  gsize lengths[8];

  populate (fixture);
  fixture_close (fixture);
  read_file (fixture, SERVER_STORE_FILE, &data, &length);
  lengths[0] = 1;
  lengths[1] = 100;
  lengths[2] = 4096;
  lengths[3] = length / 2;
  lengths[4] = length - 4096;
  lengths[5] = length - 4097;
  lengths[6] = length - 1;
  lengths[7] = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes", lengths[i], length);
      write_file (fixture, SERVER_STORE_FILE, data, lengths[i]);
      assert_damaged (fixture);
    }
}

static void
test_garbage (Fixture *fixture)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *data = g_malloc (20000);

  fixture_close (fixture);
  for (gsize i = 0; i < 20000; i++)
    data[i] = g_rand_int (rand);
  write_file (fixture, SERVER_STORE_FILE, data, 20000);
  assert_damaged (fixture);
}

/* Of another program, or none. */
static void
test_foreign (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, SERVER_STORE_FILE);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  ServerDatabase *database = NULL;
  gsize length_before = 0;
  gsize length_after = 0;

  fixture_close (fixture);
  g_assert_cmpint (g_unlink (path), ==, 0);
  database = server_database_open (path, TRUE, NULL);
  server_database_script (database, "CREATE TABLE notes (text TEXT)");
  server_database_close (database);

  read_file (fixture, SERVER_STORE_FILE, &before, &length_before);
  assert_damaged (fixture);
  read_file (fixture, SERVER_STORE_FILE, &after, &length_after);
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
ignore_result (ServerResult *result, gpointer user_data)
{
  guint *waiting = user_data;

  (*waiting)--;
}

static void
ignore_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *waiting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer
    = server_store_query_finish (SERVER_STORE (source), result, &error);

  g_assert_true ((answer == NULL) == (error != NULL));
  (*waiting)--;
}

/* Asks for everything that there is, whatever comes of it. */
static void
try_everything (ServerStore *store)
{
  ServerUserState away = SERVER_STATE_AWAY;
  ServerQuery *queries[] = {
    server_query_new_history (1, SERVER_LOBBY, 0, 0, 0, 200),
    server_query_new_history (1, 2, 0, 1, 0, 200),
    server_query_new_search (1, "message every", 0, NULL, 0, 200),
    server_query_new_search (1, "m", 2, "ana", 0, 200),
    server_query_new_events (1, 0, G_MAXINT64, 262144),
    server_query_new_welcome (1, 0),
    server_query_new_rooms (1, "t", 0, 0),
    server_query_new_members (1, SERVER_LOBBY, 0, 0),
    server_query_new_whois ("ana"),
    server_query_new_account ("ana", "x"),
    server_query_new_directory (),
  };
  ServerChange *changes[] = {
    server_change_new_post (1, SERVER_LOBBY, "more, @ana", "n7", 10),
    server_change_new_post (1, SERVER_LOBBY, "more, @bob", "new", 0),
    server_change_new_edit (1, 10, "edited"),
    server_change_new_react (1, 11, "x", TRUE),
    server_change_new_delete (1, 12),
    server_change_new_read (1, SERVER_LOBBY, 40),
    server_change_new_claim ("bob", NULL),
    server_change_new_create (1, "den", SERVER_ROOM_PRIVATE, ""),
    server_change_new_direct (1, "bob"),
    server_change_new_invite (1, 3, "bob", NULL, FALSE),
    server_change_new_leave (1, 3),
    server_change_new_topic (1, 2, "topic"),
    server_change_new_status (1, &away, "x"),
    server_change_new_add_token (1),
  };
  guint waiting = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++, waiting++)
    server_store_query_async (store, queries[i], NULL, ignore_answer, &waiting);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++, waiting++)
    server_event_log_append (SERVER_EVENT_LOG (store), changes[i], ignore_result, &waiting);
  while (waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Bytes changed anywhere: who opens it is told, or can ask for anything. */
static void
test_some_bytes (Fixture *fixture)
{
  g_autofree char *data = NULL;
  gsize length = 0;
  guint n_opened = 0;

  populate (fixture);
  fixture_close (fixture);
  read_file (fixture, SERVER_STORE_FILE, &data, &length);

  for (guint seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *damaged = g_memdup2 (data, length);
      g_autoptr (ServerStore) store = NULL;
      g_autoptr (GError) error = NULL;
      guint n_changes = 1u << (seed % 10);

      for (guint i = 0; i < n_changes; i++)
        damaged[g_rand_int_range (rand, 100, length)] = g_rand_int (rand);
      write_file (fixture, SERVER_STORE_FILE, damaged, length);

      store = server_store_open (fixture->folder, &error);
      if (store != NULL)
        {
          n_opened++;
          try_everything (store);
        }
      else
        g_assert_true (error->domain == SERVER_STORE_ERROR);
    }

  g_test_message ("%u of 60 could be opened", n_opened);
  g_assert_cmpuint (n_opened, >, 0);
}

/* Opens what a server that was killed has left, and looks at what is in it. */
static gint64
open_and_check (Fixture *fixture)
{
  gint64 head = 0;

  fixture_open (fixture);
  head = server_event_log_get_head (SERVER_EVENT_LOG (fixture->store));
  if (head > 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ServerAnswer) answer
        = fixture_query (fixture, server_query_new_events (1, 0, G_MAXINT64, 16777216),
                         &error);

      g_assert_no_error (error);
      g_assert_cmpint (answer->cursor, ==, head);
      g_assert_cmpint (fixture_post (fixture, 1, SERVER_LOBBY, "on"), ==, head + 1);
    }
  fixture_close (fixture);

  return head;
}

/* A log of SQLite's that ends anywhere, or is wrong from somewhere on, leaves all
 * the transactions before. */
static void
test_torn_wal (Fixture *fixture)
{
  g_autofree char *base = NULL;
  g_autofree char *wal = NULL;
  gsize base_length = 0;
  gsize wal_length = 0;
  gint64 last_head = 0;

  for (int i = 0; i < 40; i++)
    {
      if (i == 0)
        fixture_claim (fixture, "ana");
      fixture_post (fixture, 1, SERVER_LOBBY, "x");
    }
  read_file (fixture, SERVER_STORE_FILE, &base, &base_length);
  read_file (fixture, WAL, &wal, &wal_length);
  fixture_close (fixture);
  g_assert_cmpuint (wal_length, >, 40 * 4096);

  for (gsize cut = 0; cut <= wal_length; cut += wal_length / 23)
    {
      gint64 head = 0;

      write_file (fixture, SERVER_STORE_FILE, base, base_length);
      write_file (fixture, WAL, wal, cut);
      head = open_and_check (fixture);
      g_assert_cmpint (head, >=, last_head);
      last_head = head;
    }

  for (gsize at = 10; at < wal_length; at += wal_length / 17)
    {
      g_autofree char *torn = g_memdup2 (wal, wal_length);

      torn[at] ^= 0x55;
      write_file (fixture, SERVER_STORE_FILE, base, base_length);
      write_file (fixture, WAL, torn, wal_length);
      open_and_check (fixture);
    }

  write_file (fixture, SERVER_STORE_FILE, base, base_length);
  write_file (fixture, WAL, wal, wal_length);
  g_assert_cmpint (open_and_check (fixture), ==, 41);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/damage/truncated", test_truncated);
  fixture_add ("/damage/garbage", test_garbage);
  fixture_add ("/damage/foreign", test_foreign);
  fixture_add ("/damage/some-bytes", test_some_bytes);
  fixture_add ("/damage/torn-wal", test_torn_wal);

  return g_test_run ();
}
