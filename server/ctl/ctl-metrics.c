/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-metrics.h"

#include <glib/gi18n.h>

#include "terminal-table.h"

typedef enum
{
  CTL_METRIC_GAUGE,
  CTL_METRIC_COUNTER,
  CTL_METRIC_HISTOGRAM,
} CtlMetricType;

/* One of the numbers of a server: what it is called in its answer and in Prometheus, there
 * by what it is told apart, how many of it make one of the other's, and what it is. */
typedef struct
{
  const char *member;
  const char *name;
  CtlMetricType type;
  const char *label;
  double unit;
  const char *help;
} CtlMetric;

static const CtlMetric metrics[] = {
  { "connections", "charla_connections", CTL_METRIC_GAUGE, "dialect", 1,
    N_ ("Open connections") },
  { "encrypted_connections", "charla_encrypted_connections", CTL_METRIC_GAUGE, NULL, 1,
    N_ ("Open connections with TLS") },
  { "queued_bytes", "charla_queued_bytes", CTL_METRIC_GAUGE, NULL, 1,
    N_ ("Bytes that wait for peers to read them") },
  { "taken_connections", "charla_connections_total", CTL_METRIC_COUNTER, NULL, 1,
    N_ ("Connections taken in") },
  { "refused_connections", "charla_refused_connections_total", CTL_METRIC_COUNTER, "cause", 1,
    N_ ("Connections refused") },
  { "handshakes", "charla_tls_handshakes_total", CTL_METRIC_COUNTER, NULL, 1,
    N_ ("TLS handshakes") },
  { "failed_handshakes", "charla_failed_tls_handshakes_total", CTL_METRIC_COUNTER, NULL, 1,
    N_ ("Failed TLS handshakes") },
  { "received_frames", "charla_received_frames_total", CTL_METRIC_COUNTER, NULL, 1,
    N_ ("Frames received") },
  { "received_bytes", "charla_received_bytes_total", CTL_METRIC_COUNTER, NULL, 1,
    N_ ("Bytes received") },
  { "sent_frames", "charla_sent_frames_total", CTL_METRIC_COUNTER, NULL, 1, N_ ("Frames sent") },
  { "sent_bytes", "charla_sent_bytes_total", CTL_METRIC_COUNTER, NULL, 1, N_ ("Bytes sent") },
  { "messages", "charla_messages_total", CTL_METRIC_COUNTER, NULL, 1, N_ ("Messages") },
  { "requests", "charla_requests_total", CTL_METRIC_COUNTER, "request", 1, N_ ("Requests") },
  { "errors", "charla_errors_total", CTL_METRIC_COUNTER, "code", 1, N_ ("Requests refused") },
  { "newest_event", "charla_newest_event", CTL_METRIC_GAUGE, NULL, 1, N_ ("Newest event") },
  { "waiting_changes", "charla_waiting_changes", CTL_METRIC_GAUGE, NULL, 1,
    N_ ("Changes that wait to be written") },
  { "commit_changes", "charla_commit_changes", CTL_METRIC_HISTOGRAM, NULL, 1,
    N_ ("Changes a transaction") },
  { "commit_us", "charla_commit_seconds", CTL_METRIC_HISTOGRAM, NULL, 1e6,
    N_ ("Seconds a transaction") },
  { "resident_bytes", "charla_resident_bytes", CTL_METRIC_GAUGE, NULL, 1, N_ ("Bytes of memory") },
  { "open_descriptors", "charla_open_descriptors", CTL_METRIC_GAUGE, NULL, 1,
    N_ ("Open file descriptors") },
};

/* The same in all languages: without an exponent, and what is whole as such. */
static void
append_number (GString *text, gint64 value, double unit)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (unit == 1)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
  else
    g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.6f", (double) value / unit));
}

static gint64
get_int (CharlaMessage *message, const char *name)
{
  gint64 value = 0;

  charla_message_get_int (message, name, &value);
  return value;
}

static void
append_escaped (GString *text, const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (text, "\\n");
      else if (*p == '"' || *p == '\\')
        g_string_append_printf (text, "\\%c", *p);
      else
        g_string_append_c (text, *p);
    }
}

static void
append_labelled (GString *text, const CtlMetric *metric, CharlaMessage *stats)
{
  gsize n = 0;

  charla_message_get_length (stats, metric->member, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (CharlaMessage) item = charla_message_get_object_at (stats, metric->member, i);
      const char *label = item != NULL ? charla_message_get_string (item, "label") : NULL;

      if (label == NULL)
        continue;

      g_string_append_printf (text, "%s{%s=\"", metric->name, metric->label);
      append_escaped (text, label);
      g_string_append_printf (text, "\"} %" G_GINT64_FORMAT "\n", get_int (item, "value"));
    }
}

static void
append_histogram (GString *text, const CtlMetric *metric, CharlaMessage *histogram)
{
  gint64 count = get_int (histogram, "count");
  gsize n = 0;

  charla_message_get_length (histogram, "buckets", &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (CharlaMessage) bucket = charla_message_get_object_at (histogram, "buckets", i);

      if (bucket == NULL)
        continue;

      g_string_append_printf (text, "%s_bucket{le=\"", metric->name);
      append_number (text, get_int (bucket, "le"), metric->unit);
      g_string_append_printf (text, "\"} %" G_GINT64_FORMAT "\n", get_int (bucket, "value"));
    }

  g_string_append_printf (text, "%s_bucket{le=\"+Inf\"} %" G_GINT64_FORMAT "\n%s_sum ",
                          metric->name, count, metric->name);
  append_number (text, get_int (histogram, "sum"), metric->unit);
  g_string_append_printf (text, "\n%s_count %" G_GINT64_FORMAT "\n", metric->name, count);
}

static void
append_metric (GString *text, const CtlMetric *metric, CharlaMessage *stats)
{
  static const char *const types[] = { "gauge", "counter", "histogram" };
  g_autoptr (CharlaMessage) histogram = charla_message_get_object (stats, metric->member);

  /* What an older server does not count is not there, which is not 0. */
  if (!charla_message_has (stats, metric->member))
    return;

  g_string_append_printf (text, "# HELP %s %s.\n# TYPE %s %s\n", metric->name, metric->help,
                          metric->name, types[metric->type]);
  if (histogram != NULL)
    append_histogram (text, metric, histogram);
  else if (metric->label != NULL)
    append_labelled (text, metric, stats);
  else
    g_string_append_printf (text, "%s %" G_GINT64_FORMAT "\n", metric->name,
                            get_int (stats, metric->member));
}

/**
 * ctl_metrics_to_prometheus:
 * @stats: the answer of a server
 *
 * Returns: (transfer full): the numbers in the text format of Prometheus, version 0.0.4
 */
char *
ctl_metrics_to_prometheus (CharlaMessage *stats)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    append_metric (text, &metrics[i], stats);

  return g_string_free (text, FALSE);
}

static void
add_row (TerminalTable *table, const char *what, const char *which, const char *value)
{
  terminal_table_add (table, what);
  terminal_table_add (table, which);
  terminal_table_add (table, value);
}

static void
add_number (TerminalTable *table, const char *what, const char *which, gint64 number)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  add_row (table, what, which, value);
}

/* What never was is of no interest to people. */
static void
add_labelled (TerminalTable *table, const CtlMetric *metric, CharlaMessage *stats)
{
  const char *what = _ (metric->help);
  gsize n = 0;

  charla_message_get_length (stats, metric->member, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (CharlaMessage) item = charla_message_get_object_at (stats, metric->member, i);
      const char *label = item != NULL ? charla_message_get_string (item, "label") : NULL;

      if (label == NULL || get_int (item, "value") == 0)
        continue;

      add_number (table, what, label, get_int (item, "value"));
      what = "";
    }
}

/* The first bucket that so many of a hundred are in, or in one before it. */
static void
add_share (TerminalTable *table, const CtlMetric *metric, CharlaMessage *histogram, gint64 share)
{
  gint64 count = get_int (histogram, "count");
  g_autofree char *which = g_strdup_printf ("%d %%", (int) share);
  gsize n = 0;

  charla_message_get_length (histogram, "buckets", &n);
  for (gsize i = 0; i < n && count > 0; i++)
    {
      g_autoptr (CharlaMessage) bucket = charla_message_get_object_at (histogram, "buckets", i);
      g_autoptr (GString) value = g_string_new ("≤ ");

      if (bucket == NULL || get_int (bucket, "value") * 100 < count * share)
        continue;

      append_number (value, get_int (bucket, "le"), metric->unit);
      add_row (table, share == 50 ? _ (metric->help) : "", which, value->str);
      break;
    }
}

static void
add_metric (TerminalTable *table, const CtlMetric *metric, CharlaMessage *stats)
{
  g_autoptr (CharlaMessage) histogram = charla_message_get_object (stats, metric->member);

  if (histogram != NULL)
    {
      add_share (table, metric, histogram, 50);
      add_share (table, metric, histogram, 99);
    }
  else if (metric->label != NULL)
    add_labelled (table, metric, stats);
  else if (charla_message_has (stats, metric->member))
    add_number (table, _ (metric->help), "", get_int (stats, metric->member));
}

/**
 * ctl_metrics_to_table:
 * @stats: the answer of a server
 *
 * Returns: (transfer full): the numbers for a person, of what there was any
 */
char *
ctl_metrics_to_table (CharlaMessage *stats)
{
  g_autoptr (TerminalTable) table = terminal_table_new (3);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    add_metric (table, &metrics[i], stats);

  return terminal_table_to_string (table);
}
