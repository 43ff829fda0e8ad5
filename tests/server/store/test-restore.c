/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server-store-backup.h"
#include "server-store-descriptor.h"
#include "server-store-restore.h"
#include "store.h"

/*
 * What a restore does to the folder it does through these: a process can be killed
 * before any of them.
 */
static int calls_to_live = -1;

static void
live_on (void)
{
  if (calls_to_live == 0)
    kill (getpid (), SIGKILL);
  if (calls_to_live > 0)
    calls_to_live--;
}

int
renameat (int from, const char *name, int to, const char *new_name)
{
  live_on ();
  return syscall (SYS_renameat2, from, name, to, new_name, 0);
}

int
mkdirat (int folder, const char *name, mode_t mode)
{
  live_on ();
  return syscall (SYS_mkdirat, folder, name, mode);
}

int
unlinkat (int folder, const char *name, int flags)
{
  live_on ();
  return syscall (SYS_unlinkat, folder, name, flags);
}

int
fsync (int file)
{
  live_on ();
  return syscall (SYS_fsync, file);
}

/* A backup of a store in which something has been said, outside of its folder. */
static char *
make_backup (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int descriptor = g_file_open_tmp ("charla-backup-XXXXXX", &path, &error);

  g_assert_no_error (error);
  fixture_post (fixture, fixture_claim (fixture, "ana"), SERVER_LOBBY, text);
  server_store_back_up (fixture->folder, descriptor, NULL, &error);
  g_assert_no_error (error);
  g_close (descriptor, NULL);

  return path;
}

static gboolean
restore (Fixture *fixture, const char *path, char **kept, GError **error)
{
  int source = open (path, O_RDONLY | O_CLOEXEC);
  gboolean is_done = server_store_restore (fixture->folder, source, kept, error);

  g_close (source, NULL);
  return is_done;
}

static char *
get_last_text (Fixture *fixture)
{
  g_autoptr (CharlaMessage) page
    = fixture_read (fixture, server_query_new_history (1, SERVER_LOBBY, 0, 0, 0, 1));

  return texts_of (page);
}

static void
write_file (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static char *
read_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = fixture_path (fixture, name);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}

static void
assert_text (Fixture *fixture, const char *text)
{
  g_autofree char *last = get_last_text (fixture);

  g_assert_cmpstr (last, ==, text);
}

static void
test_restore (Fixture *fixture)
{
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_database = NULL;
  g_autofree char *kept_key = NULL;
  g_autofree char *kept_key_name = NULL;
  g_autofree char *kept_path = NULL;
  g_autofree char *kept_name = NULL;
  g_autofree char *key = NULL;
  g_autofree char *key_path = fixture_path (fixture, "tls-key.pem");
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  write_file (fixture, "tls-key.pem", "first");
  path = make_backup (fixture, "before");
  fixture_post (fixture, 1, SERVER_LOBBY, "after");
  fixture_close (fixture);
  write_file (fixture, "tls-key.pem", "second");

  restore (fixture, path, &kept, &error);
  g_assert_no_error (error);
  fixture_open (fixture);
  assert_text (fixture, "before");
  fixture_post (fixture, 1, SERVER_LOBBY, "again");
  key = read_file (fixture, "tls-key.pem");
  g_assert_cmpstr (key, ==, "first");
  g_assert_cmpint (g_stat (key_path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  /* What was there is still to be had. */
  kept_key_name = g_strconcat ("tls-key.pem", kept, NULL);
  kept_key = read_file (fixture, kept_key_name);
  g_assert_cmpstr (kept_key, ==, "second");
  kept_name = g_strconcat (SERVER_STORE_FILE, kept, NULL);
  kept_path = fixture_path (fixture, kept_name);
  g_clear_error (&error);
  fixture_close (fixture);
  restore (fixture, kept_path, NULL, &error);
  g_assert_no_error (error);
  fixture_open (fixture);
  assert_text (fixture, "after");

  g_unlink (path);
}

/* The log of a server that was killed is part of what it kept. */
static void
test_keeps_log (Fixture *fixture)
{
  g_autofree char *path = make_backup (fixture, "before");
  g_autofree char *kept = NULL;
  g_autofree char *name = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  write_file (fixture, SERVER_STORE_FILE "-wal", "the log");
  restore (fixture, path, &kept, &error);
  g_assert_no_error (error);
  name = g_strconcat (SERVER_STORE_FILE, kept, "-wal", NULL);
  content = read_file (fixture, name);
  g_assert_cmpstr (content, ==, "the log");

  fixture_open (fixture);
  assert_text (fixture, "before");
  g_unlink (path);
}

static void
test_new_folder (Fixture *fixture)
{
  g_autofree char *path = make_backup (fixture, "before");
  g_autofree char *old_folder = g_steal_pointer (&fixture->folder);
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  fixture->folder = g_strconcat (old_folder, "-new", NULL);
  restore (fixture, path, NULL, &error);
  g_assert_no_error (error);
  fixture_open (fixture);
  assert_text (fixture, "before");

  fixture_remove (old_folder);
  g_unlink (path);
}

static void
assert_refused (Fixture *fixture, const char *path, ServerStoreError code)
{
  g_autofree char *part = fixture_path (fixture, "restore.part");
  g_autofree char *staged = fixture_path (fixture, "restore");
  g_autoptr (GError) error = NULL;

  g_assert_false (restore (fixture, path, NULL, &error));
  g_assert_error (error, SERVER_STORE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (staged, G_FILE_TEST_EXISTS));
}

static void
test_in_use (Fixture *fixture)
{
  g_autofree char *path = make_backup (fixture, "before");

  assert_refused (fixture, path, SERVER_STORE_ERROR_IN_USE);
  g_unlink (path);
}

static void
change (const char *path, const char *sql)
{
  int file = open (path, O_RDWR | O_CLOEXEC);
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerDatabase) database = server_store_descriptor_open (file, &error);

  g_assert_no_error (error);
  server_database_script (database, sql);
  server_database_take_failure (database, &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, server_database_close);
  g_close (file, NULL);
}

static void
test_contradictions (Fixture *fixture)
{
  static const char *const changes[] = {
    "DELETE FROM rooms",
    "UPDATE rooms SET kind = 1",
    "DELETE FROM meta WHERE key = 'id'",
    "UPDATE tokens SET user = 7",
    "UPDATE members SET user = 7",
    "UPDATE members SET role = 9",
    "UPDATE rooms SET members = 5",
    "DELETE FROM spans",
    "UPDATE spans SET room = 9",
    "UPDATE events SET room = 9",
    "DELETE FROM events WHERE author IS NOT NULL",
    "DELETE FROM messages",
  };
  g_autofree char *path = make_backup (fixture, "before");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  fixture_close (fixture);
  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      change (path, changes[i]);
      assert_refused (fixture, path, SERVER_STORE_ERROR_DAMAGED);
      g_file_set_contents (path, content, length, &error);
      g_assert_no_error (error);
    }

  fixture_open (fixture);
  assert_text (fixture, "before");
  g_unlink (path);
}

static void
test_strange_files (Fixture *fixture)
{
  g_autofree char *path = make_backup (fixture, "before");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  fixture_close (fixture);
  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  change (path, "PRAGMA user_version = 99");
  assert_refused (fixture, path, SERVER_STORE_ERROR_NEWER);
  change (path, "PRAGMA user_version = 1; PRAGMA application_id = 1");
  assert_refused (fixture, path, SERVER_STORE_ERROR_DAMAGED);
  g_file_set_contents (path, "", 0, &error);
  assert_refused (fixture, path, SERVER_STORE_ERROR_DAMAGED);
  g_file_set_contents (path, "no database at all", -1, &error);
  assert_refused (fixture, path, SERVER_STORE_ERROR_DAMAGED);
  for (guint part = 1; part < 10; part++)
    {
      g_file_set_contents (path, content, length * part / 10, &error);
      assert_refused (fixture, path, SERVER_STORE_ERROR_DAMAGED);
    }
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *damaged = g_memdup2 (content, length);
      gsize at = g_test_rand_int_range (0, length - 200);

      memset (damaged + at, g_test_rand_int (), 200);
      g_file_set_contents (path, damaged, length, &error);
      g_clear_error (&error);
      if (restore (fixture, path, NULL, &error))
        fixture_open (fixture), fixture_close (fixture);
      g_clear_error (&error);
    }

  g_unlink (path);
}

/* Returns whether it came to its end. */
static gboolean
restore_and_kill (Fixture *fixture, const char *path, int n_calls)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      calls_to_live = n_calls;
      _exit (restore (fixture, path, NULL, NULL) ? 0 : 1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true ((WIFEXITED (status) && WEXITSTATUS (status) == 0)
                 || (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL));

  return WIFEXITED (status);
}

/* Database and key are of the same time, whenever it ends. */
static void
test_kill (Fixture *fixture)
{
  g_autofree char *path = NULL;
  gboolean is_complete = FALSE;
  guint n_old = 0;
  guint n_new = 0;

  write_file (fixture, "tls-key.pem", "before");
  path = make_backup (fixture, "before");
  for (int n_calls = 0; !is_complete; n_calls++)
    {
      g_autofree char *text = NULL;
      g_autofree char *key = NULL;

      fixture_post (fixture, 1, SERVER_LOBBY, "after");
      fixture_close (fixture);
      write_file (fixture, "tls-key.pem", "after");
      is_complete = restore_and_kill (fixture, path, n_calls);

      fixture_open (fixture);
      text = get_last_text (fixture);
      key = read_file (fixture, "tls-key.pem");
      g_assert_cmpstr (text, ==, key);
      if (g_str_equal (text, "after"))
        n_old++;
      else
        n_new++;
    }
  g_test_message ("%u times the old one, %u times the new one", n_old, n_new);
  g_assert_cmpuint (n_old, >, 3);
  g_assert_cmpuint (n_new, >, 3);

  g_unlink (path);
}

static void
test_as_owner (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *database = NULL;
  GStatBuf status;
  pid_t child;

  if (geteuid () != 0)
    {
      g_test_skip ("only root does it as somebody else");
      return;
    }

  fixture_init (&fixture);
  path = make_backup (&fixture, "before");
  folder = g_dir_make_tmp ("charla-restore-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_cmpint (chown (folder, 4321, 4322), ==, 0);

  child = fork ();
  if (child == 0)
    {
      g_free (fixture.folder);
      fixture.folder = folder;
      _exit (restore (&fixture, path, NULL, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &(int){ 0 }, 0), ==, child);

  database = g_build_filename (folder, SERVER_STORE_FILE, NULL);
  g_assert_cmpint (g_stat (database, &status), ==, 0);
  g_assert_cmpint (status.st_uid, ==, 4321);
  g_assert_cmpint (status.st_gid, ==, 4322);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  fixture_remove (folder);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/restore/restore", test_restore);
  fixture_add ("/restore/keeps-log", test_keeps_log);
  fixture_add ("/restore/new-folder", test_new_folder);
  fixture_add ("/restore/in-use", test_in_use);
  fixture_add ("/restore/contradictions", test_contradictions);
  fixture_add ("/restore/strange-files", test_strange_files);
  fixture_add ("/restore/kill", test_kill);
  g_test_add_func ("/restore/as-owner", test_as_owner);

  return g_test_run ();
}
