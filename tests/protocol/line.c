/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE (20 * G_USEC_PER_SEC)

GIOStream *
line_stream_for_fd (int fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, &error);

  g_assert_no_error (error);

  return G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
}

static void
open_fds (Line *self, int ours, int theirs, CharlaWatcher *watcher, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = line_stream_for_fd (ours);

  self->peer = theirs;
  self->recorder = test_recorder_new ();
  self->connection =
    charla_connection_new (stream, CHARLA_FRAME_MAX_FROM_CLIENT, watcher, cancellable);
  charla_connection_set_receiver (self->connection, CHARLA_RECEIVER (self->recorder));
  charla_connection_start (self->connection, &error);
  g_assert_no_error (error);
}

/* Over a pair of sockets that hold little, so that writes soon block. */
void
line_open (Line *self, CharlaWatcher *watcher, GCancellable *cancellable)
{
  static const int size = 4096;
  int fds[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds));
  g_assert_no_errno (setsockopt (fds[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof size));
  open_fds (self, fds[0], fds[1], watcher, cancellable);
}

void
line_open_tcp (Line *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int peer = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int ours = -1;

  g_assert_no_errno (bind (listener, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (listener, 1));
  g_assert_no_errno (getsockname (listener, (struct sockaddr *) &address, &length));
  g_assert_no_errno (connect (peer, (struct sockaddr *) &address, sizeof address));
  ours = accept4 (listener, NULL, NULL, SOCK_CLOEXEC);
  g_assert_no_errno (ours);
  close (listener);
  open_fds (self, ours, peer, NULL, NULL);
}

void
line_close_peer (Line *self)
{
  if (self->peer >= 0)
    close (self->peer);
  self->peer = -1;
}

void
line_reset_peer (Line *self)
{
  static const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  g_assert_no_errno (setsockopt (self->peer, SOL_SOCKET, SO_LINGER, &linger, sizeof linger));
  line_close_peer (self);
}

void
line_close (Line *self)
{
  line_close_peer (self);
  if (self->connection != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->connection));
  g_assert_finalize_object (g_steal_pointer (&self->recorder));
}

void
line_say (Line *self, const char *bytes)
{
  gsize length = strlen (bytes);

  g_assert_cmpint (send (self->peer, bytes, length, MSG_NOSIGNAL), ==, length);
}

/* What the peer gets is exactly this, whenever it comes. */
void
line_hear (Line *self, const char *bytes)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  gsize length = strlen (bytes);
  gsize heard = 0;

  while (heard < length)
    {
      char buffer[65536];
      gssize n = recv (self->peer, buffer, MIN (sizeof buffer, length - heard), MSG_DONTWAIT);

      if (n < 0 && errno == EAGAIN)
        {
          g_assert_cmpint (g_get_monotonic_time (), <, end);
          g_main_context_iteration (NULL, FALSE);
          continue;
        }
      g_assert_cmpint (n, >, 0);
      g_assert_cmpmem (buffer, n, bytes + heard, n);
      heard += n;
    }
}

void
line_hear_end (Line *self)
{
  char byte;

  line_settle ();
  g_assert_cmpint (recv (self->peer, &byte, 1, MSG_DONTWAIT), ==, 0);
}

static gboolean
on_patience_lost (gpointer user_data)
{
  g_error ("What the test waits for does not come");

  return G_SOURCE_REMOVE;
}

void
line_run_until (Line *self, LineFunc func)
{
  guint patience = g_timeout_add (PATIENCE / 1000, on_patience_lost, NULL);

  while (!func (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

/* Runs the main loop until it has nothing to do. */
void
line_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

gboolean
line_is_closed (Line *self)
{
  return self->recorder->n_closed > 0;
}

gboolean
line_is_drained (Line *self)
{
  return self->recorder->n_drained > 0;
}
