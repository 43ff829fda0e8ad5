/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-reach.h"

#include <net/if.h>

#include "discovery-bus.h"

static gboolean
find (const char *host, ServerReach *reach)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, 4321);

  g_assert_nonnull (address);
  return server_reach_find (address, reach);
}

static void
test_find (void)
{
  int loopback = (int) if_nametoindex ("lo");
  ServerReach reach = { 0 };

  g_assert_true (find ("0.0.0.0", &reach));
  g_assert_cmpint (reach.interface, ==, DISCOVERY_ANY);
  g_assert_cmpint (reach.protocol, ==, DISCOVERY_IPV4);
  g_assert_cmpuint (reach.port, ==, 4321);

  g_assert_true (find ("::", &reach));
  g_assert_cmpint (reach.interface, ==, DISCOVERY_ANY);
  g_assert_cmpint (reach.protocol, ==, DISCOVERY_IPV6);

  g_assert_true (find ("127.0.0.1", &reach));
  g_assert_cmpint (reach.interface, ==, loopback);

  /* An address that this machine does not have. */
  g_assert_false (find ("198.51.100.1", &reach));
  g_assert_false (find ("2001:db8::1", &reach));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/reach/find", test_find);

  return g_test_run ();
}
