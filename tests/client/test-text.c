/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-text.h"

#include "charla-limits.h"
#include "client-error.h"

static void
test_good (void)
{
  g_autofree char *longest = g_strnfill (CHARLA_TEXT_MAX, 'x');
  const char *const texts[] = { "x", " ", "two\nlines\t👋", longest };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (client_text_check (texts[i], &error));
      g_assert_no_error (error);
    }
}

static void
test_bad (void)
{
  g_autofree char *too_long = g_strnfill (CHARLA_TEXT_MAX + 1, 'x');
  const char *const texts[] = { "", too_long, "\xff", "cut\xe2\x82" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (client_text_check (texts[i], &error));
      g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_TEXT);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/text/good", test_good);
  g_test_add_func ("/client/text/bad", test_bad);

  return g_test_run ();
}
