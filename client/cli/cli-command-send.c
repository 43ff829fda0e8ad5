/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "charla-limits.h"
#include "cli-application.h"
#include "cli-error.h"
#include "cli-lookup.h"
#include "cli-splitter.h"

/* Lines that come together are one message: what a program writes in one go. Longer than
 * this nobody who reads along is kept waiting. */
#define GATHER_MS 500

/* How many messages are under way before the next is read: what a program writes faster
 * than the server takes it waits in its pipe, not in memory. */
#define UNDER_WAY_MAX 20

#define READ_SIZE 16384

typedef struct
{
  CliApplication *application;
  ClientRoom *room;
  CliSplitter *splitter;
  GPtrArray *under_way;
  guint input_source;
  guint gather_source;
  gboolean has_ended;
} Sending;

/* What is not answered when the program ends is not said later, behind one's back. */
static void
sending_free (Sending *self)
{
  ClientSession *session = cli_application_get_session (self->application);

  g_clear_handle_id (&self->input_source, g_source_remove);
  g_clear_handle_id (&self->gather_source, g_source_remove);
  for (guint i = 0; i < self->under_way->len; i++)
    {
      g_signal_handlers_disconnect_by_data (self->under_way->pdata[i], self);
      client_session_drop_message (session, self->under_way->pdata[i]);
    }
  g_ptr_array_unref (self->under_way);
  g_clear_object (&self->room);
  cli_splitter_free (self->splitter);
  g_free (self);
}

static void watch_input (Sending *self);

static void
end_if_done (Sending *self)
{
  guint invalid = cli_splitter_get_invalid (self->splitter);

  if (!self->has_ended || self->under_way->len > 0)
    return;

  if (invalid > 0)
    {
      g_autofree char *sentence = g_strdup_printf (
        ngettext ("%u byte was no text and was replaced.", "%u bytes were no text and were replaced.",
                  invalid),
        invalid);

      cli_application_warn (self->application, sentence);
    }
  cli_application_end (self->application, NULL);
}

static void
on_message_changed (ClientMessage *message, GParamSpec *property, Sending *self)
{
  ClientMessageState state = client_message_get_state (message);
  g_autoptr (GError) error = NULL;

  if (state == CLIENT_MESSAGE_QUEUED)
    return;

  cli_application_go_on (self->application);
  if (state == CLIENT_MESSAGE_FAILED)
    {
      const char *reason = client_message_get_error (message);

      error = g_error_new_literal (CLI_ERROR, CLI_ERROR_FAILED,
                                   reason ? reason : _ ("The server did not take the message."));
      cli_application_end (self->application, error);
      return;
    }

  g_signal_handlers_disconnect_by_data (message, self);
  g_ptr_array_remove (self->under_way, message);
  watch_input (self);
  end_if_done (self);
}

static gboolean
say (Sending *self, const char *text)
{
  const CliOptions *options = cli_application_get_options (self->application);
  ClientSession *session = cli_application_get_session (self->application);
  g_autoptr (GError) error = NULL;
  ClientMessage *message
    = client_session_post (session, self->room, text, options->reply, &error);

  if (message == NULL)
    {
      cli_application_end (self->application, error);
      return FALSE;
    }

  cli_application_go_on (self->application);
  g_ptr_array_add (self->under_way, g_object_ref (message));
  g_signal_connect (message, "notify::state", G_CALLBACK (on_message_changed), self);
  return TRUE;
}

static gboolean
say_what_is_ready (Sending *self, CliSplitterReady ready)
{
  for (;;)
    {
      g_autofree char *text = cli_splitter_next (self->splitter, ready);

      if (text == NULL)
        return TRUE;
      if (!say (self, text))
        return FALSE;
    }
}

static gboolean
on_gathered (gpointer user_data)
{
  Sending *self = user_data;

  self->gather_source = 0;
  say_what_is_ready (self, CLI_SPLITTER_LINES);
  return G_SOURCE_REMOVE;
}

static void
end_input (Sending *self)
{
  g_clear_handle_id (&self->gather_source, g_source_remove);
  self->has_ended = TRUE;
  cli_splitter_end (self->splitter);
  if (say_what_is_ready (self, CLI_SPLITTER_ALL))
    end_if_done (self);
}

static gboolean
on_input (int descriptor, GIOCondition condition, gpointer user_data)
{
  Sending *self = user_data;
  char buffer[READ_SIZE];
  gssize length = read (descriptor, buffer, sizeof buffer);

  if (length < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (length <= 0)
    {
      self->input_source = 0;
      end_input (self);
      return G_SOURCE_REMOVE;
    }

  cli_splitter_push (self->splitter, buffer, (gsize) length);
  if (!say_what_is_ready (self, CLI_SPLITTER_FULL))
    return G_SOURCE_REMOVE;

  if (cli_splitter_get_waiting (self->splitter) > 0 && self->gather_source == 0)
    self->gather_source = g_timeout_add (GATHER_MS, on_gathered, self);
  if (self->under_way->len < UNDER_WAY_MAX)
    return G_SOURCE_CONTINUE;

  self->input_source = 0;
  return G_SOURCE_REMOVE;
}

/* The server has its time to answer only while there is something to be answered. */
static void
watch_input (Sending *self)
{
  if (self->under_way->len == 0)
    cli_application_stay (self->application);
  if (self->has_ended || self->input_source != 0 || self->under_way->len >= UNDER_WAY_MAX)
    return;

  self->input_source
    = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, self);
}

static void
on_room (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  Sending *self = cli_application_get_data (application);
  const CliOptions *options = cli_application_get_options (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);

  if (room == NULL || self == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  self->room = g_steal_pointer (&room);
  if (options->arguments[1] != NULL)
    {
      g_autofree char *text = g_strjoinv (" ", options->arguments + 1);

      self->has_ended = TRUE;
      say (self, text);
    }
  else
    watch_input (self);
}

/**
 * cli_command_send:
 * @application: the application
 *
 * Says what the command line says, or the standard input, and waits until the server has
 * it on its disk.
 */
void
cli_command_send (CliApplication *application)
{
  Sending *self = g_new0 (Sending, 1);

  self->application = application;
  self->splitter = cli_splitter_new (CHARLA_TEXT_MAX);
  self->under_way = g_ptr_array_new_with_free_func (g_object_unref);
  cli_application_set_data (application, self, (GDestroyNotify) sending_free);

  cli_lookup_room_async (cli_application_get_session (application),
                         cli_application_get_argument (application, 0), on_room, application);
}
