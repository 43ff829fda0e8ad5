/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery-bus.h"

#include <unistd.h>

#include "wait.h"

/* With a real Avahi it is tested in tests/e2e/test_discovery.py. */

static void
test_no_bus (void)
{
  DiscoveryBus *bus = discovery_bus_new ();

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  discovery_bus_start (bus);
  discovery_bus_start (bus);
  WAIT_FOR (discovery_bus_get_state (bus) == DISCOVERY_BUS_ABSENT);
  discovery_bus_stop (bus);
  g_assert_cmpint (discovery_bus_get_state (bus), ==, DISCOVERY_BUS_SEARCHING);

  /* Again, and gone in the middle of it. */
  discovery_bus_start (bus);
  discovery_bus_stop (bus);
  discovery_bus_start (bus);
  WAIT_FOR (discovery_bus_get_state (bus) == DISCOVERY_BUS_ABSENT);
  discovery_bus_stop (bus);
  wait_settle ();
  g_assert_finalize_object (bus);
}

static void
test_bad_address (void)
{
  DiscoveryBus *bus = discovery_bus_new ();

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "nonsense", TRUE);
  discovery_bus_start (bus);
  WAIT_FOR (discovery_bus_get_state (bus) == DISCOVERY_BUS_ABSENT);
  g_assert_finalize_object (bus);
}

static void
on_changed (DiscoveryBus *bus, guint *n_changes)
{
  (*n_changes)++;
}

static void
test_bus_without_avahi (void)
{
  g_autoptr (GTestDBus) daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  DiscoveryBus *bus = discovery_bus_new ();
  guint n_changes = 0;

  g_test_dbus_up (daemon);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (daemon), TRUE);
  g_signal_connect (bus, "changed", G_CALLBACK (on_changed), &n_changes);
  discovery_bus_start (bus);
  WAIT_FOR (discovery_bus_get_state (bus) == DISCOVERY_BUS_ABSENT);
  g_assert_cmpuint (n_changes, ==, 1);

  discovery_bus_stop (bus);
  wait_settle ();
  g_assert_finalize_object (bus);
  g_test_dbus_down (daemon);
}

/* Somebody calls themselves Avahi and says nothing. */
static void
test_silent (void)
{
  g_autoptr (GTestDBus) daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) other = NULL;
  g_autoptr (GError) error = NULL;
  DiscoveryBus *bus = discovery_bus_new ();
  guint name = 0;

  g_test_dbus_up (daemon);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (daemon), TRUE);
  other = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (daemon),
                                                  G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                    | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                  NULL, NULL, &error);
  g_assert_no_error (error);
  name = g_bus_own_name_on_connection (other, "org.freedesktop.Avahi",
                                       G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  discovery_bus_start (bus);
  WAIT_FOR (discovery_bus_get_state (bus) == DISCOVERY_BUS_SILENT);
  g_bus_unown_name (name);
  WAIT_FOR (discovery_bus_get_state (bus) == DISCOVERY_BUS_ABSENT);

  discovery_bus_stop (bus);
  g_assert_finalize_object (bus);
  g_dbus_connection_close_sync (other, NULL, NULL);
  wait_settle ();
  g_clear_object (&other);
  g_test_dbus_down (daemon);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discovery/bus/no-bus", test_no_bus);
  g_test_add_func ("/discovery/bus/bad-address", test_bad_address);
  g_test_add_func ("/discovery/bus/bus-without-avahi", test_bus_without_avahi);
  g_test_add_func ("/discovery/bus/silent", test_silent);

  return g_test_run ();
}
