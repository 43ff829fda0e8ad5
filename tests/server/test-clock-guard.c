/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-clock-guard.h"

#define NOW G_GINT64_CONSTANT (1700000000000)
#define HOUR (3600 * G_GINT64_CONSTANT (1000))
#define DAY SERVER_CLOCK_TOLERANCE_MS

static void
test_passes (void)
{
  ServerClockGuard guard;

  server_clock_guard_init (&guard, NOW, 0);
  for (gint64 hour = 0; hour < 1000; hour++)
    g_assert_true (server_clock_guard_check (&guard, NOW + hour * HOUR, hour * HOUR));

  /* A machine that sleeps counts that time too. */
  g_assert_true (server_clock_guard_check (&guard, NOW + 5000 * HOUR, 5000 * HOUR));
  g_assert_true (server_clock_guard_check (&guard, NOW + 5000 * HOUR + DAY, 5000 * HOUR));
  g_assert_cmpint (server_clock_guard_get_hold (&guard, 5000 * HOUR), ==, 0);
}

static void
test_jump (void)
{
  ServerClockGuard guard;

  server_clock_guard_init (&guard, NOW, 0);
  g_assert_false (server_clock_guard_check (&guard, NOW + 365 * DAY, HOUR));
  g_assert_cmpint (server_clock_guard_get_hold (&guard, HOUR), ==, DAY);
  g_assert_false (server_clock_guard_check (&guard, NOW + 365 * DAY + DAY - HOUR, DAY));
  g_assert_cmpint (server_clock_guard_get_hold (&guard, DAY), ==, HOUR);

  /* Who leaves it there has confirmed it. */
  g_assert_true (server_clock_guard_check (&guard, NOW + 366 * DAY, DAY + HOUR));
  g_assert_true (server_clock_guard_check (&guard, NOW + 366 * DAY + HOUR, DAY + 2 * HOUR));
  g_assert_cmpint (server_clock_guard_get_hold (&guard, DAY + 2 * HOUR), ==, 0);
}

static void
test_put_right (void)
{
  ServerClockGuard guard;

  server_clock_guard_init (&guard, NOW, 0);
  g_assert_false (server_clock_guard_check (&guard, NOW + 365 * DAY, HOUR));
  g_assert_true (server_clock_guard_check (&guard, NOW + 2 * HOUR, 2 * HOUR));
  g_assert_cmpint (server_clock_guard_get_hold (&guard, 2 * HOUR), ==, 0);

  /* The next mistake has its own day. */
  g_assert_false (server_clock_guard_check (&guard, NOW + 365 * DAY, DAY + 2 * HOUR));

  /* One that goes back takes nothing with it. */
  g_assert_true (server_clock_guard_check (&guard, NOW - 365 * DAY, DAY + 3 * HOUR));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock-guard/passes", test_passes);
  g_test_add_func ("/clock-guard/jump", test_jump);
  g_test_add_func ("/clock-guard/put-right", test_put_right);

  return g_test_run ();
}
