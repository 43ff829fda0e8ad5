/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery-name.h"

#include <string.h>

static void
assert_made (const char *name, const char *expected)
{
  g_autofree char *made = discovery_name_make (name);

  g_assert_cmpstr (made, ==, expected);
  g_assert_cmpuint (strlen (made), <=, DISCOVERY_NAME_MAX);
  g_assert_true (g_utf8_validate (made, -1, NULL));
}

static void
test_make (void)
{
  assert_made ("Lab", "Lab");
  assert_made ("", "");
  assert_made ("  Ana’s \t\n chat  ", "Ana’s chat");
  assert_made ("\033[31mred\a", "[31mred");
  assert_made ("\342\200\256backwards\342\200\213", "backwards");
  assert_made ("\342\200\250\342\200\251", "");
  assert_made ("caf\351", "caf\357\277\275");
  assert_made ("éèê 日本語 😀", "éèê 日本語 😀");
  assert_made ("e\314\201", "e\314\201");
}

static void
test_cut (void)
{
  g_autofree char *ascii = g_strnfill (64, 'a');
  g_autofree char *cut = g_strnfill (63, 'a');
  g_autofree char *wide = g_strconcat (cut + 1, "é", NULL);
  g_autofree char *space = g_strconcat (cut + 1, " é", NULL);

  assert_made (ascii, cut);
  assert_made (cut, cut);
  assert_made (wide, cut + 1);
  assert_made (space, cut + 1);
}

static void
assert_next (const char *name, const char *expected)
{
  g_autofree char *next = discovery_name_next (name);

  g_assert_cmpstr (next, ==, expected);
  g_assert_cmpuint (strlen (next), <=, DISCOVERY_NAME_MAX);
}

static void
test_next (void)
{
  g_autofree char *longest = g_strnfill (63, 'a');
  g_autofree char *shorter = g_strnfill (60, 'a');
  g_autofree char *second = g_strconcat (shorter, " #2", NULL);

  assert_next ("Lab", "Lab #2");
  assert_next ("Lab #2", "Lab #3");
  assert_next ("Lab #9", "Lab #10");
  assert_next ("Lab #1", "Lab #1 #2");
  assert_next ("Lab #x", "Lab #x #2");
  assert_next ("Lab #9998", "Lab #9999");
  assert_next ("Lab #9999", "Lab #9999 #2");
  assert_next (longest, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discovery/name/make", test_make);
  g_test_add_func ("/discovery/name/cut", test_cut);
  g_test_add_func ("/discovery/name/next", test_next);

  return g_test_run ();
}
