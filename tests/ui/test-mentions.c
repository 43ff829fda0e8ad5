/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-mentions.h"

#include <string.h>

static UiMentions *
make_mentions (void)
{
  UiMentions *mentions = ui_mentions_new ("Ana");

  ui_mentions_add (mentions, "Bo");
  ui_mentions_add (mentions, "Bo Doe");
  ui_mentions_add (mentions, "Íñigo");
  ui_mentions_add (mentions, "a_b");
  return mentions;
}

/* The first @ of @text mentions @expected, or nobody. */
static void
assert_match (const char *text, const char *expected, gboolean expect_own)
{
  g_autoptr (UiMentions) mentions = make_mentions ();
  const char *at = strchr (text, '@');
  gboolean is_own = FALSE;
  gsize length = ui_mentions_match (mentions, text, at, &is_own);
  g_autofree char *match = g_strndup (at, length);

  g_assert_cmpstr (match, ==, expected);
  g_assert_cmpint (is_own, ==, expect_own);
}

static void
test_names (void)
{
  assert_match ("@Bo", "@Bo", FALSE);
  assert_match ("Hello @BO!", "@BO", FALSE);
  assert_match ("(@bo)", "@bo", FALSE);
  assert_match ("@íñigo, @Bo", "@íñigo", FALSE);
  assert_match ("@a_b", "@a_b", FALSE);
  assert_match ("@ana", "@ana", TRUE);
}

static void
test_the_longest_name_counts (void)
{
  assert_match ("@Bo Doe and", "@Bo Doe", FALSE);
  assert_match ("@Bo Does", "@Bo", FALSE);
  assert_match ("@Bo\nDoe", "@Bo", FALSE);
}

static void
test_no_names (void)
{
  assert_match ("@", "", FALSE);
  assert_match ("@ Bo", "", FALSE);
  assert_match ("@Bob", "", FALSE);
  assert_match ("@Bo_", "", FALSE);
  assert_match ("a@Bo", "", FALSE);
  assert_match ("_@Bo", "", FALSE);
  assert_match ("é@Bo", "", FALSE);
  assert_match ("@Carla", "", FALSE);
}

static void
test_remove (void)
{
  g_autoptr (UiMentions) mentions = make_mentions ();
  g_autoptr (UiMentions) same = ui_mentions_ref (mentions);
  const char *text = "@Bo Doe @Ana";
  gboolean is_own = FALSE;

  ui_mentions_remove (mentions, "BO DOE");
  g_assert_cmpuint (ui_mentions_match (same, text, text, &is_own), ==, 3);
  ui_mentions_remove (mentions, "Ana");
  g_assert_cmpuint (ui_mentions_match (same, text, text + 8, &is_own), ==, 4);
  g_assert_true (is_own);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mentions/names", test_names);
  g_test_add_func ("/mentions/longest", test_the_longest_name_counts);
  g_test_add_func ("/mentions/none", test_no_names);
  g_test_add_func ("/mentions/remove", test_remove);

  return g_test_run ();
}
