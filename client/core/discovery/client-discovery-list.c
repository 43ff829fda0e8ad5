/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-discovery-private.h"

#include "charla-name.h"
#include "client-server-private.h"

static ClientServer *
get_server (ClientDiscovery *self, guint position)
{
  return g_ptr_array_index (self->servers, position);
}

/* Takes @server out of the list; gives its place. */
static guint
take_out (ClientDiscovery *self, ClientServer *server)
{
  guint position = 0;

  if (g_ptr_array_find (self->servers, server, &position))
    {
      g_ptr_array_remove_index (self->servers, position);
      return position;
    }

  return G_MAXUINT;
}

static guint
put_in (ClientDiscovery *self, ClientServer *server)
{
  guint position = 0;

  while (position < self->servers->len
         && client_server_compare (get_server (self, position), server) < 0)
    position++;
  g_ptr_array_insert (self->servers, (int) position, g_object_ref (server));

  return position;
}

static void
tell_items (ClientDiscovery *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Whether it stands where it belongs, as seen from its neighbours. */
static gboolean
is_in_order (ClientDiscovery *self, guint position)
{
  ClientServer *server = get_server (self, position);

  if (position > 0 && client_server_compare (get_server (self, position - 1), server) > 0)
    return FALSE;

  return position + 1 >= self->servers->len
         || client_server_compare (server, get_server (self, position + 1)) <= 0;
}

/* Puts @server, of which something has changed, where it belongs now. */
static void
place (ClientDiscovery *self, ClientServer *server)
{
  g_autoptr (ClientServer) keep = g_object_ref (server);
  guint before = 0;
  gboolean was_in = g_ptr_array_find (self->servers, server, &before);

  if (!client_server_is_gone (server))
    client_server_update (server);
  if (was_in && !client_server_is_gone (server) && is_in_order (self, before))
    {
      client_discovery_update (self);
      return;
    }

  if (was_in)
    tell_items (self, take_out (self, server), 1, 0);
  if (!client_server_is_gone (server))
    tell_items (self, put_in (self, server), 0, 1);
  client_discovery_update (self);
}

static ClientServer *
find_at (ClientDiscovery *self, const char *address, gboolean has_id)
{
  for (guint i = 0; i < self->servers->len; i++)
    {
      ClientServer *server = get_server (self, i);

      if ((has_id || client_server_get_id (server) == NULL) && client_server_is_at (server, address))
        return server;
    }

  return NULL;
}

/* What was used at an address before its server had an id, or said it, is that server's. */
static void
adopt (ClientDiscovery *self, ClientServer *server, ClientAddress *address)
{
  g_autofree char *text = client_address_to_string (address);
  ClientServer *stray = find_at (self, text, FALSE);

  if (stray == NULL || stray == server)
    return;

  client_server_take (server, stray);
  place (self, stray);
}

/* A server announces itself. Takes @sighting over. */
void
client_discovery_see (ClientDiscovery *self, ClientSighting *sighting)
{
  g_autoptr (ClientServer) server = NULL;
  ClientServer *known = client_discovery_find (self, sighting->id);

  for (guint i = 0; i < self->servers->len; i++)
    {
      g_autoptr (ClientServer) other = g_object_ref (get_server (self, i));

      /* Another one has taken the name. */
      if (other != known && client_server_unsee (other, sighting->place))
        {
          place (self, other);
          break;
        }
    }

  server = known != NULL ? g_object_ref (known) : client_server_new (sighting->id);
  adopt (self, server, sighting->address);
  client_server_see (server, sighting);
  place (self, server);
}

/* It does so no more. */
void
client_discovery_unsee (ClientDiscovery *self, const char *where)
{
  for (guint i = 0; i < self->servers->len; i++)
    {
      ClientServer *server = get_server (self, i);

      if (client_server_unsee (server, where))
        {
          place (self, server);
          return;
        }
    }
}

/**
 * client_discovery_find:
 * @self: a list
 * @id: the id of a server
 *
 * Returns: (transfer none) (nullable): that server
 */
ClientServer *
client_discovery_find (ClientDiscovery *self, const char *id)
{
  g_return_val_if_fail (CLIENT_IS_DISCOVERY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->servers->len; i++)
    if (g_strcmp0 (client_server_get_id (get_server (self, i)), id) == 0)
      return get_server (self, i);

  return NULL;
}

/**
 * client_discovery_find_by_name:
 * @self: a list
 * @name: a name, as somebody writes it
 *
 * Returns: (transfer none) (nullable): the first server that is called so: whoever takes the name
 *   of a chat that was used before does not come before that
 */
ClientServer *
client_discovery_find_by_name (ClientDiscovery *self, const char *name)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (CLIENT_IS_DISCOVERY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  folded = charla_name_fold (name);
  for (guint i = 0; i < self->servers->len; i++)
    {
      ClientServer *server = get_server (self, i);
      g_autofree char *other = charla_name_fold (client_server_get_name (server));

      if (g_strcmp0 (other, folded) == 0)
        return server;
    }

  return NULL;
}

/**
 * client_discovery_know:
 * @self: a list
 * @address: where a chat was used
 * @id: (nullable): the id of its server, if it has said one
 * @name: (nullable): what it called itself
 * @last_used: when that was, in milliseconds since 1970 UTC
 *
 * Lists a chat that was used before, whether it is there now or not. What was said of the same
 * address before is forgotten.
 */
void
client_discovery_know (ClientDiscovery *self, ClientAddress *address, const char *id,
                       const char *name, gint64 last_used)
{
  g_autoptr (ClientServer) server = NULL;
  g_autofree char *text = NULL;
  ClientServer *known = NULL;

  g_return_if_fail (CLIENT_IS_DISCOVERY (self));
  g_return_if_fail (address != NULL);

  text = client_address_to_string (address);
  known = id != NULL ? client_discovery_find (self, id) : find_at (self, text, TRUE);
  server = known != NULL ? g_object_ref (known) : client_server_new (id);
  client_server_know (server, address, name, last_used);
  for (guint i = 0; i < self->servers->len; i++)
    {
      g_autoptr (ClientServer) other = g_object_ref (get_server (self, i));

      if (other != server && client_server_forget (other, text))
        {
          place (self, other);
          break;
        }
    }
  place (self, server);
}

/**
 * client_discovery_forget:
 * @self: a list
 * @address: where a chat was used
 *
 * Lists it no more, unless it announces itself, or was used at another address as well.
 */
void
client_discovery_forget (ClientDiscovery *self, ClientAddress *address)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CLIENT_IS_DISCOVERY (self));
  g_return_if_fail (address != NULL);

  text = client_address_to_string (address);
  for (guint i = 0; i < self->servers->len; i++)
    {
      ClientServer *server = get_server (self, i);

      if (client_server_forget (server, text))
        {
          place (self, server);
          return;
        }
    }
}
