/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gi18n.h>

#include "client-classic.h"
#include "client-outbox.h"
#include "client-reconnector.h"
#include "client-text.h"

/**
 * ClientSession:
 *
 * One person in one chat, for as long as the person wants to be there: it joins,
 * keeps what is said in a room, and comes back when the line is lost.
 *
 * A first attempt that fails is the person's to mend: the session is offline again,
 * and [property@Session:error] says why. Once it has been online it comes back by
 * itself after every loss, with growing pauses and at once when the network returns,
 * until client_session_close(). Only when what answers was no chat from the
 * beginning, it gives up.
 *
 * What is posted while it is not online waits, and is sent in order when it is. A
 * message counts as sent when the system has taken it. What the system had taken in
 * part when the line was lost is sent again.
 */
struct _ClientSession
{
  GObject parent_instance;

  ClientAddress *address;
  char *name;

  ClientRoom *room;
  ClientOutbox *outbox;
  ClientReconnector *reconnector;
  guint posting; /* messages that have no answer yet */
};

G_DEFINE_FINAL_TYPE (ClientSession, client_session, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (ClientSessionState,
                    client_session_state,
                    G_DEFINE_ENUM_VALUE (CLIENT_SESSION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SESSION_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SESSION_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SESSION_WAITING, "waiting"))

enum
{
  PROP_ADDRESS = 1,
  PROP_NAME,
  PROP_ROOM,
  PROP_STATE,
  PROP_ERROR,
  PROP_RETRY_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_RECEIVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* All that was handed over leaves together, and so do its answers. */
static void
on_posted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (ClientSession) self = g_weak_ref_get (weak);
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, NULL);

  g_weak_ref_clear (weak);
  if (self != NULL && --self->posting == 0 && ok != NULL)
    client_outbox_sent (self->outbox);
}

/* Hands over what waits to be sent. */
static void
client_session_flush (ClientSession *self)
{
  ClientMessage *message = NULL;

  while (client_reconnector_get_state (self->reconnector) == CLIENT_SESSION_ONLINE
         && (message = client_outbox_next (self->outbox)) != NULL)
    {
      const char *text = client_message_get_text (message);
      GWeakRef *weak = g_new0 (GWeakRef, 1);

      g_weak_ref_init (weak, self);
      self->posting++;
      client_reconnector_request_async (self->reconnector,
                                        client_request_new_post (CLIENT_CLASSIC_LOBBY, text, "", 0),
                                        on_posted, weak);
    }
}

/* Does what is to be done before anybody is told, as who is told may act on it. */
static void
on_state_changed (ClientSession *self, GParamSpec *pspec, ClientReconnector *reconnector)
{
  if (client_reconnector_get_state (reconnector) == CLIENT_SESSION_ONLINE)
    client_session_flush (self);
  else
    client_outbox_rewind (self->outbox);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
on_changed (ClientSession *self, GParamSpec *pspec, ClientReconnector *reconnector)
{
  g_object_notify (G_OBJECT (self), pspec->name);
}

static void
on_event (ClientSession *self, ClientEvent *event, ClientReconnector *reconnector)
{
  g_autoptr (ClientMessage) message = NULL;

  if (event->kind != CLIENT_EVENT_MESSAGE || g_str_equal (event->message->user, self->name))
    return;

  message = client_message_new (event->message->name, event->message->text, event->time, FALSE,
                                CLIENT_MESSAGE_SENT);
  client_room_append (self->room, message);
  g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, message);
}

static void
client_session_watch (ClientSession *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->reconnector, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
client_session_dispose (GObject *object)
{
  ClientSession *self = CLIENT_SESSION (object);

  g_signal_handlers_disconnect_by_data (self->reconnector, self);
  client_reconnector_close (self->reconnector);
  client_outbox_fail (self->outbox);

  G_OBJECT_CLASS (client_session_parent_class)->dispose (object);
}

static void
client_session_finalize (GObject *object)
{
  ClientSession *self = CLIENT_SESSION (object);

  g_clear_pointer (&self->address, client_address_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->room);
  g_clear_pointer (&self->outbox, client_outbox_free);
  g_clear_object (&self->reconnector);

  G_OBJECT_CLASS (client_session_parent_class)->finalize (object);
}

static void
client_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientSession *self = CLIENT_SESSION (object);

  switch (id)
    {
    case PROP_ADDRESS:
      g_value_set_boxed (value, self->address);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ROOM:
      g_value_set_object (value, self->room);
      break;
    case PROP_STATE:
      g_value_set_enum (value, client_reconnector_get_state (self->reconnector));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, client_reconnector_get_error (self->reconnector));
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, client_reconnector_get_retry_at (self->reconnector));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_session_install_properties (GObjectClass *object_class)
{
  const GParamFlags given = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientSession:address:
   *
   * Where the chat is.
   */
  properties[PROP_ADDRESS] =
    g_param_spec_boxed ("address", NULL, NULL, CLIENT_TYPE_ADDRESS, given);

  /**
   * ClientSession:name:
   *
   * The name of the person.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, given);

  /**
   * ClientSession:room:
   *
   * What has been said.
   */
  properties[PROP_ROOM] = g_param_spec_object ("room", NULL, NULL, CLIENT_TYPE_ROOM, given);

  /**
   * ClientSession:state:
   *
   * Whether the person is in the chat.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CLIENT_TYPE_SESSION_STATE,
                                              CLIENT_SESSION_OFFLINE, told);

  /**
   * ClientSession:error:
   *
   * Why the last attempt failed or the line was lost, a #ClientError with a
   * sentence for the person; %NULL when online, and when the person has left.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, told);

  /**
   * ClientSession:retry-at:
   *
   * When the next attempt begins, in microseconds of g_get_monotonic_time(); 0 when
   * none is due.
   */
  properties[PROP_RETRY_AT] =
    g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, told);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
client_session_class_init (ClientSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = client_session_dispose;
  object_class->finalize = client_session_finalize;
  object_class->get_property = client_session_get_property;
  client_session_install_properties (object_class);

  /**
   * ClientSession::received:
   * @self: the session
   * @message: what somebody else has said
   *
   * A message has come; it is in the room already.
   */
  signals[SIGNAL_RECEIVED] =
    g_signal_new ("received", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, CLIENT_TYPE_MESSAGE);
}

static void
client_session_init (ClientSession *self)
{
  /* Translators: the room of a chat that has only one. */
  self->room = client_room_new (_ ("Lobby"));
  self->outbox = client_outbox_new ();
}

/**
 * client_session_new:
 * @address: where the chat is
 * @name: the name of the person
 *
 * Makes a session that is offline.
 *
 * Returns: (transfer full): the session
 */
ClientSession *
client_session_new (ClientAddress *address, const char *name)
{
  ClientBackoff backoff;

  client_backoff_init (&backoff);
  return client_session_new_with (address, name, g_network_monitor_get_default (), &backoff);
}

/*
 * The same with what tells whether there is a network, and with the pauses between
 * attempts.
 */
ClientSession *
client_session_new_with (ClientAddress *address,
                         const char *name,
                         GNetworkMonitor *monitor,
                         const ClientBackoff *backoff)
{
  ClientSession *self = NULL;
  g_autoptr (ClientHello) hello = NULL;
  ClientTiming timing;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (G_IS_NETWORK_MONITOR (monitor), NULL);
  g_return_val_if_fail (backoff != NULL, NULL);

  self = g_object_new (CLIENT_TYPE_SESSION, NULL);
  self->address = client_address_ref (address);
  self->name = g_strdup (name);
  hello = client_hello_new (name);
  client_timing_init (&timing);
  self->reconnector = client_reconnector_new (address, hello, CLIENT_SPEECH_CLASSIC, monitor,
                                              backoff, &timing);
  client_session_watch (self, "notify::error", G_CALLBACK (on_changed));
  client_session_watch (self, "notify::retry-at", G_CALLBACK (on_changed));
  client_session_watch (self, "notify::state", G_CALLBACK (on_state_changed));
  client_session_watch (self, "event", G_CALLBACK (on_event));
  return self;
}

/**
 * client_session_open:
 * @self: a session
 *
 * Joins the chat, at once also when the session waits for its next attempt.
 * Nothing happens when it is connecting or online already. A name that cannot be
 * used is an error at once, %CLIENT_ERROR_NAME.
 */
void
client_session_open (ClientSession *self)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_reconnector_open (self->reconnector);
}

/**
 * client_session_close:
 * @self: a session
 *
 * Leaves the chat. What waits to be sent is %CLIENT_MESSAGE_FAILED.
 */
void
client_session_close (ClientSession *self)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_reconnector_close (self->reconnector);
  client_outbox_fail (self->outbox);
}

/**
 * client_session_retry:
 * @self: a session
 *
 * Begins the next attempt now, when the session waits for it.
 */
void
client_session_retry (ClientSession *self)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_reconnector_retry (self->reconnector);
}

/**
 * client_session_post:
 * @self: a session
 * @text: what to say, at most %CHARLA_TEXT_MAX bytes of UTF-8
 * @error: return location for an error
 *
 * Says @text in the room, as soon as the session is online. The message is in the
 * room at once; its state tells when it has been sent.
 *
 * A text that is empty, too long or not UTF-8 is %CLIENT_ERROR_TEXT. What waits while
 * the server is away is bounded, as it waits in memory: beyond it the error is
 * %CLIENT_ERROR_FULL. After an error nothing has been said, and the caller still has
 * the text.
 *
 * Returns: (transfer none): the message, or %NULL with @error set
 */
ClientMessage *
client_session_post (ClientSession *self, const char *text, GError **error)
{
  g_autoptr (ClientMessage) message = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (!client_text_check (text, error))
    return NULL;

  message = client_message_new (self->name, text, g_get_real_time () / G_TIME_SPAN_MILLISECOND,
                                TRUE, CLIENT_MESSAGE_QUEUED);
  if (!client_outbox_push (self->outbox, message, error))
    return NULL;

  client_room_append (self->room, message);
  client_session_flush (self);
  return message;
}

/**
 * client_session_get_address:
 * @self: a session
 *
 * Returns: (transfer none): where the chat is
 */
ClientAddress *
client_session_get_address (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->address;
}

/**
 * client_session_get_name:
 * @self: a session
 *
 * Returns: (transfer none): the name of the person
 */
const char *
client_session_get_name (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->name;
}

/**
 * client_session_get_room:
 * @self: a session
 *
 * Returns: (transfer none): what has been said
 */
ClientRoom *
client_session_get_room (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->room;
}

/**
 * client_session_get_state:
 * @self: a session
 *
 * Returns: whether the person is in the chat
 */
ClientSessionState
client_session_get_state (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), CLIENT_SESSION_OFFLINE);

  return client_reconnector_get_state (self->reconnector);
}

/**
 * client_session_get_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the last attempt failed or the line was
 *   lost
 */
const GError *
client_session_get_error (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return client_reconnector_get_error (self->reconnector);
}

/**
 * client_session_get_retry_at:
 * @self: a session
 *
 * Returns: when the next attempt begins, in microseconds of
 *   g_get_monotonic_time(); 0 when none is due
 */
gint64
client_session_get_retry_at (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), 0);

  return client_reconnector_get_retry_at (self->reconnector);
}
