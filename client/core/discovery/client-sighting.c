/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-sighting.h"

#include <string.h>

/**
 * client_sighting_free:
 * @self: (transfer full): a sighting
 */
void
client_sighting_free (ClientSighting *self)
{
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, client_address_unref);
  g_free (self);
}

static int
get_address_rank (GInetAddress *address)
{
  gboolean is_ipv4 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4;

  if (g_inet_address_get_is_loopback (address))
    return 0;
  if (g_inet_address_get_is_link_local (address))
    return is_ipv4 ? 3 : 4;

  return is_ipv4 ? 1 : 2;
}

/**
 * client_sighting_get_rank:
 * @self: a sighting
 *
 * Which of several addresses of a server is the one to use: of this machine its loopback,
 * then an address that has a meaning beyond one cable, IPv4 first, as people can read it.
 *
 * Returns: the lower, the better
 */
int
client_sighting_get_rank (const ClientSighting *self)
{
  const char *host = client_address_get_host (self->address);
  const char *scope = strchr (host, '%');
  g_autofree char *numbers = g_strndup (host, scope ? (gsize) (scope - host) : strlen (host));
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (numbers);

  return address != NULL ? get_address_rank (address) : 5;
}
