/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-frame.h"
#include "line.h"

/* A connection that is not read for a while. */

static void
pause_at_each (TestRecorder *recorder, CharlaConnection *connection, gpointer user_data)
{
  charla_connection_pause (connection);
}

static void
open_pausing (Line *line)
{
  line_open (line, NULL, NULL);
  line->recorder->on_received = pause_at_each;
}

static void
resume (Line *line)
{
  charla_connection_resume (line->connection);
  line_settle ();
}

static void
test_one_at_a_time (void)
{
  Line line = { 0 };

  open_pausing (&line);
  line_say (&line, "3         one3         two5         th");
  line_settle ();
  g_assert_true (charla_connection_is_paused (line.connection));
  test_recorder_assert_frames (line.recorder, "one", NULL);

  /* It ends: a socket that is not to be read does not keep the loop busy. */
  line_say (&line, "ree4         four");
  line_settle ();
  test_recorder_assert_frames (line.recorder, "one", NULL);

  resume (&line);
  test_recorder_assert_frames (line.recorder, "one", "two", NULL);
  resume (&line);
  test_recorder_assert_frames (line.recorder, "one", "two", "three", NULL);
  resume (&line);
  test_recorder_assert_frames (line.recorder, "one", "two", "three", "four", NULL);
  line_close (&line);
}

static void
test_all_that_was_read (void)
{
  Line line = { 0 };

  open_pausing (&line);
  line_say (&line, "3         one3         two5         three");
  line_settle ();
  line.recorder->on_received = NULL;
  resume (&line);
  test_recorder_assert_frames (line.recorder, "one", "two", "three", NULL);

  line_say (&line, "4         four");
  line_settle ();
  test_recorder_assert_frames (line.recorder, "one", "two", "three", "four", NULL);
  line_close (&line);
}

static void
test_resumed_at_once (void)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  charla_connection_pause (line.connection);
  charla_connection_resume (line.connection);
  charla_connection_resume (line.connection);
  line_say (&line, "3         one");
  line_settle ();
  test_recorder_assert_frames (line.recorder, "one", NULL);
  line_close (&line);
}

static void
test_still_writes (void)
{
  g_autoptr (GBytes) frame = charla_frame_new ("hello", 5);
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  charla_connection_pause (line.connection);
  line_say (&line, "3         one");
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  line_hear (&line, "5         hello");
  line_run_until (&line, line_is_drained);
  test_recorder_assert_frames (line.recorder, NULL);
  line_close (&line);
}

static void
test_peer_gone (void)
{
  Line line = { 0 };

  open_pausing (&line);
  line_say (&line, "3         one3         two");
  line_settle ();
  line_close_peer (&line);
  line_settle ();
  g_assert_false (line_is_closed (&line));

  resume (&line);
  g_assert_false (line_is_closed (&line));
  charla_connection_resume (line.connection);
  line_run_until (&line, line_is_closed);
  g_assert_no_error (line.recorder->reason);
  test_recorder_assert_frames (line.recorder, "one", "two", NULL);
  line_close (&line);
}

static void
test_peer_gone_when_writing (void)
{
  g_autoptr (GBytes) frame = charla_frame_new ("hello", 5);
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  charla_connection_pause (line.connection);
  line_close_peer (&line);
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  line_run_until (&line, line_is_closed);
  line_close (&line);
}

static void
test_end (void)
{
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autofree char *expected = g_strconcat ("20000     ", text, NULL);
  g_autoptr (GBytes) frame = charla_frame_new (text, 20000);
  Line line = { 0 };

  open_pausing (&line);
  line_say (&line, "3         one3         two");
  line_settle ();
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  charla_connection_end (line.connection, NULL);
  line_hear (&line, expected);
  line_hear_end (&line);
  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  test_recorder_assert_frames (line.recorder, "one", NULL);

  charla_connection_pause (line.connection);
  g_assert_false (charla_connection_is_paused (line.connection));
  line_close (&line);
}

static void
test_closed (void)
{
  Line line = { 0 };

  open_pausing (&line);
  line_say (&line, "3         one3         two");
  line_settle ();
  charla_connection_close (line.connection, NULL);
  resume (&line);
  test_recorder_assert_frames (line.recorder, "one", NULL);
  line_close (&line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add_func ("/protocol/connection-pause/" name, func)
  ADD ("one-at-a-time", test_one_at_a_time);
  ADD ("all-that-was-read", test_all_that_was_read);
  ADD ("resumed-at-once", test_resumed_at_once);
  ADD ("still-writes", test_still_writes);
  ADD ("peer-gone", test_peer_gone);
  ADD ("peer-gone-when-writing", test_peer_gone_when_writing);
  ADD ("end", test_end);
  ADD ("closed", test_closed);

  return g_test_run ();
}
