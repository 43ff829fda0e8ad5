/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-session-private.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "server-tls-stream.h"

/* The first byte of a TLS record that begins a handshake. */
#define TLS_HANDSHAKE 0x16

static void
stop_watching (ServerSession *self)
{
  if (self->watch != NULL)
    server_epoll_unwatch (self->surroundings->epoll, g_steal_pointer (&self->watch));
}

/**
 * server_session_get_socket: (skip)
 * @self: a session whose connection has begun
 *
 * Returns: (transfer none): its socket
 */
GSocket *
server_session_get_socket (ServerSession *self)
{
  GIOStream *stream = charla_connection_get_stream (self->connection);

  return self->tls != NULL ? server_tls_get_socket (self->tls)
                           : g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));
}

/**
 * server_session_stop_waiting: (skip)
 * @self: a session
 *
 * Lets go of a connection of which nothing has become yet.
 */
void
server_session_stop_waiting (ServerSession *self)
{
  stop_watching (self);
  if (self->stream == NULL)
    return;

  /* A thread may be at work with the descriptor. The last to let go of it closes it. */
  if (self->handshake != NULL)
    g_socket_shutdown (g_socket_connection_get_socket (self->stream), TRUE, TRUE, NULL);
  else
    {
      if (self->tls != NULL)
        server_tls_end (self->tls);
      g_io_stream_close (G_IO_STREAM (self->stream), NULL, NULL);
    }
  g_clear_pointer (&self->handshake, server_handshake_free);
  g_clear_pointer (&self->tls, server_tls_unref);
  g_clear_object (&self->stream);
}

static void
start_frames (ServerSession *self)
{
  g_autoptr (GIOStream) stream
    = self->tls != NULL ? server_tls_stream_new (self->tls) : g_object_ref (G_IO_STREAM (self->stream));
  g_autoptr (GError) error = NULL;

  stop_watching (self);
  self->connection = charla_connection_new (stream, CHARLA_FRAME_MAX_FROM_CLIENT,
                                            CHARLA_WATCHER (self->surroundings->epoll), NULL);
  g_clear_object (&self->stream);
  charla_connection_set_receiver (self->connection, CHARLA_RECEIVER (self));
  if (!charla_connection_start (self->connection, &error))
    server_session_close (self, error);
}

/* What the bytes of TLS are, or those without. */
static void
take_first_byte (ServerSession *self, guint8 byte)
{
  if (g_ascii_isdigit (byte) || byte == ' ')
    start_frames (self);
  else
    server_session_refuse (self, CHARLA_ERROR_NOT_CHARLA, "Its first byte does not begin a frame");
}

static void
on_first_inner_byte (ServerSession *self)
{
  g_autoptr (GError) error = NULL;
  guint8 byte = 0;

  if (server_tls_peek (self->tls, &byte, &error))
    take_first_byte (self, byte);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    server_session_close (self, error);
}

/* What has come with the end of the handshake is not told by the socket any more. */
static void
on_handshake_done (const GError *error, gpointer user_data)
{
  ServerSession *self = user_data;
  ServerCounters *counters = self->surroundings->services->counters;

  if (error != NULL)
    counters->failed_handshakes++;
  else
    counters->handshakes++;
  g_clear_pointer (&self->handshake, server_handshake_free);
  if (error != NULL)
    server_session_close (self, error);
  else
    on_first_inner_byte (self);
}

static void
on_handshake_blocked (gpointer user_data)
{
  ServerSession *self = user_data;

  server_epoll_wait_to_write (self->surroundings->epoll, self->watch);
}

static const ServerHandshakeFuncs handshake_funcs = {
  .done = on_handshake_done,
  .blocked = on_handshake_blocked,
};

/* The parts of a handshake are small, and each waits for the one before. */
static void
begin_tls (ServerSession *self)
{
  const ServerSurroundings *surroundings = self->surroundings;
  g_autoptr (GError) error = NULL;

  if (surroundings->certificate == NULL)
    {
      server_session_refuse (self, CHARLA_ERROR_NOT_CHARLA,
                             "It begins a TLS handshake, and there is no TLS here");
      return;
    }

  g_socket_set_option (g_socket_connection_get_socket (self->stream), IPPROTO_TCP, TCP_NODELAY,
                       TRUE, NULL);
  self->tls = server_tls_new (self->stream, surroundings->certificate, &error);
  if (self->tls == NULL)
    {
      server_session_close (self, error);
      return;
    }

  self->handshake
    = server_handshake_new (surroundings->handshakes, self->tls, &handshake_funcs, self);
  server_handshake_go_on (self->handshake);
}

static void
on_first_byte (ServerSession *self)
{
  int descriptor = g_socket_get_fd (g_socket_connection_get_socket (self->stream));
  guint8 byte = 0;
  gssize n = recv (descriptor, &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT);

  if (n < 0 && errno == EAGAIN)
    return;

  if (n < 0)
    server_session_refuse (self, CHARLA_ERROR_CLOSED, g_strerror (errno));
  else if (n == 0)
    server_session_close (self, NULL);
  else if (byte == TLS_HANDSHAKE)
    begin_tls (self);
  else
    take_first_byte (self, byte);
}

static void
on_ready (gpointer user_data)
{
  ServerSession *self = user_data;

  if (self->handshake != NULL)
    server_handshake_go_on (self->handshake);
  else if (self->tls != NULL)
    on_first_inner_byte (self);
  else
    on_first_byte (self);
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

  charla_deadlines_start (self->surroundings->first_frames, &self->deadline, self);
  self->watch = server_epoll_watch (self->surroundings->epoll, socket, on_ready, self, &error);
  if (self->watch == NULL)
    server_session_close (self, error);
}
