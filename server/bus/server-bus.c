/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-bus.h"

#include "server-addresses.h"
#include "server-bus-interface.h"
#include "server-key.h"

/* As gdbus-codegen calls what data/io.github.charla_chat.Server1.xml says. */
#define SERVER_BUS_INTERFACE io_github_charla_chat_server1_interface

/* Who looks on need not see each who comes and goes. */
#define CHANGES_MS 500

struct _ServerBus
{
  GObject parent_instance;

  char *id;
  char *name;
  GPtrArray *listening;
  char **addresses;
  guint users;

  GNetworkMonitor *monitor;
  GDBusConnection *connection; /* (nullable): while the object is there */
  guint object;
  guint owner;
  guint changes; /* until they are told */
  GHashTable *changed; /* names of properties, which are constants */
};

enum
{
  SIGNAL_STOP,
  SIGNAL_RENAMED,
  SIGNAL_COUNT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ServerBus, server_bus, G_TYPE_OBJECT)

static void
server_bus_dispose (GObject *object)
{
  ServerBus *self = SERVER_BUS (object);

  g_assert (self->owner == 0);

  G_OBJECT_CLASS (server_bus_parent_class)->dispose (object);
}

static void
server_bus_finalize (GObject *object)
{
  ServerBus *self = SERVER_BUS (object);

  g_free (self->id);
  g_free (self->name);
  g_strfreev (self->addresses);
  g_clear_pointer (&self->listening, g_ptr_array_unref);
  g_hash_table_unref (self->changed);

  G_OBJECT_CLASS (server_bus_parent_class)->finalize (object);
}

static void
server_bus_class_init (ServerBusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = server_bus_dispose;
  object_class->finalize = server_bus_finalize;

  /**
   * ServerBus::stop:
   *
   * Somebody wants the server to end. They have their answer.
   */
  signals[SIGNAL_STOP] = g_signal_new ("stop", SERVER_TYPE_BUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);

  /**
   * ServerBus::renamed:
   * @self: a bus
   * @name: a name that a server can have
   *
   * Somebody has given the server another name.
   */
  signals[SIGNAL_RENAMED] = g_signal_new ("renamed", SERVER_TYPE_BUS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * ServerBus::count:
   *
   * Somebody asks how many people are there, and is to have what server_bus_set_users() is told
   * now: they may be about to stop the server because nobody is.
   */
  signals[SIGNAL_COUNT] = g_signal_new ("count", SERVER_TYPE_BUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
}

static void
server_bus_init (ServerBus *self)
{
  self->changed = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * server_bus_new:
 * @id: the id of the server
 * @listening: (element-type GInetSocketAddress): where it listens, at least one
 *
 * Returns: (transfer full): a server that is not on the bus
 */
ServerBus *
server_bus_new (const char *id, GPtrArray *listening)
{
  ServerBus *self = g_object_new (SERVER_TYPE_BUS, NULL);

  self->id = g_strdup (id);
  self->listening = g_ptr_array_ref (listening);

  return self;
}

static GVariant *
get_property (ServerBus *self, const char *name)
{
  if (g_str_equal (name, "Name"))
    return g_variant_new_string (self->name);
  if (g_str_equal (name, "Id"))
    return g_variant_new_string (self->id);
  if (g_str_equal (name, "Port"))
    return g_variant_new_uint16 (g_inet_socket_address_get_port (self->listening->pdata[0]));
  if (g_str_equal (name, "Addresses"))
    return g_variant_new_strv ((const char *const *) self->addresses, -1);

  return g_variant_new_uint32 (self->users);
}

static GVariant *
on_get_property (GDBusConnection *connection, const char *sender, const char *path,
                 const char *interface, const char *name, GError **error, gpointer user_data)
{
  if (g_str_equal (name, "Users"))
    g_signal_emit (user_data, signals[SIGNAL_COUNT], 0);

  return get_property (user_data, name);
}

static void
tell_changes (ServerBus *self)
{
  GVariantBuilder changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  GHashTableIter iter;
  gpointer name = NULL;

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_variant_builder_add (&changed, "{sv}", name, get_property (self, name));
  g_hash_table_remove_all (self->changed);

  if (self->connection != NULL)
    g_dbus_connection_emit_signal (
      self->connection, NULL, SERVER_BUS_PATH, "org.freedesktop.DBus.Properties",
      "PropertiesChanged",
      g_variant_new ("(sa{sv}as)", SERVER_BUS_INTERFACE.name, &changed, NULL), NULL);
  else
    g_variant_builder_clear (&changed);
}

static gboolean
on_changes (gpointer user_data)
{
  ServerBus *self = user_data;

  self->changes = 0;
  tell_changes (self);

  return G_SOURCE_REMOVE;
}

static void
note_change (ServerBus *self, const char *name)
{
  g_hash_table_add (self->changed, (gpointer) name);
  if (self->changes == 0)
    self->changes = g_timeout_add (CHANGES_MS, on_changes, self);
}

/**
 * server_bus_set_name:
 * @self: a bus
 * @name: what the server is called
 *
 * Says what it is called.
 */
void
server_bus_set_name (ServerBus *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  note_change (self, "Name");
}

/**
 * server_bus_set_users:
 * @self: a bus
 * @users: how many people are there
 *
 * Says how many are there.
 */
void
server_bus_set_users (ServerBus *self, guint users)
{
  if (self->users == users)
    return;

  self->users = users;
  note_change (self, "Users");
}

static gboolean
check_name (const char *name, GError **error)
{
  ServerOptions options = { 0 };
  const ServerKey *key = server_keys_find ("server", "name");
  g_autoptr (GError) reason = NULL;
  gboolean is_name = server_key_read (key, "Name", name, &options, &reason);

  if (!is_name)
    g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, reason->message);
  else if (options.name == NULL)
    g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "The name is empty");
  is_name = options.name != NULL;
  server_key_clear (key, &options);

  return is_name;
}

/* Only the name can be set: the bus knows that from the interface. */
static gboolean
set_property (GDBusConnection *connection, const char *sender, const char *path,
              const char *interface, const char *property, GVariant *value, GError **error,
              gpointer user_data)
{
  ServerBus *self = user_data;
  g_autofree char *name = g_variant_dup_string (value, NULL);

  if (!check_name (name, error))
    return FALSE;

  server_bus_set_name (self, name);
  g_signal_emit (self, signals[SIGNAL_RENAMED], 0, name);
  return TRUE;
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ServerBus) self = user_data;

  g_dbus_connection_flush_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (self->owner != 0)
    g_signal_emit (self, signals[SIGNAL_STOP], 0);
}

/* The only method: it ends the server. Who asks for that hears before that it will. */
static void
call_method (GDBusConnection *connection, const char *sender, const char *path,
             const char *interface, const char *method, GVariant *parameters,
             GDBusMethodInvocation *invocation, gpointer user_data)
{
  ServerBus *self = user_data;

  g_message ("told over the session bus to end");
  g_dbus_method_invocation_return_value (invocation, NULL);
  g_dbus_connection_flush (connection, NULL, on_flushed, g_object_ref (self));
}

static void
find_addresses (ServerBus *self)
{
  g_auto (GStrv) addresses = server_addresses_list (self->listening);

  if (self->addresses != NULL
      && g_strv_equal ((const char *const *) self->addresses, (const char *const *) addresses))
    return;

  g_strfreev (self->addresses);
  self->addresses = g_steal_pointer (&addresses);
  note_change (self, "Addresses");
}

static void
on_bus (GDBusConnection *connection, const char *name, gpointer user_data)
{
  static const GDBusInterfaceVTable table = { call_method, on_get_property, set_property };
  ServerBus *self = user_data;
  g_autoptr (GError) error = NULL;

  self->connection = g_object_ref (connection);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  self->object = g_dbus_connection_register_object (connection, SERVER_BUS_PATH,
                                                    (GDBusInterfaceInfo *) &SERVER_BUS_INTERFACE,
                                                    &table, self, NULL, &error);
  if (self->object == 0)
    g_message ("not on the session bus: %s", error->message);
}

static void
on_name (GDBusConnection *connection, const char *name, gpointer user_data)
{
  g_message ("on the session bus as %s", name);
}

static void
on_no_name (GDBusConnection *connection, const char *name, gpointer user_data)
{
  g_message (connection == NULL ? "there is no session bus: going on without"
                                : "another server has the name on the session bus: going on without");
}

/**
 * server_bus_start:
 * @self: a bus
 *
 * Goes on the bus, if there is one. It has a name by then.
 */
void
server_bus_start (ServerBus *self)
{
  g_return_if_fail (self->name != NULL);

  find_addresses (self);
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (find_addresses), self,
                           G_CONNECT_SWAPPED);
  self->owner = g_bus_own_name (G_BUS_TYPE_SESSION, SERVER_BUS_NAME,
                                G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE, on_bus, on_name, on_no_name,
                                self, NULL);
}

/**
 * server_bus_stop:
 * @self: a bus
 *
 * Leaves the bus. To be called before the last reference is dropped.
 */
void
server_bus_stop (ServerBus *self)
{
  g_clear_handle_id (&self->owner, g_bus_unown_name);
  g_clear_handle_id (&self->changes, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  if (self->object != 0)
    g_dbus_connection_unregister_object (self->connection, self->object);
  self->object = 0;
  g_clear_object (&self->connection);
}
