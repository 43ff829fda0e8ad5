/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <unistd.h>

#include "server-application.h"
#include "services.h"

#define FOLDER "CHARLA_TEST_FOLDER"

/* What it does when it runs is tested with the real program, in tests/e2e. */

static ServerOptions *
parse (const char *address)
{
  const char *folder = g_getenv (FOLDER);
  const char *arguments[] = { "charla-server", "--data-dir", folder, address, "0", NULL };
  g_autoptr (GError) error = NULL;
  ServerOptions *options = server_options_new_from_arguments (arguments, &error);

  g_assert_no_error (error);
  return options;
}

static gboolean
end (gpointer user_data)
{
  g_assert_no_errno (kill (getpid (), GPOINTER_TO_INT (user_data)));

  return G_SOURCE_REMOVE;
}

/* It writes where the test does, so it is a process of its own. */
static void
test_signal (gconstpointer number)
{
  g_autoptr (ServerOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  ServerApplication *application = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stdout ("*listening on 127.0.0.1:*\n*");
      return;
    }

  options = parse ("127.0.0.1");
  application = server_application_new ();
  g_idle_add (end, (gpointer) number);
  g_assert_true (server_application_run (application, options, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (application);
}

static void
test_failure (void)
{
  g_autoptr (ServerOptions) options = parse ("192.0.2.1");
  g_autoptr (GError) error = NULL;
  ServerApplication *application = server_application_new ();

  g_assert_false (server_application_run (application, options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_finalize_object (application);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  if (!g_test_subprocess ())
    {
      folder = g_dir_make_tmp ("charla-test-XXXXXX", NULL);
      g_setenv (FOLDER, folder, TRUE);
    }

  g_test_add_data_func ("/application/sigterm", GINT_TO_POINTER (SIGTERM), test_signal);
  g_test_add_data_func ("/application/sigint", GINT_TO_POINTER (SIGINT), test_signal);
  g_test_add_func ("/application/failure", test_failure);

  result = g_test_run ();
  if (folder != NULL)
    test_services_remove (folder);

  return result;
}
