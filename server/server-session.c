/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-session.h"

#include <errno.h>
#include <sys/socket.h>

#include "server-log.h"

/* The first byte of a TLS record that begins a handshake. */
#define TLS_HANDSHAKE 0x16

/**
 * ServerSession:
 *
 * One connection from its first byte to its end: the first byte tells what it
 * speaks, the first frame who it is, and all frames after it what it wants.
 */
struct _ServerSession
{
  GObject parent_instance;

  const ServerSurroundings *surroundings;
  char *address;

  /* Until the first byte */
  GSocketConnection *stream;
  ServerWatch *watch;

  /* From the first byte on */
  CharlaConnection *connection;

  CharlaDeadline deadline; /* until the first frame */
  char *name;              /* from the first frame on */
  gboolean closed;
};

static void server_session_receiver_init (CharlaReceiverInterface *iface);
static void server_session_member_init (ServerMemberInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ServerSession, server_session, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_RECEIVER,
                                                      server_session_receiver_init)
                               G_IMPLEMENT_INTERFACE (SERVER_TYPE_MEMBER,
                                                      server_session_member_init))

static void
log_end (ServerSession *self, const GError *reason)
{
  g_autofree char *name = self->name != NULL ? server_log_escape (self->name) : NULL;

  if (reason != NULL && name != NULL)
    server_log (G_LOG_LEVEL_MESSAGE, self->address, "closed the connection of \"%s\" from %s: %s",
                name, self->address, reason->message);
  else if (reason != NULL)
    server_log (G_LOG_LEVEL_MESSAGE, self->address, "closed a connection from %s: %s",
                self->address, reason->message);
  else if (name != NULL)
    server_log (G_LOG_LEVEL_INFO, self->address, "\"%s\" from %s left", name, self->address);
  else
    server_log (G_LOG_LEVEL_INFO, self->address, "a connection from %s ended without a name",
                self->address);
}

/* Ends the session, whose connection is closed or has never been. */
static void
end (ServerSession *self, const GError *reason)
{
  if (self->closed)
    return;

  self->closed = TRUE;
  charla_deadline_stop (&self->deadline);
  log_end (self, reason);
  if (self->name != NULL)
    server_directory_leave (self->surroundings->directory, SERVER_MEMBER (self));
  self->surroundings->closed (self, self->surroundings->user_data);
}

static void
stop_watching (ServerSession *self)
{
  if (self->watch != NULL)
    server_epoll_unwatch (self->surroundings->epoll, g_steal_pointer (&self->watch));
}

static void
close_with (ServerSession *self, CharlaError code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (CHARLA_ERROR, code, message);

  server_session_close (self, error);
}

static void
on_deadline (gpointer item, gpointer user_data)
{
  close_with (item, CHARLA_ERROR_TIMED_OUT, "It did not say its name in time");
}

/**
 * server_session_deadlines_new: (skip)
 * @milliseconds: time that a connection has for its first frame
 *
 * Returns: (transfer full): the deadlines that sessions share
 */
CharlaDeadlines *
server_session_deadlines_new (guint milliseconds)
{
  return charla_deadlines_new (milliseconds, on_deadline, NULL);
}

static void
join (ServerSession *self, GBytes *payload)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name =
    server_dialect_read_hello (self->surroundings->dialect, payload, &error);
  g_autofree char *shown = NULL;

  if (name == NULL)
    {
      server_session_close (self, error);
      return;
    }

  charla_deadline_stop (&self->deadline);
  self->name = server_directory_join (self->surroundings->directory, SERVER_MEMBER (self), name);
  shown = server_log_escape (self->name);
  server_log (G_LOG_LEVEL_INFO, self->address, "\"%s\" joined from %s", shown, self->address);
}

static void
handle (ServerSession *self, GBytes *payload)
{
  g_auto (ServerRequest) request = { SERVER_REQUEST_NONE };
  g_autoptr (GError) error = NULL;

  if (server_dialect_read_request (self->surroundings->dialect, payload, &request, &error))
    server_directory_handle (self->surroundings->directory, SERVER_MEMBER (self), &request);
  else
    server_session_close (self, error);
}

static void
server_session_received (CharlaReceiver *receiver, CharlaConnection *connection, GBytes *payload)
{
  ServerSession *self = SERVER_SESSION (receiver);

  if (self->name == NULL)
    join (self, payload);
  else
    handle (self, payload);
}

static void
server_session_closed (CharlaReceiver *receiver, CharlaConnection *connection,
                       const GError *reason)
{
  end (SERVER_SESSION (receiver), reason);
}

static const char *
server_session_get_name (ServerMember *member)
{
  return SERVER_SESSION (member)->name;
}

static void
server_session_deliver (ServerMember *member, ServerEvent *event)
{
  ServerSession *self = SERVER_SESSION (member);
  GBytes *frames = server_event_get_frames (event, self->surroundings->dialect);
  g_autoptr (GError) error = NULL;

  if (!charla_connection_send (self->connection, frames, &error))
    server_session_close (self, error);
}

static void
server_session_receiver_init (CharlaReceiverInterface *iface)
{
  iface->received = server_session_received;
  iface->closed = server_session_closed;
}

static void
server_session_member_init (ServerMemberInterface *iface)
{
  iface->get_name = server_session_get_name;
  iface->deliver = server_session_deliver;
}

static void
server_session_dispose (GObject *object)
{
  ServerSession *self = SERVER_SESSION (object);

  /* Whoever drops a session has closed it: it would stay in the directory. */
  g_assert (self->closed && self->watch == NULL);
  g_clear_object (&self->connection);
  g_clear_object (&self->stream);

  G_OBJECT_CLASS (server_session_parent_class)->dispose (object);
}

static void
server_session_finalize (GObject *object)
{
  ServerSession *self = SERVER_SESSION (object);

  g_free (self->address);
  g_free (self->name);

  G_OBJECT_CLASS (server_session_parent_class)->finalize (object);
}

static void
server_session_class_init (ServerSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = server_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = server_session_finalize;
}

static void
server_session_init (ServerSession *self)
{
}

/**
 * server_session_new:
 * @stream: a connection that has been accepted
 * @address: where it comes from, for the log
 * @surroundings: (transfer none): what it works with
 *
 * Makes a session, which does nothing before server_session_start().
 *
 * Returns: (transfer full): a new session
 */
ServerSession *
server_session_new (GSocketConnection *stream, const char *address,
                    const ServerSurroundings *surroundings)
{
  ServerSession *self = g_object_new (SERVER_TYPE_SESSION, NULL);

  self->stream = g_object_ref (stream);
  self->address = g_strdup (address);
  self->surroundings = surroundings;

  return self;
}

static void
start_frames (ServerSession *self)
{
  g_autoptr (GError) error = NULL;

  stop_watching (self);
  self->connection =
    charla_connection_new (G_IO_STREAM (self->stream), CHARLA_FRAME_MAX_FROM_CLIENT,
                           CHARLA_WATCHER (self->surroundings->epoll), NULL);
  g_clear_object (&self->stream);
  charla_connection_set_receiver (self->connection, CHARLA_RECEIVER (self));
  if (!charla_connection_start (self->connection, &error))
    server_session_close (self, error);
}

static void
on_first_byte (gpointer user_data)
{
  ServerSession *self = user_data;
  int descriptor = g_socket_get_fd (g_socket_connection_get_socket (self->stream));
  guint8 byte = 0;
  gssize n = recv (descriptor, &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT);

  if (n < 0 && errno == EAGAIN)
    return;

  if (n < 0)
    close_with (self, CHARLA_ERROR_CLOSED, g_strerror (errno));
  else if (n == 0)
    server_session_close (self, NULL);
  else if (g_ascii_isdigit (byte) || byte == ' ')
    start_frames (self);
  else if (byte == TLS_HANDSHAKE)
    close_with (self, CHARLA_ERROR_NOT_CHARLA, "It begins a TLS handshake, and there is no TLS here");
  else
    close_with (self, CHARLA_ERROR_NOT_CHARLA, "Its first byte does not begin a frame");
}

/**
 * server_session_start:
 * @self: a session that has not been started
 *
 * Begins to wait for the first byte.
 */
void
server_session_start (ServerSession *self)
{
  GSocket *socket = g_socket_connection_get_socket (self->stream);
  g_autoptr (GError) error = NULL;

  charla_deadlines_start (self->surroundings->deadlines, &self->deadline, self);
  self->watch =
    server_epoll_watch (self->surroundings->epoll, socket, on_first_byte, self, &error);
  if (self->watch == NULL)
    server_session_close (self, error);
}

/**
 * server_session_close:
 * @self: a session
 * @reason: (nullable): why, for the log
 *
 * Closes the connection and ends the session, if that has not happened yet.
 */
void
server_session_close (ServerSession *self, const GError *reason)
{
  g_autoptr (ServerSession) session = g_object_ref (self);

  stop_watching (self);
  if (self->connection != NULL)
    charla_connection_close (self->connection, reason);
  else if (self->stream != NULL)
    g_io_stream_close (G_IO_STREAM (self->stream), NULL, NULL);

  /* A connection that is closed tells so, unless it was not open yet. */
  end (self, reason);
}
