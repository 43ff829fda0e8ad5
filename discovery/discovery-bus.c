/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery-bus.h"

#define AVAHI_NAME "org.freedesktop.Avahi"

/* Its signals come from the older of its two interfaces. */
#define AVAHI_SERVER_SIGNALS "org.freedesktop.Avahi.Server"

/* AVAHI_SERVER_RUNNING of avahi-common/defs.h */
#define AVAHI_RUNNING 2

/* A daemon that works answers at once, and one that does not may do so later. */
#define ANSWER_MS 1000
#define ASK_AGAIN_MS 3000

/* Where there is no bus it is looked for again after a second, then four times as late each
 * time: a machine that starts has one soon, a container never. */
#define RETRY_MIN_S 1
#define RETRY_MAX_S 64

struct _DiscoveryBus
{
  GObject parent_instance;

  DiscoveryBusState state;
  GCancellable *cancellable; /* while it is started */
  guint retry;
  guint retry_s;

  GDBusConnection *connection;
  guint watch;
  char *owner;
  GCancellable *asking; /* while Avahi is asked how it is */
  guint ask_again;
  guint state_changes;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DiscoveryBus, discovery_bus, G_TYPE_OBJECT)

static void connect_to_bus (DiscoveryBus *self);
static void disconnect_from_bus (DiscoveryBus *self);
static void ask (DiscoveryBus *self);

static void
discovery_bus_dispose (GObject *object)
{
  discovery_bus_stop (DISCOVERY_BUS (object));

  G_OBJECT_CLASS (discovery_bus_parent_class)->dispose (object);
}

static void
discovery_bus_class_init (DiscoveryBusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = discovery_bus_dispose;

  /**
   * DiscoveryBus::changed:
   * @self: a bus
   *
   * Avahi has come or gone. When it is ready, it knows nothing of what was asked of it before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DISCOVERY_TYPE_BUS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
discovery_bus_init (DiscoveryBus *self)
{
}

/**
 * discovery_bus_new:
 *
 * Returns: (transfer full): a way to Avahi on which nobody looks yet
 */
DiscoveryBus *
discovery_bus_new (void)
{
  return g_object_new (DISCOVERY_TYPE_BUS, NULL);
}

static void
set_state (DiscoveryBus *self, DiscoveryBusState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop_asking (DiscoveryBus *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->ask_again, g_source_remove);
}

static gboolean
on_ask_again (gpointer user_data)
{
  DiscoveryBus *self = user_data;

  self->ask_again = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

static void
take_server_state (DiscoveryBus *self, int state)
{
  g_debug ("Avahi is in state %d", state);
  if (state == AVAHI_RUNNING)
    {
      set_state (self, DISCOVERY_BUS_READY);
    }
  else if (self->state == DISCOVERY_BUS_READY)
    {
      /* The name of the machine is another one's too. What Avahi does for a connection ends with
       * it, so that there is but one way to begin anew. */
      set_state (self, DISCOVERY_BUS_SEARCHING);
      disconnect_from_bus (self);
      connect_to_bus (self);
    }
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DiscoveryBus) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  int state = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->asking);
  if (answer == NULL)
    {
      g_debug ("Avahi does not answer: %s", error->message);
      self->ask_again = g_timeout_add (ASK_AGAIN_MS, on_ask_again, self);
      set_state (self, DISCOVERY_BUS_SILENT);
      return;
    }

  g_variant_get (answer, "(i)", &state);
  take_server_state (self, state);
}

static void
ask (DiscoveryBus *self)
{
  self->asking = g_cancellable_new ();
  g_dbus_connection_call (self->connection, self->owner, "/", DISCOVERY_SERVER, "GetState", NULL,
                          G_VARIANT_TYPE ("(i)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_MS,
                          self->asking, on_answer, g_object_ref (self));
}

static void
on_server_signal (GDBusConnection *connection, const char *sender, const char *path,
                  const char *interface, const char *name, GVariant *arguments, gpointer user_data)
{
  DiscoveryBus *self = user_data;
  int state = 0;

  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(is)")))
    return;

  g_variant_get (arguments, "(i&s)", &state, NULL);
  take_server_state (self, state);
}

static void
forget_owner (DiscoveryBus *self)
{
  stop_asking (self);
  if (self->state_changes != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->state_changes);
  self->state_changes = 0;
  g_clear_pointer (&self->owner, g_free);
}

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  DiscoveryBus *self = user_data;

  forget_owner (self);
  set_state (self, DISCOVERY_BUS_SEARCHING);
  self->owner = g_strdup (owner);
  self->state_changes = g_dbus_connection_signal_subscribe (
    connection, owner, AVAHI_SERVER_SIGNALS, "StateChanged", "/", NULL, G_DBUS_SIGNAL_FLAGS_NONE,
    on_server_signal, self, NULL);
  ask (self);
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  DiscoveryBus *self = user_data;

  forget_owner (self);
  set_state (self, DISCOVERY_BUS_ABSENT);
}

static gboolean
on_retry (gpointer user_data)
{
  DiscoveryBus *self = user_data;

  self->retry = 0;
  connect_to_bus (self);

  return G_SOURCE_REMOVE;
}

static void
retry (DiscoveryBus *self)
{
  self->retry = g_timeout_add_seconds (self->retry_s, on_retry, self);
  self->retry_s = MIN (self->retry_s * 4, RETRY_MAX_S);
  set_state (self, DISCOVERY_BUS_ABSENT);
}

static void
disconnect_from_bus (DiscoveryBus *self)
{
  g_autoptr (GDBusConnection) connection = g_steal_pointer (&self->connection);

  if (connection == NULL)
    return;

  g_signal_handlers_disconnect_by_data (connection, self);
  stop_asking (self);
  if (self->state_changes != 0)
    g_dbus_connection_signal_unsubscribe (connection, self->state_changes);
  self->state_changes = 0;
  g_clear_pointer (&self->owner, g_free);
  g_clear_handle_id (&self->watch, g_bus_unwatch_name);
  g_dbus_connection_close (connection, NULL, NULL, NULL);
}

/* The bus itself has ended; it may be started again. */
static void
on_closed (GDBusConnection *connection, gboolean by_peer, GError *error, DiscoveryBus *self)
{
  disconnect_from_bus (self);
  retry (self);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DiscoveryBus) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection
    = g_dbus_connection_new_for_address_finish (result, &error);

  /* It may have been stopped, and even started again. */
  if (self->cancellable == NULL || self->connection != NULL || self->retry != 0
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (connection == NULL)
    {
      g_debug ("There is no system bus: %s", error->message);
      retry (self);
      return;
    }

  self->retry_s = RETRY_MIN_S;
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), self);
  self->watch = g_bus_watch_name_on_connection (connection, AVAHI_NAME,
                                                G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared,
                                                on_vanished, self, NULL);
  self->connection = g_steal_pointer (&connection);
}

static void
connect_to_bus (DiscoveryBus *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address
    = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SYSTEM, self->cancellable, &error);

  if (address == NULL)
    {
      g_debug ("There is no system bus: %s", error->message);
      retry (self);
      return;
    }

  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                       | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, self->cancellable, on_connected, g_object_ref (self));
}

/**
 * discovery_bus_start:
 * @self: a bus
 *
 * Begins to look for Avahi, in the main context of the thread. “changed” is emitted, once
 * that is known at the latest.
 */
void
discovery_bus_start (DiscoveryBus *self)
{
  g_return_if_fail (DISCOVERY_IS_BUS (self));

  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->retry_s = RETRY_MIN_S;
  self->state = DISCOVERY_BUS_SEARCHING;
  connect_to_bus (self);
}

/**
 * discovery_bus_stop:
 * @self: a bus
 *
 * Stops looking. What Avahi did for this connection it does no more. Nothing is emitted.
 */
void
discovery_bus_stop (DiscoveryBus *self)
{
  g_return_if_fail (DISCOVERY_IS_BUS (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->retry, g_source_remove);
  disconnect_from_bus (self);
  self->state = DISCOVERY_BUS_SEARCHING;
}

/**
 * discovery_bus_get_state:
 * @self: a bus
 *
 * Returns: whether Avahi can be used
 */
DiscoveryBusState
discovery_bus_get_state (DiscoveryBus *self)
{
  g_return_val_if_fail (DISCOVERY_IS_BUS (self), DISCOVERY_BUS_ABSENT);

  return self->state;
}

/**
 * discovery_bus_call:
 * @self: a bus that is ready
 * @path: one of Avahi's objects
 * @interface: one of its interfaces
 * @method: a method of that
 * @arguments: (nullable): what to call it with; a floating reference is taken
 * @reply: (nullable): of which type the answer has to be
 * @cancellable: (nullable): to be called back with %G_IO_ERROR_CANCELLED at once
 * @callback: (nullable): called with the connection and a result for
 *   g_dbus_connection_call_finish()
 * @user_data: for @callback
 *
 * Asks something of Avahi.
 */
void
discovery_bus_call (DiscoveryBus *self, const char *path, const char *interface,
                    const char *method, GVariant *arguments, const GVariantType *reply,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (DISCOVERY_IS_BUS (self) && self->owner != NULL);

  g_dbus_connection_call (self->connection, self->owner, path, interface, method, arguments, reply,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, cancellable, callback, user_data);
}

/**
 * discovery_bus_subscribe:
 * @self: a bus that is ready
 * @interface: one of Avahi's interfaces
 * @path: (nullable): one of its objects, %NULL for all
 * @callback: called for each signal
 * @user_data: for @callback
 *
 * Listens to Avahi, until discovery_bus_unsubscribe() or the end of the connection.
 *
 * Returns: what to unsubscribe
 */
guint
discovery_bus_subscribe (DiscoveryBus *self, const char *interface, const char *path,
                         GDBusSignalCallback callback, gpointer user_data)
{
  g_return_val_if_fail (DISCOVERY_IS_BUS (self) && self->owner != NULL, 0);

  return g_dbus_connection_signal_subscribe (self->connection, self->owner, interface, NULL, path,
                                             NULL, G_DBUS_SIGNAL_FLAGS_NONE, callback, user_data,
                                             NULL);
}

/**
 * discovery_bus_unsubscribe:
 * @self: a bus
 * @subscription: what discovery_bus_subscribe() has returned
 */
void
discovery_bus_unsubscribe (DiscoveryBus *self, guint subscription)
{
  g_return_if_fail (DISCOVERY_IS_BUS (self));

  if (self->connection != NULL)
    g_dbus_connection_signal_unsubscribe (self->connection, subscription);
}
