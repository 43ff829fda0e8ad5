/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-frame.h"
#include "line.h"

/* The default watcher. That it does not keep the loop busy, and reads and writes
 * what there is, is tested with the connection. */

static void
test_default (void)
{
  g_assert_nonnull (charla_watcher_get_default ());
  g_assert_true (charla_watcher_get_default () == charla_watcher_get_default ());
}

static void
test_thread_default_context (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GBytes) frame = charla_frame_new ("welcome", 7);
  Line line = { 0 };

  g_main_context_push_thread_default (context);
  line_open (&line, NULL, NULL);
  g_main_context_pop_thread_default (context);

  line_say (&line, "3         ana");
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  line_settle ();
  g_assert_cmpuint (line.recorder->frames->len, ==, 0);

  while (line.recorder->frames->len == 0 || line.recorder->n_drained == 0)
    g_main_context_iteration (context, TRUE);
  test_recorder_assert_frames (line.recorder, "ana", NULL);
  line_close (&line);
  g_assert_false (g_main_context_iteration (context, FALSE));
}

static gboolean
count_turn (gpointer user_data)
{
  guint *turns = user_data;

  *turns += 1;
  return *turns < 5;
}

/* What is more urgent comes first, however much there is to read. */
static void
test_priority (void)
{
  g_autoptr (CharlaWatcher) watcher = charla_watcher_new (G_PRIORITY_LOW);
  Line line = { 0 };
  guint turns = 0;

  line_open (&line, watcher, NULL);
  line_say (&line, "3         ana");
  g_idle_add (count_turn, &turns);
  while (turns < 5)
    {
      g_assert_cmpuint (line.recorder->frames->len, ==, 0);
      g_main_context_iteration (NULL, TRUE);
    }
  line_settle ();
  test_recorder_assert_frames (line.recorder, "ana", NULL);

  line_close (&line);
  g_assert_finalize_object (g_steal_pointer (&watcher));
}

static guint
count_fds (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[16];
  int priority = 0;
  int timeout = 0;
  int n = 0;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  n = g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);

  return n;
}

/* One descriptor is polled for each connection at rest, and none for one that is closed. */
static void
test_sources (void)
{
  guint before = count_fds ();
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  g_assert_cmpuint (count_fds (), ==, before + 1);
  charla_connection_close (line.connection, NULL);
  g_assert_cmpuint (count_fds (), ==, before);
  line_close (&line);
}

/* What was queued may be written before its turn, and more be queued until then. */
static void
test_turn (void)
{
  g_autoptr (GBytes) frame = charla_frame_new ("hi", 2);
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  charla_connection_ready (line.connection, G_IO_OUT);
  line_hear (&line, "2         hi");
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  line_hear (&line, "2         hi2         hi");
  g_assert_cmpuint (line.recorder->n_drained, ==, 2);

  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  charla_connection_ready (line.connection, G_IO_OUT);
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  charla_connection_close (line.connection, NULL);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  line_close (&line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/loop-watcher/default", test_default);
  g_test_add_func ("/protocol/loop-watcher/thread-default-context", test_thread_default_context);
  g_test_add_func ("/protocol/loop-watcher/priority", test_priority);
  g_test_add_func ("/protocol/loop-watcher/sources", test_sources);
  g_test_add_func ("/protocol/loop-watcher/turn", test_turn);

  return g_test_run ();
}
