/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Clients who each write into a room of their own: how many posts are answered
 * a second, or, with a rate, how long one waits for its answer.
 */
#include "bench-load.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE (120 * G_USEC_PER_SEC)

typedef struct
{
  char *room;
  guint sent;
} Writer;

typedef struct
{
  const BenchOptions *options;
  BenchPeers *peers;
  Writer *writers;
  gint64 *sent_at; /* by writer and number */
  GArray *waits;   /* of double, microseconds */
  guint each;
  guint rooms;
  gboolean done;
} Posts;

static void
send_next (Posts *self, BenchPeer *peer)
{
  Writer *writer = &self->writers[peer->index];
  g_autoptr (GBytes) frame = NULL;

  if (writer->sent == self->each)
    return;

  frame = self->options->dialect->post (writer->room, peer->index, writer->sent, self->options->size);
  self->sent_at[peer->index * self->each + writer->sent] = g_get_monotonic_time ();
  writer->sent++;
  bench_peers_send (self->peers, peer, frame);
}

static void
make_room (Posts *self, BenchPeer *peer)
{
  g_autofree char *request = g_strdup_printf ("{\"id\":0,\"do\":\"create\",\"kind\":\"private\",\"name\":\"room of %u of %d\"}",
                                              peer->index, getpid ());
  g_autoptr (GBytes) frame = charla_frame_new (request, strlen (request));

  bench_peers_send (self->peers, peer, frame);
}

/* The answer to a create names the new room. */
static gboolean
find_new_room (GBytes *payload, char **room)
{
  static const char member[] = "\"id\":\"";
  gsize length;
  const char *data = g_bytes_get_data (payload, &length);
  g_autofree char *text = g_strndup (data, length);
  const char *at = strstr (text, member);

  if (!g_str_has_prefix (text, "{\"re\":0,") || at == NULL)
    return FALSE;
  at += sizeof member - 1;
  *room = g_strndup (at, strcspn (at, "\""));

  return TRUE;
}

static void
answered (Posts *self, BenchPeer *peer, guint number)
{
  double wait = g_get_monotonic_time () - self->sent_at[peer->index * self->each + number];

  g_array_append_val (self->waits, wait);
  if (self->waits->len == self->each * self->options->clients)
    self->done = TRUE;
  else if (self->options->rate == 0)
    send_next (self, peer);
}

static void
got_frame (BenchPeer *peer, GBytes *payload, gpointer user_data)
{
  Posts *self = user_data;
  Writer *writer = &self->writers[peer->index];
  g_autofree char *lobby = NULL;
  guint number;

  if (writer->sent > 0)
    {
      if (self->options->dialect->find_answer (payload, &number))
        answered (self, peer, number);
    }
  else if (self->options->dialect->is_welcome (payload, &lobby))
    make_room (self, peer);
  else if (writer->room == NULL && find_new_room (payload, &writer->room))
    self->rooms++;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
run (Posts *self)
{
  guint total = self->each * self->options->clients;
  gint64 start = g_get_monotonic_time ();

  if (self->options->rate == 0)
    for (guint i = 0; i < self->options->in_flight * self->options->clients; i++)
      send_next (self, bench_peers_get (self->peers, i % self->options->clients));
  else
    for (guint i = 0; i < total; i++)
      {
        gint64 wait = start + (gint64) i * G_USEC_PER_SEC / self->options->rate - g_get_monotonic_time ();

        if (wait > 0)
          bench_peers_run (self->peers, NULL, wait);
        send_next (self, bench_peers_get (self->peers, i % self->options->clients));
      }
  bench_peers_run (self->peers, &self->done, PATIENCE);
}

static void
report (Posts *self, double seconds)
{
  double *waits = (double *) self->waits->data;
  guint n = self->waits->len;

  if (n < self->each * self->options->clients)
    g_error ("%u answers, and then no more", n);

  qsort (waits, n, sizeof *waits, compare_doubles);
  g_print ("{\"posts\": %u, \"seconds\": %.3f, \"posts_per_s\": %.0f, \"p50_us\": %.0f, \"p99_us\": %.0f}\n",
           n, seconds, n / seconds, waits[n / 2], waits[n * 99 / 100]);
}

void
bench_posts (const BenchOptions *options)
{
  Posts self = { .options = options };
  gint64 start;

  self.each = options->messages / options->clients;
  self.writers = g_new0 (Writer, options->clients);
  self.sent_at = g_new0 (gint64, (gsize) self.each * options->clients);
  self.waits = g_array_new (FALSE, FALSE, sizeof (double));
  self.peers = bench_peers_new (options->clients, got_frame, &self);

  bench_peers_connect (self.peers, &options->server, options->sources);
  bench_load_say_hello (self.peers, options);
  while (self.rooms < options->clients)
    bench_peers_run (self.peers, NULL, G_USEC_PER_SEC / 10);
  bench_load_settle (self.peers, options);

  start = g_get_monotonic_time ();
  run (&self);
  report (&self, (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC);

  for (guint i = 0; i < options->clients; i++)
    g_free (self.writers[i].room);
  g_free (self.writers);
  g_free (self.sent_at);
  g_array_unref (self.waits);
  bench_peers_free (self.peers);
}
