/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-name.h"

#include "charla-error.h"
#include "charla-limits.h"

#define EIGHT "ñandú123"
#define FACES "😀😀😀😀😀😀😀😀"

static void
test_good (void)
{
  static const char *const names[] = {
    "a",
    "ana",
    "Íñigo García",
    "山田",
    "👩🏽‍🚀",
    " ana ",
    "\u00ad",
    EIGHT EIGHT EIGHT EIGHT,
    FACES FACES FACES FACES,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (charla_name_validate (names[i], -1, &error));
      g_assert_no_error (error);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *name;
    gssize length;
    CharlaError code;
  } cases[] = {
    { "", -1, CHARLA_ERROR_BAD_NAME },
    { "", 0, CHARLA_ERROR_BAD_NAME },
    { "an\0a", 4, CHARLA_ERROR_BAD_NAME },
    { "\0", 1, CHARLA_ERROR_BAD_NAME },
    { "ana\n", -1, CHARLA_ERROR_BAD_NAME },
    { "\033[2J", -1, CHARLA_ERROR_BAD_NAME },
    { "ana\x7f", -1, CHARLA_ERROR_BAD_NAME },
    { "ana\xc2\x85", -1, CHARLA_ERROR_BAD_NAME },
    { EIGHT EIGHT EIGHT EIGHT "5", -1, CHARLA_ERROR_BAD_NAME },
    { FACES FACES FACES FACES "5", -1, CHARLA_ERROR_BAD_NAME },
    { "an\xff", -1, CHARLA_ERROR_NOT_UTF8 },
    { "an\xc3", -1, CHARLA_ERROR_NOT_UTF8 },
    { "ñ", 1, CHARLA_ERROR_NOT_UTF8 },
    { "\xc0\xaf", -1, CHARLA_ERROR_NOT_UTF8 },
    { "\xed\xa0\x80", -1, CHARLA_ERROR_NOT_UTF8 },
    { "\xf4\x90\x80\x80", -1, CHARLA_ERROR_NOT_UTF8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (charla_name_validate (cases[i].name, cases[i].length, &error));
      g_assert_error (error, CHARLA_ERROR, (int) cases[i].code);
    }
}

/* A payload has no NUL byte behind it. */
static void
test_length (void)
{
  g_assert_true (charla_name_validate ("ana\n", 3, NULL));
  g_assert_true (charla_name_validate ("ana\xff", 3, NULL));
}

static void
test_fold (void)
{
  static const struct
  {
    const char *name;
    const char *folded;
  } cases[] = {
    { "ana", "ana" },
    { "ANA", "ana" },
    { "ａｎａ", "ana" },
    { "Straße", "strasse" },
    { "I\u0301ñigo", "íñigo" },
    { "ﬁn", "fin" },
    { "Σίσυφος", "σίσυφοσ" },
    { "Ꭰ", "ꭰ" },
    { "ꭰ", "ꭰ" },
    { "😀", "😀" },
    { " ana\u00a0", "ana" },
    { "a\u200bn\u2060a\u202e", "ana" },
    { "❤\ufe0f", "❤" },
    { "n\u034f\u0303", "ñ" },
    { "\u200b", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = charla_name_fold (cases[i].name);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

/* Every character there is, a few hundred at a time. */
static void
test_fold_is_stable (void)
{
  for (gunichar first = 1; first <= 0x10ffff; first += 512)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      for (gunichar c = first; c < first + 512 && c <= 0x10ffff; c++)
        {
          if (g_unichar_validate (c))
            g_string_append_unichar (g_string_append_c (name, '-'), c);
        }

      once = charla_name_fold (name->str);
      twice = charla_name_fold (once);
      g_assert_cmpstr (once, ==, twice);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/name/good", test_good);
  g_test_add_func ("/protocol/name/bad", test_bad);
  g_test_add_func ("/protocol/name/length", test_length);
  g_test_add_func ("/protocol/name/fold", test_fold);
  g_test_add_func ("/protocol/name/fold-is-stable", test_fold_is_stable);

  return g_test_run ();
}
