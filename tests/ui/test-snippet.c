/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-snippet.h"

static const struct
{
  const char *text;
  const char *query;
  const char *markup;
} cases[] = {
  { "Hello there", "the", "Hello <b>the</b>re" },
  { "Hello there", "here", "Hello there" },
  { "La reunión es hoy", "REUNION", "La <b>reunión</b> es hoy" },
  { "La reunion es hoy", "reunión h", "La <b>reunion</b> es <b>h</b>oy" },
  /* Written as letters and accents, one by one. */
  { "re\u0301unio\u0301n", "réu", "<b>re\u0301u</b>nio\u0301n" },
  { "Reu\u0301", "reu", "<b>Reu\u0301</b>" },
  /* One letter that is two, and two that are one. */
  { "Straße", "strass", "<b>Straß</b>e" },
  { "ﬁne", "fine", "<b>ﬁne</b>" },
  { "ΣΊΣΥΦΟΣ", "σισυφος", "<b>ΣΊΣΥΦΟΣ</b>" },
  { "Ёлка, ёлка", "елк", "<b>Ёлк</b>а, <b>ёлк</b>а" },
  { "مرحبا بالعالم", "بال", "مرحبا <b>بال</b>عالم" },
  { "房间, 房", "房", "<b>房</b>间, <b>房</b>" },
  /* The longest of those that begin a word. */
  { "tomatoes", "to tomat tom", "<b>tomat</b>oes" },
  { "a-b_c a.b", "b", "a-<b>b</b>_c a.<b>b</b>" },
  { "<b>1 & 2</b>", "2 b", "&lt;<b>b</b>&gt;1 &amp; <b>2</b>&lt;/<b>b</b>&gt;" },
  { "Nothing", "", "Nothing" },
  { "Nothing 👍", "👍", "Nothing 👍" },
  { "", "word", "" },
};

static void
test_marks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = ui_snippet_to_markup (cases[i].text, cases[i].query);

      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

static void
assert_cut (const char *text, const char *query, guint max_chars, const char *expected)
{
  g_autofree char *cut = ui_snippet_cut (text, query, max_chars);

  g_assert_cmpstr (cut, ==, expected);
}

static void
test_cut (void)
{
  assert_cut ("Short enough", "enough", 20, "Short enough");
  assert_cut ("  In\n\tone\r\n\r\nline  ", "one", 20, "In one line");
  assert_cut ("The beginning is what was looked for", "beg", 20, "The beginning is wha…");
  assert_cut ("What was said before is cut off before the word", "word", 20, "…the word");
  assert_cut ("What was said before is cut off around the word on both sides of it", "around", 20,
              "…off around the word…");
  assert_cut ("Nothing of that was looked for here", "elsewhere", 12, "Nothing of t…");
  assert_cut ("ñañañañañañañañañañaña fin", "fin", 8, "…fin");
}

/* As long as a message can be, in one word. */
static void
test_cut_of_a_wall (void)
{
  g_autoptr (GString) wall = g_string_new (NULL);
  g_autofree char *cut = NULL;

  for (guint i = 0; i < 8000; i++)
    g_string_append (wall, "ñ");
  cut = ui_snippet_cut (wall->str, "nnn", 100);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 101);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/snippet/marks", test_marks);
  g_test_add_func ("/snippet/cut", test_cut);
  g_test_add_func ("/snippet/wall", test_cut_of_a_wall);

  return g_test_run ();
}
