/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-interfaces.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

static gboolean
is_used (const struct ifaddrs *one)
{
  return one->ifa_addr != NULL && (one->ifa_flags & IFF_UP) != 0
         && (one->ifa_addr->sa_family == AF_INET || one->ifa_addr->sa_family == AF_INET6);
}

/* The bytes of an address, and how many there are. */
static const guint8 *
get_bytes (const struct sockaddr *native, gsize *size)
{
  if (native->sa_family == AF_INET)
    {
      *size = sizeof (struct in_addr);
      return (const guint8 *) &((const struct sockaddr_in *) (const void *) native)->sin_addr;
    }

  *size = sizeof (struct in6_addr);
  return (const guint8 *) &((const struct sockaddr_in6 *) (const void *) native)->sin6_addr;
}

/**
 * client_interfaces_list:
 *
 * Returns: (transfer full): the names of the interfaces that are in a network, with commas
 *   between them; empty if there is none
 */
char *
client_interfaces_list (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  struct ifaddrs *all = NULL;

  if (getifaddrs (&all) != 0)
    return g_strdup ("");

  for (struct ifaddrs *one = all; one != NULL; one = one->ifa_next)
    if (is_used (one) && (one->ifa_flags & IFF_LOOPBACK) == 0 && (one->ifa_flags & IFF_RUNNING) != 0
        && !g_ptr_array_find_with_equal_func (names, one->ifa_name, g_str_equal, NULL))
      g_ptr_array_add (names, g_strdup (one->ifa_name));

  freeifaddrs (all);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/**
 * client_interfaces_find:
 * @address: an address of this machine
 *
 * Returns: (transfer full) (nullable): the name of the interface that has it
 */
char *
client_interfaces_find (GInetAddress *address)
{
  struct ifaddrs *all = NULL;
  char *name = NULL;

  if (getifaddrs (&all) != 0)
    return NULL;

  for (struct ifaddrs *one = all; one != NULL && name == NULL; one = one->ifa_next)
    {
      gsize size = 0;

      if (!is_used (one)
          || (int) one->ifa_addr->sa_family != (int) g_inet_address_get_family (address))
        continue;
      if (memcmp (get_bytes (one->ifa_addr, &size), g_inet_address_to_bytes (address),
                  g_inet_address_get_native_size (address)) == 0)
        name = g_strdup (one->ifa_name);
    }

  freeifaddrs (all);
  return name;
}

static gboolean
is_in_network (const struct ifaddrs *one, GInetAddress *address)
{
  const guint8 *wanted = g_inet_address_to_bytes (address);
  gsize size = 0;
  const guint8 *own = get_bytes (one->ifa_addr, &size);
  const guint8 *mask = one->ifa_netmask != NULL ? get_bytes (one->ifa_netmask, &size) : NULL;

  for (gsize i = 0; mask != NULL && i < size; i++)
    if ((own[i] & mask[i]) != (wanted[i] & mask[i]))
      return FALSE;

  return mask != NULL;
}

/**
 * client_interfaces_is_on_link:
 * @address: an address
 *
 * Returns: whether it is in a network that this machine is in, too: what is announced there can
 *   be heard here
 */
gboolean
client_interfaces_is_on_link (GInetAddress *address)
{
  struct ifaddrs *all = NULL;
  gboolean found = FALSE;

  if (getifaddrs (&all) != 0)
    return FALSE;

  for (struct ifaddrs *one = all; one != NULL && !found; one = one->ifa_next)
    found = is_used (one)
            && (int) one->ifa_addr->sa_family == (int) g_inet_address_get_family (address)
            && is_in_network (one, address);

  freeifaddrs (all);
  return found;
}
