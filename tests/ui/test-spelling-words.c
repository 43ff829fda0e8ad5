/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-spelling-languages.h"
#include "ui-spelling-words.h"

#include <string.h>

static char *
find (const char *text, int from, int to)
{
  g_autoptr (GPtrArray) words = ui_spelling_words (text, from, to);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      UiSpellingWord *word = g_ptr_array_index (words, i);
      g_autofree char *there = g_utf8_substring (text, word->start, word->end);
      g_auto (GStrv) halves = g_strsplit (there, "’", -1);
      g_autofree char *plain = g_strjoinv ("'", halves);

      g_assert_cmpstr (plain, ==, word->word);
      g_string_append_printf (all, "%s%s", i > 0 ? " " : "", word->word);
    }

  return g_string_free (all, FALSE);
}

static void
assert_words (const char *text, const char *expected)
{
  g_autofree char *words = find (text, 0, G_MAXINT);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  assert_words ("", "");
  assert_words ("Hello, world!", "Hello world");
  assert_words ("¿Qué tal, señor?", "Qué tal señor");
  assert_words ("don’t o'clock 'quoted' end'", "don't o'clock quoted end");
  assert_words ("one\ntwo\tthree…four", "one two three four");
  assert_words ("well-known (maybe) **bold** _it_", "well known maybe bold");
  assert_words ("كيف حالك", "كيف حالك");
}

static void
test_no_words (void)
{
  assert_words ("https://example.org/helo www.exmpl.org exmpl.org a/b", "");
  assert_words ("ana@example.org @ana #topc :smlie:", "");
  assert_words ("NASA GtkWidget gtk_widget x 3rd h2o a b=c", "");
  assert_words ("今日は สวัสดี", "");
}

static void
test_names (void)
{
  assert_words ("@Ana Belén Smth helo", "helo");
  assert_words ("@ana helo Smth", "helo Smth");
}

static void
test_code (void)
{
  assert_words ("see `helo wrld` here", "see here");
  assert_words ("see `helo\nwrld here", "see wrld here");
  assert_words ("one\n```\nhelo\n```\ntwo", "one two");
  assert_words ("one\n```\nhelo", "one");
}

/* Paragraphs are looked at for themselves. */
static void
test_range (void)
{
  const char *text = "añb one\nsecond two\nthird";
  g_autofree char *first = find (text, 0, 7);
  g_autofree char *second = find (text, 8, 18);

  g_assert_cmpstr (first, ==, "añb one");
  g_assert_cmpstr (second, ==, "second two");
}

static void
assert_chosen (const char *wanted, const char *expected)
{
  const char *installed[] = { "de_AT", "de_DE", "en_GB", "en_US", "es_AR", "es_MX", "pt", NULL };
  g_auto (GStrv) names = g_strsplit (wanted, ":", -1);
  g_auto (GStrv) chosen = ui_spelling_choose_languages ((const char *const *) names, installed);
  g_autofree char *joined = g_strjoinv (":", chosen);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_languages (void)
{
  assert_chosen ("", "");
  assert_chosen ("C.UTF-8:C", "");
  assert_chosen ("en_US.UTF-8:en_US:en.UTF-8:en:C", "en_US");
  assert_chosen ("de:C", "de_DE");
  assert_chosen ("es_ES.UTF-8:es_ES:es:C", "es_AR");
  assert_chosen ("pt_BR:pt:en_GB:en", "pt:en_GB");
  assert_chosen ("eo", "");
}

static void
test_describe (void)
{
  g_autofree char *us = ui_spelling_describe_language ("en_US");
  g_autofree char *eo = ui_spelling_describe_language ("eo");
  g_autofree char *other = ui_spelling_describe_language ("tlh_KX");

  g_assert_cmpstr (us, ==, "English (US)");
  g_assert_cmpstr (eo, ==, "Esperanto");
  g_assert_cmpstr (other, ==, "tlh_KX");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/spelling-words/words", test_words);
  g_test_add_func ("/spelling-words/no-words", test_no_words);
  g_test_add_func ("/spelling-words/names", test_names);
  g_test_add_func ("/spelling-words/code", test_code);
  g_test_add_func ("/spelling-words/range", test_range);
  g_test_add_func ("/spelling-words/languages", test_languages);
  g_test_add_func ("/spelling-words/describe", test_describe);

  return g_test_run ();
}
