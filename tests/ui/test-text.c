/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ui-text.h"

static char *
repeat (const char *unit, guint n)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, unit);

  return g_string_free (string, FALSE);
}

static void
assert_tame (const char *text, const char *expected)
{
  g_autofree char *tame = ui_text_tame (text);

  g_assert_cmpstr (tame, ==, expected);
}

static void
test_tame_leaves_languages_alone (void)
{
  assert_tame ("", "");
  assert_tame ("Hola, ¿qué tal?\n\tBien.", "Hola, ¿qué tal?\n\tBien.");
  assert_tame ("שָׁלוֹם", "שָׁלוֹם");
  assert_tame ("हिन्दी में", "हिन्दी में");
  assert_tame ("བོད་སྐད", "བོད་སྐད");
  assert_tame ("👍🏻. ☝🏽! 👩🏿‍💻", "👍🏻. ☝🏽! 👩🏿‍💻");
  assert_tame ("👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿");
}

/* Pango has ended the program over such texts. */
static void
test_tame_parts_of_emoji (void)
{
  assert_tame ("a\U0001F3FB\U0001F3FB.", "a.");
  assert_tame ("👍\U0001F3FB\U0001F3FC\u2026", "👍\U0001F3FB\u2026");
  assert_tame ("\U0001F1EA\U0001F3FF)", "\U0001F1EA)");
  assert_tame ("1\u20E3\U0001F3FF.", "1\u20E3.");
  assert_tame ("🇪🇸\uFE0F 🇪\u0301🇪🇪🇪", "🇪🇸\uFE0F 🇪🇪🇪🇪");
  assert_tame ("🇪**\u0301🇪🇪🇪** 👍**\U0001F3FB\U0001F3FB**.", "🇪**🇪🇪🇪** 👍**\U0001F3FB**.");
}

static void
test_tame_lines (void)
{
  assert_tame ("a\r\nb\rc\nd", "a\nb\nc\nd");
  assert_tame ("a\u2028b\u2029c", "a\nb\nc");
  assert_tame ("\r\n\r\n", "\n\n");
}

static void
test_tame_controls (void)
{
  assert_tame ("a\x01" "b\x1b[31mc\x7f", "a\uFFFDb\uFFFD[31mc\uFFFD");
}

/* "https://evil.example/moc.knab//:sptth" would read as the address of a bank. */
static void
test_tame_overrides (void)
{
  assert_tame ("a\u202ehttps://evil.example/\u202db\u202c", "ahttps://evil.example/b\u202c");
  assert_tame ("\u2067שלום\u2069 \u202babc\u202c", "\u2067שלום\u2069 \u202babc\u202c");
}

static void
test_tame_combining_flood (void)
{
  g_autofree char *marks = repeat ("\u0301", 5000);
  g_autofree char *flood = g_strconcat ("Z", marks, "a\u0308", NULL);
  g_autofree char *tame = ui_text_tame (flood);

  g_assert_cmpint (g_utf8_strlen (tame, -1), ==, 1 + 8 + 2);
  g_assert_true (g_str_has_suffix (tame, "a\u0308"));
}

static void
test_tame_interrupted_flood (void)
{
  g_autofree char *flood = repeat ("\u0301\u0301\u0301\u0301\u200d\u202e", 100);
  g_autofree char *tame = ui_text_tame (flood);

  g_assert_cmpint (g_utf8_strlen (tame, -1), ==, 8 + 2);
}

static void
test_tame_bounds_the_length (void)
{
  g_autofree char *huge = repeat ("ñ", 1024 * 1024);
  g_autofree char *tame = ui_text_tame (huge);

  g_assert_cmpuint (strlen (tame), ==, 64 * 1024);
  g_assert_true (g_utf8_validate (tame, -1, NULL));
}

static void
test_isolate (void)
{
  g_autofree char *plain = ui_text_isolate ("ana");
  g_autofree char *tricky = ui_text_isolate ("\u202Eana\u2069\u2066");

  g_assert_cmpstr (plain, ==, "\u2068ana\u2069");
  g_assert_cmpstr (tricky, ==, "\u2068ana\u2069");
}

static void
test_preview_of_short_text (void)
{
  g_autofree char *lines = repeat ("line\n", 29);

  g_assert_null (ui_text_preview (""));
  g_assert_null (ui_text_preview ("Hello"));
  g_assert_null (ui_text_preview (lines));
}

static void
test_preview_of_many_lines (void)
{
  g_autofree char *lines = repeat ("line\n", 100);
  g_autofree char *preview = ui_text_preview (lines);

  g_assert_nonnull (preview);
  g_assert_cmpuint (strlen (preview), ==, 30 * 5 - 1 + strlen ("…"));
  g_assert_true (g_str_has_suffix (preview, "line…"));
}

static void
test_preview_of_long_lines (void)
{
  g_autofree char *wall = repeat ("é", 16384 / 2);
  g_autofree char *preview = ui_text_preview (wall);

  g_assert_cmpint (g_utf8_strlen (preview, -1), ==, 2001);
  g_assert_true (g_utf8_validate (preview, -1, NULL));
}

static void
test_preview_of_nothing_but_space (void)
{
  g_autofree char *space = repeat ("\n", 5000);
  g_autofree char *preview = ui_text_preview (space);

  g_assert_cmpstr (preview, ==, "…");
}

static void
test_longest_run (void)
{
  g_assert_cmpuint (ui_text_longest_run (""), ==, 0);
  g_assert_cmpuint (ui_text_longest_run ("one three\nfour"), ==, 5);
  g_assert_cmpuint (ui_text_longest_run ("日本語の文章には空白がない"), ==, 0);
}

static void
test_wall (void)
{
  g_autofree char *longest = g_strnfill (1000, 'W');
  g_autofree char *wall = g_strconcat ("a ", longest, "W b", NULL);

  g_assert_false (ui_text_is_wall (longest));
  g_assert_true (ui_text_is_wall (wall));
}

static void
test_emoji (void)
{
  const char *emoji[] = { "👍",  "🎉🎉",        "👋 👋 👋",   "❤️", "👩‍👩‍👧‍👦", "🇪🇸",
                          "👍🏽", "🇪🇸🇫🇷🇩🇪🇮🇹🇵🇹", "1️⃣2️⃣3️⃣", "⭐",  "🏴󠁧󠁢󠁳󠁣󠁴󠁿",     "☕" };
  const char *text[] = {
    "", " ", "a", "👍 ok", "1", "123", "🎉🎉🎉🎉🎉🎉", "#", "❤", "→", "\u200D", "\uFE0F", "👍\n👍", "שלום",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (emoji); i++)
    if (!ui_text_is_emoji (emoji[i]))
      g_error ("“%s” is emoji", emoji[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (text); i++)
    if (ui_text_is_emoji (text[i]))
      g_error ("“%s” is not only emoji, or too many", text[i]);
}

static void
test_emoji_flood (void)
{
  g_autofree char *joiners = repeat ("\u200D", 100000);
  g_autofree char *flood = g_strconcat ("👍", joiners, NULL);

  g_assert_true (ui_text_is_emoji (flood));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/tame/languages", test_tame_leaves_languages_alone);
  g_test_add_func ("/text/tame/emoji", test_tame_parts_of_emoji);
  g_test_add_func ("/text/tame/lines", test_tame_lines);
  g_test_add_func ("/text/tame/controls", test_tame_controls);
  g_test_add_func ("/text/tame/overrides", test_tame_overrides);
  g_test_add_func ("/text/tame/combining-flood", test_tame_combining_flood);
  g_test_add_func ("/text/tame/interrupted-flood", test_tame_interrupted_flood);
  g_test_add_func ("/text/tame/length", test_tame_bounds_the_length);
  g_test_add_func ("/text/isolate", test_isolate);
  g_test_add_func ("/text/preview/short", test_preview_of_short_text);
  g_test_add_func ("/text/preview/lines", test_preview_of_many_lines);
  g_test_add_func ("/text/preview/long", test_preview_of_long_lines);
  g_test_add_func ("/text/preview/space", test_preview_of_nothing_but_space);
  g_test_add_func ("/text/longest-run", test_longest_run);
  g_test_add_func ("/text/wall", test_wall);
  g_test_add_func ("/text/emoji", test_emoji);
  g_test_add_func ("/text/emoji/flood", test_emoji_flood);

  return g_test_run ();
}
