/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-ban.h"

#include <glib/gi18n.h>

#include "client-parser.h"
#include "client-sentence.h"

/* No code of the wire, so that the words are those of the server. */
#define NO_CODE "-"

/* The day and the time at which something ends, or %NULL if that cannot be written. */
static char *
write_time (gint64 until)
{
  g_autoptr (GDateTime) time = NULL;

  if (until <= 0)
    return NULL;

  time = g_date_time_new_from_unix_local (MIN (until, CLIENT_TIME_MAX) / 1000);
  /* Translators: the day and the time at which a ban ends; see strftime. */
  return time != NULL ? g_date_time_format (time, _ ("%x, %H:%M")) : NULL;
}

static char *
add_reason (const char *sentence, const char *text)
{
  g_autofree char *reason = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup (sentence);

  reason = client_sentence_new_for_refusal (NO_CODE, text);

  /* Translators: the first is a sentence that one is banned, the second why, in the words of
   * somebody else. */
  return g_strdup_printf (_ ("%s The reason: %s"), sentence, reason);
}

/**
 * client_ban_explain:
 * @object: what a server says as it ends the conversation
 *
 * Says to the person, in their language, that they are banned, until when, and why. The
 * reason is in the words of who has banned them.
 *
 * Returns: (transfer full) (nullable): one line, or %NULL if they are not banned
 */
char *
client_ban_explain (CharlaMessage *object)
{
  g_autoptr (CharlaMessage) banned = charla_message_get_object (object, "banned");
  g_autofree char *sentence = NULL;
  g_autofree char *time = NULL;
  gint64 until = 0;

  if (banned == NULL)
    return NULL;

  charla_message_get_int (banned, "until", &until);
  time = write_time (until);

  /* Translators: %s is a day and a time. */
  sentence = time != NULL ? g_strdup_printf (_ ("You are banned until %s."), time)
                          : g_strdup (_ ("You are banned."));
  return add_reason (sentence, charla_message_get_string (banned, "reason"));
}

static char *
write_mute (const char *room, const char *time)
{
  if (room == NULL && time == NULL)
    return g_strdup (_ ("You may only read in this chat from now on."));
  if (room == NULL)
    /* Translators: %s is a day and a time. */
    return g_strdup_printf (_ ("You may only read in this chat until %s."), time);
  if (time == NULL)
    /* Translators: %s is the name of a room. */
    return g_strdup_printf (_ ("You may only read in “%s” from now on."), room);

  /* Translators: the first is the name of a room, the second a day and a time. */
  return g_strdup_printf (_ ("You may only read in “%s” until %s."), room, time);
}

static char *
write_ban (const char *room, const char *time)
{
  if (time == NULL)
    /* Translators: %s is the name of a room. */
    return g_strdup_printf (_ ("You are banned from “%s”."), room);

  /* Translators: the first is the name of a room, the second a day and a time. */
  return g_strdup_printf (_ ("You are banned from “%s” until %s."), room, time);
}

static char *
write_pardon (ClientEventKind kind, const char *room)
{
  if (kind == CLIENT_EVENT_BAN)
    /* Translators: %s is the name of a room. */
    return g_strdup_printf (_ ("You may come to “%s” again."), room);
  if (room == NULL)
    return g_strdup (_ ("You may write in this chat again."));

  /* Translators: %s is the name of a room. */
  return g_strdup_printf (_ ("You may write in “%s” again."), room);
}

/**
 * client_ban_explain_event:
 * @event: %CLIENT_EVENT_BAN or %CLIENT_EVENT_MUTE, about the person
 * @room: (nullable): the name of the room; %NULL for the whole chat
 *
 * Says to the person, in their language, what they may not do from now on, until when and
 * why, or that they may do it again. Who is banned from the whole chat is told by
 * client_ban_explain().
 *
 * Returns: (transfer full) (nullable): one line, or %NULL if there is nothing to be said
 */
char *
client_ban_explain_event (const ClientEvent *event, const char *room)
{
  g_autofree char *time = write_time (event->until);
  g_autofree char *sentence = NULL;

  if (event->kind == CLIENT_EVENT_BAN && room == NULL)
    return NULL;
  if (!event->is_on)
    return write_pardon (event->kind, room);

  sentence = event->kind == CLIENT_EVENT_BAN ? write_ban (room, time) : write_mute (room, time);
  return add_reason (sentence, event->text);
}
