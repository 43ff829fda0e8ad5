/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-discovery-private.h"

#include "client-known-server.h"

/* Of what is no address any more nothing is listed. */
static ClientAddress *
get_address (ClientKnownServer *server)
{
  return client_address_parse (client_known_server_get_address (server), NULL);
}

static void
know_server (ClientDiscovery *self, ClientKnownServer *server, GHashTable *addresses)
{
  g_autoptr (ClientAddress) address = get_address (server);

  if (address == NULL)
    return;

  client_discovery_know (self, address, client_known_server_get_id (server),
                         client_known_server_get_name (server),
                         client_known_server_get_last_used (server));
  g_hash_table_add (addresses, client_address_to_string (address));
}

static void
forget_others (ClientDiscovery *self, GHashTable *before, GHashTable *now)
{
  GHashTableIter iter;
  gpointer text = NULL;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    {
      g_autoptr (ClientAddress) address = NULL;

      if (g_hash_table_contains (now, text))
        continue;
      address = client_address_parse (text, NULL);
      if (address != NULL)
        client_discovery_forget (self, address);
    }
}

static void
on_items_changed (GListModel *known, guint position, guint removed, guint added,
                  ClientDiscovery *self)
{
  GHashTable *before = self->followed;
  guint n = g_list_model_get_n_items (known);

  self->followed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientKnownServer) server = g_list_model_get_item (known, i);

      know_server (self, server, self->followed);
    }

  if (before != NULL)
    forget_others (self, before, self->followed);
  g_clear_pointer (&before, g_hash_table_unref);
}

/**
 * client_discovery_follow:
 * @self: a list
 * @known: (type ClientKnownServers): what was used before
 *
 * Lists what is in @known, too, as that changes. A list follows one other at most.
 */
void
client_discovery_follow (ClientDiscovery *self, GListModel *known)
{
  g_return_if_fail (CLIENT_IS_DISCOVERY (self));
  g_return_if_fail (G_IS_LIST_MODEL (known) && self->known == NULL);

  self->known = g_object_ref (known);
  g_signal_connect_object (known, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  on_items_changed (known, 0, 0, g_list_model_get_n_items (known), self);
}
