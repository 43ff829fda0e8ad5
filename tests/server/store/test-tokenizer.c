/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-tokenizer.h"

typedef struct
{
  ServerDatabase *database;
  ServerTokenizer *tokenizer;
} Fixture;

static void
fixture_clear (Fixture *fixture)
{
  server_tokenizer_free (fixture->tokenizer);
  server_database_close (fixture->database);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static Fixture
fixture_new (void)
{
  g_autoptr (GError) error = NULL;
  Fixture fixture = { server_database_open (":memory:", FALSE, &error), NULL };

  g_assert_no_error (error);
  fixture.tokenizer = server_tokenizer_new (fixture.database, &error);
  g_assert_no_error (error);

  return fixture;
}

static void
assert_words (Fixture *fixture, const char *text, guint limit, const char *expected)
{
  g_autoptr (GPtrArray) words = server_tokenizer_split (fixture->tokenizer, text, limit);
  g_autofree char *found = NULL;

  g_ptr_array_add (words, NULL);
  found = g_strjoinv (" ", (char **) words->pdata);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_split (void)
{
  g_auto (Fixture) fixture = fixture_new ();

  assert_words (&fixture, "La reunión, de HOY", 9, "la reunion de hoy");
  assert_words (&fixture, "one two one", 9, "one two");
  assert_words (&fixture, "one two three", 2, "one two");
  assert_words (&fixture, " \"*() -- ", 9, "");
  assert_words (&fixture, "", 9, "");
  assert_words (&fixture, "ﬁsh Straße ΕΛΛΆΔΑ ŁÓDŹ", 9, "fish strasse ελλαδα łodz");
}

static void
assert_folded (const char *text, const char *expected)
{
  g_autofree char *folded = server_tokenizer_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_fold (void)
{
  assert_folded ("", "");
  assert_folded ("Plain", "Plain");
  assert_folded ("Σούπα ΣΉΜΕΡΑΣ", "σουπα σημερασ");
  assert_folded ("Ёлка, Тихий", "елка, тихии");
  assert_folded ("ÅNGSTRÖM ångström", "angstrom angstrom");
  assert_folded ("Ｗｉｄｅ ½", "wide 1⁄2");

  /* What is no accent stays, in one way of writing it. */
  assert_folded ("がぎ ﾊﾟ 한국 हिन्दी ไทย", "がぎ パ 한국 हिन्दी ไทย");
}

static gboolean
matches (Fixture *fixture, const char *text, const char *query)
{
  g_autoptr (GPtrArray) words = server_tokenizer_split (fixture->tokenizer, query, 16);

  return server_tokenizer_matches (fixture->tokenizer, text, words);
}

static void
test_matches (void)
{
  g_auto (Fixture) fixture = fixture_new ();

  g_assert_true (matches (&fixture, "La reunión de hoy", "reunion"));
  g_assert_true (matches (&fixture, "La reunión de hoy", "hoy REUN"));
  g_assert_false (matches (&fixture, "La reunión de hoy", "reunion mañana"));
  g_assert_false (matches (&fixture, "La reunión de hoy", "union"));
  g_assert_false (matches (&fixture, "", "x"));
  g_assert_true (matches (&fixture, "teapot", "tea te t teapot"));
  g_assert_true (matches (&fixture, "Σούπα σήμερα", "σουπα ΣΗΜ"));
  g_assert_true (matches (&fixture, "in der Straße", "STRASSE"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tokenizer/split", test_split);
  g_test_add_func ("/tokenizer/fold", test_fold);
  g_test_add_func ("/tokenizer/matches", test_matches);

  return g_test_run ();
}
