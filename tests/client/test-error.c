/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-error.h"

#include <string.h>

#include "charla-code.h"
#include "charla-error.h"

static void
assert_sentence (GError *told, int code)
{
  g_autoptr (GError) error = told;

  g_assert_error (error, CLIENT_ERROR, code);
  g_assert_nonnull (strstr (error->message, "“lab”"));
}

static void
test_loss (void)
{
  g_autoptr (ClientAddress) address = client_address_parse ("lab", NULL);
  const struct
  {
    GQuark domain;
    int code;
    ClientError expected;
  } cases[] = {
    { CHARLA_ERROR, CHARLA_ERROR_BAD_HEADER, CLIENT_ERROR_NOT_CHAT },
    { CHARLA_ERROR, CHARLA_ERROR_TOO_LARGE, CLIENT_ERROR_NOT_CHAT },
    { CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE, CLIENT_ERROR_NOT_CHAT },
    { CHARLA_ERROR, CHARLA_ERROR_TOO_DEEP, CLIENT_ERROR_NOT_CHAT },
    { CHARLA_ERROR, CHARLA_ERROR_TRUNCATED, CLIENT_ERROR_LOST },
    { CHARLA_ERROR, CHARLA_ERROR_TOO_SLOW, CLIENT_ERROR_LOST },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, CLIENT_ERROR_LOST },
  };
  g_autoptr (GError) own = g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_NAME, "“lab”, no.");

  assert_sentence (client_error_new_for_loss (NULL, address), CLIENT_ERROR_LOST);
  assert_sentence (client_error_new_for_loss (own, address), CLIENT_ERROR_NAME);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) reason = g_error_new_literal (cases[i].domain, cases[i].code, "x");

      assert_sentence (client_error_new_for_loss (reason, address), cases[i].expected);
    }
}

static void
test_refusal (void)
{
  g_autoptr (ClientAddress) address = client_address_parse ("lab", NULL);
  const struct
  {
    CharlaCode code;
    const char *needs;
    ClientError expected;
  } cases[] = {
    { CHARLA_CODE_AUTH_REQUIRED, NULL, CLIENT_ERROR_AUTH_REQUIRED },
    { CHARLA_CODE_AUTH_REQUIRED, "password", CLIENT_ERROR_AUTH_REQUIRED },
    { CHARLA_CODE_AUTH_REQUIRED, "join", CLIENT_ERROR_JOIN_WORD },
    { CHARLA_CODE_AUTH_FAILED, NULL, CLIENT_ERROR_AUTH_FAILED },
    { CHARLA_CODE_AUTH_FAILED, "join", CLIENT_ERROR_JOIN_WORD },
    { CHARLA_CODE_NAME_INVALID, NULL, CLIENT_ERROR_NAME },
    { CHARLA_CODE_NAME_TAKEN, NULL, CLIENT_ERROR_NAME },
    { CHARLA_CODE_SERVER_FULL, NULL, CLIENT_ERROR_BUSY },
    { CHARLA_CODE_RATE_LIMITED, NULL, CLIENT_ERROR_BUSY },
    { CHARLA_CODE_SHUTTING_DOWN, NULL, CLIENT_ERROR_BUSY },
    { CHARLA_CODE_FORBIDDEN, NULL, CLIENT_ERROR_BANNED },
    { CHARLA_CODE_TOO_SLOW, NULL, CLIENT_ERROR_LOST },
    { CHARLA_CODE_INTERNAL, NULL, CLIENT_ERROR_LOST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) refusal = g_error_new_literal (CHARLA_CODE_ERROR, cases[i].code, "x");

      assert_sentence (client_error_new_for_refusal (refusal, cases[i].needs, address),
                       cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/error/loss", test_loss);
  g_test_add_func ("/client/error/refusal", test_refusal);

  return g_test_run ();
}
