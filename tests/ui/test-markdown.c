/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-markdown.h"

#include <string.h>

#include "markdown.h"

#define CODE(text)                                                                               \
  "<span font_family=\"monospace\" background=\"#808080\" bgalpha=\"20%\">" text "</span>"
#define LINK(address) "<a href=\"" address "\">" address "</a>"
#define NAMED(address, text) "<a href=\"" address "\" title=\"" address "\">" text "</a>"

/* The blocks as one text: a letter for the kind, `>` a quote, `.` a list, and so on. */
static char *
dup_blocks (const char *text)
{
  g_autoptr (GPtrArray) blocks = ui_markdown_parse (text, NULL);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const UiBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_c (all, "TCQIR"[block->kind]);
      for (guint n = 0; n < block->quotes; n++)
        g_string_append_c (all, '>');
      for (guint n = 0; n < block->depth; n++)
        g_string_append_c (all, '.');
      if (block->marker != NULL)
        g_string_append_printf (all, " %s", block->marker);
      if (block->info != NULL)
        g_string_append_printf (all, " %s", block->info);
      g_string_append_printf (all, ": %s%s", block->markup ? block->markup : block->text,
                              i + 1 < blocks->len ? "\n" : "");
    }

  return g_string_free (all, FALSE);
}

static void
assert_blocks (const char *text, const char *expected)
{
  g_autofree char *blocks = dup_blocks (text);

  assert_valid (text, NULL);
  g_assert_cmpstr (blocks, ==, expected);
}

/* One block of text that is the same as it was written. */
static void
assert_same (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *expected = g_strconcat ("T: ", escaped, NULL);

  assert_blocks (text, expected);
}

static void
test_plain (void)
{
  assert_same ("");
  assert_same ("Hello");
  assert_same ("¿Qué tal? 100% & more");
  assert_same ("one\ntwo\n\n\nthree");
  assert_same ("2 * 3 * 4");
}

static void
test_styles (void)
{
  assert_blocks ("*a* _b_", "T: <i>a</i> <i>b</i>");
  assert_blocks ("**a** __b__", "T: <b>a</b> <b>b</b>");
  assert_blocks ("~~a~~ b", "T: <s>a</s> b");
  assert_blocks ("***a***", "T: <i><b>a</b></i>");
  assert_blocks ("**a *b* `c`**", "T: <b>a <i>b</i> " CODE ("c") "</b>");
  assert_blocks ("`a < *b*`", "T: " CODE ("a &lt; *b*"));
  assert_blocks ("\\*a\\*", "T: *a*");
  assert_blocks ("****a****", "T: <b>a</b>");
  assert_same ("snake_case_name");
  assert_same ("~5 or ~6 ~");
  assert_same ("**not closed");
}

static void
test_lines (void)
{
  assert_blocks ("*a*\nb", "T: <i>a</i>\nb");
  assert_blocks ("*a*\n\nb", "T: <i>a</i>\n\nb");
  assert_blocks ("*a*\n\n\n\nb\\\nc", "T: <i>a</i>\n\nb\nc");
  assert_blocks ("*a*\r\nb", "T: <i>a</i>\nb");
}

static void
test_headings (void)
{
  assert_blocks ("# A *b*", "T: <b>A <i>b</i></b>");
  assert_blocks ("###### A\nb", "T: <b>A</b>\n\nb");
  assert_blocks ("A\n===\nb", "T: <b>A</b>\n\nb");
  assert_same ("#tag");
  assert_same ("#");
}

static void
test_code (void)
{
  assert_blocks ("```\na <b>\n\n  *c*\n```", "C: a <b>\n\n  *c*");
  assert_blocks ("a\n```c\nint x;\n```\nb", "T: a\nC c: int x;\nT: b");
  assert_blocks ("~~~ python 3\nx\n~~~", "C python: x");
  assert_blocks ("```\nnot closed", "C: not closed");
  assert_blocks ("```\nhttp://a.example @Ana [a]: b\n```", "C: http://a.example @Ana [a]: b");
  assert_same ("    four spaces");
  assert_same ("```");
}

static void
test_quotes (void)
{
  assert_blocks ("> a\n> b\n\nc", "Q>: a\nb\nT: c");
  assert_blocks ("> a\n>\n> b", "Q>: a\n\nb");
  assert_blocks ("> a\n> > b\n\nc", "Q>: a\nQ>>: b\nT: c");
  assert_blocks ("> ```\n> a\n> ```", "C>: a");
  assert_blocks ("> - a", "I>. •: a");
  assert_same ("a > b");
  assert_same ("3 > 2\n1 < 2");
}

static void
test_lists (void)
{
  assert_blocks ("- a\n- b", "I. •: a\nI. •: b");
  assert_blocks ("3. a\n3. b", "I. 3.: a\nI. 4.: b");
  assert_blocks ("1) a", "I. 1): a");
  assert_blocks ("* a\n  * b\n    1. c\n* d", "I. •: a\nI.. •: b\nI... 1.: c\nI. •: d");
  assert_blocks ("- a\n\n  b\n- c", "I. •: a\nT.: b\nI. •: c");
  assert_blocks ("- a\n  ```\n  b\n  ```", "I. •: a\nC.: b");
  assert_blocks ("1. > a", "I. 1.: \nT>.: a");
  assert_blocks ("- a\n-\n- b", "I. •: a\nI. •: \nI. •: b");
  assert_blocks ("- a\n\nb", "I. •: a\nT: b");
  assert_blocks ("1999. It was warm.", "I. 1999.: It was warm.");
  assert_blocks ("4294967296. a", "T: 4294967296. a");
  assert_same ("-");
  assert_same ("1.");
  assert_same ("-1 or +1");
}

static void
test_rules (void)
{
  assert_blocks ("a\n\n---\nb", "T: a\nR: \nT: b");
  assert_blocks ("***", "R: ");
}

static void
test_links (void)
{
  assert_blocks ("[a](http://a.example)", "T: " NAMED ("http://a.example", "a"));
  assert_blocks ("[**a** b](http://a.example \"c\")",
                 "T: " NAMED ("http://a.example", "<b>a</b> b"));
  assert_blocks ("[](http://a.example)", "T: " LINK ("http://a.example"));
  assert_blocks ("<http://a.example/_b_>", "T: " LINK ("http://a.example/_b_"));
  assert_blocks ("<ana@a.example>",
                 "T: <a href=\"mailto:ana@a.example\">ana@a.example</a>");
  assert_blocks ("![a](http://a.example/a.png)",
                 "T: " NAMED ("http://a.example/a.png", "a"));
  assert_blocks ("[![a](http://b.example)](http://a.example)",
                 "T: " NAMED ("http://a.example", "a"));
  assert_blocks ("[a](http://a.example/?b=1&c=2)",
                 "T: <a href=\"http://a.example/?b=1&amp;c=2\""
                 " title=\"http://a.example/?b=1&amp;amp;c=2\">a</a>");
  assert_blocks ("[a](http://a.example/(b))[c](http://c.example)",
                 "T: " NAMED ("http://a.example/(b)", "a") NAMED ("http://c.example", "c"));
}

static void
test_addresses (void)
{
  assert_blocks ("http://a.example/_b_*c*d", "T: " LINK ("http://a.example/_b_*c*d"));
  assert_blocks ("**http://a.example**", "T: <b>" LINK ("http://a.example") "</b>");
  assert_blocks ("`http://a.example`", "T: " CODE ("http://a.example"));
  assert_blocks ("> http://a.example", "Q>: " LINK ("http://a.example"));
  assert_blocks ("(http://a.example)", "T: (" LINK ("http://a.example") ")");
}

/* What nothing opens is shown as it was written. */
static void
test_other_schemes (void)
{
  assert_same ("[a](file:///etc/passwd)");
  assert_same ("[a](javascript:alert%281%29)");
  assert_same ("<javascript:alert(1)>");
  assert_same ("![a](data:text/html,b)");
  assert_same ("array[0](x)");
  assert_same ("[a](http://a.example<b)");
  assert_blocks ("[*a*](b)", "T: [<i>a</i>](b)");
}

#define DECEPTION(text, address)                                                                 \
  NAMED (address, text) " (\u2068" address "\u2069)"

static void
test_deception (void)
{
  const char *evil = "http://evil.example";
  const char *shown[] = { "http://good.example", "good.example",     "www.good.example/a",
                          "HTTPS://good.example", "ana@good.example", "good\u3002example",
                          "good\uFF0Eexample",    "evil.example.good", "x.evil.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s](%s)", shown[i], evil);
      g_autofree char *expected =
          g_strdup_printf ("T: " DECEPTION ("%s", "http://evil.example"), shown[i]);

      assert_blocks (text, expected);
    }
}

static void
test_frankness (void)
{
  assert_blocks ("[a.example](http://a.example/)", "T: " NAMED ("http://a.example/", "a.example"));
  assert_blocks ("[A.example/](https://www.a.example/b?c)",
                 "T: " NAMED ("https://www.a.example/b?c", "A.example/"));
  assert_blocks ("[Ana](mailto:ana@a.example)", "T: " NAMED ("mailto:ana@a.example", "Ana"));
  assert_blocks ("[See here. Or there](http://a.example)",
                 "T: " NAMED ("http://a.example", "See here. Or there"));
  assert_blocks ("[a.example](http://a.example@evil.example)",
                 "T: " DECEPTION ("a.example", "http://a.example@evil.example"));
}

/* Nothing turns the text of a link around, or the address behind it. */
static void
test_directions (void)
{
  assert_blocks ("[\u202Bmoc.elpmaxe\u2067](http://evil.example)",
                 "T: " DECEPTION ("moc.elpmaxe", "http://evil.example"));
  assert_blocks ("*\u202Ea*", "T: <i>a</i>");
  assert_blocks ("[a](http://a.example/\u200Bb)", "T: [a](http://a.example/\u200Bb)");
}

/* A definition is not shown by Markdown, and what is behind it would be hidden. */
static void
test_definitions (void)
{
  assert_same ("[a]: /b 'c'");
  assert_same ("a\n\n[a]: b\n\n[a]");
  assert_blocks ("> [a]: b", "Q>: [a]: b");
  assert_blocks ("[a]: http://a.example", "T: [a]: " LINK ("http://a.example"));
}

static void
test_html (void)
{
  assert_same ("<b>a</b>");
  assert_same ("<script>alert(1)</script>");
  assert_same ("<!-- a -->");
  assert_same ("&lt; &#65; &nbsp; &nope");
  assert_same ("<span size='999999'>a</span>");
  assert_blocks ("*<a href='x'>*", "T: <i>&lt;a href=&apos;x&apos;&gt;</i>");
}

static void
test_tables (void)
{
  assert_same ("| a | b |\n|---|---|\n| c | d |");
}

static void
test_mentions (void)
{
  g_autoptr (UiMentions) mentions = ui_mentions_new ("Ana");
  g_autoptr (GPtrArray) blocks = NULL;
  const UiBlock *block = NULL;

  ui_mentions_add (mentions, "Jo_e_ Doe");
  blocks = ui_markdown_parse ("**@ana**, @Jo_e_ Doe, `@Ana` [@Ana](http://a.example)", mentions);
  g_assert_cmpuint (blocks->len, ==, 1);
  block = g_ptr_array_index (blocks, 0);
  g_assert_cmpstr (block->text, ==, "@ana, @Jo_e_ Doe, @Ana @Ana");
  g_assert_cmpstr (block->markup, ==,
                   "<b><span weight=\"bold\" background=\"#e5a50a\" bgalpha=\"40%\">@ana</span></b>, "
                   "<span weight=\"bold\">@Jo_e_ Doe</span>, " CODE ("@Ana") " "
                   NAMED ("http://a.example", "@Ana"));
}

static void
test_marks (void)
{
  assert_same ("\uFFFD");
  assert_blocks ("\uFDD0" "0\uFDD1 \uFDD2", "T: \uFFFD0\uFFFD \uFFFD");
  assert_blocks ("*\uFDD0" "0\uFDD1* http://a.example",
                 "T: <i>\uFFFD0\uFFFD</i> " LINK ("http://a.example"));
}

static void
assert_to_plain (const char *text, const char *expected)
{
  g_autofree char *plain = ui_markdown_to_plain (text);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_to_plain (void)
{
  assert_to_plain ("Hello", "Hello");
  assert_to_plain ("**a** `b` [c](http://c.example)", "a b c");
  assert_to_plain ("> a\n\nb", "> a\nb");
  assert_to_plain ("- a\n- b", "• a\n• b");
  assert_to_plain ("```c\na\n```", "a");
  assert_to_plain ("---", "—");
  assert_to_plain ("a\u202Eb", "ab");
  assert_to_plain ("[good.example](http://evil.example)",
                   "good.example (\u2068http://evil.example\u2069)");
}

static void
test_is_plain (void)
{
  const char *plain[] = { "", "Hello", "a - b", "3 + 4 = 7!", "1 of 2", "a\nb" };
  const char *other[] = { "*a*",   "a_b",  "`a`",   "- a",    "a\n1. b", "> a",
                          "@Ana",  "a: b", "WWW.a", "a\n---", "# a",     "<b>" };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    g_assert_true (ui_markdown_is_plain (plain[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (ui_markdown_is_plain (other[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markdown/plain", test_plain);
  g_test_add_func ("/markdown/styles", test_styles);
  g_test_add_func ("/markdown/lines", test_lines);
  g_test_add_func ("/markdown/headings", test_headings);
  g_test_add_func ("/markdown/code", test_code);
  g_test_add_func ("/markdown/quotes", test_quotes);
  g_test_add_func ("/markdown/lists", test_lists);
  g_test_add_func ("/markdown/rules", test_rules);
  g_test_add_func ("/markdown/links", test_links);
  g_test_add_func ("/markdown/addresses", test_addresses);
  g_test_add_func ("/markdown/other-schemes", test_other_schemes);
  g_test_add_func ("/markdown/deception", test_deception);
  g_test_add_func ("/markdown/frankness", test_frankness);
  g_test_add_func ("/markdown/directions", test_directions);
  g_test_add_func ("/markdown/definitions", test_definitions);
  g_test_add_func ("/markdown/html", test_html);
  g_test_add_func ("/markdown/tables", test_tables);
  g_test_add_func ("/markdown/mentions", test_mentions);
  g_test_add_func ("/markdown/marks", test_marks);
  g_test_add_func ("/markdown/to-plain", test_to_plain);
  g_test_add_func ("/markdown/is-plain", test_is_plain);

  return g_test_run ();
}
