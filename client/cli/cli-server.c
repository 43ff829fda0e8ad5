/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-server.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-error.h"
#include "client-discovery.h"
#include "client-known-servers.h"

/* Where there is nothing else: a server of one's own. */
#define DEFAULT_SERVER "127.0.0.1"

/* What does not announce itself by then is not waited for; a name server that does not answer
 * by then may do so to who connects. */
#define MOMENT_MS 1500
#define LOOK_UP_MS 5000

typedef struct
{
  const char *name; /* NULL for any */
  ClientDiscovery *discovery;
  ClientKnownServers *known;
  gboolean is_late;
} Search;

static void
search_clear (Search *self)
{
  g_clear_object (&self->discovery);
  g_clear_object (&self->known);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
on_moment (gpointer user_data)
{
  gboolean *is_late = user_data;

  *is_late = TRUE;
}

/* Looks until the name is found, or all is seen that is there. */
static void
search (Search *self, const char *directory)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint timeout = g_timeout_add_once (MOMENT_MS, on_moment, &self->is_late);

  self->discovery = client_discovery_new ();
  self->known = client_known_servers_new (directory);
  client_discovery_follow (self->discovery, G_LIST_MODEL (self->known));
  client_known_servers_load_async (self->known, NULL, on_result, &result);
  client_discovery_start (self->discovery);

  while (result == NULL
         || (!self->is_late && !client_discovery_get_is_settled (self->discovery)
             && (self->name == NULL
                 || client_discovery_find_by_name (self->discovery, self->name) == NULL)))
    g_main_context_iteration (NULL, TRUE);

  client_known_servers_finish (self->known, result, NULL);
  if (!self->is_late)
    g_source_remove (timeout);
}

static ClientAddress *
find_by_name (const char *name, const char *directory)
{
  g_auto (Search) self = { .name = name };
  ClientServer *server = NULL;

  search (&self, directory);
  server = client_discovery_find_by_name (self.discovery, name);
  return server != NULL ? client_address_ref (client_server_get_address (server)) : NULL;
}

static void
on_unanswered (gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Whether some machine is called so; that nobody answers is as good as no. */
static gboolean
is_host (const char *host)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GList *addresses = NULL;
  gboolean found = FALSE;
  guint timeout = 0;

  if (g_hostname_is_ip_address (host) || strchr (host, '%') != NULL)
    return TRUE;

  timeout = g_timeout_add_once (LOOK_UP_MS, on_unanswered, cancellable);
  g_resolver_lookup_by_name_async (resolver, host, cancellable, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!g_cancellable_is_cancelled (cancellable))
    g_source_remove (timeout);

  addresses = g_resolver_lookup_by_name_finish (resolver, result, NULL);
  found = addresses != NULL;
  g_resolver_free_addresses (addresses);
  return found;
}

static ClientAddress *
find_one (const char *server, const char *directory, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (ClientAddress) address = client_address_parse (server, &reason);
  ClientAddress *announced = NULL;

  if (address != NULL
      && (strchr (server, ':') != NULL || is_host (client_address_get_host (address))))
    return g_steal_pointer (&address);

  announced = find_by_name (server, directory);
  if (announced == NULL && address == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));

  return announced != NULL ? announced : g_steal_pointer (&address);
}

static ClientAddress *
find_any (const char *directory, GError **error)
{
  g_auto (Search) self = { .name = NULL };
  g_autoptr (ClientServer) found = NULL;
  guint n = 0;
  guint n_live = 0;

  search (&self, directory);
  n = g_list_model_get_n_items (G_LIST_MODEL (self.discovery));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientServer) server = g_list_model_get_item (G_LIST_MODEL (self.discovery), i);

      if (!client_server_get_is_live (server))
        continue;
      n_live++;
      g_set_object (&found, server);
    }

  if (n_live == 1)
    return client_address_ref (client_server_get_address (found));
  if (n_live == 0)
    return client_address_parse (DEFAULT_SERVER, error);

  g_set_error_literal (error, CLI_ERROR, CLI_ERROR_USAGE,
                       _ ("There are several chats: “charla-cli servers” lists them, and “--server” "
                          "says which."));
  return NULL;
}

/**
 * cli_server_find:
 * @server: (nullable): what the person has written, or %NULL if there is nothing
 * @directory: where what lasts is kept
 * @error: return location for an error
 *
 * Finds out where to go: to an address; where no machine has that name, to the chat that is
 * announced by it, or was used under it; without anything to go by, to the only chat that
 * announces itself, or to this machine if there is none. Runs the main loop meanwhile.
 *
 * Returns: (transfer full): an address, or %NULL with an error for the person
 */
ClientAddress *
cli_server_find (const char *server, const char *directory, GError **error)
{
  return server != NULL ? find_one (server, directory, error) : find_any (directory, error);
}
