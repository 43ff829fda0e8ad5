/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The floor that the server is measured against: the least that a program can
 * do that relays the classic dialect. It checks nothing, stores nothing and ends
 * at the first surprise.
 *
 *   bench-relay            writes each message to each client as it comes
 *   bench-relay --gather   gathers what comes in a turn, and writes it to each
 *                          client in one piece
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEADER 10
#define MOST_CLIENTS 20000
#define BUFFER 65536

typedef struct
{
  int fd;
  size_t name_length; /* with its header; 0 before the first frame */
  char name[64];
  size_t have;
  char in[4096];
  size_t waiting;
  char *out; /* with --gather */
} Client;

static Client *clients[MOST_CLIENTS];
static int n_clients;
static int gathers;

static void
check (int good, const char *what)
{
  if (good)
    return;
  perror (what);
  exit (1);
}

static void
write_out (const Client *client, const char *data, size_t length)
{
  check (send (client->fd, data, length, MSG_NOSIGNAL) == (ssize_t) length, "send");
}

static void
flush (void)
{
  for (int i = 0; i < n_clients; i++)
    if (clients[i]->waiting > 0)
      {
        write_out (clients[i], clients[i]->out, clients[i]->waiting);
        clients[i]->waiting = 0;
      }
}

static void
gather (Client *client, const char *data, size_t length)
{
  check (client->waiting + length <= BUFFER, "gather");
  memcpy (client->out + client->waiting, data, length);
  client->waiting += length;
}

static void
relay (const Client *from, const char *frame, size_t length)
{
  static char out[BUFFER];

  memcpy (out, from->name, from->name_length);
  memcpy (out + from->name_length, frame, length);
  length += from->name_length;

  for (int i = 0; i < n_clients; i++)
    if (clients[i] == from)
      continue;
    else if (gathers)
      gather (clients[i], out, length);
    else
      write_out (clients[i], out, length);
}

static void
cut (Client *client)
{
  size_t at = 0;

  while (client->have - at >= HEADER)
    {
      size_t length = HEADER + strtoul (client->in + at, NULL, 10);

      if (client->have - at < length)
        break;
      if (client->name_length == 0)
        memcpy (client->name, client->in + at, client->name_length = length);
      else
        relay (client, client->in + at, length);
      at += length;
    }

  memmove (client->in, client->in + at, client->have -= at);
}

static void
leave (Client *client)
{
  for (int i = 0; i < n_clients; i++)
    if (clients[i] == client)
      clients[i] = clients[--n_clients];
  close (client->fd);
  free (client->out);
  free (client);
}

static void
enter (int epoll, int listener)
{
  int fd, one = 1;

  while ((fd = accept4 (listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
    {
      Client *client = calloc (1, sizeof *client);
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = client };

      client->fd = fd;
      client->out = gathers ? malloc (BUFFER) : NULL;
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      check (n_clients < MOST_CLIENTS, "clients");
      clients[n_clients++] = client;
      check (epoll_ctl (epoll, EPOLL_CTL_ADD, fd, &event) == 0, "epoll_ctl");
    }
}

static int
listen_anywhere (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  check (bind (fd, (struct sockaddr *) &address, length) == 0 && listen (fd, 4096) == 0, "listen");
  getsockname (fd, (struct sockaddr *) &address, &length);
  printf ("listening on 127.0.0.1:%d\n", ntohs (address.sin_port));
  fflush (stdout);

  return fd;
}

int
main (int argc, char **argv)
{
  int listener = listen_anywhere (), epoll = epoll_create1 (EPOLL_CLOEXEC);
  struct epoll_event events[256], event = { .events = EPOLLIN, .data.ptr = NULL };

  gathers = argc > 1 && strcmp (argv[1], "--gather") == 0;
  check (epoll_ctl (epoll, EPOLL_CTL_ADD, listener, &event) == 0, "epoll_ctl");
  for (;;)
    {
      int n = epoll_wait (epoll, events, 256, -1);

      for (int i = 0; i < n; i++)
        {
          Client *client = events[i].data.ptr;
          ssize_t got;

          if (client == NULL)
            {
              enter (epoll, listener);
              continue;
            }
          got = read (client->fd, client->in + client->have, sizeof client->in - client->have);
          if (got <= 0)
            {
              leave (client);
              continue;
            }
          client->have += got;
          cut (client);
        }
      if (gathers)
        flush ();
    }
}
