/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cache of many messages opens at once, and takes no more memory than a small one. */

#include <unistd.h>

#include "cached.h"
#include "client-store-apply.h"
#include "wait.h"

/* Sanitizers make everything slow and large. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED TRUE
#define N_MESSAGES 5000
#else
#define IS_SANITIZED FALSE
#define N_MESSAGES 100000
#endif

#define BATCH 1000

/* What a person does not notice, in microseconds. */
#define AT_ONCE (50 * 1000)

/* What opening a cache may take, in bytes. */
#define MEMORY_MAX (16 * 1024 * 1024)

/* Others who use the machine slow one attempt; all of them they do not. */
#define ATTEMPTS 10

static void
fill (Folder *folder)
{
  g_autoptr (ClientDatabase) database = stored_open (folder);

  stored_begin (database, 10);
  for (int first = 11; first <= N_MESSAGES + 10; first += BATCH)
    {
      g_autoptr (GPtrArray) events =
        g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);
      g_autoptr (ClientChanges) changes = NULL;

      for (int seq = first; seq < first + BATCH; seq++)
        {
          g_autofree char *json =
            g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': %d, 'room': 'r1', 'from': " BERTA
                             ", 'text': 'Message %d is as long as most of them are, word%d'}",
                             seq, seq, seq, seq % 1000);
          g_autoptr (GPtrArray) one = stored_events (json, NULL);

          g_ptr_array_extend_and_steal (events, g_steal_pointer (&one));
        }

      client_database_begin (database, FALSE);
      changes = client_store_apply (database, events);
      g_assert_true (client_database_end (database, NULL));
    }
}

static gint64
get_memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  pages = g_strsplit (text, " ", 3);

  return g_ascii_strtoll (pages[1], NULL, 10) * sysconf (_SC_PAGESIZE);
}

/* From nothing to the newest page of the room. */
static gint64
open_once (const char *path)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (ClientCache) cache = cached_open (path);
  g_autoptr (ClientStart) start = cached_load (cache);
  g_autoptr (ClientPage) page = cached_read (cache, "r1", 50);
  gint64 duration = g_get_monotonic_time () - begin;

  g_assert_cmpint (start->cursor, ==, N_MESSAGES + 10);
  g_assert_cmpuint (page->messages->len, ==, 50);
  g_assert_false (page->needs_server);
  cached_close (cache);

  return duration;
}

static gint64
search_once (const char *path, const char *text, guint n_found)
{
  g_autoptr (ClientCache) cache = cached_open (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientPage) page = NULL;
  gint64 begin = g_get_monotonic_time ();
  gint64 duration = 0;

  client_cache_search_async (cache, text, NULL, 0, 50, NULL, cached_keep, &result);
  WAIT_FOR (result != NULL);
  page = client_cache_page_finish (cache, result, &error);
  g_assert_no_error (error);
  duration = g_get_monotonic_time () - begin;
  g_assert_cmpuint (page->messages->len, ==, n_found);
  cached_close (cache);

  return duration;
}

static void
test_large (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = stored_path (folder);
  g_autofree char *words = g_strdup_printf ("word977 %d", N_MESSAGES - 23);
  gint64 fastest = G_MAXINT64;
  gint64 common = G_MAXINT64;
  gint64 rare = G_MAXINT64;
  gint64 memory = 0;

  fill (folder);
  memory = get_memory ();
  for (guint i = 0; i < ATTEMPTS && fastest >= AT_ONCE; i++)
    fastest = MIN (fastest, open_once (path));
  for (guint i = 0; i < ATTEMPTS && (common >= AT_ONCE || rare >= AT_ONCE); i++)
    {
      gint64 duration = search_once (path, "message", 50);

      common = MIN (common, duration);
      duration = search_once (path, words, 1);
      rare = MIN (rare, duration);
    }
  memory = get_memory () - memory;

  g_test_message ("open: %.1f ms; search: common %.1f ms, rare %.1f ms; memory: %.1f MiB",
                  fastest / 1000.0, common / 1000.0, rare / 1000.0, memory / 1048576.0);
  if (IS_SANITIZED)
    return;
  g_assert_cmpint (fastest, <, AT_ONCE);
  g_assert_cmpint (common, <, AT_ONCE);
  g_assert_cmpint (rare, <, AT_ONCE);
  g_assert_cmpint (memory, <, MEMORY_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/cache-large/large", test_large);

  return g_test_run ();
}
