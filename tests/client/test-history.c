/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-history.h"

#include "charla-error.h"
#include "json.h"

/* The messages of a room, with the seq that are given, as a server answers. */
static CharlaMessage *
answer (const char *room, const int *seqs, const char *rest)
{
  g_autoptr (GString) text = g_string_new ("{'messages': [");

  for (guint i = 0; seqs[i] != 0; i++)
    g_string_append_printf (text,
                            "%s{'seq': %d, 'time': 1, 'room': '%s', 'text': '', "
                            "'from': {'id': 'u1', 'name': 'Ana'}}",
                            i > 0 ? ", " : "", seqs[i], room);
  g_string_append_printf (text, "], %s}", rest);

  return json_parse (text->str);
}

static ClientHistory *
parse (CharlaMessage *ok, ClientPlace place, gint64 anchor)
{
  g_autoptr (GError) error = NULL;
  ClientHistory *history = client_history_parse (ok, "r1", place, anchor, 50, &error);

  if (history == NULL)
    g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
  else
    g_assert_no_error (error);

  return history;
}

static void
test_good (void)
{
  g_autoptr (CharlaMessage) ok = answer ("r1", (int[]){ 3, 4, 9, 0 }, "'more': true");
  g_autoptr (ClientHistory) history = parse (ok, CLIENT_PLACE_BEFORE, 10);
  ClientMessageInfo *last = g_ptr_array_index (history->messages, 2);

  g_assert_cmpstr (history->room, ==, "r1");
  g_assert_cmpint (history->place, ==, CLIENT_PLACE_BEFORE);
  g_assert_cmpint (history->anchor, ==, 10);
  g_assert_cmpuint (history->messages->len, ==, 3);
  g_assert_cmpint (last->seq, ==, 9);
  g_assert_true (history->has_more);
  g_assert_cmpint (history->head, ==, 50);
}

static void
test_head (void)
{
  g_autoptr (CharlaMessage) ok = answer ("r1", (int[]){ 0 }, "'more': false, 'seq': 70");
  g_autoptr (ClientHistory) history = parse (ok, CLIENT_PLACE_NEWEST, 0);

  g_assert_cmpint (history->head, ==, 70);
}

static void
assert_bad (const char *room, const int *seqs, const char *rest, ClientPlace place)
{
  g_autoptr (CharlaMessage) ok = answer (room, seqs, rest);

  g_assert_null (parse (ok, place, 10));
}

static void
test_not_what_was_asked (void)
{
  assert_bad ("r2", (int[]){ 3, 0 }, "'more': false", CLIENT_PLACE_NEWEST);
  assert_bad ("r1", (int[]){ 3, 3, 0 }, "'more': false", CLIENT_PLACE_NEWEST);
  assert_bad ("r1", (int[]){ 4, 3, 0 }, "'more': false", CLIENT_PLACE_AROUND);
  assert_bad ("r1", (int[]){ 9, 10, 0 }, "'more': false", CLIENT_PLACE_BEFORE);
  assert_bad ("r1", (int[]){ 10, 11, 0 }, "'more': false", CLIENT_PLACE_AFTER);
  assert_bad ("r1", (int[]){ 0 }, "'more': true", CLIENT_PLACE_BEFORE);
  assert_bad ("r1", (int[]){ -1, 0 }, "'more': true", CLIENT_PLACE_BEFORE);
  assert_bad ("r1", (int[]){ 3, 0 }, "'more': 1", CLIENT_PLACE_BEFORE);
  assert_bad ("r1", (int[]){ 3, 0 }, "'more': true, 'seq': -5", CLIENT_PLACE_BEFORE);
  assert_bad ("r1", (int[]){ 3, 0 }, "'many': true", CLIENT_PLACE_BEFORE);
}

/* The newest come first in what was searched, from any room. */
static void
test_found (void)
{
  g_autoptr (CharlaMessage) ok = answer ("r9", (int[]){ 9, 3, 0 }, "'more': true");
  g_autoptr (CharlaMessage) bad = json_parse ("{'messages': [7], 'more': false}");
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;

  messages = client_history_parse_messages (ok, &has_more, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_true (has_more);

  g_assert_null (client_history_parse_messages (bad, &has_more, &error));
  g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/history/good", test_good);
  g_test_add_func ("/client/history/head", test_head);
  g_test_add_func ("/client/history/not-what-was-asked", test_not_what_was_asked);
  g_test_add_func ("/client/history/found", test_found);

  return g_test_run ();
}
