/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-talk.h"

#include <stdlib.h>
#include <string.h>

#define PATIENCE (60 * G_USEC_PER_SEC)

struct _BenchTalk
{
  BenchPeers *peers;
  const char *awaited;
  gboolean done;
  GBytes *answer;
  guint n_messages;
};

static void
got_frame (BenchPeer *peer, GBytes *payload, gpointer user_data)
{
  static const char message[] = "{\"ev\":\"message\"";
  BenchTalk *self = user_data;
  gsize length;
  const char *data = g_bytes_get_data (payload, &length);

  if (length >= strlen (message) && memcmp (data, message, strlen (message)) == 0)
    self->n_messages++;
  if (self->done || length < strlen (self->awaited)
      || memcmp (data, self->awaited, strlen (self->awaited)) != 0)
    return;

  self->answer = g_bytes_ref (payload);
  self->done = TRUE;
}

BenchTalk *
bench_talk_new (const struct sockaddr_in *server)
{
  BenchTalk *self = g_new0 (BenchTalk, 1);

  self->awaited = "";
  self->peers = bench_peers_new (1, got_frame, self);
  bench_peers_connect (self->peers, server, 1);

  return self;
}

void
bench_talk_free (BenchTalk *self)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  bench_peers_free (self->peers);
  g_free (self);
}

char *
bench_talk_ask (BenchTalk *self, const char *payload, const char *awaited)
{
  g_autoptr (GBytes) frame = charla_frame_new (payload, strlen (payload));
  gsize length;
  const char *data = NULL;

  g_clear_pointer (&self->answer, g_bytes_unref);
  self->awaited = awaited;
  self->done = FALSE;
  self->n_messages = 0;
  bench_peers_send (self->peers, bench_peers_get (self->peers, 0), frame);
  bench_peers_run (self->peers, &self->done, PATIENCE);
  if (!self->done)
    g_error ("Nothing that begins with %s has come", awaited);

  data = g_bytes_get_data (self->answer, &length);

  return g_strndup (data, length);
}

guint
bench_talk_get_messages (BenchTalk *self)
{
  return self->n_messages;
}

char *
bench_talk_find (const char *answer, const char *member)
{
  g_autofree char *begin = g_strdup_printf ("\"%s\":", member);
  const char *at = strstr (answer, begin);

  if (at == NULL)
    g_error ("There is no %s in %.200s", member, answer);

  at += strlen (begin);
  at += *at == '"';

  return g_strndup (at, strcspn (at, "\",}"));
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
bench_talk_sort (double *values, guint n_values)
{
  qsort (values, n_values, sizeof *values, compare_doubles);
}
