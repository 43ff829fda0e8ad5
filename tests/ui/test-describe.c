/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-describe.h"

static void
test_server (void)
{
  g_autofree char *plain = ui_describe_server ("Lab", "lab:1234", 0);
  g_autofree char *here =
    ui_describe_server ("Lab", "lab:1234", UI_SERVER_HERE | UI_SERVER_NEEDS_WORD);
  g_autofree char *known = ui_describe_server ("Lab", "lab:1234", UI_SERVER_KNOWN);

  g_assert_cmpstr (plain, ==, "Lab, lab:1234");
  g_assert_cmpstr (here, ==, "Lab, This computer, Needs a join word, lab:1234");
  g_assert_cmpstr (known, ==, "Lab, Used before, lab:1234");
}

static void
test_security (void)
{
  g_assert_cmpstr (ui_describe_security (CLIENT_SECURITY_NONE), ==, "Not Encrypted");
  g_assert_cmpstr (ui_describe_security (CLIENT_SECURITY_LOCAL), ==, "On This Computer");
  g_assert_cmpstr (ui_describe_security (CLIENT_SECURITY_PINNED), ==, "Encrypted");
  g_assert_cmpstr (ui_describe_security (CLIENT_SECURITY_CERTIFIED), ==, "Encrypted");

  /* Each has its own sentence, and only what others can read has the open lock. */
  for (int a = CLIENT_SECURITY_NONE; a <= CLIENT_SECURITY_CERTIFIED; a++)
    {
      g_assert_cmpstr (ui_describe_security_icon (a), ==,
                       a == CLIENT_SECURITY_NONE ? "charla-insecure-symbolic"
                                                 : "charla-secure-symbolic");
      for (int b = CLIENT_SECURITY_NONE; b < a; b++)
        g_assert_cmpstr (ui_describe_security_detail (a), !=, ui_describe_security_detail (b));
    }
}

static void
test_check_states (void)
{
  for (int a = CLIENT_CHECK_WAITING; a <= CLIENT_CHECK_SKIPPED; a++)
    for (int b = CLIENT_CHECK_WAITING; b < a; b++)
      g_assert_cmpstr (ui_describe_check_state (a), !=, ui_describe_check_state (b));

  g_assert_cmpstr (ui_describe_check_icon (CLIENT_CHECK_PASSED), !=,
                   ui_describe_check_icon (CLIENT_CHECK_FAILED));
}

static ClientCheck *
add_check (GListStore *checks,
           const char *title,
           ClientCheckState state,
           const char *detail,
           const char *advice)
{
  g_autoptr (ClientCheck) check = client_check_new ("id", title);

  client_check_set (check, state, detail, advice);
  g_list_store_append (checks, check);
  return check;
}

static void
test_checks (void)
{
  g_autoptr (GListStore) checks = g_list_store_new (CLIENT_TYPE_CHECK);
  g_autofree char *text = NULL;

  add_check (checks, "Name", CLIENT_CHECK_PASSED, "lab is 192.168.1.7", NULL);
  add_check (checks, "Clock", CLIENT_CHECK_WARNING, "2 min late", NULL);
  add_check (checks, "Port", CLIENT_CHECK_FAILED, NULL, "Start the server.");
  add_check (checks, "TLS", CLIENT_CHECK_SKIPPED, NULL, NULL);
  text = ui_describe_checks (G_LIST_MODEL (checks));
  g_assert_cmpstr (text, ==,
                   "✓ Name: lab is 192.168.1.7\n"
                   "! Clock: 2 min late\n"
                   "✗ Port\n"
                   "  Start the server.\n"
                   "– TLS\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/describe/server", test_server);
  g_test_add_func ("/describe/security", test_security);
  g_test_add_func ("/describe/check-states", test_check_states);
  g_test_add_func ("/describe/checks", test_checks);

  return g_test_run ();
}
