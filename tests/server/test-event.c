/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-classic.h"
#include "server-event.h"

static void
test_message (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);
  g_autoptr (ServerEvent) event = server_event_new_message ("ana", text);

  g_assert_cmpstr (server_event_get_sender (event), ==, "ana");
  g_assert_true (server_event_get_text (event) == text);
}

/* However many are told of it, it is written once in each dialect. */
static void
test_frames (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);
  g_autoptr (ServerDialect) one = server_classic_new ();
  g_autoptr (ServerDialect) other = server_classic_new ();
  g_autoptr (ServerEvent) event = server_event_new_message ("ana", text);
  GBytes *frames = server_event_get_frames (event, one);
  GBytes *other_frames = server_event_get_frames (event, other);

  g_assert_true (server_event_get_frames (event, one) == frames);
  g_assert_true (server_event_get_frames (event, other) == other_frames);
  g_assert_true (frames != other_frames);
  g_assert_true (g_bytes_equal (frames, other_frames));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event/message", test_message);
  g_test_add_func ("/event/frames", test_frames);

  return g_test_run ();
}
