/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-match.h"

static UiMatch
match (const char *name, const char *query)
{
  g_autofree char *folded_name = ui_match_fold (name);
  g_autofree char *folded_query = ui_match_fold (query);

  return ui_match_compare (folded_name, folded_query);
}

static void
assert_fold (const char *text, const char *expected)
{
  g_autofree char *folded = ui_match_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_fold (void)
{
  assert_fold ("", "");
  assert_fold ("  Kitchen ", "kitchen");
  assert_fold ("CAFÉ Niño", "cafe nino");
  assert_fold ("cafe\u0301", "cafe");
  assert_fold ("Straße", "strasse");
  assert_fold ("ŁÓDŹ", "lodz");
  assert_fold ("ΣΊΣΥΦΟΣ", "σισυφοσ");
  assert_fold ("σίσυφος", "σισυφοσ");
  assert_fold ("Ørsted Æon", "orsted aeon");
  assert_fold ("ﬁn", "fin");
  assert_fold ("日本", "日本");
  assert_fold ("مُحَمَّد", "محمد");
  assert_fold ("a\u200db", "ab");
}

static void
test_compare (void)
{
  g_assert_cmpint (match ("Kitchen", "kitchen"), ==, UI_MATCH_WHOLE);
  g_assert_cmpint (match ("Kitchen", "KIT"), ==, UI_MATCH_START);
  g_assert_cmpint (match ("Kitchen", ""), ==, UI_MATCH_START);
  g_assert_cmpint (match ("The Kitchen", "kit"), ==, UI_MATCH_WORD);
  g_assert_cmpint (match ("The Kitchen", "kit th"), ==, UI_MATCH_WORD);
  g_assert_cmpint (match ("The Kitchen", "chen"), ==, UI_MATCH_NONE);
  g_assert_cmpint (match ("The Kitchen", "kit x"), ==, UI_MATCH_NONE);
  g_assert_cmpint (match ("José Ñandú", "nan jos"), ==, UI_MATCH_WORD);
  g_assert_cmpint (match ("team-red", "red"), ==, UI_MATCH_WORD);
  g_assert_cmpint (match ("#red", "red"), ==, UI_MATCH_WORD);
  g_assert_cmpint (match ("#red", "#r"), ==, UI_MATCH_START);
  g_assert_cmpint (match ("東京会議", "会議"), ==, UI_MATCH_WORD);
  g_assert_cmpint (match ("", "a"), ==, UI_MATCH_NONE);
  g_assert_cmpint (match ("", ""), ==, UI_MATCH_WHOLE);
}

static void
assert_markup (const char *name, const char *query, const char *expected)
{
  g_autofree char *folded = ui_match_fold (query);
  g_autofree char *markup = ui_match_to_markup (name, folded);

  g_assert_cmpstr (markup, ==, expected);
}

static void
test_markup (void)
{
  assert_markup ("Kitchen", "kit", "<b>Kit</b>chen");
  assert_markup ("The Kitchen", "kit th", "<b>Th</b>e <b>Kit</b>chen");
  assert_markup ("Café Niño", "nin", "Café <b>Niñ</b>o");
  assert_markup ("Cafe\u0301 x", "cafe", "<b>Cafe\u0301</b> x");
  assert_markup ("Straße", "stras", "<b>Straß</b>e");
  assert_markup ("a<b>&", "b", "a&lt;<b>b</b>&gt;&amp;");
  assert_markup ("Kitchen", "x", "Kitchen");
  assert_markup ("", "x", "");
  assert_markup ("  Kitchen", "k", "  <b>K</b>itchen");
}

/* Whatever somebody is called, and whatever one looks for: the names come out whole. */
static void
test_any (void)
{
  static const gunichar signs[] = { 'a', 'B', ' ', '<', 0xE9, 0x301, 0xDF, 0x130, 0x1F600, 0x200D,
                                    0x5D0, 0xFB01, 0x3A3, '\t' };

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autoptr (GString) query = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *markup = NULL;

      for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
        g_string_append_unichar (name, signs[g_test_rand_int_range (0, G_N_ELEMENTS (signs))]);
      for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
        g_string_append_unichar (query, signs[g_test_rand_int_range (0, G_N_ELEMENTS (signs))]);
      folded = ui_match_fold (query->str);
      markup = ui_match_to_markup (name->str, folded);
      g_assert_true (g_utf8_validate (markup, -1, NULL));
      g_assert_cmpuint (g_utf8_strlen (markup, -1), >=, g_utf8_strlen (name->str, -1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/match/fold", test_fold);
  g_test_add_func ("/match/compare", test_compare);
  g_test_add_func ("/match/markup", test_markup);
  g_test_add_func ("/match/any", test_any);

  return g_test_run ();
}
