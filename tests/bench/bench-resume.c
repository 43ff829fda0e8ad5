/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Somebody goes away, others write, and they come back: how long it takes from
 * the connection to the word that they have missed nothing.
 */
#include "bench-load.h"

#include "bench-talk.h"

#define REPEATS 15
#define NAME "has been away"

typedef struct
{
  const BenchOptions *options;
  BenchPeers *peers;
  char *room;
  guint welcomed;
  guint sent;
  guint answered;
  gboolean done;
} Others;

static void
send_next (Others *self, BenchPeer *peer)
{
  g_autoptr (GBytes) frame = NULL;

  if (self->sent == self->options->messages)
    return;

  frame = bench_charla.post (self->room, peer->index, self->sent++, self->options->size);
  bench_peers_send (self->peers, peer, frame);
}

static void
got_frame (BenchPeer *peer, GBytes *payload, gpointer user_data)
{
  Others *self = user_data;
  g_autofree char *room = NULL;
  guint number;

  if (bench_charla.is_welcome (payload, &room))
    {
      self->welcomed++;
      if (self->room == NULL)
        self->room = g_steal_pointer (&room);
    }
  else if (self->room != NULL && self->sent > 0 && bench_charla.find_answer (payload, &number))
    {
      self->done = ++self->answered == self->options->messages;
      send_next (self, peer);
    }
}

static void
come (Others *self)
{
  bench_peers_connect (self->peers, &self->options->server, 1);
  bench_load_say_hello (self->peers, self->options);
  while (self->welcomed < self->options->clients)
    bench_peers_run (self->peers, NULL, G_USEC_PER_SEC / 10);
}

static void
write_all (Others *self)
{
  for (guint i = 0; i < self->options->in_flight * self->options->clients; i++)
    send_next (self, bench_peers_get (self->peers, i % self->options->clients));
  bench_peers_run (self->peers, &self->done, G_MAXINT32);
}

/* The key to come back with: transfer full. */
static char *
go_away (const BenchOptions *options)
{
  g_autoptr (BenchTalk) talk = bench_talk_new (&options->server);
  g_autofree char *answer = bench_talk_ask (talk, "{\"charla\":1,\"name\":\"" NAME "\",\"id\":0}", "{\"re\":0,");
  g_autofree char *token = bench_talk_find (answer, "token");
  g_autofree char *seq = bench_talk_find (answer, "seq");

  return g_strdup_printf ("{\"charla\":1,\"name\":\"" NAME "\",\"id\":0,\"token\":\"%s\",\"since\":%s}", token, seq);
}

static double
come_back (const BenchOptions *options, const char *hello)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BenchTalk) talk = bench_talk_new (&options->server);
  g_autofree char *live = bench_talk_ask (talk, hello, "{\"ev\":\"live\"");
  double milliseconds = (g_get_monotonic_time () - start) / 1e3;

  if (bench_talk_get_messages (talk) != options->messages)
    g_error ("%u messages came", bench_talk_get_messages (talk));

  return milliseconds;
}

void
bench_resume (const BenchOptions *options)
{
  Others others = { .options = options };
  g_autofree char *hello = NULL;
  double waits[REPEATS];
  double first;

  others.peers = bench_peers_new (options->clients, got_frame, &others);
  come (&others);
  hello = go_away (options);
  write_all (&others);
  bench_load_settle (others.peers, options);

  for (guint i = 0; i < REPEATS; i++)
    waits[i] = come_back (options, hello);
  first = waits[0];
  bench_talk_sort (waits, REPEATS);
  g_print ("{\"events\": %u, \"first_ms\": %.1f, \"p50_ms\": %.1f, \"worst_ms\": %.1f}\n", options->messages, first,
           waits[REPEATS / 2], waits[REPEATS - 1]);

  g_free (others.room);
  bench_peers_free (others.peers);
}
