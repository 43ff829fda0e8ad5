/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-addresses.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

/* What a person is told whom to enter: more of them help nobody. */
#define ADDRESSES_MAX 8

static GInetAddress *
get_address (const struct ifaddrs *interface)
{
  gsize size = 0;
  g_autoptr (GSocketAddress) address = NULL;

  if (interface->ifa_addr == NULL || (interface->ifa_flags & IFF_UP) == 0)
    return NULL;
  if (interface->ifa_addr->sa_family == AF_INET)
    size = sizeof (struct sockaddr_in);
  else if (interface->ifa_addr->sa_family == AF_INET6)
    size = sizeof (struct sockaddr_in6);
  else
    return NULL;

  address = g_socket_address_new_from_native (interface->ifa_addr, size);

  return g_object_ref (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* Of a link-local address of IPv6 others would have to say through which interface. */
static gboolean
is_for_others (GInetAddress *address)
{
  return !g_inet_address_get_is_loopback (address) && !g_inet_address_get_is_any (address)
         && !g_inet_address_get_is_multicast (address)
         && !(g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6
              && g_inet_address_get_is_link_local (address));
}

static void
add (GPtrArray *found, GInetAddress *address, guint16 port)
{
  g_autoptr (GSocketAddress) whole = g_inet_socket_address_new (address, port);
  char *text = NULL;

  if (!is_for_others (address) || found->len >= ADDRESSES_MAX)
    return;

  text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (whole));
  if (g_ptr_array_find_with_equal_func (found, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (found, text);
}

static void
add_interfaces (GPtrArray *found, GSocketFamily family, guint16 port)
{
  struct ifaddrs *interfaces = NULL;

  if (getifaddrs (&interfaces) != 0)
    return;

  for (struct ifaddrs *each = interfaces; each != NULL; each = each->ifa_next)
    {
      g_autoptr (GInetAddress) address = get_address (each);

      if (address != NULL && g_inet_address_get_family (address) == family)
        add (found, address, port);
    }
  freeifaddrs (interfaces);
}

static void
add_of_family (GPtrArray *found, GPtrArray *listening, GSocketFamily family)
{
  for (guint i = 0; i < listening->len; i++)
    {
      GInetSocketAddress *socket = listening->pdata[i];
      GInetAddress *address = g_inet_socket_address_get_address (socket);

      if (g_inet_address_get_family (address) != family)
        continue;
      if (g_inet_address_get_is_any (address))
        add_interfaces (found, family, g_inet_socket_address_get_port (socket));
      else
        add (found, address, g_inet_socket_address_get_port (socket));
    }
}

/**
 * server_addresses_list:
 * @listening: (element-type GInetSocketAddress): where the server listens
 *
 * Finds what people on other machines can enter to reach the server, as `host:port`:
 * first what is short, the addresses of IPv4.
 *
 * Returns: (transfer full) (array zero-terminated=1): addresses, none if only this machine
 *   can reach it
 */
char **
server_addresses_list (GPtrArray *listening)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  add_of_family (found, listening, G_SOCKET_FAMILY_IPV4);
  add_of_family (found, listening, G_SOCKET_FAMILY_IPV6);
  g_ptr_array_add (found, NULL);

  return g_strdupv ((char **) found->pdata);
}
