/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-account.h"

static void
test_copy (void)
{
  g_autoptr (ClientAccount) account = client_account_new ("s1", "Ana", "u1", "secret");
  g_autoptr (ClientAccount) copy = client_account_copy (account);

  g_assert_cmpstr (copy->server, ==, "s1");
  g_assert_cmpstr (copy->name, ==, "Ana");
  g_assert_cmpstr (copy->user, ==, "u1");
  g_assert_cmpstr (copy->token, ==, "secret");
  g_assert_true (copy->token != account->token);
}

static void
test_without_token (void)
{
  g_autoptr (ClientAccount) account = client_account_new ("s1", "Ana", "u1", NULL);
  g_autoptr (ClientAccount) copy = client_account_copy (account);

  g_assert_null (copy->token);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/account/copy", test_copy);
  g_test_add_func ("/client/account/without-token", test_without_token);

  return g_test_run ();
}
