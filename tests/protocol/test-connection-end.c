/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/socket.h>

#include "charla-frame.h"
#include "line.h"

/* What a peer is told last reaches it, whatever it says meanwhile. */

/* As much as there is room for; how much that was. */
static gsize
flood (Line *line)
{
  static const char noise[16384];
  gsize total = 0;
  gssize n = 0;

  while ((n = send (line->peer, noise, sizeof noise, MSG_NOSIGNAL | MSG_DONTWAIT)) > 0)
    total += n;

  return total;
}

static void
send_text (Line *line, const char *text)
{
  g_autoptr (GBytes) frame = charla_frame_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  charla_connection_send (line->connection, frame, &error);
  g_assert_no_error (error);
}

static void
test_talkative (void)
{
  g_autofree char *text = g_strnfill (1000000, 'x');
  g_autofree char *expected = g_strconcat ("1000000   ", text, NULL);
  Line line = { 0 };

  line_open_tcp (&line);
  flood (&line);
  send_text (&line, text);
  charla_connection_end (line.connection, NULL);
  for (int i = 0; i < 10; i++)
    {
      line_settle ();
      line_say (&line, "and another thing");
    }

  line_hear (&line, expected);
  line_say (&line, "but");
  line_hear_end (&line);
  line_say (&line, "still");
  line_settle ();
  g_assert_false (line_is_closed (&line));

  line_close_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_no_error (line.recorder->reason);
  g_assert_cmpuint (line.recorder->frames->len, ==, 0);
  line_close (&line);
}

static void
test_endless (void)
{
  gsize total = 0;
  Line line = { 0 };

  line_open_tcp (&line);
  charla_connection_end (line.connection, NULL);
  line_hear_end (&line);
  while (!line_is_closed (&line))
    {
      total += flood (&line);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (total, >, CHARLA_QUEUE_MAX);
  line_close (&line);
}

static void
test_reset (void)
{
  Line line = { 0 };

  line_open_tcp (&line);
  send_text (&line, "bye");
  charla_connection_end (line.connection, NULL);
  line_hear (&line, "3         bye");
  line_hear_end (&line);
  line_reset_peer (&line);
  line_run_until (&line, line_is_closed);
  g_assert_no_error (line.recorder->reason);
  line_close (&line);
}

/* It says nothing, and does not go either. */
static void
test_silent (void)
{
  gint64 begin = g_get_monotonic_time ();
  Line line = { 0 };

  line_open_tcp (&line);
  charla_connection_end (line.connection, NULL);
  line_run_until (&line, line_is_closed);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, G_USEC_PER_SEC);
  line_close (&line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add_func ("/protocol/connection-end/" name, func)
  ADD ("talkative", test_talkative);
  ADD ("endless", test_endless);
  ADD ("reset", test_reset);
  ADD ("silent", test_silent);
#undef ADD

  return g_test_run ();
}
