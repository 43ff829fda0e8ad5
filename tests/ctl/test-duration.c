/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-duration.h"

static void
test_units (void)
{
  static const struct
  {
    const char *text;
    gint64 milliseconds;
  } cases[] = {
    { "1s", 1000 },        { "90min", 5400000 },  { "90m", 5400000 },
    { "2h", 7200000 },     { "1d", 86400000 },    { "2w", 1209600000 },
    { "36525d", G_GINT64_CONSTANT (3155760000000) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 milliseconds = 0;

      g_assert_true (ctl_duration_parse (cases[i].text, &milliseconds, &error));
      g_assert_no_error (error);
      g_assert_cmpint (milliseconds, ==, cases[i].milliseconds);
    }
}

static void
test_refused (void)
{
  static const char *const texts[]
    = { "", "h", "0h", "5", "-1h", "1.5h", " 1h", "1 h", "1h ", "1y", "99999999999999999999s",
        "36526d" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 milliseconds = -1;

      g_assert_false (ctl_duration_parse (texts[i], &milliseconds, &error));
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
      g_assert_cmpint (milliseconds, ==, -1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/duration/units", test_units);
  g_test_add_func ("/duration/refused", test_refused);

  return g_test_run ();
}
