/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-frame.h"
#include "line.h"

#include <sys/socket.h>
#include <unistd.h>

/* The life of a connection: how it begins, and all the ways in which it ends. */

static void
send_text (CharlaConnection *connection, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) frame = charla_frame_new (text, strlen (text));

  charla_connection_send (connection, frame, &error);
  g_assert_no_error (error);
}

static void
test_talk (void)
{
  Line line = { 0 };

  line_open_tcp (&line);
  line_say (&line, "3         ana5         hello");
  send_text (line.connection, "welcome");
  line_hear (&line, "7         welcome");
  line_run_until (&line, line_is_drained);
  test_recorder_assert_frames (line.recorder, "ana", "hello", NULL);
  g_assert_true (charla_connection_is_open (line.connection));

  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_no_error (line.recorder->reason);
  line_close (&line);
}

static void
test_send_before_start (void)
{
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (CharlaConnection) connection = NULL;
  Line line = { 0 };
  int fds[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds));
  stream = line_stream_for_fd (fds[0]);
  line.peer = fds[1];
  connection = charla_connection_new (stream, 10, NULL, NULL);
  send_text (connection, "ana");
  line_settle ();
  g_assert_true (charla_connection_start (connection, NULL));
  line_hear (&line, "3         ana");
  line_close_peer (&line);
}

static void
assert_refused (const char *bytes, int code)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line_say (&line, bytes);
  line_run_until (&line, line_is_closed);
  g_assert_error (line.recorder->reason, CHARLA_ERROR, code);
  test_recorder_assert_frames (line.recorder, "before", NULL);
  line_close (&line);
}

static void
test_refused (void)
{
  assert_refused ("6         before+5        hello", CHARLA_ERROR_BAD_HEADER);
  assert_refused ("6         before65537     x", CHARLA_ERROR_TOO_LARGE);
}

static void
assert_truncated (const char *bytes)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line_say (&line, bytes);
  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_error (line.recorder->reason, CHARLA_ERROR, CHARLA_ERROR_TRUNCATED);
  line_close (&line);
}

static void
test_truncated (void)
{
  assert_truncated ("5  ");
  assert_truncated ("5         hell");
  assert_truncated ("3         ana5         ");
}

static void
test_reset (void)
{
  Line line = { 0 };

  line_open_tcp (&line);
  line_say (&line, "3         ana5         hel");
  line_settle ();
  line_reset_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_error (line.recorder->reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  test_recorder_assert_frames (line.recorder, "ana", NULL);
  line_close (&line);
}

/* A peer that says something, does not wait for the answer, and is gone when
 * the answer is written, is heard all the same. */
static void
test_last_words (void)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line_settle ();
  send_text (line.connection, "an answer to nobody");
  line_say (&line, "6         adiós");
  line_close_peer (&line);
  charla_connection_ready (line.connection, G_IO_OUT);
  test_recorder_assert_frames (line.recorder, "adiós", NULL);
  g_assert_true (line_is_closed (&line));
  line_close (&line);
}

static void
test_close (void)
{
  g_autoptr (GError) reason = g_error_new_literal (CHARLA_ERROR, CHARLA_ERROR_BAD_NAME, "no");
  g_autoptr (GBytes) frame = charla_frame_new ("late", 4);
  g_autoptr (GError) error = NULL;
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  send_text (line.connection, "dropped");
  charla_connection_close (line.connection, reason);
  g_assert_true (line_is_closed (&line));
  g_assert_error (line.recorder->reason, CHARLA_ERROR, CHARLA_ERROR_BAD_NAME);
  g_assert_cmpuint (charla_connection_get_queued (line.connection), ==, 0);

  g_assert_false (charla_connection_send (line.connection, frame, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_CLOSED);
  charla_connection_close (line.connection, NULL);
  charla_connection_end (line.connection, NULL);
  charla_connection_ready (line.connection, G_IO_IN | G_IO_OUT);
  line_hear_end (&line);
  line_close (&line);
}

static void
test_close_before_start (void)
{
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (TestRecorder) recorder = test_recorder_new ();
  g_autoptr (CharlaConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  int fds[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds));
  stream = line_stream_for_fd (fds[0]);
  connection = charla_connection_new (stream, 10, NULL, NULL);
  charla_connection_set_receiver (connection, CHARLA_RECEIVER (recorder));
  charla_connection_end (connection, NULL);
  g_assert_cmpuint (recorder->n_closed, ==, 1);
  g_assert_false (charla_connection_start (connection, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_CLOSED);
  close (fds[1]);
}

static void
test_not_pollable (void)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new ();
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) filter = g_buffered_input_stream_new (input);
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (filter, output);
  g_autoptr (CharlaConnection) connection = charla_connection_new (stream, 10, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (charla_connection_start (connection, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
close_inside (TestRecorder *recorder, CharlaConnection *connection, gpointer user_data)
{
  charla_connection_close (connection, NULL);
}

static void
test_close_inside (void)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line.recorder->on_received = close_inside;
  line_say (&line, "1         a1         b1         c");
  line_run_until (&line, line_is_closed);
  line_settle ();
  test_recorder_assert_frames (line.recorder, "a", NULL);
  line_close (&line);
}

static void
drop_inside (TestRecorder *recorder, CharlaConnection *connection, gpointer user_data)
{
  g_assert_finalize_object (connection);
}

static gboolean
has_frame (Line *line)
{
  return line->recorder->frames->len > 0;
}

static void
test_drop_inside_received (void)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line.recorder->on_received = drop_inside;
  line_say (&line, "1         a1         b1         c");
  line_run_until (&line, has_frame);
  line.connection = NULL;
  line_settle ();
  test_recorder_assert_frames (line.recorder, "a", NULL);
  g_assert_cmpuint (line.recorder->n_closed, ==, 0);
  line_hear_end (&line);
  line_close (&line);
}

static void
test_drop_inside_drained (void)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line.recorder->on_drained = drop_inside;
  send_text (line.connection, "bye");
  line_run_until (&line, line_is_drained);
  line.connection = NULL;
  line_hear (&line, "3         bye");
  line_hear_end (&line);
  line_close (&line);
}

static void
unref_inside (TestRecorder *recorder, CharlaConnection *connection, gpointer user_data)
{
  g_object_unref (connection);
}

static void
test_drop_inside_closed (void)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line.recorder->on_closed = unref_inside;
  g_object_add_weak_pointer (G_OBJECT (line.connection), (gpointer *) &line.connection);
  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_null (line.connection);
  line_close (&line);
}

static void
change_receiver (TestRecorder *recorder, CharlaConnection *connection, gpointer user_data)
{
  charla_connection_set_receiver (connection, user_data);
}

static void
test_change_receiver (void)
{
  g_autoptr (TestRecorder) other = test_recorder_new ();
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line.recorder->on_received = change_receiver;
  line.recorder->user_data = other;
  other->on_received = change_receiver;
  line_say (&line, "1         a1         b1         c");
  line_run_until (&line, has_frame);
  line_settle ();
  test_recorder_assert_frames (line.recorder, "a", NULL);
  test_recorder_assert_frames (other, "b", NULL);
  line_close_peer (&line);
  line_settle ();
  g_assert_cmpuint (other->n_closed + line.recorder->n_closed, ==, 0);
  line_close (&line);
}

static void
end_inside (TestRecorder *recorder, CharlaConnection *connection, gpointer user_data)
{
  send_text (connection, "sorry");
  charla_connection_end (connection, user_data);
  g_assert_false (charla_connection_is_open (connection));
  g_assert_cmpuint (recorder->n_closed, ==, 0);
}

static void
test_end (void)
{
  g_autoptr (GError) reason = g_error_new_literal (CHARLA_ERROR, CHARLA_ERROR_BAD_NAME, "no");
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  line.recorder->on_received = end_inside;
  line.recorder->user_data = reason;
  line_say (&line, "1         a1         b+++");
  line_hear (&line, "5         sorry");
  line_hear_end (&line);
  g_assert_false (line_is_closed (&line));
  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_error (line.recorder->reason, CHARLA_ERROR, CHARLA_ERROR_BAD_NAME);
  g_assert_cmpuint (line.recorder->n_drained, ==, 0);
  test_recorder_assert_frames (line.recorder, "a", NULL);
  line_close (&line);
}

static void
test_end_with_nothing_queued (void)
{
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  charla_connection_end (line.connection, NULL);
  charla_connection_end (line.connection, NULL);
  line_hear_end (&line);
  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_no_error (line.recorder->reason);
  line_close (&line);
}

/* A peer that neither reads nor goes away does not keep an ending connection. */
static void
test_end_and_deadline (void)
{
  g_autoptr (CharlaDeadlines) deadlines = charla_connection_deadlines_new (20);
  g_autofree char *text = g_strnfill (100000, 'x');
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  send_text (line.connection, text);
  charla_connection_set_deadline (line.connection, deadlines);
  charla_connection_end (line.connection, NULL);
  line_run_until (&line, line_is_closed);
  g_assert_error (line.recorder->reason, CHARLA_ERROR, CHARLA_ERROR_TIMED_OUT);
  line_close (&line);
}

static void
test_deadline (void)
{
  g_autoptr (CharlaDeadlines) deadlines = charla_connection_deadlines_new (20);
  Line late = { 0 };
  Line in_time = { 0 };
  Line gone = { 0 };

  line_open (&late, NULL, NULL);
  line_open (&in_time, NULL, NULL);
  line_open (&gone, NULL, NULL);
  charla_connection_set_deadline (gone.connection, deadlines);
  charla_connection_set_deadline (in_time.connection, deadlines);
  charla_connection_set_deadline (late.connection, deadlines);
  charla_connection_set_deadline (in_time.connection, NULL);
  line_close (&gone);

  line_run_until (&late, line_is_closed);
  g_assert_error (late.recorder->reason, CHARLA_ERROR, CHARLA_ERROR_TIMED_OUT);
  charla_connection_set_deadline (late.connection, deadlines);
  g_assert_false (line_is_closed (&in_time));
  line_close (&late);
  line_close (&in_time);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Line line = { 0 };
  Line other = { 0 };

  line_open (&line, NULL, cancellable);
  line_open (&other, NULL, cancellable);
  line_close (&other);
  g_cancellable_cancel (cancellable);
  line_run_until (&line, line_is_closed);
  g_assert_error (line.recorder->reason, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  line_close (&line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add_func ("/protocol/connection/" name, func)
  ADD ("talk", test_talk);
  ADD ("send-before-start", test_send_before_start);
  ADD ("refused", test_refused);
  ADD ("truncated", test_truncated);
  ADD ("reset", test_reset);
  ADD ("last-words", test_last_words);
  ADD ("close", test_close);
  ADD ("close-before-start", test_close_before_start);
  ADD ("not-pollable", test_not_pollable);
  ADD ("close-inside", test_close_inside);
  ADD ("drop-inside-received", test_drop_inside_received);
  ADD ("drop-inside-drained", test_drop_inside_drained);
  ADD ("drop-inside-closed", test_drop_inside_closed);
  ADD ("change-receiver", test_change_receiver);
  ADD ("end", test_end);
  ADD ("end-with-nothing-queued", test_end_with_nothing_queued);
  ADD ("end-and-deadline", test_end_and_deadline);
  ADD ("deadline", test_deadline);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
