/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-format.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#include "charla-limits.h"
#include "ui-text.h"

/* Silence after which the same person's next message stands on its own, in milliseconds. */
#define GROUP_PAUSE_MS (5 * 60 * 1000)

/* A badge has room for two digits. */
#define BADGE_MAX 99

/* NULL for a time that no calendar has: what a peer says may be any number. */
static GDateTime *
local_time (gint64 time)
{
  return g_date_time_new_from_unix_local (time / 1000);
}

static char *
format_local (gint64 time, const char *format)
{
  g_autoptr (GDateTime) local = local_time (time);

  return local ? g_date_time_format (local, format) : g_strdup ("");
}

/**
 * ui_format_same_day:
 * @a: a time, in milliseconds since 1970 UTC
 * @b: another time
 *
 * Returns: whether both are on the same day of the local calendar
 */
gboolean
ui_format_same_day (gint64 a, gint64 b)
{
  g_autoptr (GDateTime) first = local_time (a);
  g_autoptr (GDateTime) second = local_time (b);

  if (first == NULL || second == NULL)
    return first == second;

  return g_date_time_get_year (first) == g_date_time_get_year (second)
         && g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

/**
 * ui_format_continues:
 * @previous: (nullable): the message before it
 * @message: a message
 *
 * Decides whether a message goes on with what the same person has just said and is
 * therefore shown without name, picture and time: within five minutes, on the same day.
 *
 * Returns: whether it does
 */
gboolean
ui_format_continues (ClientMessage *previous, ClientMessage *message)
{
  gint64 before = 0;
  gint64 after = client_message_get_time (message);

  if (previous == NULL
      || client_message_get_own (previous) != client_message_get_own (message)
      || strcmp (client_message_get_sender (previous), client_message_get_sender (message)) != 0)
    return FALSE;

  before = client_message_get_time (previous);
  return after >= before && after - before <= GROUP_PAUSE_MS && ui_format_same_day (before, after);
}

/* Whether people write "2:05 PM" where the program runs, rather than "14:05". */
static gboolean
is_twelve_hours (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL
         || strstr (format, "%l") != NULL;
}

/**
 * ui_format_time:
 * @time: a time, in milliseconds since 1970 UTC
 *
 * Returns: (transfer full): hour and minute as people write them here, such as
 *   “14:05” or “2:05 PM”
 */
char *
ui_format_time (gint64 time)
{
  if (is_twelve_hours ())
    /* Translators: a time of day in 12 hours, as for g_date_time_format(), such as “2:05 PM” */
    return format_local (time, _("%-I:%M %p"));

  /* Translators: a time of day in 24 hours, as for g_date_time_format(), such as “14:05” */
  return format_local (time, _("%H:%M"));
}

/**
 * ui_format_date:
 * @time: a time, in milliseconds since 1970 UTC
 * @now: the time at which this is shown
 *
 * Writes a day so that it stays right while it is on the screen: not “Today”.
 *
 * Returns: (transfer full): the day, with the year where it is not this one
 */
char *
ui_format_date (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) day = local_time (time);
  g_autoptr (GDateTime) today = local_time (now);

  if (day != NULL && today != NULL && g_date_time_get_year (day) == g_date_time_get_year (today))
    /* Translators: a day of this year, as for g_date_time_format(), such as “Monday, March 2” */
    return format_local (time, _("%A, %B %-d"));

  /* Translators: a day of another year, such as “Monday, March 2, 2026” */
  return format_local (time, _("%A, %B %-d, %Y"));
}

/**
 * ui_format_moment:
 * @time: a time, in milliseconds since 1970 UTC
 *
 * Returns: (transfer full): day and time, for a tooltip
 */
char *
ui_format_moment (gint64 time)
{
  g_autofree char *hour = ui_format_time (time);
  g_autofree char *day = ui_format_date (time, g_get_real_time () / 1000);

  if (*day == '\0')
    return g_steal_pointer (&day);

  /* Translators: a day and a time of day, such as “Monday, March 2 at 14:05” */
  return g_strdup_printf (_("%s at %s"), day, hour);
}

/**
 * ui_format_welcome:
 * @name: the name of the person
 *
 * Returns: (transfer full): the words with which the chat greets everyone
 */
char *
ui_format_welcome (const char *name)
{
  g_autofree char *isolated = ui_text_isolate (name);

  /* Translators: %s is the name of the person who has just come in */
  return g_strdup_printf (_("Welcome to this chat, %s!"), isolated);
}

/**
 * ui_format_new_messages:
 * @n: a number of messages
 *
 * Returns: (transfer full): the number in words
 */
char *
ui_format_new_messages (guint n)
{
  return g_strdup_printf (ngettext ("%u new message", "%u new messages", n), n);
}

/**
 * ui_format_badge:
 * @n: a number of messages
 *
 * Returns: (transfer full): the number as it fits into a badge
 */
char *
ui_format_badge (guint n)
{
  return n > BADGE_MAX ? g_strdup_printf ("%d+", BADGE_MAX) : g_strdup_printf ("%u", n);
}

/**
 * ui_format_title:
 * @room: the name of a room
 * @unread: how many messages in it have not been seen
 *
 * Returns: (transfer full): the title of the window, for lists of windows
 */
char *
ui_format_title (const char *room, guint unread)
{
  g_autofree char *badge = ui_format_badge (unread);

  return unread > 0 ? g_strdup_printf ("(%s) %s", badge, room) : g_strdup (room);
}

/**
 * ui_format_excess:
 * @text: what is about to be sent, UTF-8
 *
 * Compares a text with %CHARLA_TEXT_MAX, which servers do not take more than.
 *
 * Returns: (transfer full) (nullable): a sentence that says how much is too much,
 *   or %NULL if the text can be sent
 */
char *
ui_format_excess (const char *text)
{
  gsize length = strlen (text);
  const char *limit = NULL;
  guint excess = 0;

  if (length <= CHARLA_TEXT_MAX)
    return NULL;

  limit = g_utf8_find_prev_char (text, text + CHARLA_TEXT_MAX + 1);
  excess = (guint) g_utf8_strlen (limit, -1);

  return g_strdup_printf (ngettext ("This message is too long by %u character.",
                                    "This message is too long by %u characters.",
                                    excess),
                          excess);
}
