/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

typedef struct
{
  gint64 user;
  const char *text;
  gint64 room;
  const char *from;
  gint64 before;
  guint limit;
} Ask;

/* Everything that is asked is asked twice: once of what is in the index, and once
 * of what is not yet. The writer adds to it when nobody has wanted anything for
 * a while, and meta tells when. */
static gboolean
is_indexed (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, SERVER_STORE_FILE);
  g_autoptr (ServerDatabase) database = server_database_open (path, FALSE, NULL);

  return server_database_take_value (server_database_begin_statement (
           database,
           "SELECT (SELECT max (seq) FROM messages) <= value FROM meta WHERE key = 'indexed'",
           NULL, 0))
         != 0;
}

static void
wait_for_index (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (!is_indexed (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

static void
assert_found (Fixture *fixture, Ask ask, const char *texts)
{
  g_autoptr (CharlaMessage) page
    = fixture_read (fixture, server_query_new_search (ask.user, ask.text, ask.room, ask.from,
                                                      ask.before, ask.limit));
  g_autofree char *found = texts_of (page);
  g_autofree char *shown = g_strescape (ask.text, NULL);

  g_test_message ("“%s”", shown);
  g_assert_cmpstr (found, ==, texts);
}

static void
check_words (Fixture *fixture)
{
  assert_found (fixture, (Ask) { 1, "reunion" }, "La-reunión-de-hoy");
  assert_found (fixture, (Ask) { 1, "REUNIÓN" }, "La-reunión-de-hoy");
  assert_found (fixture, (Ask) { 1, "reu" }, "La-reunión-de-hoy");
  assert_found (fixture, (Ask) { 1, "hoy reun" }, "La-reunión-de-hoy");
  assert_found (fixture, (Ask) { 1, "reunion tea" }, "");
  assert_found (fixture, (Ask) { 1, "union" }, "");
  assert_found (fixture, (Ask) { 1, "tea" }, "more-tea teapot tea");
  assert_found (fixture, (Ask) { 1, "tea tea" }, "more-tea teapot tea");
  assert_found (fixture, (Ask) { 1, "tea", .limit = 2 }, "more-tea teapot");
  assert_found (fixture, (Ask) { 1, "Ελλάδα" }, "ΕΛΛΆΔΑ");
  assert_found (fixture, (Ask) { 1, "ελλαδ" }, "ΕΛΛΆΔΑ");
  assert_found (fixture, (Ask) { 1, "日本" }, "日本語");
}

static void
test_words (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  static const char *const texts[]
    = { "tea", "La-reunión-de-hoy", "teapot", "ΕΛΛΆΔΑ", "日本語", "more-tea" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    fixture_post (fixture, ana, SERVER_LOBBY, texts[i]);
  check_words (fixture);
  wait_for_index (fixture);
  check_words (fixture);
  fixture_reopen (fixture);
  check_words (fixture);
}

/* What is half in the index and half not comes in one order. */
static void
test_both (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");

  fixture_post (fixture, ana, SERVER_LOBBY, "tea-1");
  fixture_post (fixture, ana, SERVER_LOBBY, "tea-2");
  wait_for_index (fixture);
  fixture_post (fixture, ana, SERVER_LOBBY, "tea-3");
  fixture_post (fixture, ana, SERVER_LOBBY, "tea-4");
  assert_found (fixture, (Ask) { 1, "tea" }, "tea-4 tea-3 tea-2 tea-1");
  assert_found (fixture, (Ask) { 1, "tea", .limit = 3 }, "tea-4 tea-3 tea-2");
}

static void
check_filters (Fixture *fixture, const gint64 seqs[4], gint64 den, gint64 pub)
{
  assert_found (fixture, (Ask) { 1, "word" }, "word-4 word-3 word-2 word-1");
  assert_found (fixture, (Ask) { 1, "word", .room = den }, "word-2");
  assert_found (fixture, (Ask) { 1, "word", .room = pub }, "word-4");
  assert_found (fixture, (Ask) { 1, "word", .from = "bob" }, "word-3");
  assert_found (fixture, (Ask) { 1, "word", .from = "u1" }, "word-4 word-2 word-1");
  assert_found (fixture, (Ask) { 1, "word", .before = seqs[2] }, "word-2 word-1");
  assert_found (fixture, (Ask) { 1, "word", .room = SERVER_LOBBY, .from = "u1" }, "word-1");

  /* Bob is in no room but the Lobby; a public one he may read. */
  assert_found (fixture, (Ask) { 2, "word" }, "word-4 word-3 word-1");
  assert_found (fixture, (Ask) { 2, "word", .room = pub }, "word-4");
  fixture_refuse_query (fixture, server_query_new_search (2, "word", den, NULL, 0, 0),
                        CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse_query (fixture, server_query_new_search (2, "word", 0, "nobody", 0, 0),
                        CHARLA_CODE_UNKNOWN_USER);
}

static void
test_filters (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  gint64 pub = fixture_create (fixture, ana, "pub", SERVER_ROOM_PUBLIC);
  gint64 seqs[] = {
    fixture_post (fixture, ana, SERVER_LOBBY, "word-1"),
    fixture_post (fixture, ana, den, "word-2"),
    fixture_post (fixture, bob, SERVER_LOBBY, "word-3"),
    fixture_post (fixture, ana, pub, "word-4"),
  };

  check_filters (fixture, seqs, den, pub);
  wait_for_index (fixture);
  check_filters (fixture, seqs, den, pub);

  /* With more public rooms than the query of the index names. */
  for (int i = 0; i < 70; i++)
    {
      g_autofree char *name = g_strdup_printf ("room %d", i);

      fixture_create (fixture, ana, name, SERVER_ROOM_PUBLIC);
    }
  check_filters (fixture, seqs, den, pub);
}

/* Behind more messages that one may not read than are looked at one by one. */
static void
test_hidden (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);

  fixture_post (fixture, ana, SERVER_LOBBY, "word-1");
  fixture_post (fixture, bob, SERVER_LOBBY, "word-2");
  for (int i = 0; i < 600; i++)
    fixture_post (fixture, ana, den, "word-of-ana");
  fixture_post (fixture, ana, SERVER_LOBBY, "word-3");
  wait_for_index (fixture);

  assert_found (fixture, (Ask) { bob, "word" }, "word-3 word-2 word-1");
  assert_found (fixture, (Ask) { bob, "word", .limit = 2 }, "word-3 word-2");
  assert_found (fixture, (Ask) { bob, "word", .from = "bob" }, "word-2");
  assert_found (fixture, (Ask) { bob, "word-of-ana" }, "");
  assert_found (fixture, (Ask) { ana, "word", .room = SERVER_LOBBY }, "word-3 word-2 word-1");
}

static void
test_guest (Fixture *fixture)
{
  char id[SERVER_ID_SIZE];

  fixture_claim (fixture, "ana");
  fixture_do (fixture, server_change_new_guest_post ("eve", "word"));
  server_user_id_write (server_user_id_guest ("eve"), id);
  assert_found (fixture, (Ask) { 1, "word", .from = id }, "word");
  wait_for_index (fixture);
  assert_found (fixture, (Ask) { 1, "word", .from = id }, "word");
  assert_found (fixture, (Ask) { 1, "word", .from = "gabcdef" }, "");
}

/* What one searches for is words, never the language of the index. */
static void
test_hostile (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  static const char *const texts[]
    = { "",          " ",         "*",        "\"",          "\"\"\"",     "'",       "(",
        "room : r1", "text:",     "AND",      "NOT",         "OR",         "NEAR(",   "^word",
        "{text} : x", "- word",   "word\" *", "word\" OR \"", "'; DROP TABLE events; --", "%",
        "_",         "\x01\x02",  "🦊",       "word)",       "+",          "\\",      "~!@#$%^&*()" };

  fixture_post (fixture, ana, SERVER_LOBBY, "quiet");
  wait_for_index (fixture);
  fixture_post (fixture, ana, SERVER_LOBBY, "quiet");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_found (fixture, (Ask) { 1, texts[i] }, "");

  /* Who searches for an operator finds the word. */
  fixture_post (fixture, ana, SERVER_LOBBY, "AND");
  assert_found (fixture, (Ask) { 1, "and" }, "AND");
  wait_for_index (fixture);
  assert_found (fixture, (Ask) { 1, "and" }, "AND");
  assert_found (fixture, (Ask) { 1, "r1" }, "");
}

static void
test_many_words (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text, "w%d ", i);
  fixture_post (fixture, ana, SERVER_LOBBY, text->str);
  assert_found (fixture, (Ask) { 1, text->str }, text->str);
  wait_for_index (fixture);
  assert_found (fixture, (Ask) { 1, text->str }, text->str);
}

static void
check_changed (Fixture *fixture)
{
  assert_found (fixture, (Ask) { 1, "before" }, "");
  assert_found (fixture, (Ask) { 1, "after" }, "after");
  assert_found (fixture, (Ask) { 1, "gone" }, "");
  assert_found (fixture, (Ask) { 1, "stays" }, "stays");
}

/* What is edited or deleted is found as it now is, whenever that was. */
static void
test_changed (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");

  for (int round = 0; round < 2; round++)
    {
      gint64 edited = fixture_post (fixture, ana, SERVER_LOBBY, "before");
      gint64 deleted = fixture_post (fixture, ana, SERVER_LOBBY, "gone");
      gint64 stays = fixture_post (fixture, ana, SERVER_LOBBY, "stays");

      if (round == 1)
        wait_for_index (fixture);
      fixture_do (fixture, server_change_new_edit (ana, edited, "after"));
      fixture_do (fixture, server_change_new_delete (ana, deleted));
      check_changed (fixture);
      wait_for_index (fixture);
      check_changed (fixture);

      fixture_do (fixture, server_change_new_edit (ana, edited, "again"));
      assert_found (fixture, (Ask) { 1, "after" }, "");
      assert_found (fixture, (Ask) { 1, "again" }, "again");
      fixture_do (fixture, server_change_new_delete (ana, edited));
      fixture_do (fixture, server_change_new_delete (ana, stays));
      assert_found (fixture, (Ask) { 1, "again" }, "");
    }
}

typedef struct
{
  guint n_waiting;
  guint n_refused;
} Crowd;

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Crowd *crowd = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer
    = server_store_query_finish (SERVER_STORE (source), result, &error);

  crowd->n_waiting--;
  if (answer != NULL)
    return;

  g_assert_error (error, CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED);
  crowd->n_refused++;
}

static void
search_once (Fixture *fixture, gint64 user, Crowd *crowd)
{
  crowd->n_waiting++;
  server_store_query_async (fixture->store,
                            server_query_new_search (user, "a b c d", 0, NULL, 0, 0), NULL,
                            on_searched, crowd);
}

/* Somebody who searches all the time is refused, and nobody else for it. */
static void
test_crowd (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  Crowd of_ana = { 0 };
  Crowd of_bob = { 0 };

  for (int i = 0; i < 1000; i++)
    search_once (fixture, ana, &of_ana);
  search_once (fixture, bob, &of_bob);
  while (of_ana.n_waiting + of_bob.n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (of_ana.n_refused, >, 0);
  g_assert_cmpuint (of_ana.n_refused, <=, 1000 - 8);
  g_assert_cmpuint (of_bob.n_refused, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/search/words", test_words);
  fixture_add ("/search/both", test_both);
  fixture_add ("/search/filters", test_filters);
  fixture_add ("/search/hidden", test_hidden);
  fixture_add ("/search/guest", test_guest);
  fixture_add ("/search/hostile", test_hostile);
  fixture_add ("/search/many-words", test_many_words);
  fixture_add ("/search/changed", test_changed);
  fixture_add ("/search/crowd", test_crowd);

  return g_test_run ();
}
