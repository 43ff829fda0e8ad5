/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-session.h"

#include "cli-commands.h"
#include "cli-secret.h"
#include "cli-server.h"
#include "cli-settings.h"
#include "client-name.h"

static const char *
choose (const char *said, const char *variable, const char *remembered)
{
  const char *set = g_getenv (variable);

  if (said != NULL)
    return said;
  if (set != NULL && *set != '\0')
    return set;

  return remembered;
}

/* The command `trust` may say its server as it says its name. */
static const char *
get_said_server (const CliOptions *options)
{
  if (options->command->run == cli_command_trust && options->arguments[0] != NULL)
    return options->arguments[0];

  return options->server;
}

/**
 * cli_session_new:
 * @options: what the person wants
 * @state_dir: where what lasts is kept
 * @error: return location for an error
 *
 * Makes the session that the person wants, from what the command line, the environment and
 * the last time say.
 *
 * Returns: (transfer full): a session that is offline, or %NULL with @error set
 */
ClientSession *
cli_session_new (const CliOptions *options, const char *state_dir, GError **error)
{
  g_autoptr (CliSettings) settings = cli_settings_load (state_dir);
  g_autoptr (ClientAddress) address = NULL;
  ClientSession *session = NULL;
  const char *name = choose (options->name, "CHARLA_NAME", settings->name);
  const char *server = choose (get_said_server (options), "CHARLA_SERVER", settings->server);
  char *password = NULL;

  if (name == NULL)
    name = g_get_user_name ();
  if (!client_name_check (name, error))
    return NULL;

  address = cli_server_find (server, state_dir, error);
  if (address == NULL)
    return NULL;

  if (options->password_file != NULL)
    {
      password = cli_secret_read (options->password_file, error);
      if (password == NULL)
        return NULL;
    }

  session = client_session_new (address, name, NULL);
  client_session_set_secrets (session, password, options->join_word);
  cli_secret_free (password);
  return session;
}
