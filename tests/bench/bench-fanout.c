/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Many clients in one room, some of whom write: what one delivery costs the
 * server. Closed loop: each sender has some messages in flight, and one has
 * landed when everyone has it. With a rate, the messages leave by the clock.
 */
#include "bench-load.h"

#include <string.h>

#include "bench-process.h"

#define MOST_IN_FLIGHT 64
#define PATIENCE (120 * G_USEC_PER_SEC)

typedef struct
{
  guint sent;
  guint landed[MOST_IN_FLIGHT]; /* deliveries of message number n, at n modulo */
} Sender;

typedef struct
{
  const BenchOptions *options;
  BenchPeers *peers;
  Sender *senders;
  char *room;
  guint welcomed;
  guint expected;   /* deliveries of one message */
  guint each;       /* messages of one sender */
  guint64 deliveries;
  gboolean done;
} Fanout;

static void
send_next (Fanout *self, guint sender)
{
  Sender *s = &self->senders[sender];
  g_autoptr (GBytes) frame = self->options->dialect->post (self->room, sender, s->sent, self->options->size);

  s->landed[s->sent % MOST_IN_FLIGHT] = 0;
  s->sent++;
  bench_peers_send (self->peers, bench_peers_get (self->peers, sender), frame);
}

static void
delivered (Fanout *self, guint sender, guint number)
{
  Sender *s = &self->senders[sender];

  self->deliveries++;
  if (self->deliveries == (guint64) self->expected * self->each * self->options->senders)
    self->done = TRUE;
  if (++s->landed[number % MOST_IN_FLIGHT] == self->expected && self->options->rate == 0 && s->sent < self->each)
    send_next (self, sender);
}

static void
got_frame (BenchPeer *peer, GBytes *payload, gpointer user_data)
{
  Fanout *self = user_data;
  guint sender, number;
  g_autofree char *room = NULL;

  /* A welcome may hold the last message of a room, so it is looked for first. */
  if (self->welcomed < self->options->clients && self->options->dialect->is_welcome (payload, &room))
    {
      self->welcomed++;
      if (self->room == NULL)
        self->room = g_steal_pointer (&room);
    }
  else if (self->options->dialect->find_mark (payload, &sender, &number))
    delivered (self, sender, number);
}

static void
run_by_the_clock (Fanout *self)
{
  gint64 start = g_get_monotonic_time ();
  guint total = self->each * self->options->senders;

  for (guint i = 0; i < total; i++)
    {
      gint64 wait = start + (gint64) i * G_USEC_PER_SEC / self->options->rate - g_get_monotonic_time ();

      if (wait > 0)
        bench_peers_run (self->peers, NULL, wait);
      send_next (self, i % self->options->senders);
    }
}

static void
run_closed_loop (Fanout *self)
{
  for (guint i = 0; i < MIN (self->options->in_flight, self->each); i++)
    for (guint sender = 0; sender < self->options->senders; sender++)
      send_next (self, sender);
}

static void
measure (Fanout *self)
{
  gint64 cpu = bench_process_get_cpu (self->options->pid);
  gint64 start = g_get_monotonic_time ();
  double seconds;

  if (self->options->rate > 0)
    run_by_the_clock (self);
  else
    run_closed_loop (self);
  bench_peers_run (self->peers, &self->done, PATIENCE);
  if (!self->done)
    g_error ("%" G_GUINT64_FORMAT " deliveries, and then no more", self->deliveries);

  seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  cpu = bench_process_get_cpu (self->options->pid) - cpu;
  g_print ("{\"deliveries\": %" G_GUINT64_FORMAT ", \"seconds\": %.3f, \"cpu_ns_per_delivery\": %.1f}\n",
           self->deliveries, seconds, cpu / (double) self->deliveries);
}

void
bench_fanout (const BenchOptions *options)
{
  Fanout self = { .options = options };

  self.senders = g_new0 (Sender, options->senders);
  self.peers = bench_peers_new (options->clients, got_frame, &self);
  self.expected = options->dialect->echoes ? options->clients : options->clients - 1;
  self.each = options->messages / options->senders;

  bench_peers_connect (self.peers, &options->server, options->sources);
  bench_load_say_hello (self.peers, options);
  while (options->dialect->echoes && self.welcomed < options->clients)
    bench_peers_run (self.peers, NULL, G_USEC_PER_SEC / 10);
  bench_load_settle (self.peers, options);
  measure (&self);

  g_free (self.room);
  g_free (self.senders);
  bench_peers_free (self.peers);
}
