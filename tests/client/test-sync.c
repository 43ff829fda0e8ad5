/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-sync.h"

#include "store/cached.h"
#include "wait.h"

#define FIRST WELCOME (10, "'gap': false", LOBBY (10, "'read': 10"))
#define LATER(head) WELCOME (head, "'gap': false", LOBBY (head, "'read': 10"))

/* What a sync has told, in letters: W welcomed, A applied, F failed. */
typedef struct
{
  ClientCache *cache;
  ClientSync *sync;
  GString *told;
  GString *seqs;
  guint n_most;
  gboolean was_reset;
  char *skipped;
} Fixture;

static void
take_changes (Fixture *self, ClientChanges *changes)
{
  g_assert_cmpint (client_sync_get_cursor (self->sync), ==, changes->cursor);
  self->was_reset |= changes->was_reset;
  if (changes->skipped[0] != NULL)
    {
      g_free (self->skipped);
      self->skipped = g_strdup (changes->skipped[0]);
    }
  for (guint i = 0; i < changes->events->len; i++)
    g_string_append_printf (self->seqs, " %d",
                            (int) ((ClientEvent *) g_ptr_array_index (changes->events, i))->seq);
}

static void
on_welcomed (Fixture *self, ClientChanges *changes)
{
  g_string_append_c (self->told, 'W');
  take_changes (self, changes);
}

static void
on_applied (Fixture *self, ClientChanges *changes, GPtrArray *events)
{
  g_string_append_c (self->told, 'A');
  self->n_most = MAX (self->n_most, events->len);
  take_changes (self, changes);
}

static void
on_failed (Fixture *self, const GError *error)
{
  g_assert_cmpint (error->domain, ==, CLIENT_CACHE_ERROR);
  g_string_append_c (self->told, 'F');
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->cache = cached_open (NULL);
  self->sync = client_sync_new ();
  self->told = g_string_new (NULL);
  self->seqs = g_string_new (NULL);
  client_sync_open (self->sync, self->cache, -1);
  g_signal_connect_swapped (self->sync, "welcomed", G_CALLBACK (on_welcomed), self);
  g_signal_connect_swapped (self->sync, "applied", G_CALLBACK (on_applied), self);
  g_signal_connect_swapped (self->sync, "failed", G_CALLBACK (on_failed), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  client_sync_close (self->sync);
  cached_close (self->cache);
  g_assert_finalize_object (g_steal_pointer (&self->sync));
  g_assert_finalize_object (g_steal_pointer (&self->cache));
  g_string_free (self->told, TRUE);
  g_string_free (self->seqs, TRUE);
  g_clear_pointer (&self->skipped, g_free);
}

static void
welcome (Fixture *self, const char *json, gint64 since)
{
  g_autoptr (ClientWelcome) parsed = stored_parse_welcome (json);

  client_sync_welcome (self->sync, parsed, since);
}

static void
push (Fixture *self, const char *json)
{
  g_autoptr (GPtrArray) events = stored_events (json, NULL);

  client_sync_push (self->sync, g_ptr_array_index (events, 0));
}

static void
push_message (Fixture *self, gint64 seq, gint64 prev)
{
  g_autofree char *json =
    g_strdup_printf ("{'ev': 'message', 'seq': %" G_GINT64_FORMAT ", 'prev': %" G_GINT64_FORMAT
                     ", 'time': 1, 'room': 'r1', 'from': " BERTA ", 'text': 'x'}",
                     seq, prev);

  push (self, json);
}

static void
test_in_order (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (client_sync_get_cursor (self->sync), ==, -1);
  push_message (self, 11, 10);
  wait_settle ();
  g_assert_cmpstr (self->told->str, ==, "");

  welcome (self, FIRST, -1);
  push_message (self, 12, 11);
  push (self, "{'ev': 'live', 'seq': 12}");
  WAIT_FOR (self->told->len == 3);
  g_assert_cmpstr (self->told->str, ==, "WAA");
  g_assert_cmpstr (self->seqs->str, ==, " 11 12");
  g_assert_cmpint (client_sync_get_cursor (self->sync), ==, 12);
}

/* Who looks is not told of each of very many by itself. */
static void
test_gathers (Fixture *self, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();
  gint64 seq = 10;

  welcome (self, FIRST, -1);
  while (g_get_monotonic_time () - start < 100 * G_TIME_SPAN_MILLISECOND)
    {
      push_message (self, seq + 1, seq);
      seq++;
      g_main_context_iteration (NULL, FALSE);
    }
  WAIT_FOR (client_sync_get_cursor (self->sync) == seq);
  g_assert_cmpint (self->told->len, <=,
                   2 + (g_get_monotonic_time () - start) / (10 * G_TIME_SPAN_MILLISECOND)
                     + seq / 500);
}

static void
test_batches (Fixture *self, gconstpointer data)
{
  gint64 seq = 10;
  gboolean is_full = FALSE;

  welcome (self, FIRST, -1);
  while (!client_sync_get_is_full (self->sync))
    {
      push_message (self, seq + 1, seq);
      seq++;
    }
  g_object_get (self->sync, "is-full", &is_full, NULL);
  g_assert_true (is_full);
  g_assert_cmpint (seq - 10, <=, CLIENT_SYNC_MAX_WAITING + 2);

  WAIT_FOR (!client_sync_get_is_full (self->sync));
  g_assert_cmpint (client_sync_get_cursor (self->sync), <, seq);
  WAIT_FOR (client_sync_get_cursor (self->sync) == seq);
  g_assert_cmpuint (self->n_most, ==, 500);
  g_assert_cmpuint (self->told->len, <, 10);
}

/* Repeats are nothing new, and nothing that came in between is lost. */
static void
test_line_lost (Fixture *self, gconstpointer data)
{
  welcome (self, FIRST, -1);
  push_message (self, 11, 10);
  push_message (self, 12, 11);
  client_sync_stop (self->sync);
  push_message (self, 11, 10);
  push_message (self, 12, 11);
  push_message (self, 13, 12);
  welcome (self, LATER (13), 10);

  WAIT_FOR (client_sync_get_cursor (self->sync) == 13);
  g_assert_cmpstr (self->seqs->str, ==, " 11 12 13");
  g_assert_null (self->skipped);
}

static void
test_skipped (Fixture *self, gconstpointer data)
{
  welcome (self, FIRST, -1);
  push_message (self, 11, 10);
  push_message (self, 13, 12);
  WAIT_FOR (client_sync_get_cursor (self->sync) == 13);
  g_assert_cmpstr (self->skipped, ==, "r1");
}

static void
test_other_log (Fixture *self, gconstpointer data)
{
  welcome (self, LATER (50), -1);
  WAIT_FOR (client_sync_get_cursor (self->sync) == 50);
  g_assert_false (self->was_reset);
  client_sync_stop (self->sync);
  welcome (self, WELCOME (20, "'gap': true", LOBBY (20, "'read': 1")), 50);
  WAIT_FOR (client_sync_get_cursor (self->sync) == 20);
  g_assert_true (self->was_reset);
}

static void
test_fails (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientCache) other = cached_open (NULL);

  welcome (self, FIRST, -1);
  WAIT_FOR (self->told->len == 1);
  cached_close (self->cache);
  push_message (self, 11, 10);
  WAIT_FOR (self->told->len == 2);
  g_assert_cmpstr (self->told->str, ==, "WF");
  g_assert_cmpint (client_sync_get_cursor (self->sync), ==, 10);

  client_sync_close (self->sync);
  g_assert_finalize_object (self->cache);
  self->cache = g_steal_pointer (&other);
  client_sync_open (self->sync, self->cache, -1);
  welcome (self, FIRST, -1);
  WAIT_FOR (self->told->len == 3);
  g_assert_cmpstr (self->told->str, ==, "WFW");
}

/* What is still being written to a cache that was taken away is nobody's news. */
static void
test_closed_meanwhile (Fixture *self, gconstpointer data)
{
  welcome (self, FIRST, -1);
  push_message (self, 11, 10);
  client_sync_close (self->sync);
  g_assert_cmpint (client_sync_get_cursor (self->sync), ==, -1);
  cached_close (self->cache);
  self->cache = (g_assert_finalize_object (self->cache), cached_open (NULL));
  g_assert_cmpstr (self->told->str, ==, "");
}

#define ADD(name, func) g_test_add ("/client/sync/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("in-order", test_in_order);
  ADD ("gathers", test_gathers);
  ADD ("batches", test_batches);
  ADD ("line-lost", test_line_lost);
  ADD ("skipped", test_skipped);
  ADD ("other-log", test_other_log);
  ADD ("fails", test_fails);
  ADD ("closed-meanwhile", test_closed_meanwhile);

  return g_test_run ();
}
