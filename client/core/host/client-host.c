/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-host-private.h"

#include <glib/gi18n.h>

#define BUS_NAME "io.github.charla_chat.Server"
#define OBJECT_PATH "/io/github/charla_chat/Server"

#define START_TAG ((gpointer) (guintptr) client_host_start_async)
#define STOP_TAG ((gpointer) (guintptr) client_host_stop_async)

/* A server that is asked for the first time makes a certificate and a log. */
#define START_TIMEOUT_MS (30 * 1000)

/**
 * ClientHost:
 *
 * The chat that this computer has for the person: a charla-server of their own, which
 * the session bus starts when it is asked to. It outlives this object and the program:
 * it ends only when client_host_stop_async() or somebody else says so.
 *
 * Signals: "changed": what the getters tell is something else now.
 */
G_DEFINE_FINAL_TYPE (ClientHost, client_host, G_TYPE_OBJECT)
G_DEFINE_QUARK (client-host-error-quark, client_host_error)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_owner (ClientHost *self)
{
  g_autofree char *owner = self->proxy ? g_dbus_proxy_get_name_owner (self->proxy) : NULL;

  return owner != NULL;
}

static GVariant *
get_property (ClientHost *self, const char *name, const GVariantType *type)
{
  g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (self->proxy, name);

  return value && g_variant_is_of_type (value, type) ? g_steal_pointer (&value) : NULL;
}

static char *
dup_text (ClientHost *self, const char *name)
{
  g_autoptr (GVariant) value = get_property (self, name, G_VARIANT_TYPE_STRING);

  return value ? g_variant_dup_string (value, NULL) : NULL;
}

/* Reads what the proxy knows: it has all properties before it tells of an owner. */
void
client_host_update (ClientHost *self)
{
  g_autoptr (GVariant) port = get_property (self, "Port", G_VARIANT_TYPE_UINT16);
  g_autoptr (GVariant) users = get_property (self, "Users", G_VARIANT_TYPE_UINT32);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->id, g_free);
  self->name = dup_text (self, "Name");
  self->id = dup_text (self, "Id");
  self->port = port ? g_variant_get_uint16 (port) : 0;
  self->n_users = users ? g_variant_get_uint32 (users) : 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_name_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  /* The chat is there, under another name. */
  if (reply == NULL)
    g_message ("The chat on this computer keeps its name: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* Takes @task over. */
static void
client_host_set_name (ClientHost *self, GTask *task)
{
  const char *name = g_task_get_task_data (task);

  if (name == NULL || g_strcmp0 (name, self->name) == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_dbus_proxy_call (self->proxy,
                     "org.freedesktop.DBus.Properties.Set",
                     g_variant_new ("(ssv)", CLIENT_HOST_INTERFACE, "Name",
                                    g_variant_new_string (name)),
                     G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, g_task_get_cancellable (task),
                     on_name_set, task);
}

/* Takes @proxy over. */
static void
client_host_take_proxy (ClientHost *self, GDBusProxy *proxy)
{
  if (self->proxy != NULL)
    g_signal_handlers_disconnect_by_data (self->proxy, self);
  g_clear_object (&self->proxy);

  self->proxy = proxy;
  g_signal_connect_object (proxy, "notify::g-name-owner", G_CALLBACK (client_host_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (proxy, "g-properties-changed", G_CALLBACK (client_host_update), self,
                           G_CONNECT_SWAPPED);
  client_host_update (self);
}

/* Looks for the server, without starting it. */
static void
client_host_look (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START
                              | G_DBUS_PROXY_FLAGS_GET_INVALIDATED_PROPERTIES,
                            NULL, BUS_NAME, OBJECT_PATH, CLIENT_HOST_INTERFACE, cancellable,
                            callback, user_data);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (proxy != NULL)
    client_host_take_proxy (user_data, proxy);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("There is no session bus: %s", error->message);
}

/* Why the bus did not start it, in the terms of the person; NULL: it is gone already. */
static GError *
new_start_error (const GError *reason)
{
  g_message ("The chat on this computer does not start: %s",
             reason ? reason->message : "it ends at once");

  if (g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN))
    return g_error_new (CLIENT_HOST_ERROR, CLIENT_HOST_ERROR_NOT_INSTALLED,
                        _ ("This computer has no chat server. Install the package “%s” and try "
                           "again."),
                        "charla-server");

  return g_error_new (CLIENT_HOST_ERROR, CLIENT_HOST_ERROR_NOT_STARTED,
                      _ ("The chat server of this computer does not start. The command “%s” in a "
                         "terminal says why."),
                      "charla-server --user");
}

static void
on_looked_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientHost *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (proxy != NULL)
    client_host_take_proxy (self, proxy);

  if (proxy != NULL && has_owner (self))
    client_host_set_name (self, g_steal_pointer (&task));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_error (task, new_start_error (error));
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL)
    client_host_look (cancellable, on_looked_again, g_steal_pointer (&task));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_error (task, new_start_error (error));
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                            "org.freedesktop.DBus", "StartServiceByName",
                            g_variant_new ("(su)", BUS_NAME, 0), G_VARIANT_TYPE ("(u)"),
                            G_DBUS_CALL_FLAGS_NONE, START_TIMEOUT_MS, cancellable, on_started,
                            g_steal_pointer (&task));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, CLIENT_HOST_ERROR, CLIENT_HOST_ERROR_NO_BUS,
                             _ ("A chat on this computer needs a session bus, and there is "
                                "none."));
}

/**
 * client_host_start_async:
 * @self: a host
 * @name: (nullable): what the chat is to be called, or %NULL for what it was called
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it runs, or why it does not
 * @user_data: for @callback
 *
 * Starts the chat on this computer, and gives it the name. One that runs only gets the name.
 */
void
client_host_start_async (ClientHost *self,
                         const char *name,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CLIENT_IS_HOST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, START_TAG);
  g_task_set_task_data (task, g_strdup (name), g_free);
  /* The bus does not say of one that it could not start itself that it runs. */
  if (has_owner (self))
    client_host_set_name (self, g_steal_pointer (&task));
  else
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus, g_steal_pointer (&task));
}

/**
 * client_host_start_finish:
 * @self: a host
 * @result: what the callback got
 * @error: return location for a #ClientHostError
 *
 * Returns: whether the chat runs
 */
gboolean
client_host_start_finish (ClientHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, START_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  /* One that is gone before it has answered has done what it was asked for. */
  if (reply != NULL || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_message ("The chat on this computer does not stop: %s", error->message);
  g_task_return_new_error (task, CLIENT_HOST_ERROR, CLIENT_HOST_ERROR_NOT_ANSWERED,
                           _ ("The chat on this computer does not stop."));
}

/**
 * client_host_stop_async:
 * @self: a host
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is stopping, or why it is not
 * @user_data: for @callback
 *
 * Stops the chat on this computer. Who is connected is told; what was said stays there
 * for the next start.
 */
void
client_host_stop_async (ClientHost *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CLIENT_IS_HOST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, STOP_TAG);
  if (has_owner (self))
    g_dbus_proxy_call (self->proxy, "Stop", NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, cancellable,
                       on_stopped, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * client_host_stop_finish:
 * @self: a host
 * @result: what the callback got
 * @error: return location for a #ClientHostError
 *
 * Returns: whether the chat is stopping, or was not there
 */
gboolean
client_host_stop_finish (ClientHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, STOP_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * client_host_get_is_running:
 * @self: a host
 *
 * Returns: whether there is a chat on this computer
 */
gboolean
client_host_get_is_running (ClientHost *self)
{
  g_return_val_if_fail (CLIENT_IS_HOST (self), FALSE);

  return has_owner (self);
}

/**
 * client_host_get_name:
 * @self: a host
 *
 * Returns: (nullable): what the chat is called, if it runs
 */
const char *
client_host_get_name (ClientHost *self)
{
  g_return_val_if_fail (CLIENT_IS_HOST (self), NULL);

  return self->name;
}

/**
 * client_host_get_id:
 * @self: a host
 *
 * Returns: (nullable): the id of the server, if it runs
 */
const char *
client_host_get_id (ClientHost *self)
{
  g_return_val_if_fail (CLIENT_IS_HOST (self), NULL);

  return self->id;
}

/**
 * client_host_get_port:
 * @self: a host
 *
 * Returns: where it listens, on all addresses of this computer; 0 when it does not
 */
guint
client_host_get_port (ClientHost *self)
{
  g_return_val_if_fail (CLIENT_IS_HOST (self), 0);

  return self->port;
}

/**
 * client_host_dup_addresses:
 * @self: a host
 *
 * Returns: (transfer full): the addresses that others can use, at most
 *   %CLIENT_HOST_ADDRESSES_MAX
 */
GStrv
client_host_dup_addresses (ClientHost *self)
{
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (CLIENT_IS_HOST (self), NULL);

  if (self->proxy != NULL)
    value = get_property (self, "Addresses", G_VARIANT_TYPE_STRING_ARRAY);
  for (gsize i = 0; value && i < MIN (g_variant_n_children (value), CLIENT_HOST_ADDRESSES_MAX); i++)
    {
      g_autoptr (GVariant) address = g_variant_get_child_value (value, i);

      g_strv_builder_add (builder, g_variant_get_string (address, NULL));
    }

  return g_strv_builder_end (builder);
}

/**
 * client_host_get_n_users:
 * @self: a host
 *
 * Returns: how many people are connected to it
 */
guint
client_host_get_n_users (ClientHost *self)
{
  g_return_val_if_fail (CLIENT_IS_HOST (self), 0);

  return self->n_users;
}

static void
client_host_dispose (GObject *object)
{
  ClientHost *self = CLIENT_HOST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->proxy);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (client_host_parent_class)->dispose (object);
}

static void
client_host_class_init (ClientHostClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = client_host_dispose;

  signals[CHANGED] = g_signal_new ("changed", CLIENT_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
client_host_init (ClientHost *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * client_host_new:
 *
 * Looks whether there is a chat on this computer, and starts none.
 *
 * Returns: (transfer full): a host
 */
ClientHost *
client_host_new (void)
{
  ClientHost *self = g_object_new (CLIENT_TYPE_HOST, NULL);

  client_host_look (self->cancellable, on_looked, self);
  return self;
}
