/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <unistd.h>

#include "server-commands.h"
#include "server-control-handlers.h"
#include "server-session-info.h"

/* What the connections are, together. */
typedef struct
{
  gint64 charla;
  gint64 classic;
  gint64 encrypted;
  gint64 unnamed;
  gint64 queued;
} Connections;

static void
add (CharlaBuilder *builder, const char *name, guint64 value)
{
  charla_builder_add_int (builder, name, (gint64) MIN (value, (guint64) CHARLA_INTEGER_MAX));
}

/* One of several numbers with the same name. */
static void
add_labelled (CharlaBuilder *builder, const char *label, guint64 value)
{
  charla_builder_begin_object (builder, NULL);
  charla_builder_add_string (builder, "label", label);
  add (builder, "value", value);
  charla_builder_end (builder);
}

/* As others count: each number is of what is at most so large. Empty ends are left out. */
static void
add_histogram (CharlaBuilder *builder, const char *name, const ServerHistogram *histogram)
{
  guint64 count = 0;
  guint last = 0;

  for (guint i = 0; i < SERVER_N_BUCKETS; i++)
    last = histogram->buckets[i] > 0 ? i : last;

  charla_builder_begin_object (builder, name);
  charla_builder_begin_array (builder, "buckets");
  for (guint i = 0; i <= last; i++)
    {
      count += histogram->buckets[i];
      charla_builder_begin_object (builder, NULL);
      add (builder, "le", G_GUINT64_CONSTANT (1) << i);
      add (builder, "value", count);
      charla_builder_end (builder);
    }
  charla_builder_end (builder);
  add (builder, "sum", histogram->sum);
  add (builder, "count", count);
  charla_builder_end (builder);
}

static Connections
look_at_connections (ServerReception *reception)
{
  g_autoptr (GList) sessions = server_reception_list (reception);
  Connections all = { 0 };

  for (GList *link = sessions; link != NULL; link = link->next)
    {
      ServerSessionInfo info;

      server_session_get_info (link->data, &info);
      all.queued += (gint64) info.queued;
      all.encrypted += info.is_encrypted ? 1 : 0;
      if (info.user == NULL)
        all.unnamed++;
      else if (g_str_equal (info.dialect, "classic"))
        all.classic++;
      else
        all.charla++;
    }

  return all;
}

static void
add_connections (CharlaBuilder *builder, ServerReception *reception)
{
  static const char *const causes[SERVER_N_REFUSAL_CAUSES] = {
    [SERVER_REFUSED_FULL] = "full",
    [SERVER_REFUSED_RATE] = "rate",
    [SERVER_REFUSED_ADDRESS_FULL] = "address-full",
    [SERVER_REFUSED_ADDRESS_RATE] = "address-rate",
  };
  Connections all = look_at_connections (reception);

  charla_builder_begin_array (builder, "connections");
  add_labelled (builder, "charla", (guint64) all.charla);
  add_labelled (builder, "classic", (guint64) all.classic);
  add_labelled (builder, "unnamed", (guint64) all.unnamed);
  charla_builder_end (builder);
  add (builder, "encrypted_connections", (guint64) all.encrypted);
  add (builder, "queued_bytes", (guint64) all.queued);

  charla_builder_begin_array (builder, "refused_connections");
  for (guint i = 0; i < SERVER_N_REFUSAL_CAUSES; i++)
    add_labelled (builder, causes[i], server_reception_get_refused (reception, i));
  charla_builder_end (builder);
}

static void
add_requests (CharlaBuilder *builder, const ServerCounters *counters)
{
  const ServerCommand *command = NULL;
  guint n = 0;

  charla_builder_begin_array (builder, "requests");
  while ((command = server_commands_get (n)) != NULL)
    add_labelled (builder, command->name, counters->requests[n++]);
  /* What guests do has no name on the wire. */
  add_labelled (builder, "say", counters->requests[n]);
  charla_builder_end (builder);

  charla_builder_begin_array (builder, "errors");
  for (guint i = 0; i <= CHARLA_CODE_TOO_SLOW; i++)
    add_labelled (builder, charla_code_to_string (i), counters->errors[i]);
  charla_builder_end (builder);
}

static void
add_counters (CharlaBuilder *builder, const ServerCounters *counters)
{
  add (builder, "taken_connections", counters->connections);
  add (builder, "handshakes", counters->handshakes);
  add (builder, "failed_handshakes", counters->failed_handshakes);
  add (builder, "received_frames", counters->frames_in);
  add (builder, "received_bytes", counters->bytes_in);
  add (builder, "sent_frames", counters->frames_out);
  add (builder, "sent_bytes", counters->bytes_out);
  add (builder, "messages", counters->messages);
}

static void
add_commits (CharlaBuilder *builder, ServerStore *store)
{
  ServerCommits commits;

  server_store_get_commits (store, &commits);
  add (builder, "waiting_changes", commits.waiting);
  add_histogram (builder, "commit_changes", &commits.sizes);
  add_histogram (builder, "commit_us", &commits.times);
}

/* The kernel's own numbers, which it makes as they are read. */
static guint64
get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL)
      || sscanf (text, "%*u %lu", &pages) != 1)
    return 0;

  return (guint64) pages * (guint64) sysconf (_SC_PAGESIZE);
}

static guint64
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint64 n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;

  /* The one that counts them is among them. */
  return n > 0 ? n - 1 : 0;
}

void
server_control_handle_stats (ServerControlCall *call)
{
  const ServerControlSurroundings *surroundings = call->surroundings;
  CharlaBuilder *builder = server_control_call_get_builder (call);

  charla_builder_add_int (builder, "started", surroundings->started);
  charla_builder_add_int (builder, "time", g_get_real_time () / 1000);
  add_connections (builder, surroundings->reception);
  add_counters (builder, call->services->counters);
  add_requests (builder, call->services->counters);
  add (builder, "newest_event", (guint64) server_event_log_get_head (call->services->log));
  add_commits (builder, call->services->store);
  add (builder, "resident_bytes", get_resident_bytes ());
  add (builder, "open_descriptors", count_descriptors ());
  server_control_call_build (call);
}
