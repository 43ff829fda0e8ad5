/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-settings.h"

#include "../client/folder.h"

static void
test_remembered (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (CliSettings) before = cli_settings_load (folder);
  g_autoptr (CliSettings) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (before->server);
  g_assert_null (before->name);

  g_assert_true (cli_settings_save (folder, "lab:4321", "María; José", &error));
  g_assert_no_error (error);
  after = cli_settings_load (folder);
  g_assert_cmpstr (after->server, ==, "lab:4321");
  g_assert_cmpstr (after->name, ==, "María; José");
}

static void
test_damaged (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "cli.conf", NULL);
  g_autoptr (CliSettings) settings = NULL;

  g_assert_true (g_file_set_contents (path, "nonsense\n", -1, NULL));
  settings = cli_settings_load (folder);
  g_assert_null (settings->server);
}

static void
test_nowhere (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cli_settings_save ("/proc/nowhere", "lab", "ana", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settings/remembered", test_remembered);
  g_test_add_func ("/settings/damaged", test_damaged);
  g_test_add_func ("/settings/nowhere", test_nowhere);

  return g_test_run ();
}
