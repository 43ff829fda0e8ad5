/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "server-store-backup.h"
#include "server-store-descriptor.h"
#include "store.h"

#define N_MESSAGES 3000

typedef struct
{
  const char *folder;
  int descriptor;
  GCancellable *cancellable;
  GError *error;
  gboolean is_done; /* atomic */
} Work;

static int
open_file (const char *path)
{
  int descriptor = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (descriptor, >=, 0);
  return descriptor;
}

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("charla-backup-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
post_many (Fixture *fixture, gint64 user, guint n_messages)
{
  for (guint i = 1; i < n_messages; i++)
    server_event_log_append (SERVER_EVENT_LOG (fixture->store),
                             server_change_new_post (user, SERVER_LOBBY, "soup", NULL, 0), NULL,
                             NULL);
  fixture_post (fixture, user, SERVER_LOBBY, "and bread");
}

static gpointer
run (gpointer user_data)
{
  Work *work = user_data;

  server_store_back_up (work->folder, work->descriptor, work->cancellable, &work->error);
  g_atomic_int_set (&work->is_done, TRUE);

  return NULL;
}

static gint64
get_size (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

static gint64
get_value (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerDatabase) database = server_database_open (path, FALSE, &error);
  gint64 value;

  g_assert_no_error (error);
  value = server_database_take_value (server_database_begin_statement (database, sql, NULL, 0));
  server_database_take_failure (database, &error);
  g_assert_no_error (error);

  return value;
}

/* Somebody posts all the while: the copy has what was there when it began, in one piece. */
static void
test_while_posting (Fixture *fixture)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, SERVER_STORE_FILE, NULL);
  Work work = { .folder = fixture->folder, .descriptor = open_file (path) };
  gint64 ana = fixture_claim (fixture, "ana");
  GThread *thread = NULL;
  gint64 first;
  gint64 last = 0;
  gint64 head;

  post_many (fixture, ana, N_MESSAGES);
  first = server_event_log_get_head (SERVER_EVENT_LOG (fixture->store));
  thread = g_thread_new ("backup", run, &work);
  while (!g_atomic_int_get (&work.is_done))
    last = fixture_post (fixture, ana, SERVER_LOBBY, "more");
  g_thread_join (thread);
  g_assert_no_error (work.error);
  g_close (work.descriptor, NULL);

  head = get_value (path, "SELECT max (seq) FROM events");
  g_assert_cmpint (head, >=, first);
  g_assert_cmpint (head, <=, last);
  g_assert_cmpint (get_value (path, "SELECT count (*) FROM events"), ==, head);
  g_assert_cmpint (get_value (path, "SELECT count (*) FROM pragma_integrity_check"
                                    " WHERE integrity_check = 'ok'"), ==, 1);

  fixture_remove (folder);
}

static void
assert_behind (Fixture *fixture, gint64 user, gint64 since, gboolean is_behind)
{
  g_autoptr (ServerAnswer) answer
    = fixture_query (fixture, server_query_new_welcome (user, since), NULL);

  g_assert_cmpint (answer->is_behind, ==, is_behind);
}

/* A server can be started on it as it is. */
static void
test_open (Fixture *fixture)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, SERVER_STORE_FILE, NULL);
  g_autofree char *id = g_strdup (server_store_get_id (fixture->store));
  g_autofree char *old_folder = NULL;
  g_autoptr (GError) error = NULL;
  int descriptor = open_file (path);
  gint64 ana = fixture_claim (fixture, "ana");

  fixture_post (fixture, ana, SERVER_LOBBY, "soup");
  g_assert_true (server_store_back_up (fixture->folder, descriptor, NULL, &error));
  g_assert_no_error (error);
  g_close (descriptor, NULL);
  fixture_post (fixture, ana, SERVER_LOBBY, "later");
  fixture_close (fixture);

  old_folder = g_steal_pointer (&fixture->folder);
  fixture->folder = g_strdup (folder);
  fixture_open (fixture);
  g_assert_cmpstr (server_store_get_id (fixture->store), ==, id);

  /* What happens now is not taken for what has happened since by those who know of it. */
  g_assert_cmpint (fixture_post (fixture, ana, SERVER_LOBBY, "bread"), ==, 1000003);
  assert_behind (fixture, ana, 2, FALSE);
  assert_behind (fixture, ana, 3, TRUE);
  assert_behind (fixture, ana, 1000001, TRUE);
  assert_behind (fixture, ana, 1000002, FALSE);
  assert_behind (fixture, ana, 1000003, FALSE);
  fixture_reopen (fixture);
  g_assert_cmpint (fixture_post (fixture, ana, SERVER_LOBBY, "more"), ==, 1000004);
  fixture_remove (old_folder);
}

static void
test_key (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "copy");
  g_autofree char *key = fixture_path (fixture, "tls-key.pem");
  g_autoptr (GError) error = NULL;
  int descriptor = open_file (path);

  g_file_set_contents (key, "secret", -1, &error);
  g_assert_no_error (error);
  server_store_back_up (fixture->folder, descriptor, NULL, &error);
  g_assert_no_error (error);
  g_close (descriptor, NULL);

  g_assert_cmpint (get_value (path, "SELECT count (*) FROM kept_files"), ==, 1);
  g_assert_cmpint (get_value (path, "SELECT count (*) FROM kept_files WHERE name = 'tls-key.pem'"
                                    " AND CAST (content AS TEXT) = 'secret'"), ==, 1);
}

static void
assert_fails (Fixture *fixture, int descriptor, GCancellable *cancellable, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (server_store_back_up (fixture->folder, descriptor, cancellable, &error));
  g_assert_error (error, domain, code);
}

static void
test_key_too_large (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "copy");
  g_autofree char *key = fixture_path (fixture, "tls-key.pem");
  g_autofree char *content = g_strnfill (SERVER_STORE_KEPT_FILE_MAX + 1, 'x');
  g_autoptr (GError) error = NULL;
  int descriptor = open_file (path);

  g_file_set_contents (key, content, -1, &error);
  g_assert_no_error (error);
  assert_fails (fixture, descriptor, NULL, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS);
  g_assert_cmpint (get_size (path), ==, 0);
  g_close (descriptor, NULL);
}

static void
test_cancel (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "copy");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Work work = { .folder = fixture->folder, .descriptor = open_file (path),
                .cancellable = cancellable };
  GThread *thread = NULL;
  gint64 ana = fixture_claim (fixture, "ana");

  post_many (fixture, ana, N_MESSAGES);
  thread = g_thread_new ("backup", run, &work);
  while (get_size (path) == 0 && !g_atomic_int_get (&work.is_done))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);

  g_assert_error (work.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&work.error);
  g_assert_cmpint (get_size (path), ==, 0);
  g_close (work.descriptor, NULL);

  work.descriptor = open_file (path);
  assert_fails (fixture, work.descriptor, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_close (work.descriptor, NULL);
}

static void
test_no_room (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "copy");
  int descriptor = open_file (path);
  struct rlimit limit;
  struct rlimit old;

  post_many (fixture, fixture_claim (fixture, "ana"), N_MESSAGES);
  fixture_close (fixture);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = 100000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  assert_fails (fixture, descriptor, NULL, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_cmpint (get_size (path), ==, 0);
  g_close (descriptor, NULL);
}

static void
test_cannot_write (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "copy");
  int descriptor = open_file (path);

  g_close (descriptor, NULL);
  descriptor = open (path, O_RDONLY | O_CLOEXEC);
  assert_fails (fixture, descriptor, NULL, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS);
  g_close (descriptor, NULL);
}

/* Of what is damaged there is no copy that somebody could rely on. */
static void
test_damaged (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "copy");
  g_autofree char *database = fixture_path (fixture, SERVER_STORE_FILE);
  g_autofree char *junk = g_strnfill (4096, '\xab');
  int descriptor = open_file (path);
  int file;
  gint64 page;

  post_many (fixture, fixture_claim (fixture, "ana"), N_MESSAGES);
  fixture_close (fixture);
  page = get_value (database, "SELECT rootpage FROM sqlite_schema WHERE name = 'events_room'");
  file = open (database, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (pwrite (file, junk, 4096, (page - 1) * 4096), ==, 4096);
  g_close (file, NULL);

  assert_fails (fixture, descriptor, NULL, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED);
  g_assert_cmpint (get_size (path), ==, 0);
  g_close (descriptor, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/backup/while-posting", test_while_posting);
  fixture_add ("/backup/open", test_open);
  fixture_add ("/backup/key", test_key);
  fixture_add ("/backup/key-too-large", test_key_too_large);
  fixture_add ("/backup/cancel", test_cancel);
  fixture_add ("/backup/no-room", test_no_room);
  fixture_add ("/backup/cannot-write", test_cannot_write);
  fixture_add ("/backup/damaged", test_damaged);

  return g_test_run ();
}
