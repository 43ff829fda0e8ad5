/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-framer.h"

#include <string.h>

#include "charla-error.h"

/* What is accepted and refused, in every fragmentation, stands in tests/wire;
 * here is what the manifest cannot say. */

static gsize
feed (CharlaFramer *framer, const char *data, gsize length, GBytes **payload)
{
  g_autoptr (GError) error = NULL;
  gsize consumed = 0;

  g_assert_true (
    charla_framer_feed (framer, (const guint8 *) data, length, &consumed, payload, &error));
  g_assert_no_error (error);

  return consumed;
}

static void
test_one_frame_a_call (void)
{
  static const char stream[] = "2         ab0         1         c";
  g_autoptr (CharlaFramer) framer = charla_framer_new (10);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) third = NULL;

  g_assert_cmpuint (feed (framer, stream, 33, &first), ==, 12);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), "ab", 2);
  g_assert_cmpuint (feed (framer, stream + 12, 21, &second), ==, 10);
  g_assert_cmpuint (g_bytes_get_size (second), ==, 0);
  g_assert_nonnull (g_bytes_get_data (second, NULL));
  g_assert_cmpuint (feed (framer, stream + 22, 11, &third), ==, 11);
  g_assert_cmpmem (g_bytes_get_data (third, NULL), g_bytes_get_size (third), "c", 1);
  g_assert_true (charla_framer_finish (framer, NULL));
}

static void
test_nothing (void)
{
  g_autoptr (CharlaFramer) framer = charla_framer_new (10);
  g_autoptr (GBytes) payload = NULL;

  g_assert_cmpuint (feed (framer, NULL, 0, &payload), ==, 0);
  g_assert_null (payload);
  g_assert_true (charla_framer_finish (framer, NULL));
}

static void
test_payload_unwanted (void)
{
  g_autoptr (CharlaFramer) framer = charla_framer_new (10);

  g_assert_cmpuint (feed (framer, "1         x", 11, NULL), ==, 11);
}

/* A promise of bytes costs nothing until they come. */
static void
test_memory (void)
{
  g_autoptr (CharlaFramer) framer = charla_framer_new (1048576);
  g_autofree char *piece = g_strnfill (1000, 'x');
  g_autoptr (GBytes) payload = NULL;

  feed (framer, "1048576   ", 10, &payload);
  g_assert_null (framer->payload);

  feed (framer, piece, 1000, &payload);
  g_assert_null (payload);
  g_assert_cmpuint (framer->payload->len, ==, 1000);

  charla_framer_clear (framer);
  g_assert_null (framer->payload);
  g_assert_true (charla_framer_finish (framer, NULL));
}

static void
test_idle_holds_nothing (void)
{
  g_autoptr (CharlaFramer) framer = charla_framer_new (10);
  g_autoptr (GBytes) payload = NULL;

  feed (framer, "2         a", 11, &payload);
  g_assert_nonnull (framer->payload);
  feed (framer, "b", 1, &payload);
  g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), "ab", 2);
  g_assert_null (framer->payload);
}

static void
test_error_is_final (void)
{
  static const guint8 large[] = "11        more";
  static const guint8 bad[] = "1x";
  g_autoptr (CharlaFramer) framer = charla_framer_new (10);
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) error = NULL;
  gsize consumed = 0;

  g_assert_false (charla_framer_feed (framer, large, 14, &consumed, &payload, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_TOO_LARGE);
  g_assert_cmpuint (consumed, ==, 10);
  g_assert_null (framer->payload);
  g_clear_error (&error);
  g_assert_false (charla_framer_feed (framer, large + 10, 4, &consumed, &payload, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_TOO_LARGE);
  g_clear_error (&error);

  charla_framer_clear (framer);
  g_assert_false (charla_framer_feed (framer, bad, 2, &consumed, &payload, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_HEADER);
  g_assert_cmpuint (consumed, ==, 1);
}

static void
test_finish (void)
{
  g_autoptr (CharlaFramer) framer = charla_framer_new (10);
  g_autoptr (GError) error = NULL;

  feed (framer, "2 ", 2, NULL);
  g_assert_false (charla_framer_finish (framer, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_TRUNCATED);
  g_clear_error (&error);

  feed (framer, "        a", 9, NULL);
  g_assert_false (charla_framer_finish (framer, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_TRUNCATED);
  g_clear_error (&error);

  feed (framer, "b", 1, NULL);
  g_assert_true (charla_framer_finish (framer, &error));
  g_assert_no_error (error);
}

static void
test_copy (void)
{
  g_autoptr (CharlaFramer) framer = charla_framer_new (10);
  CharlaFramer *copy = NULL;
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) other = NULL;

  feed (framer, "3         a", 11, NULL);
  copy = g_boxed_copy (CHARLA_TYPE_FRAMER, framer);
  feed (framer, "bc", 2, &one);
  feed (copy, "xy", 2, &other);
  g_assert_cmpmem (g_bytes_get_data (one, NULL), g_bytes_get_size (one), "abc", 3);
  g_assert_cmpmem (g_bytes_get_data (other, NULL), g_bytes_get_size (other), "axy", 3);
  g_boxed_free (CHARLA_TYPE_FRAMER, copy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/framer/one-frame-a-call", test_one_frame_a_call);
  g_test_add_func ("/protocol/framer/nothing", test_nothing);
  g_test_add_func ("/protocol/framer/payload-unwanted", test_payload_unwanted);
  g_test_add_func ("/protocol/framer/memory", test_memory);
  g_test_add_func ("/protocol/framer/idle-holds-nothing", test_idle_holds_nothing);
  g_test_add_func ("/protocol/framer/error-is-final", test_error_is_final);
  g_test_add_func ("/protocol/framer/finish", test_finish);
  g_test_add_func ("/protocol/framer/copy", test_copy);

  return g_test_run ();
}
