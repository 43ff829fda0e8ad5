/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-sanction.h"

#include <charla.h>

/* Where the four bytes of an address of IPv4 are in one of IPv6, and how many bytes. */
#define MAPPED_OFFSET 12
#define MAPPED_SIZE 16

/**
 * server_sanction_copy:
 * @self: a sanction
 *
 * Returns: (transfer full): a copy of @self
 */
ServerSanction *
server_sanction_copy (const ServerSanction *self)
{
  ServerSanction *copy = g_new (ServerSanction, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->network = g_strdup (self->network);
  copy->by_name = g_strdup (self->by_name);
  copy->reason = g_strdup (self->reason);

  return copy;
}

/**
 * server_sanction_free:
 * @self: (transfer full): a sanction
 */
void
server_sanction_free (ServerSanction *self)
{
  g_free (self->name);
  g_free (self->network);
  g_free (self->by_name);
  g_free (self->reason);
  g_free (self);
}

/**
 * server_sanction_holds:
 * @self: a sanction
 * @now: what time it is, in milliseconds since 1970 UTC
 *
 * Returns: whether it is not over yet
 */
gboolean
server_sanction_holds (const ServerSanction *self, gint64 now)
{
  return self->until == 0 || self->until > now;
}

/* GLib's own parser warns of a length that is none, which a peer must not bring about. */
static GInetAddressMask *
parse_mask (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);
  g_autoptr (GInetAddress) address
    = parts[0] != NULL ? g_inet_address_new_from_string (parts[0]) : NULL;
  guint64 bits = address != NULL ? g_inet_address_get_native_size (address) * 8 : 0;
  guint64 length = bits;

  if (address == NULL
      || (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 1, bits, &length, NULL)))
    return NULL;

  return g_inet_address_mask_new (address, length, NULL);
}

/**
 * server_network_parse:
 * @text: an address, or a network such as `192.0.2.0/24`
 * @error: return location for an error
 *
 * Returns: (transfer full): that network, or %NULL with %CHARLA_CODE_BAD_REQUEST
 */
GInetAddressMask *
server_network_parse (const char *text, GError **error)
{
  GInetAddressMask *mask = parse_mask (text);

  if (mask != NULL)
    return mask;

  g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST,
                       "That is neither an address nor a network such as 192.0.2.0/24");
  return NULL;
}

static gboolean
is_mapped (const guint8 *bytes)
{
  for (guint i = 0; i < MAPPED_OFFSET - 2; i++)
    {
      if (bytes[i] != 0)
        return FALSE;
    }

  return bytes[MAPPED_OFFSET - 2] == 0xff && bytes[MAPPED_OFFSET - 1] == 0xff;
}

/**
 * server_network_address:
 * @address: where somebody comes from
 *
 * A socket of IPv6 shows who comes over IPv4 with an address of IPv6. A ban knows
 * only one address of each.
 *
 * Returns: (transfer full): the address as a network has it
 */
GInetAddress *
server_network_address (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_native_size (address) != MAPPED_SIZE || !is_mapped (bytes))
    return g_object_ref (address);

  return g_inet_address_new_from_bytes (bytes + MAPPED_OFFSET, G_SOCKET_FAMILY_IPV4);
}
