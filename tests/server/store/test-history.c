/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

typedef struct
{
  gint64 before;
  gint64 after;
  gint64 around;
  guint limit;
} Ask;

static void
assert_history (Fixture *fixture, Ask ask, const char *texts, gboolean has_more)
{
  g_autoptr (CharlaMessage) page = fixture_read (
    fixture, server_query_new_history (1, SERVER_LOBBY, ask.before, ask.after, ask.around,
                                       ask.limit));
  g_autofree char *found = texts_of (page);
  gboolean more = FALSE;

  g_assert_cmpstr (found, ==, texts);
  g_assert_true (charla_message_get_bool (page, "more", &more));
  g_assert_cmpint (more, ==, has_more);
}

/* Messages 0 to 9 of the Lobby, with what is no message, or not there, between them. */
static void
post_ten (Fixture *fixture, gint64 seqs[10])
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);

  for (int i = 0; i < 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      seqs[i] = fixture_post (fixture, ana, SERVER_LOBBY, text);
      fixture_post (fixture, ana, tea, "elsewhere");
      fixture_do (fixture, server_change_new_react (ana, seqs[i], "👍", TRUE));
      fixture_do (fixture, server_change_new_react (ana, seqs[i], "👍", FALSE));
    }
}

static void
test_newest (Fixture *fixture)
{
  gint64 seqs[10];

  post_ten (fixture, seqs);
  assert_history (fixture, (Ask) { .limit = 3 }, "7 8 9", TRUE);
  assert_history (fixture, (Ask) { .limit = 10 }, "0 1 2 3 4 5 6 7 8 9", FALSE);
  assert_history (fixture, (Ask) { .limit = 0 }, "0 1 2 3 4 5 6 7 8 9", FALSE);
}

static void
test_before (Fixture *fixture)
{
  gint64 seqs[10];

  post_ten (fixture, seqs);
  assert_history (fixture, (Ask) { .before = seqs[5], .limit = 2 }, "3 4", TRUE);
  assert_history (fixture, (Ask) { .before = seqs[2], .limit = 2 }, "0 1", FALSE);
  assert_history (fixture, (Ask) { .before = seqs[0] }, "", FALSE);
  assert_history (fixture, (Ask) { .before = G_MAXINT64, .limit = 1 }, "9", TRUE);
}

static void
test_after (Fixture *fixture)
{
  gint64 seqs[10];

  post_ten (fixture, seqs);
  assert_history (fixture, (Ask) { .after = seqs[5], .limit = 2 }, "6 7", TRUE);
  assert_history (fixture, (Ask) { .after = seqs[7], .limit = 2 }, "8 9", FALSE);
  assert_history (fixture, (Ask) { .after = seqs[9] }, "", FALSE);
  assert_history (fixture, (Ask) { .after = 1, .limit = 1 }, "0", TRUE);
  assert_history (fixture, (Ask) { .after = -1, .limit = 2 }, "0 1", TRUE);
}

static void
test_around (Fixture *fixture)
{
  gint64 seqs[10];

  post_ten (fixture, seqs);
  assert_history (fixture, (Ask) { .around = seqs[5], .limit = 5 }, "3 4 5 6 7", TRUE);
  assert_history (fixture, (Ask) { .around = seqs[0], .limit = 5 }, "0 1 2 3 4", TRUE);
  assert_history (fixture, (Ask) { .around = seqs[9], .limit = 5 }, "7 8 9", TRUE);
  assert_history (fixture, (Ask) { .around = seqs[5], .limit = 50 }, "0 1 2 3 4 5 6 7 8 9", FALSE);
}

static void
test_permissions (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  g_autoptr (ServerResult) direct = fixture_change (fixture, server_change_new_direct (ana, "bob"));
  g_autoptr (CharlaMessage) public = NULL;
  g_autofree char *texts = NULL;
  gint64 eve = fixture_claim (fixture, "eve");

  fixture_post (fixture, ana, tea, "open");
  public = fixture_read (fixture, server_query_new_history (bob, tea, 0, 0, 0, 0));
  texts = texts_of (public);
  g_assert_cmpstr (texts, ==, "open");
  fixture_refuse_query (fixture, server_query_new_history (bob, den, 0, 0, 0, 0),
                        CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse_query (fixture, server_query_new_history (eve, direct->room->id, 0, 0, 0, 0),
                        CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse_query (fixture, server_query_new_history (bob, 99, 0, 0, 0, 0),
                        CHARLA_CODE_UNKNOWN_ROOM);
}

/* However long the texts are and whatever they are made of, a page fits into a frame. */
static void
test_size (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autofree char *worst = g_strnfill (CHARLA_TEXT_MAX, '\x01');
  g_autoptr (ServerAnswer) answer = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;
  gsize length = 0;

  for (int i = 0; i < 20; i++)
    fixture_post (fixture, ana, SERVER_LOBBY, worst);

  answer = fixture_query (fixture, server_query_new_history (ana, SERVER_LOBBY, 0, 0, 0, 200),
                          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (answer->json), <, CHARLA_FRAME_MAX_FROM_SERVER - 1024);
  page = charla_message_parse (answer->json, &error);
  g_assert_no_error (error);
  g_assert_true (charla_message_get_length (page, "messages", &length));
  g_assert_cmpuint (length, ==, 9);
  g_assert_true (charla_message_get_bool (page, "more", &more));
  g_assert_true (more);
}

static void
test_limit (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) usual = NULL;
  gsize length = 0;

  for (int i = 0; i < 201; i++)
    fixture_post (fixture, ana, SERVER_LOBBY, "x");
  page = fixture_read (fixture, server_query_new_history (ana, SERVER_LOBBY, 0, 0, 0, 5000));
  g_assert_true (charla_message_get_length (page, "messages", &length));
  g_assert_cmpuint (length, ==, 200);
  usual = fixture_read (fixture, server_query_new_history (ana, SERVER_LOBBY, 0, 0, 0, 0));
  g_assert_true (charla_message_get_length (usual, "messages", &length));
  g_assert_cmpuint (length, ==, 50);
}

static gint64
get_place (Fixture *fixture, ServerQuery *query)
{
  g_autoptr (CharlaMessage) page = fixture_read (fixture, query);
  gint64 place = 0;

  g_assert_true (charla_message_get_int (page, "seq", &place));

  return place;
}

/* The answer says how old it is, whatever room it is about. */
static void
test_place (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  gint64 head = fixture_post (fixture, ana, tea, "x");

  g_assert_cmpint (
    get_place (fixture, server_query_new_history (ana, SERVER_LOBBY, 0, 0, 0, 1)), ==, head);
  fixture_do (fixture, server_change_new_edit (ana, head, "y"));
  g_assert_cmpint (
    get_place (fixture, server_query_new_history (ana, SERVER_LOBBY, 0, 0, 0, 1)), ==, head + 1);
  g_assert_cmpint (get_place (fixture, server_query_new_search (ana, "y", 0, NULL, 0, 1)), ==,
                   head + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/history/newest", test_newest);
  fixture_add ("/history/before", test_before);
  fixture_add ("/history/after", test_after);
  fixture_add ("/history/around", test_around);
  fixture_add ("/history/permissions", test_permissions);
  fixture_add ("/history/size", test_size);
  fixture_add ("/history/limit", test_limit);
  fixture_add ("/history/place", test_place);

  return g_test_run ();
}
