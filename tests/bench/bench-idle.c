/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Very many clients who say nothing: what each costs the server by being there. */
#include "bench-load.h"

#include "bench-process.h"

/* What is told of comings is gathered for a second: that is no idling yet. */
#define QUIET_SECONDS 2

static void
ignore_frame (BenchPeer *peer, GBytes *payload, gpointer user_data)
{
}

void
bench_idle (const BenchOptions *options)
{
  BenchPeers *peers = bench_peers_new (options->clients, ignore_frame, NULL);
  gint64 resident = bench_process_get_resident (options->pid);
  gint64 start = g_get_monotonic_time ();
  gint64 cpu, wakeups;
  double seconds;

  bench_peers_connect (peers, &options->server, options->sources);
  bench_load_say_hello (peers, options);
  seconds = bench_load_settle (peers, options) - start;
  resident = bench_process_get_resident (options->pid) - resident;

  bench_peers_run (peers, NULL, QUIET_SECONDS * G_USEC_PER_SEC);
  cpu = bench_process_get_cpu (options->pid);
  wakeups = bench_process_get_wakeups (options->pid);
  bench_peers_run (peers, NULL, (gint64) options->seconds * G_USEC_PER_SEC);

  g_print ("{\"clients\": %u, \"seconds\": %.3f, \"bytes_per_client\": %.0f, "
           "\"idle_cpu_ms_per_s\": %.3f, \"idle_wakeups_per_s\": %.2f}\n",
           options->clients, seconds / G_USEC_PER_SEC, resident / (double) options->clients,
           (bench_process_get_cpu (options->pid) - cpu) / 1e6 / options->seconds,
           (bench_process_get_wakeups (options->pid) - wakeups) / (double) options->seconds);
  bench_peers_free (peers);
}
