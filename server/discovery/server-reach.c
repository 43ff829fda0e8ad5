/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-reach.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "discovery-bus.h"

static gboolean
is_equal (struct sockaddr *native, GInetAddress *address)
{
  gsize size = native->sa_family == AF_INET ? sizeof (struct sockaddr_in)
                                            : sizeof (struct sockaddr_in6);
  g_autoptr (GSocketAddress) other = g_socket_address_new_from_native (native, size);

  return G_IS_INET_SOCKET_ADDRESS (other)
         && g_inet_address_equal (
           g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (other)), address);
}

/* The index of the interface that has @address, or 0. */
static int
find_interface (GInetAddress *address)
{
  struct ifaddrs *all = NULL;
  int found = 0;

  if (getifaddrs (&all) != 0)
    return 0;

  for (struct ifaddrs *one = all; one != NULL && found == 0; one = one->ifa_next)
    {
      if (one->ifa_addr == NULL
          || (one->ifa_addr->sa_family != AF_INET && one->ifa_addr->sa_family != AF_INET6))
        continue;
      if (is_equal (one->ifa_addr, address))
        found = (int) if_nametoindex (one->ifa_name);
    }

  freeifaddrs (all);
  return found;
}

/**
 * server_reach_find:
 * @address: an address on which the server listens
 * @reach: (out caller-allocates): from where one can reach it
 *
 * Says where an address is of use: on all interfaces, or on the one that has it. So a server
 * that listens on the loopback interface alone is announced on this machine and not to a
 * network that could not reach it.
 *
 * Returns: whether it is of use anywhere
 */
gboolean
server_reach_find (GSocketAddress *address, ServerReach *reach)
{
  GInetSocketAddress *socket_address = NULL;
  GInetAddress *host = NULL;

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return FALSE;

  socket_address = G_INET_SOCKET_ADDRESS (address);
  host = g_inet_socket_address_get_address (socket_address);
  reach->port = g_inet_socket_address_get_port (socket_address);
  reach->protocol = g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV4 ? DISCOVERY_IPV4
                                                                             : DISCOVERY_IPV6;
  if (g_inet_address_get_is_any (host))
    {
      reach->interface = DISCOVERY_ANY;
      return TRUE;
    }

  reach->interface = 0;
  if (reach->protocol == DISCOVERY_IPV6)
    reach->interface = (int) g_inet_socket_address_get_scope_id (socket_address);
  if (reach->interface == 0)
    reach->interface = find_interface (host);

  return reach->interface != 0;
}
