/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-networks.h"

#include <string.h>

/* A machine has all addresses of such a network if it wants, in bytes. */
#define NETWORK_SIZE 8

/* An address of IPv4 in IPv6 begins with these bytes. */
static const guint8 MAPPED[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

/* A network: the bits with which its addresses begin. */
typedef struct
{
  guint8 bytes[16];
  guint bits;
} Network;

static const Network loopback_4 = { { 127 }, 8 };
static const Network loopback_6 = { { [15] = 1 }, 128 };

/* RFC 1918; RFC 3927, which machines give themselves; RFC 6598, where a provider, or a
 * network over other networks, has its own. */
static const Network lan_4[] = {
  { { 10 }, 8 }, { { 172, 16 }, 12 }, { { 192, 168 }, 16 }, { { 169, 254 }, 16 }, { { 100, 64 }, 10 },
};

/* RFC 4291, of one cable, and RFC 4193. */
static const Network lan_6[] = { { { 0xfe, 0x80 }, 10 }, { { 0xfc }, 7 } };

static gboolean
is_in (const guint8 *address, const Network *network)
{
  guint whole = network->bits / 8;
  guint rest = network->bits % 8;
  guint8 mask = 0xff << (8 - rest);

  return memcmp (address, network->bytes, whole) == 0
         && (rest == 0 || (address[whole] & mask) == network->bytes[whole]);
}

static gboolean
is_in_any (const guint8 *address, const Network *networks, guint n_networks)
{
  for (guint i = 0; i < n_networks; i++)
    {
      if (is_in (address, &networks[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * server_networks_include:
 * @self: from where something is allowed
 * @address: an address
 *
 * Says whether somebody is near enough. An address of IPv4 that is written as one of
 * IPv6 is what it is as one of IPv4.
 *
 * Returns: whether @address belongs to @self
 */
gboolean
server_networks_include (ServerNetworks self, GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  gboolean is_6 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

  if (self == SERVER_NETWORKS_OFF || self == SERVER_NETWORKS_ANY)
    return self == SERVER_NETWORKS_ANY;

  if (is_6 && memcmp (bytes, MAPPED, sizeof MAPPED) == 0)
    {
      bytes += sizeof MAPPED;
      is_6 = FALSE;
    }
  if (is_in (bytes, is_6 ? &loopback_6 : &loopback_4))
    return TRUE;

  return self == SERVER_NETWORKS_LAN
         && (is_6 ? is_in_any (bytes, lan_6, G_N_ELEMENTS (lan_6))
                  : is_in_any (bytes, lan_4, G_N_ELEMENTS (lan_4)));
}

/**
 * server_networks_include_peer:
 * @self: from where something is allowed
 * @socket: a socket that is connected
 *
 * Returns: whether the other end of @socket belongs to @self; one that is gone does not
 */
gboolean
server_networks_include_peer (ServerNetworks self, GSocket *socket)
{
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);

  return G_IS_INET_SOCKET_ADDRESS (remote)
         && server_networks_include (
           self, g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
}

static char *
get_place (GInetAddress *address)
{
  gsize size = g_inet_address_get_native_size (address);
  g_autofree guint8 *bytes = g_memdup2 (g_inet_address_to_bytes (address), size);
  g_autoptr (GInetAddress) network = NULL;

  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6
      || memcmp (bytes, MAPPED, sizeof MAPPED) == 0)
    return g_inet_address_to_string (address);

  memset (bytes + NETWORK_SIZE, 0, size - NETWORK_SIZE);
  network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (network);
}

/**
 * server_networks_get_place:
 * @socket: a socket that is connected
 *
 * Returns: (transfer full): from where somebody comes, so that it can be told whether
 *   others come from there too: an address of IPv4, or a network of 64 bits of IPv6
 */
char *
server_networks_get_place (GSocket *socket)
{
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);

  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return g_strdup ("");

  return get_place (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
}

/**
 * server_networks_parse_address:
 * @text: an address with its port, as g_socket_connectable_to_string() writes it
 *
 * Reads the address of a connection again. One of a single cable has the name of the
 * cable behind it, which does not belong to the address.
 *
 * Returns: (transfer full) (nullable): the address
 */
GInetAddress *
server_networks_parse_address (const char *text)
{
  g_autoptr (GSocketConnectable) place = g_network_address_parse (text, 0, NULL);
  const char *host
    = place != NULL ? g_network_address_get_hostname (G_NETWORK_ADDRESS (place)) : "";
  g_autofree char *bare = g_strndup (host, strcspn (host, "%"));

  return g_inet_address_new_from_string (bare);
}
