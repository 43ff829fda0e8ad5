/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "peer.h"
#include "server-bus.h"

/* What it says and does on a bus is tested with the real program, in tests/e2e. */

static void
test_no_bus (void)
{
  g_autoptr (GPtrArray) listening = g_ptr_array_new_with_free_func (g_object_unref);
  ServerBus *bus = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_ptr_array_add (listening, g_inet_socket_address_new_from_string ("127.0.0.1", 1234));
  bus = server_bus_new ("id", listening);
  server_bus_set_name (bus, "here");
  server_bus_set_users (bus, 1);
  server_bus_start (bus);
  peer_turn ();
  server_bus_set_users (bus, 2);
  server_bus_stop (bus);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (bus);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bus/no-bus", test_no_bus);

  return g_test_run ();
}
