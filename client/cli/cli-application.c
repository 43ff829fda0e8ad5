/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "cli-colors.h"
#include "cli-commands.h"
#include "cli-error.h"
#include "cli-output.h"
#include "terminal-sanitize.h"
#include "cli-secret.h"
#include "cli-session.h"
#include "cli-settings.h"
#include "cli-trust.h"

/* For closing what is on the disk; whoever waits longer believes that it hangs. */
#define SHUT_DOWN_SECONDS 5

struct _CliApplication
{
  const CliOptions *options;
  char *state_dir;
  GMainLoop *loop;
  CliOutput *output;
  CliFormat format;
  ClientSession *session;
  gpointer data;
  GDestroyNotify destroy_data;

  GError *error;
  gboolean has_begun;
  gboolean has_ended;
  gboolean was_asked_for_password;
  gboolean was_asked_for_word;

  guint timeout_source;
  guint signal_sources[3];
};

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *self = user_data;

  client_session_shut_down_finish (self->session, result, NULL);
  g_main_loop_quit (self->loop);
}

static gboolean
on_shut_down_too_long (gpointer user_data)
{
  CliApplication *self = user_data;

  self->timeout_source = 0;
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/**
 * cli_application_end:
 * @self: the application
 * @error: (nullable): what went wrong, if anything did
 *
 * Ends the program, when what is on the disk is closed. What the command has kept goes at
 * once: it may still want to take back what is not sent.
 */
void
cli_application_end (CliApplication *self, const GError *error)
{
  if (self->has_ended)
    return;

  self->has_ended = TRUE;
  self->error = error ? g_error_copy (error) : NULL;
  cli_application_set_data (self, NULL, NULL);

  g_clear_handle_id (&self->timeout_source, g_source_remove);
  if (self->session == NULL)
    {
      g_main_loop_quit (self->loop);
      return;
    }

  self->timeout_source = g_timeout_add_seconds (SHUT_DOWN_SECONDS, on_shut_down_too_long, self);
  client_session_shut_down_async (self->session, on_shut_down, self);
}

static gboolean
on_timeout (gpointer user_data)
{
  CliApplication *self = user_data;
  g_autoptr (GError) error = g_error_new (
    CLI_ERROR, CLI_ERROR_TIMED_OUT,
    ngettext ("The server has not answered in %d second.",
              "The server has not answered in %d seconds.", (gulong) self->options->timeout),
    self->options->timeout);

  self->timeout_source = 0;
  cli_application_end (self, error);
  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer user_data)
{
  CliApplication *self = user_data;
  g_autoptr (GError) error
    = g_error_new_literal (CLI_ERROR, CLI_ERROR_FAILED, _ ("It was interrupted."));

  cli_application_end (self, self->has_begun && (self->options->command->stays || self->options->watch)
                               ? NULL
                               : error);
  return G_SOURCE_CONTINUE;
}

static void
on_output_closed (gpointer user_data, const GError *error)
{
  cli_application_end (user_data, error);
}

/* A person can be asked; a script gets to know what is missing. */
static gboolean
ask (CliApplication *self, const GError *error)
{
  gboolean is_word = g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_JOIN_WORD);
  gboolean *was_asked = is_word ? &self->was_asked_for_word : &self->was_asked_for_password;
  const char *prompt = is_word ? _ ("The word that new people need:") : _ ("Password:");
  char *secret = NULL;

  if (!is_word && !g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_AUTH_REQUIRED))
    return FALSE;
  if (*was_asked || !isatty (STDIN_FILENO)
      || (is_word ? self->options->join_word : self->options->password_file) != NULL)
    return FALSE;

  *was_asked = TRUE;
  g_clear_handle_id (&self->timeout_source, g_source_remove);
  cli_application_warn (self, error->message);
  secret = cli_secret_ask (prompt, NULL);
  if (secret == NULL)
    return FALSE;

  client_session_set_secrets (self->session, is_word ? NULL : secret,
                              is_word ? secret : self->options->join_word);
  cli_secret_free (secret);
  cli_application_go_on (self);
  client_session_open (self->session);
  return TRUE;
}

/* Trusts the server, or ends; the command `trust` wants nothing else. */
static void
decide_trust (CliApplication *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->timeout_source, g_source_remove);
  if (!cli_trust_decide (self->session, self->options, &error))
    {
      cli_application_end (self, error);
      return;
    }

  cli_application_go_on (self);
  client_session_trust (self->session);
  if (self->options->command->run == cli_command_trust)
    cli_application_end (self, NULL);
}

static void
begin (CliApplication *self)
{
  g_autofree char *address
    = client_address_to_string (client_session_get_address (self->session));
  g_autofree char *listeners = cli_trust_describe_listeners (self->session);
  g_autoptr (GError) error = NULL;

  self->has_begun = TRUE;
  if (listeners != NULL)
    cli_application_warn (self, listeners);
  if (!cli_settings_save (self->state_dir, address, client_session_get_name (self->session),
                          &error))
    g_info ("the settings were not kept: %s", error->message);

  self->options->command->run (self);
}

/* A chat can be read without its server, if it was there before. */
static gboolean
can_begin_offline (CliApplication *self, const GError *error)
{
  return self->options->command->works_offline && client_session_get_is_loaded (self->session)
         && client_session_get_lobby (self->session) != NULL
         && cli_error_get_status (error) == CLI_STATUS_UNREACHABLE;
}

static void
on_session_changed (ClientSession *session, GParamSpec *property, CliApplication *self)
{
  ClientSessionState state = client_session_get_state (session);
  const GError *error = client_session_get_error (session);

  if (self->has_ended || (self->has_begun && self->options->command->works_offline))
    return;

  if (!self->has_begun && client_session_get_is_caught_up (session))
    begin (self);
  else if (error == NULL || state == CLIENT_SESSION_ONLINE || state == CLIENT_SESSION_CONNECTING)
    return;
  else if (self->has_begun)
    {
      g_autoptr (GError) why = cli_trust_explain (session);

      /* It comes back, or the time runs out. */
      if (state == CLIENT_SESSION_OFFLINE)
        cli_application_end (self, why);
    }
  else if (cli_trust_is_question (error))
    decide_trust (self);
  else if (cli_trust_can_compare (session, self->options))
    cli_command_trust (self);
  else if (can_begin_offline (self, error))
    begin (self);
  else if (!ask (self, error))
    cli_application_end (self, error);
}

static void
on_trouble (ClientSession *session, GParamSpec *property, CliApplication *self)
{
  const char *trouble = client_session_get_trouble (session);

  /* Of no matter to a command that needs nothing of what is kept. */
  if (trouble != NULL && self->options->command->works_offline)
    cli_application_warn (self, trouble);
}

/* What is wrong with a server takes more than a line to say. */
static void
warn_of_error (CliApplication *self)
{
  g_auto (GStrv) lines =
    g_strsplit (self->error->message, "\n", cli_trust_is_question (self->error) ? -1 : 1);

  for (guint i = 0; lines[i] != NULL; i++)
    cli_application_warn (self, lines[i]);
}

static void
begin_apart (gpointer user_data)
{
  CliApplication *self = user_data;

  self->has_begun = TRUE;
  self->options->command->run (self);
}

static void
start_session (CliApplication *self)
{
  static const char *const properties[]
    = { "notify::state", "notify::is-caught-up", "notify::error", "notify::is-loaded" };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_signal_connect (self->session, properties[i], G_CALLBACK (on_session_changed), self);
  g_signal_connect (self->session, "notify::trouble", G_CALLBACK (on_trouble), self);
  cli_application_go_on (self);
  client_session_open (self->session);
}

static void
start (CliApplication *self)
{
  /* The first is the one that a command may take over. */
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    self->signal_sources[i] = g_unix_signal_add (numbers[i], on_signal, self);

  self->output = cli_output_new (on_output_closed, self);
  self->format.colors = cli_colors_are_wanted (STDOUT_FILENO);
  if (self->session != NULL)
    start_session (self);
  else
    g_idle_add_once (begin_apart, self);
}

static void
clear (CliApplication *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_handle_id (&self->timeout_source, g_source_remove);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->output, cli_output_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->state_dir, g_free);
  g_clear_error (&self->error);
}

/**
 * cli_application_run:
 * @options: what the person wants, with a command
 *
 * Does it.
 *
 * Returns: with what the program ends, a #CliStatus
 */
int
cli_application_run (const CliOptions *options)
{
  CliApplication self = { .options = options };
  CliStatus status = CLI_STATUS_OK;

  self.state_dir = g_build_filename (g_get_user_state_dir (), "charla", NULL);
  self.loop = g_main_loop_new (NULL, FALSE);

  if (!options->command->is_apart)
    self.session = cli_session_new (options, self.state_dir, &self.error);
  if (self.error == NULL)
    {
      start (&self);
      g_main_loop_run (self.loop);
    }

  status = cli_error_get_status (self.error);
  if (self.error != NULL)
    warn_of_error (&self);
  clear (&self);
  return status;
}

/**
 * cli_application_get_options:
 * @self: the application
 *
 * Returns: (transfer none): what the person wants
 */
const CliOptions *
cli_application_get_options (CliApplication *self)
{
  return self->options;
}

/**
 * cli_application_get_format:
 * @self: the application
 *
 * Returns: (transfer none): how to write to the standard output
 */
const CliFormat *
cli_application_get_format (CliApplication *self)
{
  return &self->format;
}

/**
 * cli_application_get_session:
 * @self: the application
 *
 * Returns: (transfer none): the person's stay in the chat
 */
ClientSession *
cli_application_get_session (CliApplication *self)
{
  return self->session;
}

/**
 * cli_application_get_argument:
 * @self: the application
 * @n: which one
 *
 * Returns: (transfer none) (nullable): an argument of the command, %NULL after the last
 */
const char *
cli_application_get_argument (CliApplication *self, guint n)
{
  return n < g_strv_length (self->options->arguments) ? self->options->arguments[n] : NULL;
}

/**
 * cli_application_get_state_dir:
 * @self: the application
 *
 * Returns: (transfer none): where what lasts is kept
 */
const char *
cli_application_get_state_dir (CliApplication *self)
{
  return self->state_dir;
}

/**
 * cli_application_print:
 * @self: the application
 * @line: one line or more, fit for a terminal
 *
 * Writes to the standard output.
 */
void
cli_application_print (CliApplication *self, const char *line)
{
  if (!self->has_ended)
    cli_output_print (self->output, line);
}

/**
 * cli_application_warn:
 * @self: the application
 * @sentence: what the person should know
 *
 * Writes to the standard error.
 */
void
cli_application_warn (CliApplication *self, const char *sentence)
{
  g_autofree char *sane = terminal_sanitize_line (sentence);

  g_printerr ("charla-cli: %s\n", sane);
}

/**
 * cli_application_set_data:
 * @self: the application
 * @data: (nullable): what the command keeps
 * @destroy: (nullable): frees it, when the application ends
 */
void
cli_application_set_data (CliApplication *self, gpointer data, GDestroyNotify destroy)
{
  gpointer before = g_steal_pointer (&self->data);

  if (before != NULL && self->destroy_data != NULL)
    self->destroy_data (before);
  self->data = data;
  self->destroy_data = destroy;
}

/**
 * cli_application_get_data:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): what the command keeps
 */
gpointer
cli_application_get_data (CliApplication *self)
{
  return self->data;
}

/**
 * cli_application_go_on:
 * @self: the application
 *
 * Gives the server its time anew: something has come from it.
 */
void
cli_application_go_on (CliApplication *self)
{
  if (self->has_ended)
    return;

  cli_application_stay (self);
  self->timeout_source
    = g_timeout_add_seconds ((guint) self->options->timeout, on_timeout, self);
}

/**
 * cli_application_leave_interrupts:
 * @self: the application
 *
 * Leaves Ctrl+C to the command. It ends the program no more.
 */
void
cli_application_leave_interrupts (CliApplication *self)
{
  g_clear_handle_id (&self->signal_sources[0], g_source_remove);
}

/**
 * cli_application_stay:
 * @self: the application
 *
 * Takes the limit from the time: there is nothing that the server has to answer.
 */
void
cli_application_stay (CliApplication *self)
{
  if (!self->has_ended)
    g_clear_handle_id (&self->timeout_source, g_source_remove);
}
