/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-trust.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cli-commands.h"
#include "cli-error.h"
#include "cli-secret.h"
#include "terminal-sanitize.h"

/**
 * cli_trust_is_question:
 * @error: (nullable): why a session is offline
 *
 * Returns: whether the person has to say if they trust the server
 */
gboolean
cli_trust_is_question (const GError *error)
{
  return g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_UNKNOWN_SERVER)
         || g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_CHANGED_SERVER);
}

/**
 * cli_trust_can_compare:
 * @session: a session that is offline because of an error
 * @options: what the person wants
 *
 * Returns: whether the person wants no more than the key, which also those can compare who are
 *   not let in, for want of a password or a word
 */
gboolean
cli_trust_can_compare (ClientSession *session, const CliOptions *options)
{
  return options->command->run == cli_command_trust
         && client_session_get_identity (session) != NULL;
}

static char *
describe_key (const ClientFingerprint *fingerprint)
{
  g_autofree char *words = client_fingerprint_to_words (fingerprint);
  g_autofree char *hex = client_fingerprint_to_hex (fingerprint);

  return g_strdup_printf ("  %s\n  %s", words, hex);
}

/**
 * cli_trust_describe:
 * @identity: what a server has shown
 *
 * Returns: (transfer full): its fingerprint in words and in hex, for people to compare; and
 *   the one before, if there was another
 */
char *
cli_trust_describe (ClientIdentity *identity)
{
  g_autofree char *now = describe_key (identity->fingerprint);
  g_autofree char *before = identity->known != NULL ? describe_key (identity->known) : NULL;

  if (before == NULL)
    return g_strdup_printf (_ ("Its fingerprint:\n%s"), now);

  return g_strdup_printf (_ ("Its fingerprint before:\n%s\nIts fingerprint now:\n%s"), before, now);
}

/* As on the command line, where nobody likes spaces. */
static char *
get_digits (const ClientFingerprint *fingerprint)
{
  g_autofree char *hex = client_fingerprint_to_hex (fingerprint);
  g_auto (GStrv) groups = g_strsplit (hex, " ", -1);

  return g_strjoinv (NULL, groups);
}

/* Says what is the matter, and what a person or a script can do. */
static void
refuse (ClientSession *session, GError **error)
{
  const GError *cause = client_session_get_error (session);
  ClientIdentity *identity = client_session_get_identity (session);
  g_autofree char *address = client_address_to_string (client_session_get_address (session));
  g_autofree char *digits = get_digits (identity->fingerprint);
  g_autofree char *description = cli_trust_describe (identity);

  if (cause->code == CLIENT_ERROR_CHANGED_SERVER)
    g_set_error (error, CLIENT_ERROR, cause->code,
                 _ ("%s\n%s\nAsk the administrator. If the new key is right, “charla-cli trust %s” "
                    "takes it."),
                 cause->message, description, address);
  else
    g_set_error (error, CLIENT_ERROR, cause->code,
                 _ ("%s\n%s\nIf it is right, “charla-cli trust %s” or the option --trust=%s takes "
                    "it; --trust-new takes any."),
                 cause->message, description, address, digits);
}

/**
 * cli_trust_explain:
 * @session: a session that is offline because of an error
 *
 * Returns: (transfer full): the error; with the fingerprints and what to do, if the person has
 *   to say whether they trust the server
 */
GError *
cli_trust_explain (ClientSession *session)
{
  const GError *error = client_session_get_error (session);
  GError *refusal = NULL;

  if (!cli_trust_is_question (error))
    return g_error_copy (error);

  refuse (session, &refusal);
  return refusal;
}

static gboolean
ask (ClientSession *session, const GError *cause)
{
  g_autofree char *description = cli_trust_describe (client_session_get_identity (session));
  g_autofree char *question =
    g_strdup_printf (_ ("%s\n%s\nIs this the right server? Type “yes” if it is:"), cause->message,
                     description);
  g_autofree char *sane = terminal_sanitize_text (question);
  g_autofree char *answer = cli_secret_ask_openly (sane);

  if (answer != NULL)
    g_strstrip (answer);
  return answer != NULL
         && (g_ascii_strcasecmp (answer, "yes") == 0
             /* Translators: what one types to say yes. */
             || g_strcmp0 (answer, C_ ("answer", "yes")) == 0);
}

/**
 * cli_trust_decide:
 * @session: a session that asks whether the server is trusted
 * @options: what the person wants
 * @error: return location for an error, a sentence that says what to do
 *
 * Finds out whether the person trusts the server: by an option, or by asking them in the
 * terminal. A key that has changed is taken only by who says which, or asks for it with the
 * command `trust`. This waits for the person.
 *
 * Returns: whether they do
 */
gboolean
cli_trust_decide (ClientSession *session, const CliOptions *options, GError **error)
{
  const GError *cause = client_session_get_error (session);
  ClientIdentity *identity = client_session_get_identity (session);
  gboolean is_changed = cause->code == CLIENT_ERROR_CHANGED_SERVER;
  gboolean is_wanted = options->command->run == cli_command_trust;

  if (options->trust != NULL)
    {
      g_autoptr (ClientFingerprint) expected = client_fingerprint_parse (options->trust, error);

      if (expected == NULL)
        return FALSE;
      if (client_fingerprint_equal (expected, identity->fingerprint))
        return TRUE;
    }
  else if (options->trust_new && !is_changed)
    {
      return TRUE;
    }
  else if ((!is_changed || is_wanted) && isatty (STDIN_FILENO) && ask (session, cause))
    {
      return TRUE;
    }

  refuse (session, error);
  return FALSE;
}

/**
 * cli_trust_describe_listeners:
 * @session: a session that has begun
 *
 * Returns: (transfer full) (nullable): a sentence that says who can listen, if anybody can
 */
char *
cli_trust_describe_listeners (ClientSession *session)
{
  if (client_session_get_state (session) != CLIENT_SESSION_ONLINE
      || client_session_get_security (session) != CLIENT_SECURITY_NONE)
    return NULL;

  return g_strdup_printf (
    _ ("“%s” is not encrypted: everyone on the network can read what is said."),
    client_address_get_host (client_session_get_address (session)));
}
