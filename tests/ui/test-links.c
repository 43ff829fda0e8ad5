/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pango/pango.h>
#include <string.h>
#include <time.h>

#include "ui-links.h"

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
}

static void
append_link (GString *markup, const char *completion, const char *link, gsize length)
{
  g_string_append_printf (markup, "<a href=\"%s", completion);
  append_escaped (markup, link, length);
  g_string_append (markup, "\">");
  append_escaped (markup, link, length);
  g_string_append (markup, "</a>");
}

/* As labels get them: nothing is markup but the links. */
static char *
make_markup (const char *text)
{
  g_autoptr (GString) markup = g_string_sized_new (strlen (text) + 16);
  const char *done = text;
  const char *p = text;
  guint n_links = 0;

  while (*p != '\0' && n_links < UI_LINKS_MAX)
    {
      const char *completion = "";
      gsize length = ui_links_match (text, p, &completion);

      if (length == 0)
        {
          p = g_utf8_next_char (p);
          continue;
        }

      append_escaped (markup, done, p - done);
      append_link (markup, completion, p, length);
      n_links++;
      done = p += length;
    }

  append_escaped (markup, done, strlen (done));
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* The text as it is seen: markup without its links, read by the parser that labels use. */
static char *
dup_seen (const char *markup)
{
  g_autoptr (GRegex) anchors = g_regex_new ("</?a( href=\"[^\"]*\")?>", 0, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (anchors, markup, -1, 0, "", 0, NULL);
  g_autoptr (GError) error = NULL;
  char *seen = NULL;

  pango_parse_markup (rest, -1, 0, NULL, &seen, NULL, &error);
  g_assert_no_error (error);
  return seen;
}

static guint
count_links (const char *markup)
{
  guint n = 0;

  for (const char *p = markup; (p = strstr (p, "<a href=")) != NULL; p++)
    n++;

  return n;
}

static void
assert_markup (const char *text, const char *expected)
{
  g_autofree char *markup = make_markup (text);

  g_assert_cmpstr (markup, ==, expected);
}

/* Whatever is said, it is seen as it was said, and @n_links lead somewhere. */
static void
assert_seen (const char *text, guint n_links)
{
  g_autofree char *markup = make_markup (text);
  g_autofree char *seen = dup_seen (markup);

  g_assert_cmpstr (seen, ==, text);
  g_assert_cmpuint (count_links (markup), ==, n_links);
}

#define LINK(address) "<a href=\"" address "\">" address "</a>"

static void
test_kinds (void)
{
  assert_markup ("http://a.example", LINK ("http://a.example"));
  assert_markup ("HTTPS://A.example", LINK ("HTTPS://A.example"));
  assert_markup ("ftp://a.example/f", LINK ("ftp://a.example/f"));
  assert_markup ("mailto:ana@a.example", LINK ("mailto:ana@a.example"));
  assert_markup ("www.a.example", "<a href=\"https://www.a.example\">www.a.example</a>");
}

static void
test_no_links (void)
{
  const char *text[] = {
    "",
    "http://",
    "https:// a",
    "http:a",
    "www.",
    "www..",
    "xhttp://a.example",
    "awww.a.example",
    "ana@www.a.example",
    "mailto:",
    "mailto:.",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "charla",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (text); i++)
    assert_markup (text[i], text[i]);
}

static void
test_sentences (void)
{
  assert_markup ("See http://a.example.", "See " LINK ("http://a.example") ".");
  assert_markup ("(http://a.example)", "(" LINK ("http://a.example") ")");
  assert_markup ("http://a.example/b_(c)", LINK ("http://a.example/b_(c)"));
  assert_markup ("(http://a.example/b_(c))!", "(" LINK ("http://a.example/b_(c)") ")!");
  assert_markup ("[http://a.example],", "[" LINK ("http://a.example") "],");
  assert_markup ("“http://a.example”…", "“" LINK ("http://a.example") "”…");
  assert_markup ("http://[::1]:80/", LINK ("http://[::1]:80/") );
  assert_markup ("a\nhttp://a.example\nb", "a\n" LINK ("http://a.example") "\nb");
  assert_markup ("http://a.example http://b.example",
                 LINK ("http://a.example") " " LINK ("http://b.example"));
}

static void
test_cut (void)
{
  assert_markup ("http://a.example/b…", "http://a.example/b…");
  assert_markup ("http://a.example/b.…", "http://a.example/b.…");
  assert_markup ("http://a.example/b …", LINK ("http://a.example/b") " …");
}

static void
test_other_scripts (void)
{
  assert_markup ("http://españa.example/ñ", LINK ("http://españa.example/ñ"));
  assert_markup ("שלום http://a.example שלום", "שלום " LINK ("http://a.example") " שלום");
  assert_markup ("看http://a.example。", "看" LINK ("http://a.example") "。");
}

static void
test_escapes (void)
{
  assert_markup ("<b>&amp;</b> \"'", "&lt;b&gt;&amp;amp;&lt;/b&gt; &quot;&apos;");
  assert_markup ("http://a.example/?a=1&b=2", LINK ("http://a.example/?a=1&amp;b=2"));
  assert_markup ("http://a.example/'x", LINK ("http://a.example/&apos;x"));
}

static void
test_hostile (void)
{
  assert_seen ("<a href=\"http://evil.example\">http://good.example</a>", 2);
  assert_seen ("http://a.example\"><b>bold", 1);
  assert_seen ("</span></a></markup>", 0);
  assert_seen ("<span size='999999'>big</span>", 0);
  assert_seen ("&#x41; &lt; &nope; & &&", 0);
  assert_seen ("\x01\x02\x1f\x7f", 0);
  assert_seen ("http://a.example/\u202Egpj.exe", 1);
  assert_seen ("www.a.example\u200B.evil.example", 1);
}

static void
test_direction_does_not_hide_the_address (void)
{
  assert_markup ("http://a.example/\u202Egpj", LINK ("http://a.example/") "\u202Egpj");
}

static char *
repeat (const char *unit, guint n)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, unit);

  return g_string_free (string, FALSE);
}

static void
test_number_is_bounded (void)
{
  g_autofree char *many = repeat ("www.a.b ", 2000);

  assert_seen (many, 50);
}

static void
test_length_is_bounded (void)
{
  g_autofree char *tail = repeat ("a", 3000);
  g_autofree char *text = g_strconcat ("http://", tail, NULL);

  assert_seen (text, 0);
}

/* Each of these costs a quadratic search its patience. */
static void
test_floods_take_no_time (void)
{
  const char *units[] = { "(www.", "http://", "www.", ")", "(http://a)))))", "mailto:a,", "&" };
  clock_t start = clock ();

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *flood = repeat (units[i], 64 * 1024 / (guint) strlen (units[i]));
      g_autofree char *markup = make_markup (flood);
      g_autofree char *seen = dup_seen (markup);

      g_assert_cmpstr (seen, ==, flood);
    }

  /* Of the processor, which others may need meanwhile. */
  g_assert_cmpint (clock () - start, <, 30 * CLOCKS_PER_SEC);
}

static void
test_may_open (void)
{
  g_assert_true (ui_links_may_open ("https://a.example"));
  g_assert_true (ui_links_may_open ("MAILTO:ana@a.example"));
  g_assert_false (ui_links_may_open ("file:///etc/passwd"));
  g_assert_false (ui_links_may_open ("www.a.example"));
  g_assert_false (ui_links_may_open (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/links/kinds", test_kinds);
  g_test_add_func ("/links/none", test_no_links);
  g_test_add_func ("/links/sentences", test_sentences);
  g_test_add_func ("/links/cut", test_cut);
  g_test_add_func ("/links/scripts", test_other_scripts);
  g_test_add_func ("/links/escapes", test_escapes);
  g_test_add_func ("/links/hostile", test_hostile);
  g_test_add_func ("/links/direction", test_direction_does_not_hide_the_address);
  g_test_add_func ("/links/number", test_number_is_bounded);
  g_test_add_func ("/links/length", test_length_is_bounded);
  g_test_add_func ("/links/floods", test_floods_take_no_time);
  g_test_add_func ("/links/may-open", test_may_open);

  return g_test_run ();
}
