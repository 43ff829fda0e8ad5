/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-code.h"
#include "cli-application.h"
#include "cli-error.h"
#include "cli-secret.h"
#include "cli-trust.h"

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  client_session_request_finish (CLIENT_SESSION (source), result, &error);
  cli_application_end (user_data, error);
}

/**
 * cli_command_logout:
 * @application: the application
 *
 * Has the server forget the key of this device, or of all the person's devices.
 */
void
cli_command_logout (CliApplication *application)
{
  client_session_log_out_async (cli_application_get_session (application),
                                cli_application_get_options (application)->all, on_done,
                                application);
}

/* A person types it twice, for they do not see it. */
static char *
ask_for_new (GError **error)
{
  char *first = cli_secret_ask (_ ("New password:"), error);
  char *second = first ? cli_secret_ask (_ ("Once more:"), error) : NULL;
  gboolean are_same = second != NULL && strcmp (first, second) == 0;

  if (second != NULL && !are_same)
    g_set_error_literal (error, CLI_ERROR, CLI_ERROR_FAILED, _ ("Those are two passwords."));
  cli_secret_free (second);
  if (are_same)
    return first;

  cli_secret_free (first);
  return NULL;
}

static char *
get_old (CliApplication *application, GError **error)
{
  const char *path = cli_application_get_options (application)->password_file;

  return path != NULL ? cli_secret_read (path, error) : cli_secret_ask (_ ("Old password:"), error);
}

static gboolean
needs_old (const GError *error)
{
  return g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_REQUIRED)
         || g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_FAILED)
         || g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN);
}

/* Whoever has none yet is not asked for it. */
static void
on_set_without_old (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  char *password = cli_application_get_data (application);
  char *old = NULL;
  g_autoptr (GError) error = NULL;

  client_session_request_finish (CLIENT_SESSION (source), result, &error);
  if (password != NULL && needs_old (error))
    {
      g_clear_error (&error);
      cli_application_stay (application);
      old = get_old (application, &error);
      cli_application_go_on (application);
    }
  if (old != NULL)
    client_session_set_password_async (CLIENT_SESSION (source), password, old, on_done,
                                       application);
  else
    cli_application_end (application, error);
  cli_secret_free (old);
}

/**
 * cli_command_password:
 * @application: the application
 *
 * Sets the password of the account, by which the person gets in from another device.
 */
void
cli_command_password (CliApplication *application)
{
  const char *path = cli_application_get_argument (application, 0);
  g_autoptr (GError) error = NULL;
  char *password = NULL;

  cli_application_stay (application);
  password = path != NULL ? cli_secret_read (path, &error) : ask_for_new (&error);
  if (password == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  cli_application_go_on (application);
  cli_application_set_data (application, password, (GDestroyNotify) cli_secret_free);
  client_session_set_password_async (cli_application_get_session (application), password, NULL,
                                     on_set_without_old, application);
}

/**
 * cli_command_trust:
 * @application: the application
 *
 * Tells the fingerprint of a server that is trusted already.
 */
void
cli_command_trust (CliApplication *application)
{
  ClientIdentity *identity =
    client_session_get_identity (cli_application_get_session (application));
  g_autofree char *description = identity != NULL ? cli_trust_describe (identity) : NULL;
  g_autoptr (GError) error = NULL;

  if (description != NULL)
    cli_application_print (application, description);
  else
    error = g_error_new_literal (CLI_ERROR, CLI_ERROR_FAILED,
                                 _ ("The server is not encrypted, and has no key to compare."));
  cli_application_end (application, error);
}
