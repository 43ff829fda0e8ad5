/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <netinet/in.h>

#include "charla.h"

/*
 * Very many clients in one process, on one epoll descriptor: as little of its
 * own as can be, so that two programs share two cores with the server's share
 * the larger.
 */
typedef struct _BenchPeers BenchPeers;

typedef struct
{
  guint index;
  gpointer data;

  /*< private >*/
  int fd;
  CharlaFramer framer;
  GByteArray *out;
} BenchPeer;

typedef void (*BenchFrameFunc) (BenchPeer *peer, GBytes *payload, gpointer user_data);

BenchPeers *bench_peers_new  (guint n, BenchFrameFunc func, gpointer user_data);
void        bench_peers_free (BenchPeers *self);

guint      bench_peers_get_n (BenchPeers *self);
BenchPeer *bench_peers_get   (BenchPeers *self, guint index);

/* All at once; each comes from one of @sources addresses of the loopback. */
void bench_peers_connect (BenchPeers *self, const struct sockaddr_in *server, guint sources);
void bench_peers_send    (BenchPeers *self, BenchPeer *peer, GBytes *frame);

/* Serves all peers until *@done, or @microseconds have passed. */
void bench_peers_run (BenchPeers *self, const gboolean *done, gint64 microseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPeers, bench_peers_free)
