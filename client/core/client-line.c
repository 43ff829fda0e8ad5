/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-line.h"

#include <glib/gi18n.h>

#include "charla-connection.h"
#include "client-classic.h"
#include "client-connect.h"
#include "client-error.h"

/* How long a person should wait to be told that nobody answers. */
#define CONNECT_TIMEOUT_MS 10000

/* After input and painting, so that a flood of messages does not freeze a window. */
#define READ_PRIORITY G_PRIORITY_DEFAULT_IDLE

/**
 * ClientLine:
 *
 * One attempt at being in a chat: it connects, says the name, and carries what is
 * said until it is lost. It has no policy: who wants another attempt makes another
 * line.
 */
struct _ClientLine
{
  GObject parent_instance;

  ClientAddress *address;
  char *name;

  GCancellable *cancellable;
  CharlaConnection *connection;
  ClientDialect *dialect;
  gboolean online;
  gboolean heard;
};

enum
{
  SIGNAL_ONLINE,
  SIGNAL_RECEIVED,
  SIGNAL_SENT,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void client_line_receiver_init (CharlaReceiverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientLine,
                               client_line,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_RECEIVER,
                                                      client_line_receiver_init))

static void
client_line_dispose (GObject *object)
{
  client_line_close (CLIENT_LINE (object));

  G_OBJECT_CLASS (client_line_parent_class)->dispose (object);
}

static void
client_line_finalize (GObject *object)
{
  ClientLine *self = CLIENT_LINE (object);

  g_clear_pointer (&self->address, client_address_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dialect);

  G_OBJECT_CLASS (client_line_parent_class)->finalize (object);
}

static void
client_line_class_init (ClientLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = client_line_dispose;
  object_class->finalize = client_line_finalize;

  /**
   * ClientLine::online:
   * @self: the line
   *
   * It is connected, and the name has been handed over.
   */
  signals[SIGNAL_ONLINE] = g_signal_new ("online",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  /**
   * ClientLine::received:
   * @self: the line
   * @message: what somebody else has said
   */
  signals[SIGNAL_RECEIVED] = g_signal_new ("received",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, CLIENT_TYPE_MESSAGE);

  /**
   * ClientLine::sent:
   * @self: the line
   *
   * All that was posted has left this program.
   */
  signals[SIGNAL_SENT] = g_signal_new ("sent",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);

  /**
   * ClientLine::closed:
   * @self: the line
   * @error: why, a #ClientError
   *
   * It could not connect, or is lost. Nothing is emitted after this, and nothing
   * at all after client_line_close().
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1,
                                         G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
client_line_init (ClientLine *self)
{
  self->cancellable = g_cancellable_new ();
  self->dialect = client_classic_new ();
}

/* Says why the line is lost, in the terms of the person who was on it. */
static GError *
explain (ClientLine *self, const GError *reason)
{
  const char *host = client_address_get_host (self->address);

  if (reason == NULL)
    return g_error_new (CLIENT_ERROR,
                        CLIENT_ERROR_LOST,
                        _ ("“%s” closed the connection."),
                        host);

  if (g_error_matches (reason, CHARLA_ERROR, CHARLA_ERROR_BAD_HEADER)
      || g_error_matches (reason, CHARLA_ERROR, CHARLA_ERROR_TOO_LARGE))
    return g_error_new (CLIENT_ERROR,
                        CLIENT_ERROR_NOT_CHAT,
                        _ ("What answers at “%s”, port %u, is not a chat."),
                        host,
                        client_address_get_port (self->address));

  return g_error_new (CLIENT_ERROR,
                      CLIENT_ERROR_LOST,
                      _ ("The connection to “%s” was lost."),
                      host);
}

static void
client_line_received (CharlaReceiver *receiver, CharlaConnection *connection, GBytes *payload)
{
  ClientLine *self = CLIENT_LINE (receiver);
  g_autoptr (ClientMessage) message = client_dialect_read (self->dialect, payload);

  self->heard = TRUE;
  if (message != NULL)
    g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, message);
}

static void
client_line_drained (CharlaReceiver *receiver, CharlaConnection *connection)
{
  ClientLine *self = CLIENT_LINE (receiver);
  guint signal = self->online ? SIGNAL_SENT : SIGNAL_ONLINE;

  self->online = TRUE;
  g_signal_emit (self, signals[signal], 0);
}

static void
client_line_closed (CharlaReceiver *receiver, CharlaConnection *connection, const GError *reason)
{
  ClientLine *self = CLIENT_LINE (receiver);
  g_autoptr (GError) error = explain (self, reason);

  g_debug ("Line lost: %s", reason ? reason->message : "closed by the server");
  g_clear_object (&self->connection);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, error);
}

static void
client_line_receiver_init (CharlaReceiverInterface *iface)
{
  iface->received = client_line_received;
  iface->drained = client_line_drained;
  iface->closed = client_line_closed;
}

/* Takes the connection over, and says who one is. */
static void
client_line_begin (ClientLine *self, GIOStream *stream)
{
  g_autoptr (GBytes) hello = client_dialect_hello (self->dialect, self->name);
  g_autoptr (CharlaWatcher) watcher = charla_watcher_new (READ_PRIORITY);
  g_autoptr (GError) error = NULL;

  self->connection = charla_connection_new (stream, CHARLA_FRAME_MAX_FROM_SERVER, watcher, NULL);
  charla_connection_set_receiver (self->connection, CHARLA_RECEIVER (self));

  if (!charla_connection_start (self->connection, &error)
      || !charla_connection_send (self->connection, hello, &error))
    charla_connection_close (self->connection, error);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ClientLine *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) stream = client_connect_finish (result, &error);

  /* Closed, and perhaps gone: nothing here is ours any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (stream != NULL)
    client_line_begin (self, G_IO_STREAM (stream));
  else
    g_signal_emit (self, signals[SIGNAL_CLOSED], 0, error);
}

/**
 * client_line_new:
 * @address: where the chat is
 * @name: the name to join with
 *
 * Makes a line that is not open yet.
 *
 * Returns: (transfer full): the line
 */
ClientLine *
client_line_new (ClientAddress *address, const char *name)
{
  ClientLine *self = NULL;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (CLIENT_TYPE_LINE, NULL);
  self->address = client_address_ref (address);
  self->name = g_strdup (name);
  return self;
}

/**
 * client_line_open:
 * @self: a line, for the first time
 *
 * Begins to connect. [signal@Line::online] or [signal@Line::closed] tells how it
 * went, never before this function has returned.
 */
void
client_line_open (ClientLine *self)
{
  g_return_if_fail (CLIENT_IS_LINE (self));

  client_connect_async (self->address,
                        CONNECT_TIMEOUT_MS,
                        self->cancellable,
                        on_connected,
                        self);
}

/**
 * client_line_close:
 * @self: a line
 *
 * Leaves. What has been posted and not sent is lost, and nothing is emitted any
 * more.
 */
void
client_line_close (ClientLine *self)
{
  g_autoptr (CharlaConnection) connection = NULL;

  g_return_if_fail (CLIENT_IS_LINE (self));

  g_cancellable_cancel (self->cancellable);
  connection = g_steal_pointer (&self->connection);
  if (connection == NULL)
    return;

  charla_connection_set_receiver (connection, NULL);
  charla_connection_close (connection, NULL);
}

/**
 * client_line_post:
 * @self: a line that is online
 * @text: what to say
 *
 * Hands @text to the connection. [signal@Line::sent] tells when it is on its way.
 *
 * Returns: whether the connection took it; if not, the line is lost
 */
gboolean
client_line_post (ClientLine *self, const char *text)
{
  g_autoptr (GBytes) frames = NULL;

  g_return_val_if_fail (CLIENT_IS_LINE (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (self->connection == NULL)
    return FALSE;

  frames = client_dialect_post (self->dialect, text);
  return charla_connection_send (self->connection, frames, NULL);
}

/**
 * client_line_get_heard:
 * @self: a line
 *
 * Returns: whether the server has said something that a chat says
 */
gboolean
client_line_get_heard (ClientLine *self)
{
  g_return_val_if_fail (CLIENT_IS_LINE (self), FALSE);

  return self->heard;
}
