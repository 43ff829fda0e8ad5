/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-place.h"

#include <net/if.h>

#include "discovery-name.h"
#include "discovery-txt.h"

/**
 * client_place_make_key:
 * @interface: an interface
 * @protocol: a protocol
 * @name: what calls itself so there
 * @domain: in which domain
 *
 * Returns: (transfer full): what tells this place from all others
 */
char *
client_place_make_key (int interface, int protocol, const char *name, const char *domain)
{
  return g_strdup_printf ("%d %d %s.%s", interface, protocol, name, domain);
}

/**
 * client_place_new:
 * @interface: an interface
 * @protocol: a protocol
 * @name: what calls itself so there
 * @domain: in which domain
 *
 * Returns: (transfer full): a place of which no more is known
 */
ClientPlace *
client_place_new (int interface, int protocol, const char *name, const char *domain)
{
  ClientPlace *self = g_new0 (ClientPlace, 1);

  self->key = client_place_make_key (interface, protocol, name, domain);
  self->interface = interface;
  self->protocol = protocol;
  self->name = g_strdup (name);
  self->domain = g_strdup (domain);

  return self;
}

/**
 * client_place_free:
 * @self: (transfer full): a place
 */
void
client_place_free (ClientPlace *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->resolver, g_free);
  g_free (self);
}

/* An IPv6 address that has a meaning on one cable only is written with that cable. */
static ClientAddress *
make_address (int interface, const char *host, guint16 port)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  g_autofree char *text = NULL;
  char name[IF_NAMESIZE] = { 0 };

  if (address == NULL || port == 0 || g_inet_address_get_is_any (address)
      || g_inet_address_get_is_multicast (address))
    return NULL;

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    text = g_strdup_printf ("%s:%u", host, port);
  else if (!g_inet_address_get_is_link_local (address))
    text = g_strdup_printf ("[%s]:%u", host, port);
  else if (if_indextoname ((guint) interface, name) != NULL)
    text = g_strdup_printf ("[%s%%%s]:%u", host, name, port);

  return text != NULL ? client_address_parse (text, NULL) : NULL;
}

/**
 * client_place_read:
 * @self: a place
 * @found: the arguments of Avahi's signal “Found”, with what somebody on the network announces
 *
 * Returns: (transfer full) (nullable): what is there, or %NULL if that is no chat
 */
ClientSighting *
client_place_read (const ClientPlace *self, GVariant *found)
{
  g_autoptr (GVariant) strings = NULL;
  g_autoptr (DiscoveryTxt) txt = NULL;
  g_autoptr (ClientAddress) address = NULL;
  g_autofree char *name = discovery_name_make (self->name);
  const char *host = NULL;
  guint16 port = 0;
  ClientSighting *sighting = NULL;

  if (!g_variant_is_of_type (found, G_VARIANT_TYPE ("(iissssisqaayu)")))
    return NULL;

  g_variant_get (found, "(ii&s&s&s&si&sq@aayu)", NULL, NULL, NULL, NULL, NULL, NULL, NULL, &host,
                 &port, &strings, NULL);
  txt = discovery_txt_read (strings);
  address = make_address (self->interface, host, port);
  if (txt == NULL || address == NULL)
    return NULL;

  sighting = g_new0 (ClientSighting, 1);
  sighting->place = g_strdup (self->key);
  sighting->id = g_strdup (txt->id);
  sighting->name = *name != '\0' ? g_steal_pointer (&name) : client_address_to_string (address);
  sighting->address = g_steal_pointer (&address);
  sighting->needs_join_word = txt->needs_join_word;
  sighting->is_encrypted = txt->is_encrypted;
  sighting->is_here = self->is_here;

  return sighting;
}
