/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "charla-limits.h"
#include "made.h"
#include "ui-format.h"

/* Monday, March 2, 2026, 14:05:30 UTC */
#define NOON_ISH G_GINT64_CONSTANT (1772460330000)
#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define DAY (24 * 60 * MINUTE)

static ClientMessage *
message_at (gint64 time, const char *sender, gboolean own)
{
  return made (sender, "text", time, own, CLIENT_MESSAGE_SENT);
}

static void
assert_continues (gint64 pause, const char *sender, gboolean own, gboolean expected)
{
  g_autoptr (ClientMessage) previous = message_at (NOON_ISH, "ana", FALSE);
  g_autoptr (ClientMessage) message = message_at (NOON_ISH + pause, sender, own);

  g_assert_cmpint (ui_format_continues (previous, message), ==, expected);
}

static void
test_groups (void)
{
  g_autoptr (ClientMessage) first = message_at (NOON_ISH, "ana", FALSE);

  g_assert_false (ui_format_continues (NULL, first));
  assert_continues (0, "ana", FALSE, TRUE);
  assert_continues (5 * MINUTE, "ana", FALSE, TRUE);
  assert_continues (5 * MINUTE + 1, "ana", FALSE, FALSE);
  assert_continues (-1, "ana", FALSE, FALSE);
  assert_continues (0, "bea", FALSE, FALSE);
  /* Somebody else may have one's own name. */
  assert_continues (0, "ana", TRUE, FALSE);
}

static void
test_groups_end_with_the_day (void)
{
  gint64 midnight = NOON_ISH - NOON_ISH % DAY;
  g_autoptr (ClientMessage) before = message_at (midnight - 1, "ana", FALSE);
  g_autoptr (ClientMessage) after = message_at (midnight, "ana", FALSE);

  g_assert_false (ui_format_continues (before, after));
}

static void
test_same_day (void)
{
  g_assert_true (ui_format_same_day (NOON_ISH, NOON_ISH + 9 * 60 * MINUTE));
  g_assert_false (ui_format_same_day (NOON_ISH, NOON_ISH + 10 * 60 * MINUTE));
  g_assert_false (ui_format_same_day (NOON_ISH, NOON_ISH + 365 * DAY));
  g_assert_false (ui_format_same_day (NOON_ISH, G_MAXINT64));
  g_assert_true (ui_format_same_day (G_MAXINT64, G_MAXINT64));
}

static void
assert_takes (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_time (void)
{
  assert_takes (ui_format_time (NOON_ISH), "14:05");
  assert_takes (ui_format_time (0), "00:00");
  assert_takes (ui_format_time (G_MAXINT64), "");
  assert_takes (ui_format_time (G_MININT64), "");
}

static void
test_time_of_twelve_hours (void)
{
  if (setlocale (LC_TIME, "en_US.UTF-8") == NULL)
    {
      g_test_skip ("the locale en_US.UTF-8 is not installed");
      return;
    }

  assert_takes (ui_format_time (NOON_ISH), "2:05 PM");
  setlocale (LC_TIME, "C.UTF-8");
}

static void
test_date (void)
{
  assert_takes (ui_format_date (NOON_ISH, NOON_ISH), "Monday, March 2");
  assert_takes (ui_format_date (NOON_ISH, NOON_ISH + 365 * DAY), "Monday, March 2, 2026");
  assert_takes (ui_format_date (NOON_ISH, G_MAXINT64), "Monday, March 2, 2026");
  assert_takes (ui_format_date (G_MAXINT64, NOON_ISH), "");
}

static void
test_moment (void)
{
  g_autofree char *moment = ui_format_moment (NOON_ISH);

  g_assert_true (g_str_has_prefix (moment, "Monday, March 2"));
  g_assert_true (g_str_has_suffix (moment, " at 14:05"));
  assert_takes (ui_format_moment (G_MAXINT64), "");
}

static void
test_welcome (void)
{
  assert_takes (ui_format_welcome ("ana"), "Welcome to this chat, \u2068ana\u2069!");
}

static void
test_counts (void)
{
  assert_takes (ui_format_new_messages (1), "1 new message");
  assert_takes (ui_format_new_messages (2), "2 new messages");
  assert_takes (ui_format_badge (1), "1");
  assert_takes (ui_format_badge (99), "99");
  assert_takes (ui_format_badge (100), "99+");
  assert_takes (ui_format_title ("Lobby", 0), "Lobby");
  assert_takes (ui_format_title ("Lobby", 3), "(3) Lobby");
}

static void
test_excess (void)
{
  g_autofree char *fits = g_strnfill (CHARLA_TEXT_MAX, 'a');
  g_autofree char *one = g_strconcat (fits, "a", NULL);
  g_autofree char *emoji = g_strconcat (fits + 2, "👍", NULL);
  g_autofree char *more = g_strconcat (fits, "ñandú", NULL);

  g_assert_null (ui_format_excess (""));
  g_assert_null (ui_format_excess (fits));
  assert_takes (ui_format_excess (one), "This message is too long by 1 character.");
  assert_takes (ui_format_excess (emoji), "This message is too long by 1 character.");
  assert_takes (ui_format_excess (more), "This message is too long by 5 characters.");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/groups", test_groups);
  g_test_add_func ("/format/groups/day", test_groups_end_with_the_day);
  g_test_add_func ("/format/same-day", test_same_day);
  g_test_add_func ("/format/time", test_time);
  g_test_add_func ("/format/time/twelve", test_time_of_twelve_hours);
  g_test_add_func ("/format/date", test_date);
  g_test_add_func ("/format/moment", test_moment);
  g_test_add_func ("/format/welcome", test_welcome);
  g_test_add_func ("/format/counts", test_counts);
  g_test_add_func ("/format/excess", test_excess);

  return g_test_run ();
}
