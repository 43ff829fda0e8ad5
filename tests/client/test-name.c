/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-name.h"

#include "charla-limits.h"
#include "client-error.h"

static void
assert_refused (const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (client_name_check (name, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_NAME);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_good (void)
{
  const char *const names[] = { "a", "ana", "Ana María", "Íñigo 🎸", "李", "{ana}", "12" };
  g_autofree char *longest = g_strnfill (CHARLA_NAME_MAX, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (client_name_check (names[i], &error));
      g_assert_no_error (error);
    }
  g_assert_true (client_name_check (longest, NULL));
}

static void
test_bad (void)
{
  const char *const names[] = {
    "", " ", "\u00a0", " ana", "ana\t", "ana\nana", "an\x7f" "a", "an\xc2\x85" "a", "ana\xff",
  };
  g_autofree char *too_long = g_strnfill (CHARLA_NAME_MAX + 1, 'x');
  g_autofree char *huge = g_strnfill (1000000, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_refused (names[i]);
  assert_refused (too_long);
  assert_refused (huge);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/name/good", test_good);
  g_test_add_func ("/client/name/bad", test_bad);

  return g_test_run ();
}
