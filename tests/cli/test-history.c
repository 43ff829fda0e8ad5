/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-history.h"

#include <sys/stat.h>

#include "../client/folder.h"

static void
test_kept (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "history", NULL);
  g_autoptr (GError) error = NULL;
  static const char *const lines[] = { "one", "two\nlines", "a \\ and a \\n", "日本" };
  struct stat about;

  {
    g_autoptr (CliHistory) history = cli_history_new (path);

    g_assert_cmpuint (cli_history_get_lines (history)->len, ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
      g_assert_true (cli_history_add (history, lines[i]));
    g_assert_true (cli_history_save (history, &error));
    g_assert_no_error (error);
  }

  g_assert_cmpint (stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  {
    g_autoptr (CliHistory) history = cli_history_new (path);
    GPtrArray *found = cli_history_get_lines (history);

    g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (lines));
    for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
      g_assert_cmpstr (found->pdata[i], ==, lines[i]);
  }
}

static void
test_not_kept (void)
{
  g_autoptr (CliHistory) history = cli_history_new ("/nonexistent/history");

  g_assert_true (cli_history_add (history, "one"));
  g_assert_false (cli_history_add (history, "one"));
  g_assert_false (cli_history_add (history, ""));
  g_assert_false (cli_history_add (history, "/password secret"));
  g_assert_cmpuint (cli_history_get_lines (history)->len, ==, 1);
}

static void
test_bounded (void)
{
  g_autoptr (CliHistory) history = cli_history_new ("/nonexistent/history");
  GPtrArray *lines = cli_history_get_lines (history);

  for (guint i = 0; i < CLI_HISTORY_MAX + 5; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u", i);

      g_assert_true (cli_history_add (history, line));
    }
  g_assert_cmpuint (lines->len, ==, CLI_HISTORY_MAX);
  g_assert_cmpstr (lines->pdata[0], ==, "5");
}

static void
test_damaged (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "history", NULL);
  g_autoptr (CliHistory) history = NULL;

  g_assert_true (g_file_set_contents (path, "\377\376", 2, NULL));
  history = cli_history_new (path);
  g_assert_cmpuint (cli_history_get_lines (history)->len, ==, 0);
}

static void
test_nowhere (void)
{
  g_autoptr (CliHistory) history = cli_history_new ("/proc/nowhere/history");
  g_autoptr (GError) error = NULL;

  g_assert_false (cli_history_save (history, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/kept", test_kept);
  g_test_add_func ("/history/not-kept", test_not_kept);
  g_test_add_func ("/history/bounded", test_bounded);
  g_test_add_func ("/history/damaged", test_damaged);
  g_test_add_func ("/history/nowhere", test_nowhere);

  return g_test_run ();
}
