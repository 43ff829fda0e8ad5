/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "records.h"
#include "server-classic.h"
#include "server-event.h"

static void
test_durable (void)
{
  g_autoptr (ServerRecord) record = record_post (7, 1, 2, "hello");
  g_autoptr (ServerEvent) event = server_event_new_durable (record);

  g_assert_true (server_event_get_record (event) == record);
  g_assert_true (server_event_get_frame (event) == record->frame);
  g_assert_cmpint (server_event_get_seq (event), ==, 7);
}

static void
test_ephemeral (void)
{
  g_autoptr (ServerDialect) classic = server_classic_new ();
  GBytes *frame = charla_frame_new ("{}", 2);
  g_autoptr (ServerEvent) event = server_event_new_ephemeral (frame);

  g_assert_null (server_event_get_record (event));
  g_assert_true (server_event_get_frame (event) == frame);
  g_assert_cmpint (server_event_get_seq (event), ==, 0);
  g_assert_null (server_event_get_frames (event, classic));
  g_assert_null (server_event_get_frames (event, classic));
}

/* However many are told of it, it is written once in each dialect. */
static void
test_frames (void)
{
  g_autoptr (ServerRecord) record = record_post (7, 1, 2, "hello");
  g_autoptr (ServerDialect) one = server_classic_new ();
  g_autoptr (ServerDialect) other = server_classic_new ();
  g_autoptr (ServerEvent) event = server_event_new_durable (record);
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

  g_test_add_func ("/event/durable", test_durable);
  g_test_add_func ("/event/ephemeral", test_ephemeral);
  g_test_add_func ("/event/frames", test_frames);

  return g_test_run ();
}
