/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-classic.h"

#include <string.h>

#include "charla-limits.h"

static void
assert_frames (GBytes *frames, const char *expected)
{
  g_autoptr (GBytes) owned = frames;

  g_assert_cmpmem (g_bytes_get_data (owned, NULL),
                   g_bytes_get_size (owned),
                   expected,
                   strlen (expected));
}

static ClientMessage *
read_frame (ClientDialect *dialect, const char *data, gsize length)
{
  g_autoptr (GBytes) payload = g_bytes_new (data, length);

  return client_dialect_read (dialect, payload);
}

/* Reads a pair, and takes the message apart. NULL for one that is dropped. */
static char *
read_pair (ClientDialect *dialect,
           const char *name,
           gssize name_length,
           const char *text,
           gssize text_length)
{
  g_autoptr (ClientMessage) message = NULL;

  g_assert_null (read_frame (dialect, name, name_length < 0 ? strlen (name) : (gsize) name_length));
  message = read_frame (dialect, text, text_length < 0 ? strlen (text) : (gsize) text_length);
  if (message == NULL)
    return NULL;

  g_assert_false (client_message_get_own (message));
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_SENT);
  return g_strdup_printf ("%s: %s",
                          client_message_get_sender (message),
                          client_message_get_text (message));
}

static void
test_writes (void)
{
  ClientDialect *dialect = client_classic_new ();

  assert_frames (client_dialect_hello (dialect, "ana"), "3         ana");
  assert_frames (client_dialect_post (dialect, "¡Hola! 👋"), "12        ¡Hola! 👋");

  g_assert_finalize_object (dialect);
}

static void
test_pairs (void)
{
  ClientDialect *dialect = client_classic_new ();
  gint64 before = g_get_real_time () / 1000;
  g_autofree char *first = read_pair (dialect, "ana", -1, "hello", -1);
  g_autofree char *second = read_pair (dialect, "Íñigo 2", -1, "two\nlines 👋", -1);
  g_autoptr (ClientMessage) message = NULL;

  g_assert_cmpstr (first, ==, "ana: hello");
  g_assert_cmpstr (second, ==, "Íñigo 2: two\nlines 👋");

  g_assert_null (read_frame (dialect, "ana", 3));
  message = read_frame (dialect, "now", 3);
  g_assert_cmpint (client_message_get_time (message), >=, before);
  g_assert_cmpint (client_message_get_time (message), <=, g_get_real_time () / 1000);

  g_assert_finalize_object (dialect);
}

static void
test_half_a_pair (void)
{
  ClientDialect *dialect = client_classic_new ();

  g_assert_null (read_frame (dialect, "ana", 3));

  g_assert_finalize_object (dialect);
}

static void
test_lenient (void)
{
  g_autoptr (ClientDialect) dialect = client_classic_new ();
  g_autofree char *latin1 = read_pair (dialect, "I\xf1igo", -1, "ma\xf1" "ana", -1);
  g_autofree char *nul = read_pair (dialect, "a\0b", 3, "c\0d", 3);
  g_autofree char *control = read_pair (dialect, " a\nb\x1b ", -1, "e", -1);
  g_autofree char *nobody = read_pair (dialect, "", 0, "f", -1);
  g_autofree char *blank = read_pair (dialect, " \t ", -1, "g", -1);
  g_autofree char *invisible = read_pair (dialect, "\u200b\u2060\ufe0f", -1, "h", -1);
  g_autofree char *lines = read_pair (dialect, "a\u2028b\u2029c", -1, "i", -1);
  g_autofree char *turned = read_pair (dialect, "\u202ea\u2066b", -1, "j", -1);

  g_assert_cmpstr (latin1, ==, "I\ufffdigo: ma\ufffdana");
  g_assert_cmpstr (nul, ==, "a\ufffdb: c\ufffdd");
  g_assert_cmpstr (control, ==, "a b: e");
  g_assert_cmpstr (nobody, ==, "Somebody: f");
  g_assert_cmpstr (blank, ==, "Somebody: g");
  g_assert_cmpstr (invisible, ==, "Somebody: h");
  g_assert_cmpstr (lines, ==, "a b c: i");
  g_assert_cmpstr (turned, ==, "ab: j");

  /* Nothing was said, but the pair is complete. */
  g_assert_null (read_pair (dialect, "ana", -1, "", 0));
}

static void
test_bounded (void)
{
  g_autoptr (ClientDialect) dialect = client_classic_new ();
  g_autoptr (ClientMessage) message = NULL;
  g_autofree char *huge = g_malloc (CHARLA_FRAME_MAX_FROM_SERVER);

  /* "€" has three bytes, of which the limit cuts one off. */
  for (gsize i = 0; i < CHARLA_FRAME_MAX_FROM_SERVER; i++)
    huge[i] = "€"[i % 3];
  g_assert_null (read_frame (dialect, huge, CHARLA_FRAME_MAX_FROM_SERVER));
  message = read_frame (dialect, huge, CHARLA_FRAME_MAX_FROM_SERVER);
  g_assert_cmpuint (strlen (client_message_get_sender (message)), <=, 256);
  g_assert_cmpuint (strlen (client_message_get_text (message)), ==, CHARLA_TEXT_MAX / 3 * 3);
  g_assert_true (g_utf8_validate (client_message_get_sender (message), -1, NULL));
  g_assert_null (strstr (client_message_get_text (message), "\ufffd"));
  g_clear_object (&message);

  memset (huge, 0x80, CHARLA_FRAME_MAX_FROM_SERVER);
  g_assert_null (read_frame (dialect, huge, CHARLA_FRAME_MAX_FROM_SERVER));
  message = read_frame (dialect, huge, CHARLA_FRAME_MAX_FROM_SERVER);
  g_assert_cmpuint (strlen (client_message_get_text (message)), <=, 3 * CHARLA_TEXT_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/classic/writes", test_writes);
  g_test_add_func ("/client/classic/pairs", test_pairs);
  g_test_add_func ("/client/classic/half-a-pair", test_half_a_pair);
  g_test_add_func ("/client/classic/lenient", test_lenient);
  g_test_add_func ("/client/classic/bounded", test_bounded);

  return g_test_run ();
}
