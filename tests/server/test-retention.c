/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-id.h"
#include "server-retention.h"
#include "services.h"

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define N_MESSAGES 250

static gint64 time_offset;
static gint64 uptime;

static gint64
get_time (void)
{
  return g_get_real_time () / 1000 + time_offset;
}

static gint64
get_uptime (void)
{
  return uptime;
}

static const ServerRetentionClocks clocks = { get_time, get_uptime };

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static gsize
count (TestServices *services)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ServerAnswer) answer = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  gsize length = 0;

  server_store_query_async (services->services.store,
                            server_query_new_search (1, "soup", 0, NULL, 0, 200), NULL, on_counted,
                            &result);
  WAIT_FOR (result != NULL);
  answer = server_store_query_finish (services->services.store, result, NULL);
  page = charla_message_parse (answer->json, NULL);
  g_assert_true (charla_message_get_length (page, "messages", &length));

  return length;
}

static void
run (ServerRetention *retention)
{
  server_retention_run (retention);
  g_assert_true (server_retention_is_running (retention));
  WAIT_FOR (!server_retention_is_running (retention));
}

/* What is not in all tables yet stays until the next time; the writer puts it there
 * when nobody has wanted anything for a while. */
static void
run_until (TestServices *services, ServerRetention *retention, gsize n_messages)
{
  while (count (services) > n_messages)
    {
      g_usleep (300 * G_TIME_SPAN_MILLISECOND);
      run (retention);
    }
}

static void
fill (TestServices *services, guint n_messages)
{
  time_offset = 0;
  uptime = 0;
  test_services_open (services);
  test_services_claim (services, "ana", NULL);
  for (guint i = 0; i < n_messages; i++)
    test_services_append (services, server_change_new_post (1, SERVER_LOBBY, "soup", NULL, 0), NULL);
}

static void
pass (gint64 time)
{
  time_offset += time;
  uptime += time;
}

static void
test_days (void)
{
  TestServices services = { 0 };
  g_autoptr (ServerRetention) retention = NULL;

  fill (&services, 10);
  retention = server_retention_new (&services.services, &clocks, 0);
  run (retention);
  pass (10 * DAY);
  run (retention);
  g_assert_cmpuint (count (&services), ==, 10);

  /* The newest event stays. */
  server_retention_set_days (retention, 20);
  g_assert_cmpuint (server_retention_get_days (retention), ==, 20);
  run (retention);
  g_assert_cmpuint (count (&services), ==, 10);
  server_retention_set_days (retention, 5);
  run_until (&services, retention, 1);
  g_assert_cmpuint (services.turns.begun, ==, services.turns.ended);
  g_assert_cmpuint (services.turns.calls, ==, 0);

  g_clear_pointer (&retention, server_retention_free);
  test_services_close (&services);
}

static void
test_rooms (void)
{
  TestServices services = { 0 };
  g_autoptr (ServerRetention) retention = NULL;

  fill (&services, 10);
  retention = server_retention_new (&services.services, &clocks, 5);
  run (retention);
  pass (10 * DAY);
  test_services_append (&services,
                        server_change_new_keep (SERVER_LOBBY, SERVER_KEEP_FOREVER, "root"), NULL);
  run (retention);
  g_assert_cmpuint (count (&services), ==, 10);
  test_services_append (&services, server_change_new_keep (SERVER_LOBBY, 20, "root"), NULL);
  run (retention);
  g_assert_cmpuint (count (&services), ==, 10);
  test_services_append (&services, server_change_new_keep (SERVER_LOBBY, 0, "root"), NULL);
  run_until (&services, retention, 0);

  g_clear_pointer (&retention, server_retention_free);
  test_services_close (&services);
}

static void
test_clock (void)
{
  TestServices services = { 0 };
  g_autoptr (ServerRetention) retention = NULL;

  fill (&services, 10);
  retention = server_retention_new (&services.services, &clocks, 30);
  run (retention);
  g_assert_cmpint (server_retention_get_hold (retention), ==, 0);
  time_offset += 365 * DAY;
  run (retention);
  g_assert_cmpint (server_retention_get_hold (retention), ==, DAY);
  g_assert_cmpuint (count (&services), ==, 10);

  /* Nor does a restart make it right. */
  server_retention_free (retention);
  retention = server_retention_new (&services.services, &clocks, 30);
  run (retention);
  g_assert_cmpuint (count (&services), ==, 10);
  time_offset = 0;
  run (retention);
  g_assert_cmpint (server_retention_get_hold (retention), ==, 0);
  g_assert_cmpuint (count (&services), ==, 10);

  g_clear_pointer (&retention, server_retention_free);
  test_services_close (&services);
}

/* While it removes something, too. */
static void
test_stop (void)
{
  TestServices services = { 0 };
  g_autoptr (ServerRetention) retention = NULL;

  fill (&services, N_MESSAGES);
  retention = server_retention_new (&services.services, &clocks, 5);
  run (retention);
  pass (10 * DAY);
  server_retention_run (retention);
  server_retention_run (retention);
  g_assert_cmpuint (services.turns.calls, ==, 1);
  server_retention_stop (retention);
  WAIT_FOR (services.turns.calls == 0);
  g_assert_false (server_retention_is_running (retention));
  server_retention_run (retention);
  g_assert_false (server_retention_is_running (retention));

  g_clear_pointer (&retention, server_retention_free);
  test_services_close (&services);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/retention/days", test_days);
  g_test_add_func ("/retention/rooms", test_rooms);
  g_test_add_func ("/retention/clock", test_clock);
  g_test_add_func ("/retention/stop", test_stop);

  return g_test_run ();
}
