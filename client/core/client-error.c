/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-error.h"

#include <glib/gi18n.h>

#include "charla-code.h"
#include "charla-error.h"

G_DEFINE_QUARK (client-error-quark, client_error)

/* Whether it broke the rules of the frames, or of what is said in them. */
static gboolean
is_nonsense (const GError *reason)
{
  return g_error_matches (reason, CHARLA_ERROR, CHARLA_ERROR_BAD_HEADER)
         || g_error_matches (reason, CHARLA_ERROR, CHARLA_ERROR_TOO_LARGE)
         || g_error_matches (reason, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE)
         || g_error_matches (reason, CHARLA_ERROR, CHARLA_ERROR_TOO_DEEP);
}

/**
 * client_error_new_for_loss:
 * @reason: (nullable): why the connection was closed; %NULL when the server did it
 * @address: where the server is
 *
 * Says why a line is lost, in the terms of the person who was on it.
 *
 * Returns: (transfer full): a #ClientError; a copy of @reason if it is one
 */
GError *
client_error_new_for_loss (const GError *reason, ClientAddress *address)
{
  const char *host = client_address_get_host (address);

  if (reason == NULL)
    return g_error_new (CLIENT_ERROR, CLIENT_ERROR_LOST, _ ("“%s” closed the connection."), host);

  if (reason->domain == CLIENT_ERROR)
    return g_error_copy (reason);

  if (is_nonsense (reason))
    return g_error_new (CLIENT_ERROR,
                        CLIENT_ERROR_NOT_CHAT,
                        _ ("What answers at “%s”, port %u, is not a chat."),
                        host,
                        client_address_get_port (address));

  return g_error_new (CLIENT_ERROR,
                      CLIENT_ERROR_LOST,
                      _ ("The connection to “%s” was lost."),
                      host);
}

static GError *
new_for_secret (CharlaCode code, const char *needs, const char *host)
{
  if (g_strcmp0 (needs, "join") == 0)
    return g_error_new (CLIENT_ERROR, CLIENT_ERROR_JOIN_WORD,
                        _ ("“%s” takes new names only with the right join word."), host);

  if (g_strcmp0 (needs, "tls") == 0)
    return g_error_new (CLIENT_ERROR, CLIENT_ERROR_NOT_ENCRYPTED,
                        _ ("“%s” is spoken to in an encrypted way only. Write its address without "
                           "“plain://”."),
                        host);

  if (code == CHARLA_CODE_AUTH_REQUIRED)
    return g_error_new (CLIENT_ERROR, CLIENT_ERROR_AUTH_REQUIRED,
                        _ ("Somebody has that name at “%s”. If it is you, enter your password."),
                        host);

  return g_error_new (CLIENT_ERROR, CLIENT_ERROR_AUTH_FAILED,
                      _ ("“%s” does not accept that name with that password."), host);
}

/**
 * client_error_new_for_refusal:
 * @refusal: why a server ends the conversation, a %CHARLA_CODE_ERROR
 * @needs: (nullable): what it would need
 * @address: where it is
 *
 * Says why a server wants nothing to do with somebody, or no more, in the terms of
 * that person.
 *
 * Returns: (transfer full): a #ClientError
 */
GError *
client_error_new_for_refusal (const GError *refusal, const char *needs, ClientAddress *address)
{
  const char *host = client_address_get_host (address);

  switch (refusal->code)
    {
    case CHARLA_CODE_AUTH_REQUIRED:
    case CHARLA_CODE_AUTH_FAILED:
      return new_for_secret (refusal->code, needs, host);
    case CHARLA_CODE_NAME_INVALID:
    case CHARLA_CODE_NAME_TAKEN:
      return g_error_new (CLIENT_ERROR, CLIENT_ERROR_NAME,
                          _ ("“%s” does not accept that name."), host);
    case CHARLA_CODE_SERVER_FULL:
      return g_error_new (CLIENT_ERROR, CLIENT_ERROR_BUSY, _ ("“%s” is full."), host);
    case CHARLA_CODE_RATE_LIMITED:
      return g_error_new (CLIENT_ERROR, CLIENT_ERROR_BUSY, _ ("“%s” has too much to do."), host);
    case CHARLA_CODE_SHUTTING_DOWN:
      return g_error_new (CLIENT_ERROR, CLIENT_ERROR_BUSY, _ ("“%s” is shutting down."), host);
    case CHARLA_CODE_FORBIDDEN:
      /* Translators: the first is a server, the second a sentence that says why. */
      return g_error_new (CLIENT_ERROR, CLIENT_ERROR_BANNED, _ ("“%s” does not let you in. %s"),
                          host, refusal->message);
    case CHARLA_CODE_TOO_SLOW:
      return g_error_new (CLIENT_ERROR, CLIENT_ERROR_LOST,
                          _ ("The connection to “%s” was too slow."), host);
    default:
      /* Translators: the first is a server, the second what it says. */
      return g_error_new (CLIENT_ERROR, CLIENT_ERROR_LOST, _ ("“%s” ended the conversation: %s"),
                          host, refusal->message);
    }
}
