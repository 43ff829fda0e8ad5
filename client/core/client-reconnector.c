/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-reconnector.h"

#include <glib/gi18n.h>

#include "client-line.h"
#include "client-name.h"

/*
 * A server that does not want somebody closes the connection without a word. So
 * often, so soon after joining, it is no accident.
 */
#define TURNED_AWAY_MS 1000
#define TURNED_AWAY_TIMES 2

/**
 * ClientReconnector:
 *
 * Keeps somebody in a chat: it opens a line, and when that is lost another, with
 * growing pauses and at once when the network returns. What goes over the line it
 * only passes on.
 */
struct _ClientReconnector
{
  GObject parent_instance;

  ClientAddress *address;
  char *name;
  GNetworkMonitor *monitor;

  ClientSessionState state;
  GError *error;
  gint64 retry_at;

  ClientLine *line;
  ClientBackoff backoff;
  guint retry_source;
  gint64 online_since;
  guint turned_away;
  gboolean joined;
  gboolean heard;
};

G_DEFINE_FINAL_TYPE (ClientReconnector, client_reconnector, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_RETRY_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_RECEIVED,
  SIGNAL_SENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Says all at once where the session stands; last, as who is told may act on it. */
static void
client_reconnector_set_state (ClientReconnector *self,
                              ClientSessionState state,
                              const GError *error,
                              gint64 retry_at)
{
  g_autoptr (GError) old_error = g_steal_pointer (&self->error);
  gboolean state_changed = self->state != state;
  gboolean retry_changed = self->retry_at != retry_at;

  self->state = state;
  self->error = error ? g_error_copy (error) : NULL;
  self->retry_at = retry_at;

  g_object_freeze_notify (G_OBJECT (self));
  if (old_error != NULL || error != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (retry_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY_AT]);
  if (state_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
client_reconnector_drop_line (ClientReconnector *self)
{
  g_autoptr (ClientLine) line = g_steal_pointer (&self->line);

  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->online_since = 0;
  if (line == NULL)
    return;

  g_signal_handlers_disconnect_by_data (line, self);
  client_line_close (line);
}

static void
on_line_online (ClientReconnector *self, ClientLine *line)
{
  self->joined = TRUE;
  self->online_since = g_get_monotonic_time ();
  client_reconnector_set_state (self, CLIENT_SESSION_ONLINE, NULL, 0);
}

static void
on_line_received (ClientReconnector *self, ClientMessage *message, ClientLine *line)
{
  self->heard = TRUE;
  g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, message);
}

static void
on_line_sent (ClientReconnector *self, ClientLine *line)
{
  g_signal_emit (self, signals[SIGNAL_SENT], 0);
}

static void client_reconnector_connect (ClientReconnector *self);

static gboolean
on_retry (gpointer user_data)
{
  ClientReconnector *self = user_data;

  self->retry_source = 0;
  client_reconnector_connect (self);
  return G_SOURCE_REMOVE;
}

static void
client_reconnector_wait (ClientReconnector *self, gint64 held_ms, const GError *error)
{
  guint pause_ms = client_backoff_next (&self->backoff, held_ms);
  gint64 retry_at = g_get_monotonic_time () + pause_ms * G_TIME_SPAN_MILLISECOND;

  self->retry_source = g_timeout_add (pause_ms, on_retry, self);
  client_reconnector_set_state (self, CLIENT_SESSION_WAITING, error, retry_at);
}

/* Whether the server keeps closing the connection as soon as one has joined. */
static gboolean
client_reconnector_is_turned_away (ClientReconnector *self, ClientLine *line, gint64 held_ms)
{
  if (self->online_since == 0)
    return FALSE;

  if (client_line_get_heard (line) || held_ms >= TURNED_AWAY_MS)
    self->turned_away = 0;
  else
    self->turned_away++;

  return self->turned_away >= TURNED_AWAY_TIMES;
}

static void
on_line_closed (ClientReconnector *self, const GError *error, ClientLine *line)
{
  g_autoptr (GError) reason = g_error_copy (error);
  gint64 held_ms = 0;
  gboolean no_chat = g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_NOT_CHAT);

  if (self->online_since != 0)
    held_ms = (g_get_monotonic_time () - self->online_since) / G_TIME_SPAN_MILLISECOND;

  if (client_reconnector_is_turned_away (self, line, held_ms) && !no_chat)
    {
      g_clear_error (&reason);
      reason = g_error_new (CLIENT_ERROR,
                            CLIENT_ERROR_LOST,
                            _ ("“%s” closes the connection as soon as you join. Perhaps it does "
                               "not accept the name “%s”."),
                            client_address_get_host (self->address),
                            self->name);
    }

  client_reconnector_drop_line (self);
  if (self->joined && (self->heard || !no_chat))
    client_reconnector_wait (self, held_ms, reason);
  else
    client_reconnector_set_state (self, CLIENT_SESSION_OFFLINE, reason, 0);
}

static void
client_reconnector_watch (ClientReconnector *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->line, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
client_reconnector_connect (ClientReconnector *self)
{
  /* Why the last attempt failed stays to be read, unless the person begins anew. */
  gboolean again = self->state == CLIENT_SESSION_WAITING;
  g_autoptr (GError) error = again ? g_error_copy (self->error) : NULL;

  client_reconnector_drop_line (self);

  self->line = client_line_new (self->address, self->name);
  client_reconnector_watch (self, "online", G_CALLBACK (on_line_online));
  client_reconnector_watch (self, "received", G_CALLBACK (on_line_received));
  client_reconnector_watch (self, "sent", G_CALLBACK (on_line_sent));
  client_reconnector_watch (self, "closed", G_CALLBACK (on_line_closed));
  client_line_open (self->line);

  client_reconnector_set_state (self, CLIENT_SESSION_CONNECTING, error, 0);
}

static void
on_network_changed (ClientReconnector *self, gboolean available, GNetworkMonitor *monitor)
{
  if (available)
    client_reconnector_retry (self);
}

static void
client_reconnector_dispose (GObject *object)
{
  client_reconnector_drop_line (CLIENT_RECONNECTOR (object));

  G_OBJECT_CLASS (client_reconnector_parent_class)->dispose (object);
}

static void
client_reconnector_finalize (GObject *object)
{
  ClientReconnector *self = CLIENT_RECONNECTOR (object);

  g_clear_pointer (&self->address, client_address_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->monitor);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (client_reconnector_parent_class)->finalize (object);
}

static void
client_reconnector_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientReconnector *self = CLIENT_RECONNECTOR (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_reconnector_class_init (ClientReconnectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = client_reconnector_dispose;
  object_class->finalize = client_reconnector_finalize;
  object_class->get_property = client_reconnector_get_property;

  /**
   * ClientReconnector:state:
   *
   * See [property@Session:state].
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CLIENT_TYPE_SESSION_STATE,
                                              CLIENT_SESSION_OFFLINE, flags);

  /**
   * ClientReconnector:error:
   *
   * See [property@Session:error].
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  /**
   * ClientReconnector:retry-at:
   *
   * See [property@Session:retry-at].
   */
  properties[PROP_RETRY_AT] =
    g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * ClientReconnector::received:
   * @self: the reconnector
   * @message: what somebody else has said
   */
  signals[SIGNAL_RECEIVED] =
    g_signal_new ("received", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, CLIENT_TYPE_MESSAGE);

  /**
   * ClientReconnector::sent:
   * @self: the reconnector
   *
   * All that was posted since it is online has left this program.
   */
  signals[SIGNAL_SENT] =
    g_signal_new ("sent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
client_reconnector_init (ClientReconnector *self)
{
}

/**
 * client_reconnector_new:
 * @address: where the chat is
 * @name: the name of the person
 * @monitor: what tells when there is a network again
 * @backoff: the pauses between attempts
 *
 * Makes a reconnector that is offline.
 *
 * Returns: (transfer full): the reconnector
 */
ClientReconnector *
client_reconnector_new (ClientAddress *address,
                        const char *name,
                        GNetworkMonitor *monitor,
                        const ClientBackoff *backoff)
{
  ClientReconnector *self = g_object_new (CLIENT_TYPE_RECONNECTOR, NULL);

  self->address = client_address_ref (address);
  self->name = g_strdup (name);
  self->backoff = *backoff;
  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (monitor,
                           "network-changed",
                           G_CALLBACK (on_network_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * client_reconnector_open:
 * @self: a reconnector
 *
 * Begins to keep the person in the chat; see client_session_open().
 */
void
client_reconnector_open (ClientReconnector *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));

  client_reconnector_retry (self);
  if (self->state != CLIENT_SESSION_OFFLINE)
    return;

  self->joined = FALSE;
  self->heard = FALSE;
  self->turned_away = 0;
  if (!client_name_check (self->name, &error))
    {
      client_reconnector_set_state (self, CLIENT_SESSION_OFFLINE, error, 0);
      return;
    }

  client_reconnector_connect (self);
}

/**
 * client_reconnector_close:
 * @self: a reconnector
 *
 * Leaves the chat.
 */
void
client_reconnector_close (ClientReconnector *self)
{
  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));

  client_reconnector_drop_line (self);
  client_reconnector_set_state (self, CLIENT_SESSION_OFFLINE, NULL, 0);
}

/**
 * client_reconnector_retry:
 * @self: a reconnector
 *
 * Begins the next attempt now, when it waits for it.
 */
void
client_reconnector_retry (ClientReconnector *self)
{
  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));

  if (self->state == CLIENT_SESSION_WAITING)
    client_reconnector_connect (self);
}

/**
 * client_reconnector_post:
 * @self: a reconnector
 * @text: what to say
 *
 * Hands @text to the line, when it is online.
 *
 * Returns: whether the line took it
 */
gboolean
client_reconnector_post (ClientReconnector *self, const char *text)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  return self->state == CLIENT_SESSION_ONLINE && client_line_post (self->line, text);
}

/**
 * client_reconnector_get_state:
 * @self: a reconnector
 *
 * Returns: whether the person is in the chat
 */
ClientSessionState
client_reconnector_get_state (ClientReconnector *self)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), CLIENT_SESSION_OFFLINE);

  return self->state;
}

/**
 * client_reconnector_get_error:
 * @self: a reconnector
 *
 * Returns: (transfer none) (nullable): why the last attempt failed or the line was
 *   lost
 */
const GError *
client_reconnector_get_error (ClientReconnector *self)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), NULL);

  return self->error;
}

/**
 * client_reconnector_get_retry_at:
 * @self: a reconnector
 *
 * Returns: when the next attempt begins, in microseconds of
 *   g_get_monotonic_time(); 0 when none is due
 */
gint64
client_reconnector_get_retry_at (ClientReconnector *self)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), 0);

  return self->retry_at;
}
