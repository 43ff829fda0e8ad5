/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-format.h"

#define DAY G_GINT64_CONSTANT (86400000)

static void
assert_duration (gint64 milliseconds, const char *expected)
{
  g_autofree char *text = ctl_format_duration (milliseconds);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_durations (void)
{
  assert_duration (-5, "0 s");
  assert_duration (999, "0 s");
  assert_duration (59999, "59 s");
  assert_duration (60000, "1 min 0 s");
  assert_duration (3600000 + 61000, "1 h 1 min");
  assert_duration (3 * DAY + 3600000, "3 d 1 h");
}

static void
test_times (void)
{
  g_autofree char *recent = ctl_format_time (10 * DAY, 10 * DAY + 5000);
  g_autofree char *now = ctl_format_time (10 * DAY + 900, 10 * DAY);
  g_autofree char *later = ctl_format_time (10 * DAY + 3600000, 10 * DAY);
  g_autofree char *older = ctl_format_time (10 * DAY, 12 * DAY);
  g_autofree char *none = ctl_format_time (G_MAXINT64, 0);

  g_assert_true (g_regex_match_simple ("^\\d\\d:\\d\\d:\\d\\d$", recent, 0, 0));
  g_assert_true (g_regex_match_simple ("^\\d\\d:\\d\\d:\\d\\d$", now, 0, 0));
  g_assert_true (g_regex_match_simple ("^1970-01-1\\d \\d\\d:\\d\\d$", later, 0, 0));
  g_assert_true (g_regex_match_simple ("^1970-01-1\\d \\d\\d:\\d\\d$", older, 0, 0));
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/durations", test_durations);
  g_test_add_func ("/format/times", test_times);

  return g_test_run ();
}
