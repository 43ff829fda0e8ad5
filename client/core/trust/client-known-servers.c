/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-known-servers.h"

#include "client-known-servers-file.h"

#define TAG ((gpointer) (guintptr) client_known_servers_finish)

/**
 * ClientKnownServers:
 *
 * The servers that were used before, and by what they are known again: a list of
 * #ClientKnownServer, those first that were used last, one for each address. It is in a file
 * that nobody else can read; programs that run at the same time do not lose each other's
 * changes, and see them when they load it.
 */
struct _ClientKnownServers
{
  GObject parent_instance;

  char *directory;
  GPtrArray *servers;
};

static void client_known_servers_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientKnownServers, client_known_servers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      client_known_servers_list_model_init))

/* What a thread is to do; it has its own copy of everything. */
typedef struct
{
  char *directory;
  char *address;
  ClientKnownServer *server;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_object (&self->server);
  g_free (self);
}

static void
client_known_servers_finalize (GObject *object)
{
  ClientKnownServers *self = CLIENT_KNOWN_SERVERS (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->servers, g_ptr_array_unref);

  G_OBJECT_CLASS (client_known_servers_parent_class)->finalize (object);
}

static void
client_known_servers_class_init (ClientKnownServersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_known_servers_finalize;
}

static void
client_known_servers_init (ClientKnownServers *self)
{
  self->servers = g_ptr_array_new_with_free_func (g_object_unref);
}

static GType
client_known_servers_get_item_type (GListModel *model)
{
  return CLIENT_TYPE_KNOWN_SERVER;
}

static guint
client_known_servers_get_n_items (GListModel *model)
{
  return CLIENT_KNOWN_SERVERS (model)->servers->len;
}

static gpointer
client_known_servers_get_item (GListModel *model, guint position)
{
  ClientKnownServers *self = CLIENT_KNOWN_SERVERS (model);

  if (position >= self->servers->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->servers, position));
}

static void
client_known_servers_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = client_known_servers_get_item_type;
  iface->get_n_items = client_known_servers_get_n_items;
  iface->get_item = client_known_servers_get_item;
}

/**
 * client_known_servers_new:
 * @directory: (nullable): where the file is, or is to be; %NULL for a folder “charla” in
 *   the one for the state of the user's programs
 *
 * Makes a list that is empty until client_known_servers_load_async() has filled it.
 *
 * Returns: (transfer full): the list
 */
ClientKnownServers *
client_known_servers_new (const char *directory)
{
  ClientKnownServers *self = g_object_new (CLIENT_TYPE_KNOWN_SERVERS, NULL);

  self->directory = directory != NULL
                      ? g_strdup (directory)
                      : g_build_filename (g_get_user_state_dir (), "charla", NULL);
  return self;
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  GPtrArray *servers = NULL;

  if (request->server != NULL)
    servers = client_known_servers_file_remember (request->directory, request->server, &error);
  else if (request->address != NULL)
    servers = client_known_servers_file_forget (request->directory, request->address, &error);
  else
    servers = client_known_servers_file_load (request->directory, &error);

  if (servers == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, servers, (GDestroyNotify) g_ptr_array_unref);
}

static void
client_known_servers_begin (ClientKnownServers *self,
                            const char *address,
                            ClientKnownServer *server,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->directory = g_strdup (self->directory);
  request->address = g_strdup (address);
  request->server = server != NULL ? g_object_ref (server) : NULL;
  g_task_set_source_tag (task, TAG);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, work);
}

/**
 * client_known_servers_load_async:
 * @self: a list
 * @cancellable: (nullable): what ends it
 * @callback: (nullable): called when it has ended
 * @user_data: for @callback
 *
 * Reads the file, also once more, as other programs may have changed it.
 */
void
client_known_servers_load_async (ClientKnownServers *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_KNOWN_SERVERS (self));

  client_known_servers_begin (self, NULL, NULL, cancellable, callback, user_data);
}

/**
 * client_known_servers_remember_async:
 * @self: a list
 * @server: a server, in place of what was known of the one at its address
 * @cancellable: (nullable): what ends it
 * @callback: (nullable): called when it has ended
 * @user_data: for @callback
 *
 * Remembers a server. It is on the disk, whatever happens then, when it has ended well.
 */
void
client_known_servers_remember_async (ClientKnownServers *self,
                                     ClientKnownServer *server,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_KNOWN_SERVERS (self));
  g_return_if_fail (CLIENT_IS_KNOWN_SERVER (server));

  client_known_servers_begin (self, NULL, server, cancellable, callback, user_data);
}

/**
 * client_known_servers_forget_async:
 * @self: a list
 * @address: an address, as client_address_to_string() writes it
 * @cancellable: (nullable): what ends it
 * @callback: (nullable): called when it has ended
 * @user_data: for @callback
 *
 * Forgets the server at an address: the next time is the first one.
 */
void
client_known_servers_forget_async (ClientKnownServers *self,
                                   const char *address,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_KNOWN_SERVERS (self));
  g_return_if_fail (address != NULL);

  client_known_servers_begin (self, address, NULL, cancellable, callback, user_data);
}

/**
 * client_known_servers_finish:
 * @self: a list
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what was begun, and shows what is in the file. The errors are of #GIOErrorEnum,
 * #GFileError or #GKeyFileError; the list is as it was then.
 *
 * Returns: whether it went well
 */
gboolean
client_known_servers_finish (ClientKnownServers *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) old = NULL;
  GPtrArray *servers = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, TAG), FALSE);

  servers = g_task_propagate_pointer (G_TASK (result), error);
  if (servers == NULL)
    return FALSE;

  old = g_steal_pointer (&self->servers);
  self->servers = servers;
  if (old->len > 0 || servers->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, servers->len);
  return TRUE;
}

/**
 * client_known_servers_find:
 * @self: a list
 * @address: an address, as client_address_to_string() writes it
 *
 * Returns: (transfer none) (nullable): the server that was used there
 */
ClientKnownServer *
client_known_servers_find (ClientKnownServers *self, const char *address)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVERS (self), NULL);

  for (guint i = 0; i < self->servers->len; i++)
    {
      ClientKnownServer *server = g_ptr_array_index (self->servers, i);

      if (g_strcmp0 (client_known_server_get_address (server), address) == 0)
        return server;
    }

  return NULL;
}

/**
 * client_known_servers_find_id:
 * @self: a list
 * @id: the id of a server
 *
 * Returns: (transfer none) (nullable): that server, at the address at which it was used last
 */
ClientKnownServer *
client_known_servers_find_id (ClientKnownServers *self, const char *id)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVERS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->servers->len; i++)
    {
      ClientKnownServer *server = g_ptr_array_index (self->servers, i);

      if (g_strcmp0 (client_known_server_get_id (server), id) == 0)
        return server;
    }

  return NULL;
}

/**
 * client_known_servers_find_key:
 * @self: a list
 * @fingerprint: the key of a server
 *
 * Returns: (transfer none) (nullable): the server that has it, at the address at which it
 *   was used last
 */
ClientKnownServer *
client_known_servers_find_key (ClientKnownServers *self, const ClientFingerprint *fingerprint)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVERS (self), NULL);
  g_return_val_if_fail (fingerprint != NULL, NULL);

  for (guint i = 0; i < self->servers->len; i++)
    {
      ClientKnownServer *server = g_ptr_array_index (self->servers, i);

      if (client_fingerprint_equal (client_known_server_get_fingerprint (server), fingerprint))
        return server;
    }

  return NULL;
}
