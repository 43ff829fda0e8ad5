/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-frame.h"
#include "line.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The bytes that a connection reads and writes, in every size and order. */

static gboolean
has_a_hundred (Line *line)
{
  return line->recorder->frames->len == 100;
}

static void
test_byte_at_a_time (void)
{
  static const char stream[] = "3         ana         6adiós0           2       ok";
  Line line = { 0 };

  line_open_tcp (&line);
  for (const char *p = stream; p < stream + strlen (stream); p++)
    {
      char byte[] = { *p, '\0' };

      line_say (&line, byte);
      line_settle ();
    }
  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_no_error (line.recorder->reason);
  test_recorder_assert_frames (line.recorder, "ana", "adiós", "", "ok", NULL);
  line_close (&line);
}

static void
test_hundred_in_one_segment (void)
{
  g_autoptr (GString) stream = g_string_new (NULL);
  Line line = { 0 };

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (stream, "2         %02u", i);
  line_open_tcp (&line);
  line_say (&line, stream->str);
  line_run_until (&line, has_a_hundred);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *expected = g_strdup_printf ("%02u", i);
      GBytes *frame = line.recorder->frames->pdata[i];

      g_assert_cmpmem (g_bytes_get_data (frame, NULL), g_bytes_get_size (frame), expected, 2);
    }
  line_close (&line);
}

/* Queues frames of @size bytes and more, and returns their bytes. */
static GString *
send_many (Line *line, guint n, gsize size)
{
  GString *stream = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strnfill (size + i, 'a' + i % 26);
      g_autoptr (GBytes) frame = charla_frame_new (text, size + i);
      g_autoptr (GError) error = NULL;

      charla_connection_send (line->connection, frame, &error);
      g_assert_no_error (error);
      g_string_append_len (stream, g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));
    }
  g_assert_cmpuint (charla_connection_get_queued (line->connection), ==, stream->len);

  return stream;
}

static void
test_partial_writes (void)
{
  g_autoptr (GString) stream = NULL;
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  stream = send_many (&line, 300, 2500);
  /* It ends: a socket that cannot be written does not keep the loop busy. */
  line_settle ();
  g_assert_cmpuint (charla_connection_get_queued (line.connection), >, 0);
  g_assert_cmpuint (line.recorder->n_drained, ==, 0);

  line_hear (&line, stream->str);
  line_run_until (&line, line_is_drained);
  g_assert_cmpuint (line.recorder->n_drained, ==, 1);
  line_close (&line);
}

static void
test_end_when_blocked (void)
{
  g_autoptr (GString) stream = NULL;
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  stream = send_many (&line, 300, 2500);
  line_settle ();
  charla_connection_end (line.connection, NULL);
  /* What the peer still says is thrown away, and does not keep the loop busy either. */
  line_say (&line, "5         hello and more that is no frame");
  line_settle ();
  g_assert_false (line_is_closed (&line));

  line_hear (&line, stream->str);
  line_hear_end (&line);
  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_no_error (line.recorder->reason);
  g_assert_cmpuint (line.recorder->frames->len, ==, 0);
  line_close (&line);
}

static void
test_peer_gone_when_blocked (void)
{
  g_autoptr (GString) stream = NULL;
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  stream = send_many (&line, 10, 20000);
  line_settle ();
  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_cmpuint (charla_connection_get_queued (line.connection), ==, 0);
  line_close (&line);
}

static void
test_queue_limit (void)
{
  g_autofree char *text = g_strnfill (990, 'x');
  g_autoptr (GBytes) frame = charla_frame_new (text, 990);
  g_autoptr (GBytes) large = NULL;
  g_autoptr (GString) stream = NULL;
  g_autoptr (GError) error = NULL;
  Line line = { 0 };
  guint n = 0;

  line_open (&line, NULL, NULL);
  charla_connection_set_queue_limit (line.connection, 10000);
  while (charla_connection_send (line.connection, frame, &error))
    n++;
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_TOO_SLOW);
  g_assert_cmpuint (n, ==, 9);
  g_assert_cmpuint (charla_connection_get_queued (line.connection), ==, 9000);
  g_assert_true (charla_connection_is_open (line.connection));
  g_clear_error (&error);

  /* Nothing of the refused frame was queued, and there is room again later. */
  stream = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_len (stream, g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));
  line_hear (&line, stream->str);
  line_run_until (&line, line_is_drained);
  g_assert_true (charla_connection_send (line.connection, frame, NULL));

  large = charla_frame_new (stream->str, 9991);
  g_assert_false (charla_connection_send (line.connection, large, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_TOO_SLOW);
  line_close (&line);
}

/* A socket that keeps what is written in one call apart. */
static void
test_one_write_a_turn (void)
{
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (CharlaConnection) connection = NULL;
  char record[4096];
  int fds[2];

  g_assert_no_errno (
    socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds));
  stream = line_stream_for_fd (fds[0]);
  connection = charla_connection_new (stream, 10, NULL, NULL);
  g_assert_true (charla_connection_start (connection, NULL));

  for (guint turn = 0; turn < 3; turn++)
    {
      for (guint i = 0; i < 50; i++)
        {
          g_autoptr (GBytes) frame = charla_frame_new ("hello", 5);

          g_assert_true (charla_connection_send (connection, frame, NULL));
        }
      g_assert_cmpint (recv (fds[1], record, sizeof record, 0), ==, -1);
      line_settle ();
      g_assert_cmpint (recv (fds[1], record, sizeof record, 0), ==, 50 * 15);
      g_assert_cmpint (recv (fds[1], record, sizeof record, 0), ==, -1);
    }
  close (fds[1]);
}

static gsize
fill (int peer)
{
  static const int size = 1024 * 1024;
  g_autofree char *text = g_strnfill (1000, 'x');
  g_autoptr (GBytes) frame = charla_frame_new (text, 1000);
  gsize sent = 0;
  gssize n = 0;

  g_assert_no_errno (setsockopt (peer, SOL_SOCKET, SO_SNDBUF, &size, sizeof size));
  while ((n = send (peer, g_bytes_get_data (frame, NULL), 1010, MSG_DONTWAIT)) > 0)
    sent += n;
  g_assert_cmpint (errno, ==, EAGAIN);

  return sent;
}

static void
test_fair_share (void)
{
  Line flood = { 0 };
  Line quiet = { 0 };
  gsize sent = 0;
  guint whole = 0;

  line_open (&flood, NULL, NULL);
  line_open (&quiet, NULL, NULL);
  sent = fill (flood.peer);
  g_assert_cmpuint (sent, >, 2 * CHARLA_READ_SHARE);
  line_say (&quiet, "5         hello");

  g_main_context_iteration (NULL, TRUE);
  test_recorder_assert_frames (quiet.recorder, "hello", NULL);
  g_assert_cmpuint (flood.recorder->frames->len, ==, CHARLA_READ_SHARE / 1010);

  whole = sent / 1010;
  while (flood.recorder->frames->len < whole)
    g_main_context_iteration (NULL, TRUE);
  line_close (&flood);
  line_close (&quiet);
}

static void
say_tiny_frames (Line *line, guint n)
{
  g_autoptr (GString) stream = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (stream, "1         x");
  line_say (line, stream->str);
}

static void
test_fair_share_of_frames (void)
{
  Line flood = { 0 };
  Line quiet = { 0 };

  line_open (&flood, NULL, NULL);
  line_open (&quiet, NULL, NULL);
  say_tiny_frames (&flood, 3 * CHARLA_FRAMES_SHARE + 1);
  line_say (&quiet, "5         hello");

  g_main_context_iteration (NULL, TRUE);
  test_recorder_assert_frames (quiet.recorder, "hello", NULL);
  g_assert_cmpuint (flood.recorder->frames->len, ==, CHARLA_FRAMES_SHARE);
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (flood.recorder->frames->len, ==, 2 * CHARLA_FRAMES_SHARE);

  line_settle ();
  g_assert_cmpuint (flood.recorder->frames->len, ==, 3 * CHARLA_FRAMES_SHARE + 1);
  line_close (&flood);
  line_close (&quiet);
}

/* That something cannot be written any more does not cut short what was said before. */
static void
test_peer_gone_after_many (void)
{
  g_autoptr (GBytes) frame = charla_frame_new ("hello", 5);
  Line line = { 0 };

  line_open (&line, NULL, NULL);
  say_tiny_frames (&line, 5 * CHARLA_FRAMES_SHARE);
  line_close_peer (&line);
  g_assert_true (charla_connection_send (line.connection, frame, NULL));
  line_run_until (&line, line_is_closed);
  g_assert_cmpuint (line.recorder->frames->len, ==, 5 * CHARLA_FRAMES_SHARE);
  line_close (&line);
}

typedef struct
{
  Line *line;
  Line *other;
  guint depth;
} Nested;

static void
run_loop_inside (TestRecorder *recorder, CharlaConnection *connection, gpointer user_data)
{
  Nested *nested = user_data;

  g_assert_cmpuint (++nested->depth, ==, 1);
  line_say (nested->other, "5         other5         lines");
  if (recorder->frames->len == 1)
    line_say (nested->line, "ree");
  line_settle ();
  /* A watcher is free to call at any time. */
  charla_connection_ready (connection, G_IO_IN);
  nested->depth--;
}

/* A receiver that runs the main loop, as a dialog would. */
static void
test_loop_inside (void)
{
  Line line = { 0 };
  Line other = { 0 };
  Nested nested = { .line = &line, .other = &other };

  line_open (&line, NULL, NULL);
  line_open (&other, NULL, NULL);
  line.recorder->on_received = run_loop_inside;
  line.recorder->user_data = &nested;
  line_say (&line, "3         one3         two5         th");
  line_settle ();
  test_recorder_assert_frames (line.recorder, "one", "two", "three", NULL);
  test_recorder_assert_frames (other.recorder, "other", "lines", "other", "lines", "other",
                               "lines", NULL);
  line_close (&line);
  line_close (&other);
}

static gboolean
has_closed_stream (Line *line)
{
  return g_io_stream_is_closed (charla_connection_get_stream (line->connection));
}

/* A stream that is no plain socket: TLS, where each direction may wait for the other. */
static void
test_other_stream (void)
{
  g_autoptr (GIOStream) socket = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GString) sent = NULL;
  Line line = { .recorder = test_recorder_new () };
  int fds[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds));
  line.peer = fds[1];
  socket = line_stream_for_fd (fds[0]);
  stream = g_simple_io_stream_new (g_io_stream_get_input_stream (socket),
                                   g_io_stream_get_output_stream (socket));
  line.connection = charla_connection_new (stream, 10, NULL, NULL);
  charla_connection_set_receiver (line.connection, CHARLA_RECEIVER (line.recorder));
  sent = send_many (&line, 300, 2500);
  g_assert_true (charla_connection_start (line.connection, NULL));
  line_say (&line, "3         ana");
  line_settle ();
  test_recorder_assert_frames (line.recorder, "ana", NULL);
  line_hear (&line, sent->str);
  line_run_until (&line, line_is_drained);

  charla_connection_close (line.connection, NULL);
  line_run_until (&line, has_closed_stream);
  line_close (&line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add_func ("/protocol/connection-io/" name, func)
  ADD ("byte-at-a-time", test_byte_at_a_time);
  ADD ("hundred-in-one-segment", test_hundred_in_one_segment);
  ADD ("partial-writes", test_partial_writes);
  ADD ("end-when-blocked", test_end_when_blocked);
  ADD ("peer-gone-when-blocked", test_peer_gone_when_blocked);
  ADD ("queue-limit", test_queue_limit);
  ADD ("one-write-a-turn", test_one_write_a_turn);
  ADD ("fair-share", test_fair_share);
  ADD ("fair-share-of-frames", test_fair_share_of_frames);
  ADD ("peer-gone-after-many", test_peer_gone_after_many);
  ADD ("loop-inside", test_loop_inside);
  ADD ("other-stream", test_other_stream);

  return g_test_run ();
}
