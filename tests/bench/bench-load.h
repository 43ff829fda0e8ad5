/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-dialect.h"
#include "bench-peers.h"

typedef struct
{
  struct sockaddr_in server;
  int pid;                     /* the server's */
  const BenchDialect *dialect;
  guint clients;
  guint sources;               /* addresses that the clients come from */
  guint senders;
  guint in_flight;             /* messages a sender */
  guint messages;              /* in all */
  guint rate;                  /* messages a second, 0: a closed loop */
  guint size;                  /* bytes a text */
  guint seconds;               /* of watching an idle server */
  const char *query;           /* what is looked for */
} BenchOptions;

/* Each prints one line of JSON on standard output. */
void bench_fanout (const BenchOptions *options);
void bench_idle   (const BenchOptions *options);
void bench_posts  (const BenchOptions *options);
void bench_search (const BenchOptions *options);
void bench_resume (const BenchOptions *options);
void bench_tls    (const BenchOptions *options);

void   bench_load_say_hello (BenchPeers *peers, const BenchOptions *options);
gint64 bench_load_settle    (BenchPeers *peers, const BenchOptions *options);
