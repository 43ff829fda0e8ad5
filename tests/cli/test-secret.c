/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-secret.h"

#include <string.h>

#include "../client/folder.h"
#include "cli-error.h"

static char *
read_from (const char *contents, gssize length, GError **error)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "password", NULL);

  g_assert_true (g_file_set_contents (path, contents, length, NULL));
  return cli_secret_read (path, error);
}

static void
test_first_line (void)
{
  static const char *const files[][2] = {
    { "correct horse", "correct horse" },
    { "correct horse\n", "correct horse" },
    { "correct\r\nsecond\n", "correct" },
    { " spaces \n", " spaces " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      char *secret = read_from (files[i][0], -1, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (secret, ==, files[i][1]);
      cli_secret_free (secret);
    }
}

static void
test_none (void)
{
  g_autofree char *long_line = g_strnfill (CLI_SECRET_MAX + 1, 'x');
  const char *const files[] = { "", "\n", long_line, "a\377b" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_from (files[i], -1, &error));
      g_assert_error (error, CLI_ERROR, CLI_ERROR_FAILED);
    }
}

static void
test_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_from ("a\0b", 3, &error));
  g_assert_error (error, CLI_ERROR, CLI_ERROR_FAILED);
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cli_secret_read ("/nonexistent/password", &error));
  g_assert_error (error, CLI_ERROR, CLI_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/nonexistent/password"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret/first-line", test_first_line);
  g_test_add_func ("/secret/none", test_none);
  g_test_add_func ("/secret/nul", test_nul);
  g_test_add_func ("/secret/no-file", test_no_file);

  return g_test_run ();
}
