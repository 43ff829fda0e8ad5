/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-ban.h"

#include <glib/gi18n.h>

#include "client-parser.h"
#include "client-sentence.h"

/* No code of the wire, so that the words are those of the server. */
#define NO_CODE "-"

static char *
write_end (gint64 until)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (until / 1000);
  g_autofree char *text = NULL;

  /* Translators: the day and the time at which a ban ends; see strftime. */
  text = time != NULL ? g_date_time_format (time, _ ("%x, %H:%M")) : NULL;

  /* Translators: %s is a day and a time. */
  return text != NULL ? g_strdup_printf (_ ("You are banned until %s."), text)
                      : g_strdup (_ ("You are banned."));
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
  g_autofree char *reason = NULL;
  gint64 until = 0;

  if (banned == NULL)
    return NULL;

  if (charla_message_get_int (banned, "until", &until) && until > 0)
    sentence = write_end (MIN (until, CLIENT_TIME_MAX));
  else
    sentence = g_strdup (_ ("You are banned."));
  if (charla_message_get_string (banned, "reason") == NULL)
    return g_steal_pointer (&sentence);

  reason = client_sentence_new_for_refusal (NO_CODE, charla_message_get_string (banned, "reason"));

  /* Translators: the first is a sentence that one is banned, the second why, in the words of
   * somebody else. */
  return g_strdup_printf (_ ("%s The reason: %s"), sentence, reason);
}
