/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-places.h"

#include "server-systemd.h"

/* So many ports, from the usual one on, a person's own server tries: somebody else may be
 * on the same machine. */
#define USER_PORTS 11

/* Who has opened sockets for the server knows better where it is to listen. */
static gboolean
take_sockets (ServerListener *listener, GPtrArray *sockets, GPtrArray *addresses, GError **error)
{
  for (guint i = 0; i < sockets->len; i++)
    {
      GSocketAddress *address = server_listener_take (listener, sockets->pdata[i], error);

      if (address == NULL)
        return FALSE;
      g_ptr_array_add (addresses, address);
    }

  return TRUE;
}

static gboolean
open_sockets (ServerListener *listener, const ServerOptions *options, GPtrArray *addresses,
              GError **error)
{
  g_autoptr (GPtrArray) wanted
    = options->is_user ? server_listener_choose (options->addresses, USER_PORTS)
                       : g_ptr_array_ref (options->addresses);

  for (guint i = 0; i < wanted->len; i++)
    {
      GSocketAddress *address = server_listener_listen (listener, wanted->pdata[i], error);

      if (address == NULL)
        return FALSE;
      g_ptr_array_add (addresses, address);
    }

  return TRUE;
}

/**
 * server_places_listen:
 * @listener: a listener that has not been started
 * @options: where the server is to listen
 * @error: return location for an error
 *
 * Listens on the sockets that were opened for the server, or else on the addresses of
 * @options. All or none: who asked for two addresses is not served by one of them.
 *
 * Returns: (transfer full) (element-type GSocketAddress): where it listens, or %NULL with
 *   an error whose message is a sentence for who started the server
 */
GPtrArray *
server_places_listen (ServerListener *listener, const ServerOptions *options, GError **error)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sockets = server_systemd_get_sockets (error);
  gboolean is_listening = sockets != NULL;

  if (is_listening && sockets->len > 0)
    is_listening = take_sockets (listener, sockets, addresses, error);
  else if (is_listening)
    is_listening = open_sockets (listener, options, addresses, error);

  return is_listening ? g_steal_pointer (&addresses) : NULL;
}
