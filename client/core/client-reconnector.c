/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-reconnector-private.h"

#include <glib/gi18n.h>

#include "client-error.h"
#include "client-name.h"
#include "client-requests.h"

/**
 * ClientReconnector:
 *
 * Keeps somebody in a chat: it opens a line, and when that is lost another, with
 * growing pauses and at once when the network returns. What goes over the line it
 * only passes on.
 */
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
  SIGNAL_WELCOMED,
  SIGNAL_EVENT,
  SIGNAL_PROPOSAL_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Says all at once where the session stands; last, as who is told may act on it. */
void
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

void
client_reconnector_welcomed (ClientReconnector *self, ClientWelcome *welcome)
{
  g_signal_emit (self, signals[SIGNAL_WELCOMED], 0, welcome);
}

void
client_reconnector_told (ClientReconnector *self, ClientEvent *event)
{
  g_signal_emit (self, signals[SIGNAL_EVENT], 0, event);
}

void
client_reconnector_proposal_refused (ClientReconnector *self)
{
  client_hello_drop_token (self->hello);
  g_signal_emit (self, signals[SIGNAL_PROPOSAL_REFUSED], 0);
}

/*
 * Takes over what a line has found out about the server.
 */
void
client_reconnector_meet (ClientReconnector *self, ClientLine *line)
{
  ClientIdentity *identity = client_line_get_identity (line);

  if (identity == self->identity && client_line_get_security (line) == self->security)
    return;

  g_clear_pointer (&self->identity, client_identity_unref);
  self->identity = identity != NULL ? client_identity_ref (identity) : NULL;
  self->security = client_line_get_security (line);
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
  g_clear_pointer (&self->hello, client_hello_free);
  g_clear_object (&self->known);
  g_clear_pointer (&self->identity, client_identity_unref);
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
client_reconnector_add_signals (ClientReconnectorClass *klass)
{
  /**
   * ClientReconnector::welcomed:
   * @self: the reconnector
   * @welcome: (type ClientWelcome): what the server says about itself
   *
   * The server has let one in: requests may be made, and the state is %CLIENT_SESSION_ONLINE
   * as soon as everybody has been told.
   */
  signals[SIGNAL_WELCOMED] =
    g_signal_new ("welcomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * ClientReconnector::event:
   * @self: the reconnector
   * @event: (type ClientEvent): what has happened
   */
  signals[SIGNAL_EVENT] =
    g_signal_new ("event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * ClientReconnector::proposal-refused:
   * @self: the reconnector
   *
   * The server does not take the token that this device has made: the next attempt, which
   * begins at once, goes without.
   */
  signals[SIGNAL_PROPOSAL_REFUSED] =
    g_signal_new ("proposal-refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
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

  client_reconnector_add_signals (klass);
}

static void
client_reconnector_init (ClientReconnector *self)
{
}

/**
 * client_reconnector_new:
 * @address: where the chat is
 * @hello: who joins
 * @speech: how to speak to the server
 * @monitor: what tells when there is a network again
 * @backoff: the pauses between attempts
 * @timing: what an attempt waits for
 *
 * Makes a reconnector that is offline.
 *
 * Returns: (transfer full): the reconnector
 */
ClientReconnector *
client_reconnector_new (ClientAddress *address, const ClientHello *hello, ClientSpeech speech,
                        GNetworkMonitor *monitor, const ClientBackoff *backoff,
                        const ClientTiming *timing)
{
  ClientReconnector *self = g_object_new (CLIENT_TYPE_RECONNECTOR, NULL);

  self->address = client_address_ref (address);
  self->hello = client_hello_copy (hello);
  self->speech = speech;
  self->backoff = *backoff;
  self->timing = *timing;
  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (monitor,
                           "network-changed",
                           G_CALLBACK (on_network_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * client_reconnector_set_hello:
 * @self: a reconnector
 * @hello: who joins
 * @speech: how to speak to the server
 *
 * Changes what the next attempt says, as when more has been seen, or the server has
 * given a token.
 */
void
client_reconnector_set_hello (ClientReconnector *self, const ClientHello *hello,
                              ClientSpeech speech)
{
  ClientHello *copy = NULL;

  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));
  g_return_if_fail (hello != NULL);

  copy = client_hello_copy (hello);
  client_hello_free (self->hello);
  self->hello = copy;
  self->speech = speech;
}

/**
 * client_reconnector_set_known:
 * @self: a reconnector
 * @known: (nullable): the server that was used there before
 *
 * Says by what the server is known again from the next attempt on.
 */
void
client_reconnector_set_known (ClientReconnector *self, ClientKnownServer *known)
{
  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));
  g_return_if_fail (known == NULL || CLIENT_IS_KNOWN_SERVER (known));

  g_set_object (&self->known, known);
}

/**
 * client_reconnector_set_returning:
 * @self: a reconnector
 * @returning: whether the person was let in there before
 *
 * Says whether it is worth trying again when already the first attempt fails.
 */
void
client_reconnector_set_returning (ClientReconnector *self, gboolean returning)
{
  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));

  self->returning = returning;
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

  if (client_name_check (self->hello->name, &error))
    client_reconnector_begin (self);
  else
    client_reconnector_set_state (self, CLIENT_SESSION_OFFLINE, error, 0);
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
 * client_reconnector_pause:
 * @self: a reconnector
 *
 * Reads no more, on this line and on later ones, until client_reconnector_resume(); see
 * client_line_pause().
 */
void
client_reconnector_pause (ClientReconnector *self)
{
  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));

  self->paused = TRUE;
  if (self->line != NULL)
    client_line_pause (self->line);
}

/**
 * client_reconnector_resume:
 * @self: a reconnector
 *
 * Reads again, from the next turn of the main loop on.
 */
void
client_reconnector_resume (ClientReconnector *self)
{
  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));

  self->paused = FALSE;
  if (self->line != NULL)
    client_line_resume (self->line);
}

/**
 * client_reconnector_request_async:
 * @self: a reconnector
 * @request: (transfer full): what is asked for
 * @callback: (nullable): called once, whatever happens, without a source object; never
 *   before this function has returned, and before the state tells of a loss
 * @user_data: for @callback
 *
 * Asks the server for something, when it has welcomed one; see
 * client_line_request_async(). It is not asked again when the line is lost.
 */
void
client_reconnector_request_async (ClientReconnector *self, ClientRequest *request,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (ClientRequest) owned = request;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));
  g_return_if_fail (request != NULL);

  if (self->line != NULL)
    {
      client_line_request_async (self->line, g_steal_pointer (&owned), callback, user_data);
      return;
    }

  error = g_error_new (CLIENT_ERROR,
                       CLIENT_ERROR_LOST,
                       _ ("You are not connected to “%s”."),
                       client_address_get_host (self->address));
  client_requests_refuse (error, callback, user_data);
}

/**
 * client_reconnector_request_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): what the server has answered, or %NULL with @error set: a
 *   %CHARLA_CODE_ERROR with the server's sentence, or a #ClientError
 */
CharlaMessage *
client_reconnector_request_finish (GAsyncResult *result, GError **error)
{
  return client_requests_finish (result, error);
}

/**
 * client_reconnector_request_get_retry:
 * @result: what the callback was given
 *
 * Returns: after how many milliseconds the server lets one ask again, when it was too
 *   much at once; or 0
 */
guint
client_reconnector_request_get_retry (GAsyncResult *result)
{
  return client_requests_get_retry (result);
}
