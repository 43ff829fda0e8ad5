/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-long-text.h"

#include <string.h>

#include "charla-limits.h"

static void
test_is_long (void)
{
  g_autofree char *wide = g_strnfill (2000, 'a');
  g_autofree char *wider = g_strnfill (2001, 'a');

  g_assert_false (ui_long_text_is_long (""));
  g_assert_false (ui_long_text_is_long ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10"));
  g_assert_false (ui_long_text_is_long ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"));
  g_assert_true (ui_long_text_is_long ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11"));
  g_assert_false (ui_long_text_is_long (wide));
  g_assert_true (ui_long_text_is_long (wider));
}

static void
test_fence (void)
{
  g_autofree char *plain = ui_long_text_fence ("a\nb");
  g_autofree char *broken = ui_long_text_fence ("a\nb\n");
  g_autofree char *fenced = ui_long_text_fence ("```\na\n````\n");

  g_assert_cmpstr (plain, ==, "```\na\nb\n```");
  g_assert_cmpstr (broken, ==, "```\na\nb\n```");
  g_assert_cmpstr (fenced, ==, "`````\n```\na\n````\n`````");
}

static char *
dup_lines (const char *line, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, line);

  return g_string_free (text, FALSE);
}

static void
assert_fits (char **parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (parts[i]), <=, CHARLA_TEXT_MAX);
      g_assert_cmpuint (strlen (parts[i]), >, 0);
      g_assert_true (g_utf8_validate (parts[i], -1, NULL));
    }
}

static void
test_split_lines (void)
{
  g_autofree char *text = dup_lines ("twenty characters..\n", 2000);
  g_auto (GStrv) parts = ui_long_text_split (text);
  g_autofree char *joined = g_strjoinv ("\n", parts);

  assert_fits (parts);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_assert_cmpstr (joined, ==, g_strchomp (text));
}

static void
test_split_wall (void)
{
  g_autofree char *text = dup_lines ("€", CHARLA_TEXT_MAX);
  g_auto (GStrv) parts = ui_long_text_split (text);
  g_autofree char *joined = g_strjoinv ("", parts);

  assert_fits (parts);
  g_assert_cmpstr (joined, ==, text);
}

static void
test_split_code (void)
{
  g_autofree char *lines = dup_lines ("    return 0;\n", 2000);
  g_autofree char *text = g_strconcat ("Look:\n", "````\n", lines, "````\nwell", NULL);
  g_auto (GStrv) parts = ui_long_text_split (text);

  assert_fits (parts);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_true (g_str_has_suffix (parts[0], "0;\n````"));
  g_assert_true (g_str_has_prefix (parts[1], "````\n    return"));
  g_assert_true (g_str_has_suffix (parts[1], "````\nwell"));
}

static void
test_split_too_many (void)
{
  g_autofree char *text = g_strnfill (9 * CHARLA_TEXT_MAX, 'a');
  g_auto (GStrv) one = ui_long_text_split ("a");
  g_auto (GStrv) none = ui_long_text_split (" \n");

  g_assert_null (ui_long_text_split (text));
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
assert_left (const char *text, const char *expected)
{
  g_autofree char *left = ui_long_text_left (text);

  g_assert_cmpstr (left, ==, expected);
}

static void
test_left (void)
{
  g_autofree char *few = g_strnfill (CHARLA_TEXT_MAX / 2, 'a');
  g_autofree char *near_limit = g_strnfill (CHARLA_TEXT_MAX - 100, 'a');
  g_autofree char *last = g_strnfill (CHARLA_TEXT_MAX - 1, 'a');
  g_autofree char *full = g_strnfill (CHARLA_TEXT_MAX, 'a');
  g_autofree char *over = g_strnfill (CHARLA_TEXT_MAX + 1, 'a');
  g_autofree char *wide = dup_lines ("é", CHARLA_TEXT_MAX / 2 - 50);

  assert_left ("", NULL);
  assert_left (few, NULL);
  assert_left (near_limit, "100 more characters fit into this message.");
  assert_left (last, "1 more character fits into this message.");
  assert_left (full, "No more fits into this message.");
  assert_left (over, NULL);
  assert_left (wide, "About 50 more characters fit into this message.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/long-text/is-long", test_is_long);
  g_test_add_func ("/long-text/fence", test_fence);
  g_test_add_func ("/long-text/split/lines", test_split_lines);
  g_test_add_func ("/long-text/split/wall", test_split_wall);
  g_test_add_func ("/long-text/split/code", test_split_code);
  g_test_add_func ("/long-text/split/too-many", test_split_too_many);
  g_test_add_func ("/long-text/left", test_left);

  return g_test_run ();
}
