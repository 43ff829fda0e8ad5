/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-markdown.h"

#include <string.h>
#include <time.h>

#include "markdown.h"

#define FLOOD_SIZE (64 * 1024)

/* Of the processor, in seconds, for one flood: read, and the markup of it checked. It is
 * some milliseconds; what takes time by the square of the size takes minutes. */
#define FLOOD_TIME 3

static const char *corpus[] = {
  "**a *b* ~~c~~ `d`** [e](http://e.example \"f\") ![g](http://g.example)",
  "# a\n\n> b\n> - c\n>   1. d\n\n```c\ne\n```\n---\n| f | g |\n|---|---|\n",
  "<b>&lt;a&gt;</b> \\* [a]: http://b.example [c][a] <http://d.example>",
  "@Ana, http://a.example/_b_?c=1&d=2 \u202E\u2067 [\u202Bx](http://y.example)",
  "\uFDD00\uFDD1\uFDD2 http://a.example [\uFDD0](\uFDD1)",
};

static const char *pieces[] = {
  "*", "**", "_", "~~", "`", "```\n", "[", "](", "](http://a.example)", ")", "<", ">", "> ", "- ",
  "1. ", "\n", "\n\n", "    ", "#", "# ", "---\n", "===\n", "|", "\\", "&amp;", "!", "![", "@Ana",
  "http://b.example/_", "www.c.example", "<http://d.example>", "\"", "'", "a", " ", "\t", "]:",
  "\uFDD0", "\uFDD1", "0", "\u202E", "é",
};

static void
vary (GString *text)
{
  const char *piece = pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];
  glong n = g_utf8_strlen (text->str, -1);
  char *place = g_utf8_offset_to_pointer (text->str, g_test_rand_int_range (0, n + 1));

  if (*place != '\0' && g_test_rand_int_range (0, 4) == 0)
    g_string_erase (text, place - text->str, g_utf8_next_char (place) - place);
  else
    g_string_insert (text, place - text->str, piece);
}

static void
test_variations (void)
{
  g_autoptr (UiMentions) mentions = ui_mentions_new ("Ana");
  guint n = g_test_quick () ? 400 : 20000;

  for (gsize i = 0; i < G_N_ELEMENTS (corpus); i++)
    for (guint v = 0; v < n; v++)
      {
        g_autoptr (GString) text = g_string_new (v % 2 ? corpus[i] : "");

        for (guint k = g_test_rand_int_range (1, 30); k > 0; k--)
          vary (text);
        assert_valid (text->str, mentions);
      }
}

static char *
repeat (const char *unit)
{
  GString *string = g_string_sized_new (FLOOD_SIZE);

  while (string->len + strlen (unit) < FLOOD_SIZE)
    g_string_append (string, unit);

  return g_string_free (string, FALSE);
}

static void
assert_quick (const char *unit, const char *text)
{
  g_autoptr (UiMentions) mentions = ui_mentions_new ("Ana");
  g_autofree char *name = g_strescape (unit, NULL);
  clock_t start = clock ();
  g_autoptr (GPtrArray) blocks = ui_markdown_parse (text, mentions);
  double seconds = (double) (clock () - start) / CLOCKS_PER_SEC;

  g_test_message ("%s: %.1f ms", name, seconds * 1000);
  g_assert_cmpfloat (seconds, <, FLOOD_TIME);
  assert_valid (text, mentions);
}

static void
test_floods (void)
{
  const char *units[] = {
    "*",     "_",      "~",       "`",        "[",     "]",      "(",        "<",
    ">",     "> ",     "!",       "![",       "\\",    "&",      "- ",       "* ",
    "1. ",   "#",      "# \n",    "*a ",      "*a* ",  "*a_b",   "**a *b ",  "`a``b",
    "[a](",  "[a](b)", "[a][b]",  "[a]: b\n", "<a ",   "<a:b> ", "<!--",     "- a\n",
    "1) a\n", "> a\n", "---\n",   "===\n",    "|",     "|-",     "|-|\n|a|\n", "```\n",
    "~~~\n", "@",      "@Ana ",   "@a b",     "www.a ", "http://a.b/_", "[a](http://b.c) ",
    "***a*** ", "_a_ b ", "a*",   "~~a~~",    "\n",    " ",      "\t",       "a\n\n",
    "- - - a\n", "> - ", "  - a\n", "]:",     "\uFDD0", "\uFDD01\uFDD1", "\u202B",
    "![a](http://b.c)", "[![a](b)](c)", "<http://a.b>", "&amp;", "*[a](b)*", "\"", "a\u0301",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *flood = repeat (units[i]);

      assert_quick (units[i], flood);
    }
}

/* Deeper with each line, or first deep and then wide. */
static void
test_depths (void)
{
  const char *units[] = { ">", "> ", "- ", "1. ", "  ", "* > " };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) stairs = g_string_new (NULL);
      g_autoptr (GString) cellar = g_string_new (NULL);

      for (guint depth = 1; stairs->len < FLOOD_SIZE / 2; depth++)
        {
          for (guint n = 0; n < depth; n++)
            g_string_append (stairs, units[i]);
          g_string_append (stairs, "- a\n");
        }
      while (cellar->len < FLOOD_SIZE / 2)
        g_string_append (cellar, units[i]);
      while (cellar->len < FLOOD_SIZE)
        g_string_append (cellar, "a\n");

      assert_quick (units[i], stairs->str);
      assert_quick (units[i], cellar->str);
    }
}

/* Half of one sign and half of another. */
static void
test_pairs (void)
{
  const char *signs[] = { "*", "_", "~", "`", "[", "]", "(", ")", "<", ">", "!", "\\", "a*", "*a", "[a", "](b" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (signs); j++)
      {
        g_autoptr (GString) text = g_string_new (NULL);

        while (text->len < 8 * 1024)
          g_string_append (text, signs[i]);
        while (text->len < 16 * 1024)
          g_string_append (text, signs[j]);
        assert_quick (signs[i], text->str);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markdown/hostile/variations", test_variations);
  g_test_add_func ("/markdown/hostile/floods", test_floods);
  g_test_add_func ("/markdown/hostile/depths", test_depths);
  g_test_add_func ("/markdown/hostile/pairs", test_pairs);

  return g_test_run ();
}
