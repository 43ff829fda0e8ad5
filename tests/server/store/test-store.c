/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "store.h"

static void
assert_opens_not (const char *folder, ServerStoreError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (server_store_open (folder, &error));
  g_assert_error (error, SERVER_STORE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_again (Fixture *fixture)
{
  g_autofree char *id = g_strdup (server_store_get_id (fixture->store));

  g_assert_cmpuint (strlen (id), ==, 32);
  fixture_claim (fixture, "ana");
  fixture_post (fixture, 1, SERVER_LOBBY, "x");
  fixture_reopen (fixture);
  g_assert_cmpstr (server_store_get_id (fixture->store), ==, id);
  g_assert_cmpint (server_event_log_get_head (SERVER_EVENT_LOG (fixture->store)), ==, 2);
  g_assert_cmpint (fixture_post (fixture, 1, SERVER_LOBBY, "y"), ==, 3);
  g_assert_cmpint (server_event_log_get_head (SERVER_EVENT_LOG (fixture->store)), ==, 3);
}

static void
test_in_use (Fixture *fixture)
{
  assert_opens_not (fixture->folder, SERVER_STORE_ERROR_IN_USE, "Another Charla server");
  fixture_post (fixture, fixture_claim (fixture, "ana"), SERVER_LOBBY, "x");
}

static void
test_newer (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, SERVER_STORE_FILE);
  ServerDatabase *database = NULL;

  fixture_close (fixture);
  database = server_database_open (path, TRUE, NULL);
  server_database_script (database, "PRAGMA user_version = 1000");
  server_database_close (database);
  assert_opens_not (fixture->folder, SERVER_STORE_ERROR_NEWER, "newer version");
}

/* Nobody else on the machine reads what is said here. */
static void
test_modes (Fixture *fixture)
{
  static const char *const names[]
    = { SERVER_STORE_FILE, SERVER_STORE_FILE "-wal", SERVER_STORE_FILE "-shm",
        SERVER_STORE_LOCK_FILE };

  fixture_claim (fixture, "ana");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = fixture_path (fixture, names[i]);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
}

static void
test_new_folder (Fixture *fixture)
{
  g_autofree char *folder = fixture_path (fixture, "a/b");
  g_autofree char *above = fixture_path (fixture, "a");
  g_autofree char *file = g_build_filename (folder, SERVER_STORE_FILE, NULL);
  g_autofree char *lock = g_build_filename (folder, SERVER_STORE_LOCK_FILE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerStore) store = server_store_open (folder, &error);
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_finalize_object (g_steal_pointer (&store));
  g_unlink (file);
  g_unlink (lock);
  g_rmdir (folder);
  g_rmdir (above);
}

static void
test_no_folder (Fixture *fixture)
{
  g_autofree char *file = fixture_path (fixture, "file");
  g_autofree char *below = fixture_path (fixture, "file/below");

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  assert_opens_not (file, SERVER_STORE_ERROR_ACCESS, file);
  assert_opens_not (below, SERVER_STORE_ERROR_ACCESS, below);
  assert_opens_not ("/proc/nothing", SERVER_STORE_ERROR_ACCESS, "/proc/nothing");
}

static void
test_read_only (Fixture *fixture)
{
  fixture_close (fixture);
  if (geteuid () == 0)
    {
      g_test_skip ("whoever is root may write anywhere");
      return;
    }

  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  assert_opens_not (fixture->folder, SERVER_STORE_ERROR_ACCESS, "Permission denied");
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

static void
count (ServerResult *result, gpointer user_data)
{
  guint *told = user_data;

  g_assert_no_error (result->error);
  (*told)++;
}

/* Who was promised an answer gets one, though the store is let go. */
static void
test_close_with_work (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  guint told = 0;

  for (int i = 0; i < 3000; i++)
    server_event_log_append (SERVER_EVENT_LOG (fixture->store),
                             server_change_new_post (ana, SERVER_LOBBY, "x", NULL, 0), count,
                             &told);
  fixture_reopen (fixture);
  g_assert_cmpuint (told, ==, 3000);
  g_assert_cmpint (server_event_log_get_head (SERVER_EVENT_LOG (fixture->store)), ==, 3001);
}

typedef struct
{
  Fixture *fixture;
  GString *order;
} Order;

static void
on_result (ServerResult *result, gpointer user_data)
{
  Order *order = user_data;

  g_string_append_printf (order->order, "r%" G_GINT64_FORMAT " ", result->seq);
}

static void
on_record (ServerRecord *record, gpointer user_data)
{
  Order *order = user_data;

  g_assert_cmpint (server_event_log_get_head (SERVER_EVENT_LOG (order->fixture->store)), ==,
                   record->seq);
  g_string_append_printf (order->order, "e%" G_GINT64_FORMAT " ", record->seq);
}

/* Each answer comes right before its events, all in the order of the log. */
static void
test_order (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  Order order = { fixture, found };
  ServerEventLog *log = SERVER_EVENT_LOG (fixture->store);

  server_event_log_set_listener (log, on_record, &order);
  for (int seq = 2; seq < 2002; seq++)
    {
      g_string_append_printf (expected, "r%d e%d ", seq, seq);
      server_event_log_append (log, server_change_new_post (ana, SERVER_LOBBY, "x", NULL, 0),
                               on_result, &order);
    }
  while (server_event_log_get_head (log) < 2001)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (found->str, ==, expected->str);
  server_event_log_set_listener (log, NULL, NULL);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_null (server_store_query_finish (SERVER_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *is_done = TRUE;
}

static void
test_cancel (Fixture *fixture)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean is_done = FALSE;

  server_store_query_async (fixture->store, server_query_new_whois ("ana"), cancellable,
                            on_cancelled, &is_done);
  g_cancellable_cancel (cancellable);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *waiting = user_data;

  server_answer_free (server_store_query_finish (SERVER_STORE (source), result, NULL));
  (*waiting)--;
}

/* A question that is under way keeps the store. */
static void
test_last_reference (Fixture *fixture)
{
  guint waiting = 50;

  for (guint i = 0; i < 50; i++)
    server_store_query_async (fixture->store, server_query_new_directory (), NULL, on_queried,
                              &waiting);
  g_object_add_weak_pointer (G_OBJECT (fixture->store), (gpointer *) &fixture->store);
  g_object_unref (fixture->store);
  g_assert_nonnull (fixture->store);
  while (fixture->store != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (waiting, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/store/again", test_again);
  fixture_add ("/store/in-use", test_in_use);
  fixture_add ("/store/newer", test_newer);
  fixture_add ("/store/modes", test_modes);
  fixture_add ("/store/new-folder", test_new_folder);
  fixture_add ("/store/no-folder", test_no_folder);
  fixture_add ("/store/read-only", test_read_only);
  fixture_add ("/store/close-with-work", test_close_with_work);
  fixture_add ("/store/order", test_order);
  fixture_add ("/store/cancel", test_cancel);
  fixture_add ("/store/last-reference", test_last_reference);

  return g_test_run ();
}
