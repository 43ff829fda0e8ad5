/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-metrics.h"

#include <string.h>

static CharlaMessage *
parse (const char *json)
{
  g_autoptr (GBytes) payload = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CharlaMessage *message = charla_message_parse (payload, &error);

  g_assert_no_error (error);
  return message;
}

static void
assert_prometheus (const char *json, const char *expected)
{
  g_autoptr (CharlaMessage) stats = parse (json);
  g_autofree char *text = ctl_metrics_to_prometheus (stats);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  assert_prometheus ("{\"messages\":9007199254740991,\"unheard-of\":1}",
                     "# HELP charla_messages_total Messages.\n"
                     "# TYPE charla_messages_total counter\n"
                     "charla_messages_total 9007199254740991\n");
}

static void
test_labels (void)
{
  assert_prometheus ("{\"errors\":[{\"label\":\"a\\\"\\\\\\n\",\"value\":1},{\"value\":2},3]}",
                     "# HELP charla_errors_total Requests refused.\n"
                     "# TYPE charla_errors_total counter\n"
                     "charla_errors_total{code=\"a\\\"\\\\\\n\"} 1\n");
}

static void
test_histogram (void)
{
  assert_prometheus ("{\"commit_us\":{\"buckets\":[{\"le\":1024,\"value\":3}],\"sum\":1500000,"
                     "\"count\":4}}",
                     "# HELP charla_commit_seconds Seconds a transaction.\n"
                     "# TYPE charla_commit_seconds histogram\n"
                     "charla_commit_seconds_bucket{le=\"0.001024\"} 3\n"
                     "charla_commit_seconds_bucket{le=\"+Inf\"} 4\n"
                     "charla_commit_seconds_sum 1.500000\n"
                     "charla_commit_seconds_count 4\n");
}

static void
test_table (void)
{
  g_autoptr (CharlaMessage) stats = parse (
    "{\"requests\":[{\"label\":\"post\",\"value\":7},{\"label\":\"edit\",\"value\":0}],"
    "\"commit_changes\":{\"buckets\":[{\"le\":1,\"value\":5},{\"le\":2,\"value\":9},"
    "{\"le\":4,\"value\":10}],\"sum\":17,\"count\":10}}");
  g_autofree char *text = ctl_metrics_to_table (stats);

  g_assert_cmpstr (text, ==,
                   "Requests               post  7\n"
                   "Changes a transaction  50 %  ≤ 1\n"
                   "                       99 %  ≤ 4");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/metrics/numbers", test_numbers);
  g_test_add_func ("/metrics/labels", test_labels);
  g_test_add_func ("/metrics/histogram", test_histogram);
  g_test_add_func ("/metrics/table", test_table);

  return g_test_run ();
}
