/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-words.h"

#include <glib/gi18n.h>

#include "ui-people.h"
#include "ui-text.h"

/**
 * ui_room_words_about:
 * @topic: (nullable): the topic of a room
 * @chat: (nullable): what the chat is called, if the room stands for all of it
 * @members: how many are in it, or 0 if that is not known
 * @with: (nullable): the other one, if it is a conversation of two
 *
 * Returns: (transfer full): the line below the name of a room: how the other one is, or
 *   what it is about, or which chat it is, or how many are in it
 */
char *
ui_room_words_about (const char *topic,
                     const char *chat,
                     guint members,
                     const ClientUserInfo *with)
{
  g_autofree char *tame = topic != NULL ? ui_text_tame (topic) : NULL;

  if (with != NULL)
    return ui_people_status (with);
  if (tame != NULL && *g_strstrip (tame) != '\0')
    return g_strdelimit (g_steal_pointer (&tame), "\n", ' ');
  if (chat != NULL)
    return g_strdup (chat);
  if (members == 0)
    return g_strdup ("");

  return g_strdup_printf (ngettext ("%u member", "%u members", members), members);
}

static char *
show_name (const char *name)
{
  g_autofree char *tame = ui_text_tame (name);

  return ui_text_isolate (tame);
}

/**
 * ui_room_words_typing:
 * @names: (array zero-terminated=1): who is writing something
 *
 * Returns: (transfer full): a sentence that says so; empty if nobody is
 */
char *
ui_room_words_typing (const char *const *names)
{
  guint n = g_strv_length ((char **) names);
  g_autofree char *first = n > 0 ? show_name (names[0]) : NULL;
  g_autofree char *second = n > 1 ? show_name (names[1]) : NULL;

  if (n == 0)
    return g_strdup ("");
  if (n > 2)
    return g_strdup (_("Several people are writing…"));
  if (n == 2)
    /* Translators: both are names of people */
    return g_strdup_printf (_("%s and %s are writing…"), first, second);

  /* Translators: %s is the name of a person */
  return g_strdup_printf (_("%s is writing…"), first);
}

/**
 * ui_room_words_offline:
 * @n_queued: how many messages are to be sent when the line is back
 *
 * Returns: (transfer full): words that say that there is no line to the server
 */
char *
ui_room_words_offline (guint n_queued)
{
  if (n_queued == 0)
    return g_strdup (_("Offline"));

  return g_strdup_printf (ngettext ("Offline, %u message waits", "Offline, %u messages wait",
                                    n_queued),
                          n_queued);
}

/**
 * ui_room_words_attempt:
 * @state: the state of a session that is not online
 * @microseconds: time until the next attempt, if there is to be one
 *
 * Returns: (transfer full): what is done about it; empty for nothing
 */
char *
ui_room_words_attempt (ClientSessionState state, gint64 microseconds)
{
  int seconds = (int) CLAMP ((microseconds + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, 0, G_MAXINT);

  if (state == CLIENT_SESSION_OFFLINE)
    return g_strdup ("");
  if (state == CLIENT_SESSION_CONNECTING || seconds == 0)
    return g_strdup (_("Connecting…"));

  /* Translators: %d is a number of seconds, “s” is their unit */
  return g_strdup_printf (_("Next attempt in %d s"), seconds);
}
