/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-name.h"

#include <glib/gi18n.h>

#include "charla-limits.h"
#include "charla-name.h"
#include "client-error.h"

static gboolean
has_space_around (const char *name)
{
  const char *last = g_utf8_find_prev_char (name, name + strlen (name));

  return g_unichar_isspace (g_utf8_get_char (name)) || g_unichar_isspace (g_utf8_get_char (last));
}

/* What is wrong with @name, for the person who chose it; NULL when nothing is. */
static char *
find_fault (const char *name)
{
  if (*name == '\0')
    return g_strdup (_ ("Enter the name that others will see."));
  if (!g_utf8_validate (name, -1, NULL))
    return g_strdup (_ ("The name is not valid text."));
  if (g_utf8_strlen (name, -1) > CHARLA_NAME_MAX)
    return g_strdup_printf (ngettext ("A name has at most %d character.",
                                      "A name has at most %d characters.",
                                      CHARLA_NAME_MAX),
                            CHARLA_NAME_MAX);
  if (has_space_around (name))
    return g_strdup (_ ("A name does not begin or end with a space."));
  if (!charla_name_validate (name, -1, NULL))
    return g_strdup (_ ("A name is one line of text, without control characters."));

  return NULL;
}

/**
 * client_name_check:
 * @name: the name that a person has chosen
 * @error: return location for an error
 *
 * Checks that every chat takes @name. The error is %CLIENT_ERROR_NAME, with a
 * sentence that says what is wrong.
 *
 * Returns: whether @name can be used
 */
gboolean
client_name_check (const char *name, GError **error)
{
  g_autofree char *fault = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  fault = find_fault (name);
  if (fault == NULL)
    return TRUE;

  g_set_error_literal (error, CLIENT_ERROR, CLIENT_ERROR_NAME, fault);
  return FALSE;
}
