/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-error.h"

#include "charla-code.h"
#include "client-error.h"

static void
assert_status (GQuark domain, int code, CliStatus status)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "A sentence.");

  g_assert_cmpint (cli_error_get_status (error), ==, status);
}

static void
test_own (void)
{
  g_assert_cmpint (cli_error_get_status (NULL), ==, 0);
  assert_status (CLI_ERROR, CLI_ERROR_FAILED, 1);
  assert_status (CLI_ERROR, CLI_ERROR_USAGE, 2);
  assert_status (CLI_ERROR, CLI_ERROR_TIMED_OUT, 3);
  assert_status (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, 2);
  assert_status (G_FILE_ERROR, G_FILE_ERROR_NOENT, 1);
}

static void
test_client (void)
{
  static const ClientError unreachable[] = {
    CLIENT_ERROR_NOT_FOUND, CLIENT_ERROR_UNREACHABLE, CLIENT_ERROR_REFUSED,
    CLIENT_ERROR_TIMED_OUT, CLIENT_ERROR_LOST,        CLIENT_ERROR_NOT_CHAT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (unreachable); i++)
    assert_status (CLIENT_ERROR, unreachable[i], 3);
  assert_status (CLIENT_ERROR, CLIENT_ERROR_NAME, 2);
  assert_status (CLIENT_ERROR, CLIENT_ERROR_ADDRESS, 2);
  assert_status (CLIENT_ERROR, CLIENT_ERROR_AUTH_REQUIRED, 4);
  assert_status (CLIENT_ERROR, CLIENT_ERROR_AUTH_FAILED, 4);
  assert_status (CLIENT_ERROR, CLIENT_ERROR_JOIN_WORD, 4);
  assert_status (CLIENT_ERROR, CLIENT_ERROR_CLASSIC, 1);
  assert_status (CLIENT_ERROR, CLIENT_ERROR_TEXT, 1);
}

static void
test_refusals (void)
{
  assert_status (CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN, 4);
  assert_status (CHARLA_CODE_ERROR, CHARLA_CODE_NOT_MEMBER, 4);
  assert_status (CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_FAILED, 4);
  assert_status (CHARLA_CODE_ERROR, CHARLA_CODE_UNKNOWN_ROOM, 1);
  assert_status (CHARLA_CODE_ERROR, CHARLA_CODE_NAME_TAKEN, 1);
  assert_status (CHARLA_CODE_ERROR, CHARLA_CODE_SERVER_FULL, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/own", test_own);
  g_test_add_func ("/error/client", test_client);
  g_test_add_func ("/error/refusals", test_refusals);

  return g_test_run ();
}
