/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "peer.h"
#include "server-config.h"

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static gboolean
store (const char *path, const char *value, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  server_config_store_async (path, "server", "name", value, on_done, &result);
  WAIT_FOR (result != NULL);
  return server_config_store_finish (result, error);
}

static void
assert_name (const char *path, const char *name)
{
  const char *arguments[] = { "charla-server", "--config", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerOptions) options = server_options_new_from_arguments (arguments, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (options->name, ==, name);
}

static void
test_store (void)
{
  g_autofree char *folder = g_dir_make_tmp ("charla-test-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "charla", NULL);
  g_autofree char *path = g_build_filename (inner, "server.conf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store (path, "one", &error));
  g_assert_no_error (error);
  assert_name (path, "one");
  g_assert_true (g_file_set_contents (path, "# Mine\n[limits]\nconnections=7\n", -1, NULL));
  g_assert_true (store (path, "two\\three", &error));
  g_assert_no_error (error);
  assert_name (path, "two\\three");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "# Mine\n"));
  g_assert_nonnull (strstr (text, "[limits]\nconnections=7\n"));

  g_assert_true (g_file_set_contents (path, "nonsense\n", -1, NULL));
  g_assert_false (store (path, "four", &error));
  g_assert_nonnull (error);

  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_rmdir (inner));
  g_assert_no_errno (g_rmdir (folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/config-store/store", test_store);

  return g_test_run ();
}
