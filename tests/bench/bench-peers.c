/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-peers.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 256
#define BUFFER 65536

struct _BenchPeers
{
  int epoll;
  guint n;
  BenchPeer *peers;
  BenchFrameFunc func;
  gpointer user_data;
};

static void
check (gboolean good, const char *what)
{
  if (!good)
    g_error ("%s: %s", what, g_strerror (errno));
}

BenchPeers *
bench_peers_new (guint n, BenchFrameFunc func, gpointer user_data)
{
  BenchPeers *self = g_new0 (BenchPeers, 1);

  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->n = n;
  self->peers = g_new0 (BenchPeer, n);
  self->func = func;
  self->user_data = user_data;
  for (guint i = 0; i < n; i++)
    {
      self->peers[i].index = i;
      self->peers[i].fd = -1;
      self->peers[i].out = g_byte_array_new ();
      charla_framer_init (&self->peers[i].framer, CHARLA_FRAME_MAX_FROM_SERVER);
    }

  return self;
}

void
bench_peers_free (BenchPeers *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      if (self->peers[i].fd >= 0)
        close (self->peers[i].fd);
      g_byte_array_unref (self->peers[i].out);
      charla_framer_clear (&self->peers[i].framer);
    }
  close (self->epoll);
  g_free (self->peers);
  g_free (self);
}

guint
bench_peers_get_n (BenchPeers *self)
{
  return self->n;
}

BenchPeer *
bench_peers_get (BenchPeers *self, guint index)
{
  return &self->peers[index];
}

static void
connect_one (BenchPeers *self, BenchPeer *peer, const struct sockaddr_in *server, guint source)
{
  struct sockaddr_in from = {
    .sin_family = AF_INET,
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK + source),
  };
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = peer };
  int one = 1;

  peer->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  check (peer->fd >= 0, "socket");
  /* The port is chosen only when the whole pair is known, so that each source has its own 28,000. */
  setsockopt (peer->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
  setsockopt (peer->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  check (bind (peer->fd, (struct sockaddr *) &from, sizeof from) == 0, "bind");
  check (connect (peer->fd, (const struct sockaddr *) server, sizeof *server) == 0, "connect");
  check (epoll_ctl (self->epoll, EPOLL_CTL_ADD, peer->fd, &event) == 0, "epoll_ctl");
}

void
bench_peers_connect (BenchPeers *self, const struct sockaddr_in *server, guint sources)
{
  for (guint i = 0; i < self->n; i++)
    connect_one (self, &self->peers[i], server, i % sources);
}

static void
flush (BenchPeers *self, BenchPeer *peer)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = peer };
  gssize sent = send (peer->fd, peer->out->data, peer->out->len, MSG_NOSIGNAL | MSG_DONTWAIT);

  check (sent >= 0 || errno == EAGAIN, "send");
  if (sent > 0)
    g_byte_array_remove_range (peer->out, 0, sent);
  if (peer->out->len > 0)
    event.events |= EPOLLOUT;
  check (epoll_ctl (self->epoll, EPOLL_CTL_MOD, peer->fd, &event) == 0, "epoll_ctl");
}

void
bench_peers_send (BenchPeers *self, BenchPeer *peer, GBytes *frame)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (frame, &length);

  if (peer->out->len == 0)
    {
      gssize sent = send (peer->fd, data, length, MSG_NOSIGNAL | MSG_DONTWAIT);

      check (sent >= 0 || errno == EAGAIN, "send");
      if (sent == (gssize) length)
        return;
      data += MAX (sent, 0);
      length -= MAX (sent, 0);
    }

  g_byte_array_append (peer->out, data, length);
  flush (self, peer);
}

static void
read_some (BenchPeers *self, BenchPeer *peer)
{
  static guint8 buffer[BUFFER];
  gssize got = recv (peer->fd, buffer, sizeof buffer, MSG_DONTWAIT);

  if (got < 0 && errno == EAGAIN)
    return;
  if (got <= 0)
    g_error ("Client %u was cut off: %s", peer->index, got < 0 ? g_strerror (errno) : "closed");

  for (gsize at = 0, taken; at < (gsize) got; at += taken)
    {
      g_autoptr (GBytes) payload = NULL;
      g_autoptr (GError) error = NULL;

      if (!charla_framer_feed (&peer->framer, buffer + at, got - at, &taken, &payload, &error))
        g_error ("Client %u: %s", peer->index, error->message);
      if (payload != NULL)
        self->func (peer, payload, self->user_data);
    }
}

void
bench_peers_run (BenchPeers *self, const gboolean *done, gint64 microseconds)
{
  struct epoll_event events[BATCH];
  gint64 until = g_get_monotonic_time () + microseconds;

  while (done == NULL || !*done)
    {
      gint64 left = until - g_get_monotonic_time ();
      struct timespec timeout = { left / G_USEC_PER_SEC, left % G_USEC_PER_SEC * 1000 };
      int n;

      if (left <= 0)
        return;
      /* Waits of whole milliseconds would let what leaves by the clock leave in pairs. */
      n = epoll_pwait2 (self->epoll, events, BATCH, &timeout, NULL);
      for (int i = 0; i < n; i++)
        {
          if (events[i].events & EPOLLOUT)
            flush (self, events[i].data.ptr);
          if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            read_some (self, events[i].data.ptr);
        }
    }
}
