/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-format.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/**
 * ctl_format_duration:
 * @milliseconds: how long something has lasted
 *
 * Returns: (transfer full): the same in a column: its two largest units, as more is of
 *   no interest
 */
char *
ctl_format_duration (gint64 milliseconds)
{
  gint64 days = milliseconds / DAY;
  gint64 hours = milliseconds % DAY / HOUR;
  gint64 minutes = milliseconds % HOUR / MINUTE;
  gint64 seconds = milliseconds % MINUTE / SECOND;

  if (days > 0)
    /* Translators: a duration of days and hours, short */
    return g_strdup_printf (_ ("%d d %d h"), (int) MIN (days, G_MAXINT), (int) hours);
  if (hours > 0)
    /* Translators: a duration of hours and minutes, short */
    return g_strdup_printf (_ ("%d h %d min"), (int) hours, (int) minutes);
  if (minutes > 0)
    /* Translators: a duration of minutes and seconds, short */
    return g_strdup_printf (_ ("%d min %d s"), (int) minutes, (int) seconds);

  /* Translators: a duration of seconds, short */
  return g_strdup_printf (_ ("%d s"), (int) MAX (seconds, 0));
}

/**
 * ctl_format_size:
 * @bytes: how much
 *
 * Returns: (transfer full): the same, as people say it
 */
char *
ctl_format_size (gint64 bytes)
{
  return g_format_size ((guint64) MAX (bytes, 0));
}

/**
 * ctl_format_time:
 * @time: a time, in milliseconds since 1970 UTC
 * @now: the same, of now
 *
 * Returns: (transfer full): @time where the person is: of the last day without its date
 */
char *
ctl_format_time (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time / 1000);

  if (then == NULL)
    return g_strdup ("");

  /* What happens now may be said to be a little later: clocks are read one after the other. */
  return g_date_time_format (then,
                             now - time < DAY && time - now < MINUTE ? "%H:%M:%S" : "%F %H:%M");
}
