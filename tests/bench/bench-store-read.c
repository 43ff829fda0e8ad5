/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What reading takes when there is much of it. */
#include <stdio.h>
#include <unistd.h>

#include "bench-store.h"
#include "server-store.h"

#define REPEATS 20
#define RESULTS 50
#define PIECE_SIZE 262144

static guint64
get_resident (void)
{
  g_autofree char *text = NULL;
  guint64 pages = 0;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  sscanf (text, "%*u %" G_GUINT64_FORMAT, &pages);

  return pages * sysconf (_SC_PAGESIZE);
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static ServerAnswer *
ask (ServerStore *store, ServerQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ServerAnswer *answer = NULL;

  server_store_query_async (store, query, NULL, on_queried, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = server_store_query_finish (store, result, &error);
  g_assert_no_error (error);

  return answer;
}

static void
read_search (ServerStore *store, const char *text)
{
  double first = 0;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < REPEATS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (ServerAnswer) answer
        = ask (store, server_query_new_search (1, text, 0, NULL, 0, RESULTS));
      double milliseconds = bench_store_since (start) * 1000;

      if (i == 0)
        first = milliseconds;
      best = MIN (best, milliseconds);
    }

  g_print (", \"search %s\": {\"first_ms\": %.2f, \"best_ms\": %.2f}", text, first, best);
}

static void
read_resume (ServerStore *store)
{
  gint64 cursor = server_event_log_get_head (SERVER_EVENT_LOG (store)) - SERVER_REPLAY_MAX;
  gint64 start = g_get_monotonic_time ();
  gboolean has_more = TRUE;
  gsize size = 0;
  guint reads = 0;

  for (; has_more; reads++)
    {
      g_autoptr (ServerAnswer) answer
        = ask (store, server_query_new_events (1, cursor, G_MAXINT64, PIECE_SIZE));

      cursor = answer->cursor;
      has_more = answer->has_more;
      size += g_bytes_get_size (answer->frames);
    }

  g_print (", \"resume\": {\"ms\": %.1f, \"reads\": %u, \"bytes\": %" G_GSIZE_FORMAT "}",
           bench_store_since (start) * 1000, reads, size);
}

void
bench_store_read (const char *folder)
{
  static const char *const words[] = { "reunion", "murcielago", "a", "de", "a e", "nowhere" };
  g_autoptr (GError) error = NULL;
  guint64 before = get_resident ();
  gint64 start = g_get_monotonic_time ();
  ServerStore *store = server_store_open (folder, &error);

  g_assert_no_error (error);
  g_print ("{\"open\": {\"ms\": %.1f, \"grown_mib\": %.1f}", bench_store_since (start) * 1000,
           (get_resident () - before) / 1048576.0);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    read_search (store, words[i]);
  read_resume (store);

  start = g_get_monotonic_time ();
  server_answer_free (ask (store, server_query_new_welcome (2, 0)));
  g_print (", \"welcome_ms\": %.1f}\n", bench_store_since (start) * 1000);
  g_assert_finalize_object (store);
}
