/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log-recorder.h"
#include "peer.h"
#include "server-throttle.h"

static const ServerLimits generous = {
  .connections = 1000,
  .connections_per_address = 1000,
  .rate_per_address = 1000,
};

static ServerPlace *
enter (ServerThrottle *throttle, const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  return server_throttle_enter (throttle, inet);
}

static void
leave_all (ServerThrottle *throttle, GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    server_throttle_leave (throttle, g_ptr_array_index (places, i));
  g_ptr_array_set_size (places, 0);
}

/* Enters until that is refused, or a hundred times. */
static guint
enter_all (ServerThrottle *throttle, GPtrArray *places, const char *address)
{
  for (guint n = 0; n < 100; n++)
    {
      ServerPlace *place = enter (throttle, address);

      if (place == NULL)
        return n;
      g_ptr_array_add (places, place);
    }

  return 100;
}

static void
test_connections (void)
{
  ServerLimits limits = generous;
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (ServerThrottle) throttle = NULL;

  log_recorder_clear ();
  limits.connections = 5;
  throttle = server_throttle_new (&limits);
  g_assert_cmpuint (enter_all (throttle, places, "192.0.2.1"), ==, 5);
  g_assert_null (enter (throttle, "192.0.2.2"));
  g_assert_cmpuint (log_recorder_count ("5 connections are open"), ==, 1);
  leave_all (throttle, places);
}

static void
test_connections_per_address (void)
{
  ServerLimits limits = generous;
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (ServerThrottle) throttle = NULL;

  limits.connections_per_address = 5;
  throttle = server_throttle_new (&limits);
  g_assert_cmpuint (enter_all (throttle, places, "192.0.2.1"), ==, 5);
  g_assert_cmpuint (enter_all (throttle, places, "192.0.2.2"), ==, 5);

  server_throttle_leave (throttle, g_ptr_array_steal_index (places, 0));
  g_assert_cmpuint (enter_all (throttle, places, "192.0.2.1"), ==, 1);
  leave_all (throttle, places);
}

/* The connections of ten seconds may come at once, and then so many a second. */
static void
test_rate (void)
{
  ServerLimits limits = generous;
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (ServerThrottle) throttle = NULL;
  gint64 start = 0;

  limits.rate_per_address = 5;
  throttle = server_throttle_new (&limits);
  start = g_get_monotonic_time ();
  g_assert_cmpuint (enter_all (throttle, places, "192.0.2.1"), >=, 50);
  leave_all (throttle, places);
  g_assert_cmpuint (enter_all (throttle, places, "192.0.2.1"), <, 50);
  leave_all (throttle, places);
  g_assert_cmpuint (enter_all (throttle, places, "192.0.2.2"), >=, 50);
  leave_all (throttle, places);

  WAIT_FOR (g_get_monotonic_time () - start >= G_USEC_PER_SEC / 5 + 1000);
  g_assert_cmpuint (enter_all (throttle, places, "192.0.2.1"), >=, 1);
  leave_all (throttle, places);
}

/* All places may be taken at once, and then a thousand a second. */
static void
test_rate_of_all (void)
{
  g_autoptr (ServerThrottle) throttle = server_throttle_new (&generous);
  guint entered = 0;

  for (guint i = 0; i < 10000; i++)
    {
      ServerPlace *place = enter (throttle, "192.0.2.1");

      if (place == NULL)
        continue;
      entered++;
      server_throttle_leave (throttle, place);
    }

  g_assert_cmpuint (entered, >=, generous.connections);
  g_assert_cmpuint (entered, <, 10000);
}

/* One address of a network does not take the places of the others, and all of them
 * together have eight times as many. */
static void
test_networks (void)
{
  ServerLimits limits = generous;
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (ServerThrottle) throttle = NULL;

  log_recorder_clear ();
  limits.connections_per_address = 2;
  throttle = server_throttle_new (&limits);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *address = g_strdup_printf ("2001:db8::%x", i);

      g_assert_cmpuint (enter_all (throttle, places, address), ==, 2);
    }
  g_assert_cmpuint (log_recorder_count ("2 connections from this address"), ==, 1);
  g_assert_cmpuint (enter_all (throttle, places, "2001:db8::2:3:4:5"), ==, 0);
  g_assert_cmpuint (enter_all (throttle, places, "2001:db8:0:1::1"), ==, 2);
  g_assert_cmpuint (enter_all (throttle, places, "::1"), ==, 2);
  g_assert_cmpuint (enter_all (throttle, places, "0.0.0.1"), ==, 2);

  server_throttle_leave (throttle, g_ptr_array_steal_index (places, 0));
  g_assert_cmpuint (enter_all (throttle, places, "2001:db8::2:3:4:5"), ==, 1);
  leave_all (throttle, places);
}

static void
test_rate_of_network (void)
{
  ServerLimits limits = generous;
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (ServerThrottle) throttle = NULL;
  guint entered = 0;

  limits.rate_per_address = 1;
  throttle = server_throttle_new (&limits);
  for (guint i = 1; i <= 100; i++)
    {
      g_autofree char *address = g_strdup_printf ("2001:db8::%x", i);

      entered += enter_all (throttle, places, address);
      leave_all (throttle, places);
    }
  g_assert_cmpuint (entered, >=, 80);
  g_assert_cmpuint (entered, <, 160);
  g_assert_cmpuint (enter_all (throttle, places, "2001:db8:0:1::1"), >=, 10);
  leave_all (throttle, places);
}

/* A flood is two lines of the log, whatever its size. */
static void
test_log (void)
{
  ServerLimits limits = generous;
  ServerThrottle *throttle = NULL;
  ServerPlace *place = NULL;

  log_recorder_clear ();
  limits.connections = 1;
  throttle = server_throttle_new (&limits);
  place = enter (throttle, "192.0.2.1");
  for (guint i = 0; i < 500; i++)
    g_assert_null (enter (throttle, i < 499 ? "192.0.2.2" : "192.0.2.3"));
  g_assert_cmpuint (log_recorder_count ("refused"), ==, 1);
  g_assert_cmpstr (log_recorder_get_address (), ==, "192.0.2.2");

  server_throttle_leave (throttle, place);
  server_throttle_free (throttle);
  g_assert_cmpuint (log_recorder_count ("refused"), ==, 2);
  g_assert_cmpuint (log_recorder_count ("refused 499 more connections, the last of them from "
                                        "192.0.2.3"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  log_recorder_start ();

  g_test_add_func ("/throttle/connections", test_connections);
  g_test_add_func ("/throttle/connections-per-address", test_connections_per_address);
  g_test_add_func ("/throttle/rate", test_rate);
  g_test_add_func ("/throttle/rate-of-all", test_rate_of_all);
  g_test_add_func ("/throttle/networks", test_networks);
  g_test_add_func ("/throttle/rate-of-network", test_rate_of_network);
  g_test_add_func ("/throttle/log", test_log);

  return g_test_run ();
}
