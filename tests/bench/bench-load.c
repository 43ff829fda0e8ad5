/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A load on a server of the classic or the Charla dialect, and what it cost. */
#include "bench-load.h"

#include <stdlib.h>

#include "bench-process.h"

#define SETTLED_AFTER (G_USEC_PER_SEC / 5)
#define SETTLE_STEP (G_USEC_PER_SEC / 50)

void
bench_load_say_hello (BenchPeers *peers, const BenchOptions *options)
{
  for (guint i = 0; i < bench_peers_get_n (peers); i++)
    {
      g_autoptr (GBytes) frame = options->dialect->hello (i);

      bench_peers_send (peers, bench_peers_get (peers, i), frame);
    }
}

/* Returns once the server has had nothing to do for a while: the time, in
 * monotonic microseconds, at which it had done all. */
gint64
bench_load_settle (BenchPeers *peers, const BenchOptions *options)
{
  gint64 busy = g_get_monotonic_time ();
  gint64 cpu = bench_process_get_cpu (options->pid);

  while (g_get_monotonic_time () - busy < SETTLED_AFTER)
    {
      gint64 before = cpu;

      bench_peers_run (peers, NULL, SETTLE_STEP);
      cpu = bench_process_get_cpu (options->pid);
      if (cpu != before)
        busy = g_get_monotonic_time ();
    }

  return busy;
}

static void
parse_server (const char *text, struct sockaddr_in *server)
{
  g_autoptr (GSocketConnectable) connectable = NULL;
  g_autoptr (GSocketAddressEnumerator) addresses = NULL;
  g_autoptr (GSocketAddress) address = NULL;

  connectable = g_network_address_parse (text, CHARLA_DEFAULT_PORT, NULL);
  addresses = connectable != NULL ? g_socket_connectable_enumerate (connectable) : NULL;
  address = addresses != NULL ? g_socket_address_enumerator_next (addresses, NULL, NULL) : NULL;
  if (address == NULL || !g_socket_address_to_native (address, server, sizeof *server, NULL))
    g_error ("%s is no IPv4 address with a port", text);
}

static void
run (const char *mode, const BenchOptions *options)
{
  if (g_strcmp0 (mode, "fanout") == 0)
    bench_fanout (options);
  else if (g_strcmp0 (mode, "idle") == 0)
    bench_idle (options);
  else if (g_strcmp0 (mode, "posts") == 0)
    bench_posts (options);
  else if (g_strcmp0 (mode, "search") == 0)
    bench_search (options);
  else if (g_strcmp0 (mode, "resume") == 0)
    bench_resume (options);
  else if (g_strcmp0 (mode, "tls") == 0)
    bench_tls (options);
  else
    g_error ("There is no load %s", mode);
}

int
main (int argc, char **argv)
{
  BenchOptions options = { .pid = 0 };
  int clients = 1000, sources = 64, senders = 10, in_flight = 4, messages = 1000, rate = 0, size = 100, seconds = 10;
  g_autofree char *server = NULL;
  g_autofree char *dialect = NULL;
  g_autofree char *query = NULL;
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &server, "Where the server listens", "ADDRESS:PORT" },
    { "pid", 0, 0, G_OPTION_ARG_INT, &options.pid, "The server’s process", "PID" },
    { "dialect", 0, 0, G_OPTION_ARG_STRING, &dialect, "classic or charla", "NAME" },
    { "clients", 0, 0, G_OPTION_ARG_INT, &clients, "How many clients", "N" },
    { "sources", 0, 0, G_OPTION_ARG_INT, &sources, "Addresses that they come from", "N" },
    { "senders", 0, 0, G_OPTION_ARG_INT, &senders, "How many of them write", "N" },
    { "in-flight", 0, 0, G_OPTION_ARG_INT, &in_flight, "Messages in flight a sender", "N" },
    { "messages", 0, 0, G_OPTION_ARG_INT, &messages, "Messages in all", "N" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &rate, "Messages a second; 0: as fast as it goes", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "How long an idle server is watched", "N" },
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, "What is looked for", "WORD" },
    { "size", 0, 0, G_OPTION_ARG_INT, &size, "Bytes a text", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("fanout|idle|posts|search|resume|tls");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || server == NULL || options.pid == 0)
    g_error ("%s", error != NULL ? error->message : "A load, --server and --pid are needed");

  options.dialect = bench_dialect_find (dialect != NULL ? dialect : "classic");
  options.clients = clients;
  options.sources = sources;
  options.senders = senders;
  options.in_flight = in_flight;
  options.messages = messages;
  options.rate = rate;
  options.size = size;
  options.seconds = seconds;
  options.query = query != NULL ? query : "a";
  parse_server (server, &options.server);
  run (argv[1], &options);

  return EXIT_SUCCESS;
}
