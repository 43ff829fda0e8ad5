/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-limits.h"
#include "client-error.h"

/**
 * client_text_check:
 * @text: what a person wants to say
 * @error: return location for an error
 *
 * Checks that @text can be a message: something, at most %CHARLA_TEXT_MAX bytes, and
 * UTF-8. The error is %CLIENT_ERROR_TEXT, with a sentence that says what is wrong.
 *
 * Returns: whether @text can be sent
 */
gboolean
client_text_check (const char *text, GError **error)
{
  const char *fault = NULL;
  gsize length = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  length = strlen (text);
  if (length == 0)
    fault = _ ("There is nothing to send.");
  else if (length > CHARLA_TEXT_MAX)
    fault = _ ("The message is too long. Send it in several parts.");
  else if (!g_utf8_validate (text, length, NULL))
    fault = _ ("The message is not valid text.");

  if (fault != NULL)
    g_set_error_literal (error, CLIENT_ERROR, CLIENT_ERROR_TEXT, fault);
  return fault == NULL;
}
