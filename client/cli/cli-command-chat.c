/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "cli-chat.h"
#include "cli-error.h"
#include "cli-lookup.h"

#define HISTORY_NAME "cli-history"

/* How many lines of a message are shown; “charla-cli history” prints all of them. */
#define LINES_MAX 30

/* The terminal is given back first: what comes after is written to it as it is. */
static void
chat_free (CliChat *self)
{
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_handle_id (&self->attempt_source, g_source_remove);
  if (self->room != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->room, self);
      client_session_set_typing (self->session, self->room, FALSE);
    }
  g_signal_handlers_disconnect_by_data (self->screen, self);
  cli_screen_stop (self->screen);

  g_clear_object (&self->screen);
  g_clear_object (&self->room);
  g_ptr_array_unref (self->members);
  g_free (self->other);
  g_free (self);
}

static void
on_line (CliScreen *screen, const char *line, CliChat *self)
{
  g_autoptr (CliSlashRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  guint n_commands = 0;
  const CliSlashCommand *commands = cli_chat_commands_get (&n_commands);

  if (*line == '\0')
    return;
  if (!cli_slash_is_command (line))
    {
      cli_chat_say (self, cli_slash_get_text (line), 0);
      return;
    }

  request = cli_slash_parse (line, commands, n_commands, &error);
  if (request != NULL)
    request->command->run (self, request);
  else
    cli_chat_warn (self, error->message);
}

static void
on_interrupted (CliScreen *screen, CliChat *self)
{
  cli_chat_notice (self, _ ("Ctrl+D or /quit ends the chat."));
}

static void
on_ended (CliScreen *screen, CliChat *self)
{
  cli_application_end (self->application, NULL);
}

static void
on_writing (CliScreen *screen, gboolean is_writing, CliChat *self)
{
  if (self->room != NULL)
    client_session_set_typing (self->session, self->room, is_writing);
}

static void
on_event (ClientSession *session, ClientEvent *event, CliChat *self)
{
  cli_chat_show_event (self, event);
}

static void
on_notice (ClientSession *session, const char *text, CliChat *self)
{
  cli_chat_notice (self, text);
}

static gboolean
on_attempt_due (gpointer user_data)
{
  CliChat *self = user_data;

  self->attempt_source = 0;
  client_session_open (self->session);
  return G_SOURCE_REMOVE;
}

/* A session that has never been online does not try again by itself, as who has
 * mistyped an address is to mend it. This address has been good before. */
static void
plan_attempt (CliChat *self)
{
  const GError *error = client_session_get_error (self->session);

  if (self->attempt_source != 0
      || client_session_get_state (self->session) != CLIENT_SESSION_OFFLINE
      || cli_error_get_status (error) != CLI_STATUS_UNREACHABLE)
    return;

  self->attempt_source
    = g_timeout_add (client_backoff_next (&self->pauses, 0), on_attempt_due, self);
}

static void
on_state (ClientSession *session, GParamSpec *property, CliChat *self)
{
  cli_chat_show_state (self);
  cli_chat_update_prompt (self);
  plan_attempt (self);
}

static void
on_trouble (ClientSession *session, GParamSpec *property, CliChat *self)
{
  const char *trouble = client_session_get_trouble (session);

  if (trouble != NULL)
    cli_chat_warn (self, trouble);
}

static void
connect_signals (CliChat *self)
{
  g_signal_connect (self->screen, "line", G_CALLBACK (on_line), self);
  g_signal_connect (self->screen, "interrupted", G_CALLBACK (on_interrupted), self);
  g_signal_connect (self->screen, "ended", G_CALLBACK (on_ended), self);
  g_signal_connect (self->screen, "writing", G_CALLBACK (on_writing), self);

  g_signal_connect (self->session, "event", G_CALLBACK (on_event), self);
  g_signal_connect (self->session, "notice", G_CALLBACK (on_notice), self);
  g_signal_connect (self->session, "notify::state", G_CALLBACK (on_state), self);
  g_signal_connect (self->session, "notify::is-caught-up", G_CALLBACK (on_state), self);
  g_signal_connect (self->session, "notify::trouble", G_CALLBACK (on_trouble), self);
}

static void
greet (CliChat *self)
{
  g_autofree char *address
    = client_address_to_string (client_session_get_address (self->session));
  const char *motd = client_session_get_motd (self->session);
  g_autofree char *greeting
    = g_strdup_printf (_ ("You are %s at %s. /help lists what you can do."),
                       client_session_get_name (self->session), address);

  cli_chat_notice (self, greeting);
  if (motd != NULL && *motd != '\0')
    cli_chat_notice (self, motd);
  if (!client_session_get_is_caught_up (self->session))
    {
      cli_chat_warn (self, client_session_get_error (self->session)->message);
      cli_chat_notice (self, _ ("This is what was said before. Trying to reach the server…"));
      self->is_lost = TRUE;
      plan_attempt (self);
    }
}

static void
on_room (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);

  if (self == NULL)
    return;
  if (room == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  cli_application_stay (application);
  cli_application_leave_interrupts (application);
  cli_screen_start (self->screen, "");
  connect_signals (self);
  greet (self);
  cli_chat_enter (self, room);
}

/**
 * cli_command_chat:
 * @application: the application
 *
 * Begins the chat in the terminal.
 */
void
cli_command_chat (CliApplication *application)
{
  const char *name = cli_application_get_argument (application, 0);
  ClientSession *session = cli_application_get_session (application);
  ClientRoom *lobby = client_session_get_lobby (session);
  g_autofree char *history
    = g_build_filename (cli_application_get_state_dir (application), HISTORY_NAME, NULL);
  g_autoptr (GError) error = NULL;
  CliChat *self = NULL;

  if (!isatty (STDIN_FILENO) || !isatty (STDOUT_FILENO))
    {
      g_set_error_literal (&error, CLI_ERROR, CLI_ERROR_USAGE,
                           _ ("A chat needs a terminal; “send” and “tail” do not."));
      cli_application_end (application, error);
      return;
    }

  self = g_new0 (CliChat, 1);
  self->application = application;
  self->session = session;
  self->members = g_ptr_array_new_with_free_func (g_free);
  self->format = *cli_application_get_format (application);
  self->format.seqs = !client_session_get_is_classic (session);
  self->format.max_lines = LINES_MAX;
  client_backoff_init (&self->pauses);
  self->screen = cli_screen_new (history, cli_chat_complete, self);
  cli_application_set_data (application, self, (GDestroyNotify) chat_free);

  if (name == NULL && lobby != NULL)
    name = client_room_get_name (lobby);
  cli_lookup_room_async (session, name ? name : "Lobby", on_room, application);
}
