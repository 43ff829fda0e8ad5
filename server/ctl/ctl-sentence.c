/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-sentence.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where the server's own words say no more than its code does. */
static const char *
get_own (CharlaCode code)
{
  switch (code)
    {
    case CHARLA_CODE_UNKNOWN_ROOM:
      return _ ("There is no such room.");
    case CHARLA_CODE_UNKNOWN_USER:
      return _ ("Nobody has that name.");
    case CHARLA_CODE_NOT_MEMBER:
      return _ ("Nobody of that name is in the room.");
    case CHARLA_CODE_NAME_INVALID:
      return _ ("That cannot be a name.");
    case CHARLA_CODE_TOO_LARGE:
      return _ ("That is too long.");
    case CHARLA_CODE_SERVER_FULL:
      return _ ("Too many use the control socket already. Try again in a moment.");
    case CHARLA_CODE_SHUTTING_DOWN:
      return _ ("The server is ending.");
    default:
      return NULL;
    }
}

/**
 * ctl_sentence_new:
 * @refusal: (nullable): the `error` of a server
 *
 * Returns: (transfer full): why it has refused, for a person
 */
char *
ctl_sentence_new (CharlaMessage *refusal)
{
  const char *name = refusal != NULL ? charla_message_get_string (refusal, "code") : NULL;
  const char *text = refusal != NULL ? charla_message_get_string (refusal, "text") : NULL;
  g_autofree char *bare = NULL;
  CharlaCode code = CHARLA_CODE_INTERNAL;

  if (name != NULL && charla_code_from_string (name, &code) && get_own (code) != NULL)
    return g_strdup (get_own (code));
  if (text == NULL)
    return g_strdup (_ ("The server could not do that."));

  /* What is wrong in a configuration is a sentence already, or several. */
  bare = g_strdup (text);
  if (g_str_has_suffix (bare, "."))
    bare[strlen (bare) - 1] = '\0';
  /* Translators: %s is a sentence of the server, in English, without a full stop */
  return g_strdup_printf (_ ("The server says: %s."), bare);
}
