/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that is full is told of; reading goes on, and so does writing when there is
 * space again. */

#include <sched.h>
#include <string.h>
#include <sys/mount.h>

#include "cached.h"

#define FIRST WELCOME (10, "'gap': false", LOBBY (10, "'read': 10"))

/* Events of a message each, as long as one may be. */
static GPtrArray *
make_events (int first, int n_events)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);
  g_autofree char *text = g_strnfill (16000, 'x');

  for (int seq = first; seq < first + n_events; seq++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': 1, 'room': 'r1', 'from': " BERTA
                         ", 'text': '%d %s'}", seq, seq, text);
      g_autoptr (GPtrArray) one = stored_events (json, NULL);

      g_ptr_array_extend_and_steal (events, g_steal_pointer (&one));
    }

  return events;
}

static void
assert_refused (ClientCache *cache, int first, ClientCacheError code)
{
  g_autoptr (GPtrArray) events = make_events (first, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientChanges) changes = cached_apply (cache, events, &error);

  g_assert_null (changes);
  g_assert_error (error, CLIENT_CACHE_ERROR, (int) code);
}

static gint64
fill (ClientCache *cache)
{
  g_autoptr (GError) error = NULL;
  gint64 cursor = 10;

  while (error == NULL)
    {
      g_autoptr (GPtrArray) events = make_events (cursor + 1, 5);
      g_autoptr (ClientChanges) changes = cached_apply (cache, events, &error);

      if (changes != NULL)
        cursor = changes->cursor;
    }
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_FULL);
  g_assert_cmpint (cursor, >, 10);

  return cursor;
}

static void
come_back (ClientCache *cache, gint64 cursor)
{
  g_autofree char *json =
    g_strdup_printf ("{'charla': 1, 'server': {'id': 's1', 'name': 'Lab'}, 'you': " ANA
                     ", 'seq': %d, 'rooms': []}", (int) cursor + 100);
  g_autoptr (GPtrArray) events = make_events (cursor + 1, 20);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientChanges) welcome = cached_welcome (cache, json, cursor, &error);
  g_autoptr (ClientChanges) changes = NULL;

  g_assert_no_error (error);
  changes = cached_apply (cache, events, &error);
  g_assert_no_error (error);
  g_assert_cmpint (changes->cursor, ==, cursor + 20);
  g_assert_cmpuint (changes->events->len, ==, 20);
}

static void
use_full_disk (Folder *folder)
{
  g_autofree char *path = stored_path (folder);
  g_autoptr (ClientCache) cache = cached_open (path);
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientStart) start = NULL;
  g_autoptr (ClientPage) page = NULL;
  g_autoptr (GError) error = NULL;
  gint64 cursor = 0;

  changes = cached_welcome (cache, FIRST, -1, &error);
  g_assert_no_error (error);
  cursor = fill (cache);

  /* What comes after what is not here is not taken, and what is here is still here. */
  assert_refused (cache, cursor + 6, CLIENT_CACHE_ERROR_BUSY);
  start = cached_load (cache);
  g_assert_cmpint (start->cursor, ==, cursor);
  page = cached_read (cache, "r1", 3);
  g_assert_cmpint (((ClientMessageInfo *) page->messages->pdata[2])->seq, ==, cursor);

  g_assert_cmpint (mount (NULL, folder, NULL, MS_REMOUNT, "size=16m"), ==, 0);
  come_back (cache, cursor);
  cached_close (cache);
}

static void
assert_no_space_to_open (Folder *folder)
{
  g_autofree char *filler = g_build_filename (folder, "filler", NULL);
  g_autofree char *path = g_build_filename (folder, "other.db", NULL);
  g_autofree char *bytes = g_malloc0 (1024 * 1024);
  g_autoptr (GError) error = NULL;
  FILE *file = g_fopen (filler, "w");

  g_assert_nonnull (file);
  while (fwrite (bytes, 1, 4096, file) == 4096 && fflush (file) == 0)
    ;
  fclose (file);
  g_assert_null (cached_try (path, FALSE, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_FULL);
}

static void
test_full (void)
{
  g_autoptr (Folder) folder = folder_new ();

  if (mount ("charla-test", folder, "tmpfs", 0, "size=1m") != 0)
    {
      g_test_skip ("Only root can make a small disk");
      return;
    }

  use_full_disk (folder);
  assert_no_space_to_open (folder);
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
}

int
main (int argc, char **argv)
{
  /* Before there is any thread: what is mounted is gone with the program. */
  if (unshare (CLONE_NEWNS) == 0)
    mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/cache-full/full", test_full);

  return g_test_run ();
}
