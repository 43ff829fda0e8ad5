/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>

#include "store.h"

/*
 * A disk that is full, and one that cannot be written: a small file system of the
 * test's own, which nobody else sees and which is gone with it.
 */

static char *disk;
static const char *no_disk; /* why there is none */

static void
make_disk (void)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () != 0)
    no_disk = "only root can mount a small disk";
  else if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    no_disk = "no mount namespaces here";
  if (no_disk != NULL)
    return;

  disk = g_dir_make_tmp ("charla-disk-XXXXXX", &error);
  g_assert_no_error (error);
}

static gboolean
mount_disk (void)
{
  if (no_disk == NULL && mount ("charla", disk, "tmpfs", 0, "size=2m") != 0)
    no_disk = g_intern_string (g_strerror (errno));
  if (no_disk == NULL)
    return TRUE;

  g_test_skip (no_disk);
  return FALSE;
}

/* A fixture whose folder is the small disk. */
static void
move_to_disk (Fixture *fixture)
{
  g_autofree char *folder = g_steal_pointer (&fixture->folder);

  fixture_close (fixture);
  fixture->folder = g_build_filename (disk, "store", NULL);
  fixture_open (fixture);
  fixture_remove (folder);
}

static void
unmount_disk (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->store != NULL)
    fixture_close (fixture);
  g_clear_pointer (&fixture->folder, g_free);
  g_assert_cmpint (umount (disk), ==, 0);
  fixture->folder = g_dir_make_tmp ("charla-store-XXXXXX", &error);
  g_assert_no_error (error);
}

static char *
make_ballast (void)
{
  char *path = g_build_filename (disk, "ballast", NULL);
  g_autofree char *data = g_strnfill (1000000, 'x');
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, 1000000, &error);
  g_assert_no_error (error);

  return path;
}

/* Posts until there is no room, and returns how many were stored. */
static guint
fill (Fixture *fixture)
{
  g_autofree char *text = g_strnfill (2000, 'x');

  for (guint n_posts = 0;; n_posts++)
    {
      g_autofree char *nonce = g_strdup_printf ("n%u", n_posts);
      g_autoptr (ServerResult) result
        = fixture_change (fixture, server_change_new_post (1, SERVER_LOBBY, text, nonce, 0));

      g_assert_cmpuint (n_posts, <, 1000);
      if (result->error != NULL)
        {
          g_assert_error (result->error, CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL);
          g_assert_nonnull (strstr (result->error->message, "full"));
          g_assert_null (result->records);
          return n_posts;
        }
    }
}

static guint
count_messages (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer
    = fixture_query (fixture, server_query_new_events (1, 1, G_MAXINT64, 16777216), &error);
  gsize length = 0;
  guint n_frames = 0;

  g_assert_no_error (error);
  for (const char *data = g_bytes_get_data (answer->frames, &length); length > 0; n_frames++)
    {
      gsize size = CHARLA_HEADER_SIZE + g_ascii_strtoull (data, NULL, 10);

      data += size;
      length -= size;
    }

  return n_frames;
}

static void
test_full (Fixture *fixture)
{
  g_autofree char *ballast = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autofree char *texts = NULL;
  guint n_stored = 0;

  if (!mount_disk ())
    return;
  move_to_disk (fixture);
  ballast = make_ballast ();
  fixture_claim (fixture, "ana");

  /* Nobody is told that it was stored, and what was is still read. */
  n_stored = fill (fixture);
  g_assert_cmpuint (n_stored, >, 5);
  g_assert_cmpuint (fixture->records->len, ==, 1 + n_stored);
  g_assert_cmpuint (count_messages (fixture), ==, n_stored);
  page = fixture_read (fixture, server_query_new_search (1, "xxx", 0, NULL, 0, 0));
  texts = texts_of (page);
  g_assert_cmpuint (strlen (texts), >, 2000);

  /* It goes on by itself when there is room again. */
  g_unlink (ballast);
  g_assert_cmpint (fixture_post (fixture, 1, SERVER_LOBBY, "again"), ==, n_stored + 2);
  g_assert_cmpuint (count_messages (fixture), ==, n_stored + 1);
  fixture_reopen (fixture);
  g_assert_cmpuint (count_messages (fixture), ==, n_stored + 1);
  unmount_disk (fixture);
}

static void
test_opening_full (Fixture *fixture)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char page[4096] = { 0 };
  int fd;

  if (!mount_disk ())
    return;
  path = g_build_filename (disk, "ballast", NULL);
  fd = g_open (path, O_WRONLY | O_CREAT, 0600);
  g_assert_cmpint (fd, >=, 0);
  while (write (fd, page, sizeof page) > 0)
    continue;
  g_close (fd, NULL);

  g_assert_null (server_store_open (disk, &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FULL);
  g_test_message ("%s", error->message);
  unmount_disk (fixture);
}

static void
test_read_only (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (!mount_disk ())
    return;
  move_to_disk (fixture);
  fixture_close (fixture);
  g_assert_cmpint (mount (NULL, disk, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  g_assert_null (server_store_open (fixture->folder, &error));
  g_assert_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "Read-only file system"));
  unmount_disk (fixture);
}

int
main (int argc, char *argv[])
{
  int status;

  /* Before there is any thread, which would keep the old view of the disks. */
  make_disk ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/full/full", test_full);
  fixture_add ("/full/opening-full", test_opening_full);
  fixture_add ("/full/read-only", test_read_only);

  status = g_test_run ();
  if (disk != NULL)
    g_rmdir (disk);
  g_free (disk);

  return status;
}
