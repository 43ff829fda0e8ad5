/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-line-private.h"

#include <glib/gi18n.h>

#include "client-charla.h"
#include "client-classic.h"
#include "client-error.h"

/**
 * ClientLine:
 *
 * One attempt at being in a chat: it connects, says who one is, and carries what is
 * said until it is lost. It has no policy: who wants another attempt makes another
 * line.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (ClientLine,
                               client_line,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_RECEIVER,
                                                      client_line_receiver_init))

static guint signals[CLIENT_LINE_N_SIGNALS];

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
  g_clear_pointer (&self->hello, client_hello_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dialect);
  g_clear_object (&self->known);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->identity, client_identity_unref);
  g_clear_pointer (&self->requests, client_requests_free);

  G_OBJECT_CLASS (client_line_parent_class)->finalize (object);
}

static void
client_line_class_init (ClientLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = client_line_dispose;
  object_class->finalize = client_line_finalize;

  /**
   * ClientLine::welcomed:
   * @self: the line
   * @welcome: (type ClientWelcome): what the server says about itself
   *
   * The server has let one in. It is emitted once, and before everything else.
   */
  signals[CLIENT_LINE_WELCOMED] =
    g_signal_new ("welcomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * ClientLine::event:
   * @self: the line
   * @event: (type ClientEvent): what has happened
   */
  signals[CLIENT_LINE_EVENT] =
    g_signal_new ("event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * ClientLine::closed:
   * @self: the line
   * @error: why, a #ClientError
   *
   * It could not connect, or is lost, and all requests have been answered. Nothing is
   * emitted after this, and nothing at all after client_line_close().
   */
  signals[CLIENT_LINE_CLOSED] =
    g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
client_line_init (ClientLine *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->inputs);
}

void
client_line_emit (ClientLine *self, ClientLineSignal signal, gpointer what)
{
  g_signal_emit (self, signals[signal], 0, what);
}

/* Takes the connection over, and says who one is. */
void
client_line_begin (ClientLine *self, GIOStream *stream)
{
  g_autoptr (GBytes) hello = client_dialect_hello (self->dialect, self->hello);
  g_autoptr (CharlaWatcher) watcher = charla_watcher_new (CLIENT_LINE_PRIORITY);
  g_autoptr (GError) error = NULL;

  self->connection = charla_connection_new (stream, CHARLA_FRAME_MAX_FROM_SERVER, watcher, NULL);
  charla_connection_set_receiver (self->connection, CHARLA_RECEIVER (self));
  if (self->paused)
    charla_connection_pause (self->connection);

  client_line_be_patient (self);
  if (charla_connection_start (self->connection, &error))
    client_line_send (self, hello);
  else
    charla_connection_close (self->connection, error);
}

static void
on_late (gpointer user_data)
{
  client_line_late (user_data);
}

/**
 * client_line_new:
 * @address: where the chat is
 * @hello: who joins
 * @speech: how to speak to the server
 * @known: (nullable): the server that was used there before
 * @timing: what to wait for
 *
 * Makes a line that is not open yet.
 *
 * Returns: (transfer full): the line
 */
ClientLine *
client_line_new (ClientAddress *address, const ClientHello *hello, ClientSpeech speech,
                 ClientKnownServer *known, const ClientTiming *timing)
{
  ClientLine *self = NULL;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (hello != NULL, NULL);
  g_return_val_if_fail (timing != NULL, NULL);

  self = g_object_new (CLIENT_TYPE_LINE, NULL);
  self->address = client_address_ref (address);
  self->hello = client_hello_copy (hello);
  self->speech = speech;
  self->known = known != NULL ? g_object_ref (known) : NULL;
  self->timing = *timing;
  self->dialect =
    speech == CLIENT_SPEECH_CLASSIC ? client_classic_new () : client_charla_new ();
  self->requests = client_requests_new (timing->request_ms, on_late, self);
  return self;
}

/**
 * client_line_open:
 * @self: a line, for the first time
 *
 * Begins to connect. [signal@Line::welcomed] or [signal@Line::closed] tells how it
 * went, never before this function has returned.
 *
 * It is encrypted if that can be. What cannot be encrypted is spoken only to a server on this
 * computer, where the person wants it so, and in the classic dialect, in which there are no
 * secrets; never to one that is known to be encrypted. Before a server that may be another one
 * than it says it is closed with %CLIENT_ERROR_UNKNOWN_SERVER or %CLIENT_ERROR_CHANGED_SERVER
 * and nothing is said.
 *
 * With %CLIENT_SPEECH_ANY a server that closes without a word, that says nothing for a
 * while, or something else than a welcome, is taken for one of the classic dialect:
 * the line is closed with %CLIENT_ERROR_CLASSIC_ONLY.
 */
void
client_line_open (ClientLine *self)
{
  g_return_if_fail (CLIENT_IS_LINE (self));

  client_line_connect (self);
}

static GError *
client_line_new_lost (ClientLine *self)
{
  return g_error_new (CLIENT_ERROR,
                      CLIENT_ERROR_LOST,
                      _ ("The connection to “%s” was lost."),
                      client_address_get_host (self->address));
}

/**
 * client_line_close:
 * @self: a line
 *
 * Leaves. What has been asked for and not answered fails with %CLIENT_ERROR_LOST, and
 * nothing is emitted any more.
 */
void
client_line_close (ClientLine *self)
{
  g_autoptr (CharlaConnection) connection = NULL;
  g_autoptr (GError) lost = NULL;

  g_return_if_fail (CLIENT_IS_LINE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->ending, g_source_remove);
  g_clear_error (&self->end);
  g_clear_object (&self->socket);
  connection = g_steal_pointer (&self->connection);
  if (connection == NULL)
    return;

  charla_connection_set_receiver (connection, NULL);
  charla_connection_close (connection, NULL);
  lost = client_line_new_lost (self);
  client_line_let_go (self, lost);
}

/**
 * client_line_pause:
 * @self: a line
 *
 * Reads no more, and tells nothing, until client_line_resume(), also while something is
 * being told: it is the last then. What the server says piles up on its own side. The
 * time that it is paused is not counted against the server.
 *
 * It is there against a server that says more than can be stored.
 */
void
client_line_pause (ClientLine *self)
{
  g_return_if_fail (CLIENT_IS_LINE (self));

  self->paused = TRUE;
  if (self->connection != NULL)
    charla_connection_pause (self->connection);
}

/**
 * client_line_resume:
 * @self: a line
 *
 * Reads again, from the next turn of the main loop on.
 */
void
client_line_resume (ClientLine *self)
{
  g_return_if_fail (CLIENT_IS_LINE (self));

  if (!self->paused)
    return;

  self->paused = FALSE;
  if (self->connection == NULL)
    return;

  client_requests_restart (self->requests);
  charla_connection_resume (self->connection);
  client_line_tell_later (self);
}

/**
 * client_line_get_heard:
 * @self: a line
 *
 * Returns: whether the server has said something in a frame
 */
gboolean
client_line_get_heard (ClientLine *self)
{
  g_return_val_if_fail (CLIENT_IS_LINE (self), FALSE);

  return self->heard;
}

/**
 * client_line_get_security:
 * @self: a line
 *
 * Returns: who can listen, as far as it is known
 */
ClientSecurity
client_line_get_security (ClientLine *self)
{
  g_return_val_if_fail (CLIENT_IS_LINE (self), CLIENT_SECURITY_NONE);

  return self->security;
}

/**
 * client_line_get_identity:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what the server has shown of itself
 */
ClientIdentity *
client_line_get_identity (ClientLine *self)
{
  g_return_val_if_fail (CLIENT_IS_LINE (self), NULL);

  return self->identity;
}

/**
 * client_line_request_async:
 * @self: a line
 * @request: (transfer full): what is asked for
 * @callback: (nullable): called once, whatever happens, without a source object; never
 *   before this function has returned, and before [signal@Line::closed]
 * @user_data: for @callback
 *
 * Asks the server for something, on a line that is welcome; on another one it fails
 * with %CLIENT_ERROR_LOST. When the server does not answer in time it fails with
 * %CLIENT_ERROR_TIMED_OUT, and the line is closed. At most %CLIENT_REQUESTS_MAX can
 * wait; beyond that the error is %CLIENT_ERROR_FULL.
 */
void
client_line_request_async (ClientLine *self, ClientRequest *request,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (ClientRequest) owned = request;
  g_autoptr (GBytes) frames = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_return_if_fail (CLIENT_IS_LINE (self));
  g_return_if_fail (request != NULL);

  if (self->connection == NULL || !self->is_in)
    error = client_line_new_lost (self);
  else if ((id = client_requests_add (self->requests, callback, user_data)) == 0)
    error = g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_FULL,
                                 _ ("Too much waits for an answer of the server already."));
  if (error != NULL)
    {
      client_requests_refuse (error, callback, user_data);
      return;
    }

  frames = client_dialect_request (self->dialect, id, request, &self->inputs);
  client_line_tell_later (self);
  if (frames != NULL)
    client_line_send (self, frames);
}

/**
 * client_line_request_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): what the server has answered, or %NULL with @error set: a
 *   %CHARLA_CODE_ERROR with the server's sentence, or a #ClientError
 */
CharlaMessage *
client_line_request_finish (GAsyncResult *result, GError **error)
{
  return client_requests_finish (result, error);
}
