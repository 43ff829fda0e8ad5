/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-link.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixfdmessage.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "ctl-error.h"
#include "ctl-sentence.h"
#include "server-control-path.h"

/* How long a server that is well may take, in seconds. */
#define PATIENCE 30

/* What is read at once, in bytes. */
#define READ_SIZE 65536

struct _CtlLink
{
  GSocket *socket;
  char *path;
  CharlaBuilder *request;
  CharlaFramer framer;
  gint64 last_id;
  CtlEventFunc listener;
  gpointer user_data;

  guint8 read[READ_SIZE];
  gsize length;
  gsize done;
};

/**
 * ctl_link_free:
 * @self: (transfer full): a link
 *
 * Closes it.
 */
void
ctl_link_free (CtlLink *self)
{
  g_clear_object (&self->socket);
  g_clear_pointer (&self->request, charla_builder_unref);
  charla_framer_clear (&self->framer);
  g_free (self->path);
  g_free (self);
}

static gboolean
fail_to_reach (const char *path, const GError *cause, GError **error)
{
  switch (cause->code)
    {
    case G_IO_ERROR_NOT_FOUND:
      g_set_error (error, CTL_ERROR, CTL_ERROR_NO_SERVER,
                   _ ("There is no control socket “%s”. Is the server running? “--socket” says "
                      "where another one is."), path);
      break;
    case G_IO_ERROR_CONNECTION_REFUSED:
      g_set_error (error, CTL_ERROR, CTL_ERROR_NO_SERVER,
                   _ ("Nobody listens on “%s”: the server is not running. Start it again."), path);
      break;
    case G_IO_ERROR_PERMISSION_DENIED:
      g_set_error (error, CTL_ERROR, CTL_ERROR_NO_SERVER,
                   _ ("You may not use “%s”. Be root, or the user of the server, or in the group "
                      "that “control-group” in its configuration names."), path);
      break;
    default:
      g_set_error (error, CTL_ERROR, CTL_ERROR_NO_SERVER,
                   /* Translators: the second %s is what the system says */
                   _ ("The server cannot be reached on “%s”: %s."), path, cause->message);
      break;
    }

  return FALSE;
}

static GSocket *
connect_to (const char *path, GError **error)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_DEFAULT, error);

  if (socket == NULL)
    return NULL;

  g_socket_set_timeout (socket, PATIENCE);
  if (!g_socket_connect (socket, address, NULL, error))
    return NULL;

  return g_steal_pointer (&socket);
}

/* Root means the server of the system, anybody else their own if they have one. */
static char *
choose_path (void)
{
  g_autofree char *own = server_control_path_new ();

  if (geteuid () == 0 && g_file_test (SERVER_CONTROL_SYSTEM_PATH, G_FILE_TEST_EXISTS))
    return g_strdup (SERVER_CONTROL_SYSTEM_PATH);

  return g_file_test (own, G_FILE_TEST_EXISTS) ? g_steal_pointer (&own)
                                               : g_strdup (SERVER_CONTROL_SYSTEM_PATH);
}

/**
 * ctl_link_open:
 * @path: (nullable): where the control socket is, or %NULL to look where it usually is
 * @error: return location for an error
 *
 * Returns: (transfer full): a link, or %NULL with %CTL_ERROR_NO_SERVER
 */
CtlLink *
ctl_link_open (const char *path, GError **error)
{
  g_autofree char *chosen = path != NULL ? g_strdup (path) : choose_path ();
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSocket) socket = connect_to (chosen, &cause);
  CtlLink *self = NULL;

  if (socket == NULL)
    {
      fail_to_reach (chosen, cause, error);
      return NULL;
    }

  self = g_new0 (CtlLink, 1);
  self->socket = g_steal_pointer (&socket);
  self->path = g_steal_pointer (&chosen);
  self->request = charla_builder_new ();
  charla_framer_init (&self->framer, CHARLA_FRAME_MAX_FROM_SERVER);

  return self;
}

/**
 * ctl_link_set_patience:
 * @self: a link
 * @seconds: how long to wait for the server to say something, or 0 for ever
 */
void
ctl_link_set_patience (CtlLink *self, guint seconds)
{
  g_socket_set_timeout (self->socket, seconds);
}

/**
 * ctl_link_set_listener:
 * @self: a link
 * @func: is told what the server says before it answers
 * @user_data: for @func
 */
void
ctl_link_set_listener (CtlLink *self, CtlEventFunc func, gpointer user_data)
{
  self->listener = func;
  self->user_data = user_data;
}

/**
 * ctl_link_begin:
 * @self: a link
 * @command: a command of the control socket
 *
 * Begins to ask for something.
 *
 * Returns: (transfer none): where the members of the request go, which ctl_link_ask()
 *   then sends
 */
CharlaBuilder *
ctl_link_begin (CtlLink *self, const char *command)
{
  charla_builder_add_int (self->request, "id", ++self->last_id);
  charla_builder_add_string (self->request, "do", command);

  return self->request;
}

static gboolean
fail_on_the_way (CtlLink *self, const char *reason, GError **error)
{
  if (reason == NULL)
    g_set_error (error, CTL_ERROR, CTL_ERROR_NO_SERVER,
                 _ ("The server has closed the connection. Either it has ended, or you may not "
                    "use “%s”: its log says more."), self->path);
  else
    g_set_error (error, CTL_ERROR, CTL_ERROR_NO_SERVER, _ ("The server does not answer: %s."),
                 reason);

  return FALSE;
}

/* The descriptor goes with the first byte. */
static gboolean
send_frame (CtlLink *self, GBytes *frame, int file, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (frame, &size);
  g_autoptr (GSocketControlMessage) message = file >= 0 ? g_unix_fd_message_new () : NULL;
  g_autoptr (GError) cause = NULL;

  if (message != NULL
      && !g_unix_fd_message_append_fd (G_UNIX_FD_MESSAGE (message), file, &cause))
    return fail_on_the_way (self, cause->message, error);

  for (gsize sent = 0; sent < size;)
    {
      GOutputVector vector = { data + sent, size - sent };
      gssize n = g_socket_send_message (self->socket, NULL, &vector, 1,
                                        sent == 0 && message != NULL ? &message : NULL,
                                        sent == 0 && message != NULL ? 1 : 0, 0, NULL, &cause);

      /* What the server has to say about it may be there to read. */
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
        return TRUE;
      if (n < 0)
        return fail_on_the_way (self, cause->message, error);
      sent += (gsize) n;
    }

  return TRUE;
}

static gboolean
read_more (CtlLink *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gssize n = g_socket_receive (self->socket, (char *) self->read, sizeof self->read, NULL, &cause);

  self->done = 0;
  self->length = (gsize) MAX (n, 0);
  if (n > 0)
    return TRUE;

  if (n == 0 || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return fail_on_the_way (self, NULL, error);

  return fail_on_the_way (self, cause->message, error);
}

static CharlaMessage *
read_message (CtlLink *self, GError **error)
{
  for (;;)
    {
      g_autoptr (GBytes) payload = NULL;
      g_autoptr (GError) cause = NULL;
      CharlaMessage *message = NULL;
      gsize consumed = 0;

      if (self->done == self->length && !read_more (self, error))
        return NULL;

      if (charla_framer_feed (&self->framer, self->read + self->done, self->length - self->done,
                              &consumed, &payload, &cause)
          && payload != NULL)
        message = charla_message_parse (payload, &cause);
      self->done += consumed;
      if (cause != NULL)
        {
          fail_on_the_way (self, cause->message, error);
          return NULL;
        }
      if (message != NULL)
        return message;
    }
}

static CharlaMessage *
take_answer (CharlaMessage *answer, GError **error)
{
  CharlaMessage *ok = charla_message_get_object (answer, "ok");
  g_autoptr (CharlaMessage) refusal = charla_message_get_object (answer, "error");
  g_autofree char *sentence = NULL;

  if (ok != NULL)
    return ok;

  sentence = ctl_sentence_new (refusal);
  g_set_error_literal (error, CTL_ERROR, CTL_ERROR_REFUSED, sentence);
  return NULL;
}

/**
 * ctl_link_ask:
 * @self: a link, after ctl_link_begin()
 * @file: a descriptor that goes with it, or -1; it stays the caller's
 * @error: return location for an error
 *
 * Asks, and waits for the answer.
 *
 * Returns: (transfer full): what the server answers, or %NULL with %CTL_ERROR
 */
CharlaMessage *
ctl_link_ask (CtlLink *self, int file, GError **error)
{
  g_autoptr (GBytes) frame = charla_builder_to_frame (self->request);

  if (!send_frame (self, frame, file, error))
    return NULL;

  for (;;)
    {
      g_autoptr (CharlaMessage) message = read_message (self, error);

      if (message == NULL)
        return NULL;
      if (!charla_message_has (message, "ev"))
        return take_answer (message, error);
      if (self->listener != NULL)
        self->listener (message, self->user_data);
    }
}

/**
 * ctl_link_pause:
 * @self: a link
 * @milliseconds: how long
 * @error: return location for an error
 *
 * Waits for a while, or until the server ends.
 *
 * Returns: %TRUE, or %FALSE with %CTL_ERROR when the server has ended
 */
gboolean
ctl_link_pause (CtlLink *self, guint milliseconds, GError **error)
{
  /* It says nothing that it was not asked for, so that this is its end. */
  if (g_socket_condition_timed_wait (self->socket, G_IO_IN,
                                     (gint64) milliseconds * G_TIME_SPAN_MILLISECOND, NULL, NULL))
    return fail_on_the_way (self, NULL, error);

  return TRUE;
}

/**
 * ctl_link_wait_for_end:
 * @self: a link
 *
 * Waits until the server has closed it.
 */
void
ctl_link_wait_for_end (CtlLink *self)
{
  while (read_more (self, NULL))
    ;
}
