/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody looks for the same word again and again: how long each page of it takes. */
#include "bench-load.h"

#include <string.h>

#include "bench-talk.h"

#define RESULTS 50

static guint
count_results (const char *answer)
{
  guint n = 0;

  for (const char *at = strstr (answer, "\"text\":"); at != NULL; at = strstr (at + 1, "\"text\":"))
    n++;

  return n;
}

void
bench_search (const BenchOptions *options)
{
  g_autoptr (BenchTalk) talk = bench_talk_new (&options->server);
  g_autofree char *name = g_strdup_printf ("looks for %s", options->query);
  g_autofree char *hello = g_strdup_printf ("{\"charla\":1,\"name\":\"%s\",\"id\":0}", name);
  g_autofree char *request = g_strdup_printf ("{\"id\":1,\"do\":\"search\",\"text\":\"%s\",\"limit\":%d}",
                                              options->query, RESULTS);
  g_autofree char *welcome = bench_talk_ask (talk, hello, "{\"ev\":\"live\"");
  g_autofree double *waits = g_new (double, options->messages);
  double first = 0;
  guint n_results = 0;

  for (guint i = 0; i <= options->messages; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autofree char *answer = bench_talk_ask (talk, request, "{\"re\":1,\"ok\":");

      /* The first one has to wait for the disk. */
      *(i == 0 ? &first : &waits[i - 1]) = (g_get_monotonic_time () - start) / 1e3;
      n_results = count_results (answer);
    }

  bench_talk_sort (waits, options->messages);
  g_print ("{\"results\": %u, \"first_ms\": %.2f, \"p50_ms\": %.2f, \"p99_ms\": %.2f}\n", n_results, first,
           waits[options->messages / 2], waits[options->messages * 99 / 100]);
}
