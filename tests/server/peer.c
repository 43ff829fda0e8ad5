/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "peer.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in
loopback (guint16 port)
{
  return (struct sockaddr_in) {
    .sin_family = AF_INET,
    .sin_port = htons (port),
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
}

static gboolean
on_pause (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

void
peer_turn (void)
{
  g_autoptr (GSource) pause = g_timeout_source_new (5);

  g_source_set_callback (pause, on_pause, NULL, NULL);
  g_source_attach (pause, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_destroy (pause);
}

int
peer_connect (guint16 port)
{
  struct sockaddr_in address = loopback (port);
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_no_errno (connect (fd, (struct sockaddr *) &address, sizeof address));

  return fd;
}

void
peer_open (Peer *self)
{
  struct sockaddr_in address = loopback (0);
  socklen_t size = sizeof address;
  int listening = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int accepted = -1;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (bind (listening, (struct sockaddr *) &address, size));
  g_assert_no_errno (listen (listening, 1));
  g_assert_no_errno (getsockname (listening, (struct sockaddr *) &address, &size));
  self->fd = peer_connect (ntohs (address.sin_port));
  accepted = accept (listening, NULL, NULL);
  g_assert_cmpint (accepted, >=, 0);
  close (listening);

  socket = g_socket_new_from_fd (accepted, &error);
  g_assert_no_error (error);
  self->stream = g_socket_connection_factory_create_connection (socket);
}

void
peer_close (Peer *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_clear_object (&self->stream);
}

void
peer_reset (Peer *self)
{
  struct linger linger = { .l_onoff = 1 };

  g_assert_no_errno (setsockopt (self->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger));
  close (self->fd);
  self->fd = -1;
}

void
peer_say (Peer *self, const char *bytes)
{
  gssize length = (gssize) strlen (bytes);

  g_assert_cmpint (send (self->fd, bytes, length, MSG_NOSIGNAL), ==, length);
}

/* How many bytes have come, 0 at the end, or -1 when there are none yet. */
static gssize
receive (Peer *self, char *buffer, gsize size)
{
  gssize n = recv (self->fd, buffer, size, MSG_DONTWAIT);

  if (n < 0 && errno == ECONNRESET)
    return 0;

  return n;
}

void
peer_read (Peer *self, char *buffer, gsize length)
{
  gsize have = 0;

  while (have < length)
    {
      gssize n = -1;

      WAIT_FOR ((n = receive (self, buffer + have, length - have)) >= 0);
      g_assert_cmpint (n, >, 0);
      have += n;
    }
}

void
peer_hear (Peer *self, const char *bytes)
{
  gsize length = strlen (bytes);
  g_autofree char *heard = g_malloc0 (length + 1);

  peer_read (self, heard, length);
  g_assert_cmpstr (heard, ==, bytes);
}

void
peer_hear_end (Peer *self)
{
  gssize n = -1;
  char byte = 0;

  WAIT_FOR ((n = receive (self, &byte, 1)) >= 0);
  g_assert_cmpint (n, ==, 0);
}
