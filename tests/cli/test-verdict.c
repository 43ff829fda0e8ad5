/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-verdict.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define NOW 1000

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *who;
    gboolean is_address;
    gint64 until;
    const char *reason;
  } cases[] = {
    { "eve", "eve", FALSE, 0, NULL },
    { "@eve", "eve", FALSE, 0, NULL },
    { "José Luis", "José Luis", FALSE, 0, NULL },
    { "José Luis 2h", "José Luis", FALSE, NOW + 2 * HOUR, NULL },
    { "eve 10m: too loud", "eve", FALSE, NOW + 10 * MINUTE, "too loud" },
    { "eve: too: loud", "eve", FALSE, 0, "too: loud" },
    { "eve 7d", "eve", FALSE, NOW + 7 * 24 * HOUR, NULL },
    { "eve 9999999d", "eve 9999999d", FALSE, 0, NULL },
    { "eve 5000000m", "eve", FALSE, NOW + 5000000 * MINUTE, NULL },
    { "eve 0m", "eve 0m", FALSE, 0, NULL },
    { "eve 2", "eve 2", FALSE, 0, NULL },
    { "eve 2x", "eve 2x", FALSE, 0, NULL },
    { "eve 2hh", "eve 2hh", FALSE, 0, NULL },
    { "2h", "2h", FALSE, 0, NULL },
    { "192.0.2.7", "192.0.2.7", TRUE, 0, NULL },
    { "192.0.2.0/24 1d: noise", "192.0.2.0/24", TRUE, NOW + 24 * HOUR, "noise" },
    { "2001:db8::1", "2001:db8::1", TRUE, 0, NULL },
    { "1.2.3", "1.2.3", FALSE, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliVerdict) verdict = { 0 };

      cli_verdict_parse (&verdict, cases[i].text, NOW);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (verdict.who, ==, cases[i].who);
      g_assert_cmpint (verdict.is_address, ==, cases[i].is_address);
      g_assert_cmpint (verdict.until, ==, cases[i].until);
      g_assert_cmpstr (verdict.reason, ==, cases[i].reason);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/verdict/parse", test_parse);

  return g_test_run ();
}
