/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * test-chat ADDRESS NAME [FOLDER [DETECTION_MS]]: the core of the client on standard input and
 * output, for the tests of whole programs. It says each line that it reads, and writes what
 * others say as "name: text" and how the session stands as "* state". It ends with its input,
 * when all is sent, or with the session. A server that says nothing for DETECTION_MS is an old
 * one.
 */
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <locale.h>
#include <unistd.h>

#include "client-session-private.h"

typedef struct
{
  ClientSession *session;
  GDataInputStream *input;
  GCancellable *reading;
  ClientMessage *last;
  GMainLoop *loop;
  int status;
} Chat;

static void
write_line (const char *before, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *line = g_strjoinv ("\\n", lines);

  g_print ("%s%s\n", before, line);
}

static void
end_when_sent (Chat *self)
{
  if (self->input == NULL
      && (self->last == NULL || client_message_get_state (self->last) != CLIENT_MESSAGE_QUEUED))
    g_main_loop_quit (self->loop);
}

static void read_line (Chat *self);

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Chat *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  ClientMessage *message = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (line == NULL)
    {
      g_clear_object (&self->input);
      end_when_sent (self);
      return;
    }

  message = client_session_post (self->session, client_session_get_lobby (self->session), line, 0,
                                 &error);
  if (message == NULL)
    write_line ("* not posted: ", error->message);
  else if (g_set_object (&self->last, message))
    g_signal_connect_swapped (message, "notify::state", G_CALLBACK (end_when_sent), self);
  read_line (self);
}

static void
read_line (Chat *self)
{
  g_data_input_stream_read_line_async (self->input,
                                       G_PRIORITY_DEFAULT,
                                       self->reading,
                                       on_line,
                                       self);
}

static void
on_received (Chat *self, ClientRoom *room, ClientMessage *message)
{
  g_autofree char *before = g_strconcat (client_message_get_sender (message), ": ", NULL);

  write_line (before, client_message_get_text (message));
}

static void
on_state (Chat *self)
{
  const GError *error = client_session_get_error (self->session);
  ClientSessionState state = client_session_get_state (self->session);
  const char *const names[] = { "offline", "connecting", "online", "waiting" };

  g_print ("* %s\n", names[state]);
  if (state == CLIENT_SESSION_ONLINE && self->reading == NULL)
    {
      self->reading = g_cancellable_new ();
      read_line (self);
    }
  if (error == NULL)
    return;

  write_line ("* because: ", error->message);
  if (state == CLIENT_SESSION_OFFLINE)
    {
      self->status = 1;
      g_main_loop_quit (self->loop);
    }
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Chat *self = user_data;

  client_session_shut_down_finish (CLIENT_SESSION (source), result, NULL);
  g_main_loop_quit (self->loop);
}

static ClientSession *
new_session (ClientAddress *address, const char *name, const char *folder, const char *detection)
{
  ClientBackoff backoff;
  ClientTiming timing;

  client_backoff_init (&backoff);
  client_timing_init (&timing);
  if (detection != NULL)
    timing.detection_ms = (guint) g_ascii_strtoull (detection, NULL, 10);
  return client_session_new_with (address, name, folder, g_network_monitor_get_default (),
                                  &backoff, &timing);
}

int
main (int argc, char **argv)
{
  Chat self = { 0 };
  g_autoptr (ClientAddress) address = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc < 3 || (address = client_address_parse (argv[1], &error)) == NULL)
    {
      g_printerr ("%s\n", error ? error->message : "test-chat ADDRESS NAME [FOLDER [DETECTION_MS]]");
      return 2;
    }

  input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  self.input = g_data_input_stream_new (input);
  self.loop = g_main_loop_new (NULL, FALSE);
  self.session = new_session (address, argv[2], argc > 3 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL);
  g_signal_connect_swapped (self.session, "notify::state", G_CALLBACK (on_state), &self);
  g_signal_connect_swapped (self.session, "received", G_CALLBACK (on_received), &self);

  client_session_open (self.session);
  g_main_loop_run (self.loop);

  g_cancellable_cancel (self.reading);
  g_signal_handlers_disconnect_by_data (self.session, &self);
  client_session_shut_down_async (self.session, on_shut_down, &self);
  g_main_loop_run (self.loop);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_clear_object (&self.last);
  g_clear_object (&self.session);
  g_clear_object (&self.input);
  g_clear_object (&self.reading);
  g_clear_pointer (&self.loop, g_main_loop_unref);
  return self.status;
}
