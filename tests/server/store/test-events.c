/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

/* Reads all that somebody may see after a seq, as a client that comes back does. */
static GArray *
replay (Fixture *fixture, gint64 user, gint64 after, gsize size)
{
  g_autoptr (CharlaFramer) framer = charla_framer_new (CHARLA_FRAME_MAX_FROM_SERVER);
  GArray *seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 cursor = after;
  gboolean has_more = TRUE;

  while (has_more)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ServerAnswer) answer
        = fixture_query (fixture, server_query_new_events (user, cursor, G_MAXINT64, size), &error);
      const guint8 *data = NULL;
      gsize length = 0;

      g_assert_no_error (error);
      data = g_bytes_get_data (answer->frames, &length);
      while (length > 0)
        {
          g_autoptr (GBytes) payload = NULL;
          g_autoptr (CharlaMessage) event = NULL;
          gsize consumed = 0;
          gint64 seq = 0;

          g_assert_true (
            charla_framer_feed (framer, data, length, &consumed, &payload, &error));
          event = charla_message_parse (payload, &error);
          g_assert_no_error (error);
          g_assert_true (charla_message_get_int (event, "seq", &seq));
          g_array_append_val (seqs, seq);
          data += consumed;
          length -= consumed;
        }

      g_assert_true (!answer->has_more || answer->cursor > cursor);
      cursor = answer->cursor;
      has_more = answer->has_more;
    }
  g_assert_cmpint (cursor, ==,
                   MAX (after, server_event_log_get_head (SERVER_EVENT_LOG (fixture->store))));

  return seqs;
}

static void
assert_replay (Fixture *fixture, gint64 user, gint64 after, gsize size, const char *expected)
{
  g_autoptr (GArray) seqs = replay (fixture, user, after, size);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < seqs->len; i++)
    g_string_append_printf (found, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (seqs, gint64, i));
  g_assert_cmpstr (found->str, ==, expected);
}

/* 1 ana, 2 bob; 3 and 4 the den of ana. */
static void
populate (Fixture *fixture)
{
  fixture_claim (fixture, "ana");
  fixture_claim (fixture, "bob");
  fixture_create (fixture, 1, "den", SERVER_ROOM_PRIVATE);
}

static void
test_spans (Fixture *fixture)
{
  populate (fixture);
  fixture_post (fixture, 1, 2, "5: before bob");
  fixture_do (fixture, server_change_new_invite (1, 2, "bob", NULL, TRUE)); /* 6 */
  fixture_post (fixture, 1, 2, "7: to both");
  fixture_post (fixture, 1, SERVER_LOBBY, "8");
  fixture_do (fixture, server_change_new_kick (1, 2, "bob", NULL, TRUE)); /* 9 */
  fixture_post (fixture, 1, 2, "10: without bob");
  fixture_do (fixture, server_change_new_invite (1, 2, "bob", NULL, TRUE)); /* 11 */
  fixture_do (fixture, server_change_new_leave (2, 2));                     /* 12 */
  fixture_post (fixture, 2, SERVER_LOBBY, "13");

  assert_replay (fixture, 1, 0, 262144, "1 2 3 4 5 6 7 8 9 10 11 12 13");
  assert_replay (fixture, 2, 0, 262144, "2 6 7 8 9 11 12 13");
  assert_replay (fixture, 2, 6, 262144, "7 8 9 11 12 13");
  assert_replay (fixture, 2, 7, 1, "8 9 11 12 13");
  assert_replay (fixture, 2, 9, 1, "11 12 13");
  assert_replay (fixture, 2, 13, 262144, "");
  assert_replay (fixture, 2, 9999, 262144, "");
  assert_replay (fixture, 77, 0, 262144, "");
}

static void
test_direct (Fixture *fixture)
{
  populate (fixture);
  fixture_claim (fixture, "eve");                             /* 5 */
  fixture_do (fixture, server_change_new_direct (1, "bob"));  /* 6 */
  fixture_post (fixture, 2, 3, "7");
  assert_replay (fixture, 1, 5, 262144, "6 7");
  assert_replay (fixture, 2, 5, 262144, "6 7");
  assert_replay (fixture, 3, 5, 262144, "");
}

static gint64
get_previous (ServerRecord *record)
{
  g_autoptr (CharlaMessage) event = parse_frame (record->frame);
  gint64 previous = -1;

  g_assert_true (charla_message_get_int (event, "prev", &previous));

  return previous;
}

/* Each event says which one came before it in its room, whoever has seen that one. */
static void
test_previous (Fixture *fixture)
{
  static const gint64 previous[] = { 0, 1, 0, 3, 4, 2, 5, 7, 6 };

  populate (fixture); /* 1 and 2 in the Lobby; 3 and 4 in the den */
  fixture_post (fixture, 1, 2, "5");
  fixture_post (fixture, 2, SERVER_LOBBY, "6");
  fixture_do (fixture, server_change_new_invite (1, 2, "bob", NULL, TRUE)); /* 7 */
  fixture_do (fixture, server_change_new_edit (1, 5, "8"));
  fixture_do (fixture, server_change_new_react (1, 6, "👍", TRUE)); /* 9 */

  g_assert_cmpuint (fixture->records->len, ==, G_N_ELEMENTS (previous));
  for (guint i = 0; i < G_N_ELEMENTS (previous); i++)
    g_assert_cmpint (get_previous (fixture->records->pdata[i]), ==, previous[i]);
}

/* What is refused, or is so already, leaves no hole. */
static void
test_previous_of_nothing (Fixture *fixture)
{
  populate (fixture);
  fixture_refuse (fixture, server_change_new_post (2, 2, "hello?", NULL, 0),
                  CHARLA_CODE_UNKNOWN_ROOM);
  fixture_do (fixture, server_change_new_join (1, 2));
  fixture_post (fixture, 1, 2, "5");
  g_assert_cmpint (get_previous (fixture_last (fixture)), ==, 4);
  fixture_reopen (fixture);
  fixture_post (fixture, 1, 2, "6");
  g_assert_cmpint (get_previous (fixture_last (fixture)), ==, 5);
}

/* The bytes that were sent live are those that are read again. */
static void
test_bytes (Fixture *fixture)
{
  g_autoptr (GByteArray) live = g_byte_array_new ();
  g_autoptr (ServerAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  populate (fixture);
  fixture_post (fixture, 1, 2, "á\n\"quoted\"");
  for (guint i = 0; i < fixture->records->len; i++)
    {
      ServerRecord *record = fixture->records->pdata[i];

      g_byte_array_append (live, g_bytes_get_data (record->frame, NULL),
                           g_bytes_get_size (record->frame));
    }

  answer = fixture_query (fixture, server_query_new_events (1, 0, G_MAXINT64, 262144), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (live->data, live->len, g_bytes_get_data (answer->frames, NULL),
                   g_bytes_get_size (answer->frames));
}

/* No further than somebody has been told that there is. */
static void
test_until (Fixture *fixture)
{
  gint64 head = 0;

  populate (fixture);
  head = server_event_log_get_head (SERVER_EVENT_LOG (fixture->store));
  for (gint64 until = 0; until <= head + 1; until++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ServerAnswer) answer
        = fixture_query (fixture, server_query_new_events (1, 2, until, 262144), &error);
      g_autoptr (ServerAnswer) all
        = fixture_query (fixture, server_query_new_events (1, 2, G_MAXINT64, 262144), &error);

      g_assert_no_error (error);
      g_assert_false (answer->has_more);
      g_assert_cmpint (answer->cursor, ==, CLAMP (until, 2, head));
      if (until <= 2)
        g_assert_cmpuint (g_bytes_get_size (answer->frames), ==, 0);
      g_assert_cmpint (g_bytes_equal (answer->frames, all->frames), ==, until >= head);
    }
}

static gboolean
is_behind (Fixture *fixture, gint64 user, gint64 since)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer
    = fixture_query (fixture, server_query_new_welcome (user, since), &error);

  g_assert_no_error (error);

  return answer->is_behind;
}

static void
count (ServerResult *result, gpointer user_data)
{
  guint *waiting = user_data;

  g_assert_no_error (result->error);
  (*waiting)--;
}

static void
post_many (Fixture *fixture, gint64 user, gint64 room, guint n_posts)
{
  guint waiting = n_posts;

  for (guint i = 0; i < n_posts; i++)
    server_event_log_append (SERVER_EVENT_LOG (fixture->store),
                             server_change_new_post (user, room, "x", NULL, 0), count, &waiting);
  while (waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* 10,000 are replayed, 10,001 are not; what one may not see does not count. */
static void
test_behind (Fixture *fixture)
{
  gint64 head = 0;
  g_autoptr (GArray) all = NULL;

  populate (fixture);
  head = server_event_log_get_head (SERVER_EVENT_LOG (fixture->store));
  post_many (fixture, 1, 2, 3000);
  post_many (fixture, 1, SERVER_LOBBY, 10000);
  g_assert_false (is_behind (fixture, 2, head));
  g_assert_true (is_behind (fixture, 1, head));
  g_assert_false (is_behind (fixture, 1, head + 3000));
  g_assert_false (is_behind (fixture, 1, -1));

  all = replay (fixture, 2, head, 262144);
  g_assert_cmpuint (all->len, ==, 10000);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (g_array_index (all, gint64, i), ==, head + 3001 + i);

  post_many (fixture, 1, SERVER_LOBBY, 1);
  g_assert_true (is_behind (fixture, 2, head));
  g_assert_false (is_behind (fixture, 2, head + 3001));
}

/* Two rooms whose events alternate, over many steps. */
static void
test_interleaved (Fixture *fixture)
{
  g_autoptr (GArray) all = NULL;
  guint expected = 0;

  populate (fixture);
  fixture_do (fixture, server_change_new_invite (1, 2, "bob", NULL, TRUE));
  for (int i = 0; i < 40; i++)
    {
      post_many (fixture, 1, 2, 1 + i * 7 % 50);
      post_many (fixture, 2, SERVER_LOBBY, 1 + i * 11 % 70);
    }

  all = replay (fixture, 2, 0, 20000);
  expected = server_event_log_get_head (SERVER_EVENT_LOG (fixture->store)) - 3;
  g_assert_cmpuint (all->len, ==, expected);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpint (g_array_index (all, gint64, i), >, g_array_index (all, gint64, i - 1));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static void
test_interface (Fixture *fixture)
{
  ServerEventLog *log = SERVER_EVENT_LOG (fixture->store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) frames = NULL;
  g_autoptr (GError) error = NULL;
  gint64 cursor = 0;
  gboolean has_more = TRUE;

  populate (fixture);
  server_event_log_read_async (log, 1, 3, G_MAXINT64, 262144, NULL, on_read, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  frames = server_event_log_read_finish (log, result, &cursor, &has_more, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (frames, fixture_last (fixture)->frame));
  g_assert_cmpint (cursor, ==, 4);
  g_assert_false (has_more);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/events/spans", test_spans);
  fixture_add ("/events/direct", test_direct);
  fixture_add ("/events/previous", test_previous);
  fixture_add ("/events/previous-of-nothing", test_previous_of_nothing);
  fixture_add ("/events/bytes", test_bytes);
  fixture_add ("/events/until", test_until);
  fixture_add ("/events/behind", test_behind);
  fixture_add ("/events/interleaved", test_interleaved);
  fixture_add ("/events/interface", test_interface);

  return g_test_run ();
}
