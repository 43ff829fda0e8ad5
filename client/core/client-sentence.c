/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-sentence.h"

#include <glib/gi18n.h>

#include "charla-code.h"

/* What is meant to be read by who reads it in any language. The others tell of mistakes
 * that a program makes, or of states for which the server has the better words. */
static const char *
get_own (CharlaCode code)
{
  switch (code)
    {
    case CHARLA_CODE_UNKNOWN_ROOM:
      return _("There is no such room.");
    case CHARLA_CODE_UNKNOWN_USER:
      return _("Nobody has that name.");
    case CHARLA_CODE_NOT_FOUND:
      return _("There is no such message.");
    case CHARLA_CODE_NOT_MEMBER:
      return _("Only members of the room may do that.");
    case CHARLA_CODE_FORBIDDEN:
      return _("You may not do that.");
    case CHARLA_CODE_NAME_TAKEN:
      return _("That name is taken.");
    case CHARLA_CODE_NAME_INVALID:
      return _("That cannot be a name.");
    case CHARLA_CODE_AUTH_REQUIRED:
      return _("This takes your password.");
    case CHARLA_CODE_AUTH_FAILED:
      return _("That is not your password.");
    case CHARLA_CODE_RATE_LIMITED:
      return _("That was too much at once. Try again in a moment.");
    case CHARLA_CODE_TOO_LARGE:
      return _("That is too long.");
    case CHARLA_CODE_SERVER_FULL:
      return _("The chat is full.");
    case CHARLA_CODE_SHUTTING_DOWN:
      return _("The chat is shutting down.");
    case CHARLA_CODE_INTERNAL:
      return _("The server could not do that.");
    case CHARLA_CODE_BAD_REQUEST:
    case CHARLA_CODE_CONFLICT:
    case CHARLA_CODE_TOO_SLOW:
    default:
      return NULL;
    }
}

/* Why something is forbidden, as this project's server says it: the code alone is not
 * enough to know what to do. */
static const char *const reasons[][2] = {
  { "You are muted, and may read only", N_("You are muted, and may only read.") },
  { "You are banned from this room", N_("You are banned from this room.") },
  { "You may do that only to those with a lesser role than yours",
    N_("You may do that only to those with a lesser role than yours.") },
  { "You may edit your own messages only", N_("You may edit only your own messages.") },
  { "They are banned, and would have to be let in again first",
    N_("They are banned, and would have to be let in again first.") },
};

static const char *
get_reason (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (text, reasons[i][0]))
      return _(reasons[i][1]);

  return NULL;
}

/* The words of a server are one line, and no longer than one reads. */
static char *
tame (const char *text)
{
  GString *line = g_string_new (NULL);
  guint length = 0;

  for (const char *p = text; *p != '\0' && length < CLIENT_SENTENCE_MAX;
       p = g_utf8_next_char (p), length++)
    {
      gunichar c = g_utf8_get_char (p);

      /* Words need no emoji, whose parts Pango 1.50 does not lay out in any order. */
      if (c < 0x1F1E6 || c > 0x1F3FF)
        g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
    }

  return g_string_free (line, FALSE);
}

/**
 * client_sentence_new_for_refusal:
 * @code: why a server refuses something, as it stands on the wire
 * @text: (nullable): what it says about that, of any length
 *
 * Says it to the person, in their language where there are words for it: a server
 * knows one language only. Where there are none it is what the server says, or at least
 * the code.
 *
 * Returns: (transfer full): a sentence of one line
 */
char *
client_sentence_new_for_refusal (const char *code, const char *text)
{
  CharlaCode known;
  const char *own = charla_code_from_string (code, &known) ? get_own (known) : NULL;

  if (own != NULL && known == CHARLA_CODE_FORBIDDEN && get_reason (text) != NULL)
    return g_strdup (get_reason (text));
  if (own != NULL)
    return g_strdup (own);

  return tame (text != NULL && *text != '\0' ? text : code);
}
