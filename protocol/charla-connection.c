/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "charla-connection-private.h"

/**
 * CharlaConnection:
 *
 * One line to a peer: frames that come in, one after the other, and a bounded
 * queue of frames that go out.
 *
 * A connection works on any [class@Gio.IOStream] whose two streams can be
 * polled, never waits in a call, and belongs to the thread that starts it.
 * What happens is told to its [iface@Receiver]. It closes by itself when the
 * peer does, at the first byte that breaks the rules of the frames, when its
 * deadline passes, and when it is cancelled. Dropping its last reference closes
 * it too, without a word to the receiver.
 */
G_DEFINE_FINAL_TYPE (CharlaConnection, charla_connection, G_TYPE_OBJECT)

static void
destroy_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
schedule (CharlaConnection *self, GIOCondition condition)
{
  CHARLA_WATCHER_GET_IFACE (self->watcher)->schedule (self->watcher, self, condition);
}

/* Closing a socket is done at once. Anything else may have to say goodbye to
 * the peer first, for which nobody waits. */
static void
close_stream (CharlaConnection *self)
{
  if (self->coupled)
    g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  else
    g_io_stream_close (self->stream, NULL, NULL);
}

static void
shut_down (CharlaConnection *self)
{
  if (self->state == CHARLA_CONNECTION_CLOSED)
    return;

  if (charla_connection_is_started (self))
    CHARLA_WATCHER_GET_IFACE (self->watcher)->remove (self->watcher, self);
  self->state = CHARLA_CONNECTION_CLOSED;
  if (self->going != NULL)
    *self->going = FALSE;
  self->going = NULL;

  charla_deadline_stop (&self->deadline);
  g_clear_pointer (&self->cancelled, destroy_source);
  g_clear_pointer (&self->lingering, destroy_source);
  charla_framer_clear (&self->framer);
  g_clear_pointer (&self->unread, g_bytes_unref);
  charla_queue_clear (&self->queue);
  close_stream (self);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  charla_connection_close (user_data, error);

  return G_SOURCE_REMOVE;
}

static void
on_deadline (gpointer item, gpointer user_data)
{
  g_autoptr (GError) error =
    g_error_new_literal (CHARLA_ERROR, CHARLA_ERROR_TIMED_OUT, "The peer took too long");

  charla_connection_close (item, error);
}

static void
charla_connection_dispose (GObject *object)
{
  CharlaConnection *self = CHARLA_CONNECTION (object);

  shut_down (self);
  g_clear_error (&self->reason);
  g_clear_object (&self->stream);
  g_clear_object (&self->watcher);

  G_OBJECT_CLASS (charla_connection_parent_class)->dispose (object);
}

static void
charla_connection_class_init (CharlaConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = charla_connection_dispose;
}

static void
charla_connection_init (CharlaConnection *self)
{
  self->queue_limit = CHARLA_QUEUE_MAX;
}

/**
 * charla_connection_new:
 * @stream: a stream that can be polled in both directions
 * @frame_limit: largest payload, in bytes, that is accepted from the peer:
 *   %CHARLA_FRAME_MAX_FROM_CLIENT or %CHARLA_FRAME_MAX_FROM_SERVER
 * @watcher: (nullable): who watches the stream, or %NULL for the default
 * @cancellable: (nullable): a cancellable that closes the connection
 *
 * Makes a connection, which does nothing before [method@Connection.start]:
 * there is time to give it a receiver and a deadline. It closes @stream when it
 * is closed itself.
 *
 * Returns: (transfer full): a new connection
 */
CharlaConnection *
charla_connection_new (GIOStream *stream, gsize frame_limit, CharlaWatcher *watcher,
                       GCancellable *cancellable)
{
  CharlaConnection *self = g_object_new (CHARLA_TYPE_CONNECTION, NULL);

  self->stream = g_object_ref (stream);
  self->coupled = !G_IS_SOCKET_CONNECTION (stream) || G_IS_TCP_WRAPPER_CONNECTION (stream);
  self->watcher = g_object_ref (watcher != NULL ? watcher : charla_watcher_get_default ());
  charla_framer_init (&self->framer, frame_limit);

  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
      g_source_attach (self->cancelled, g_main_context_get_thread_default ());
    }

  return self;
}

/**
 * charla_connection_get_stream:
 * @self: a connection
 *
 * Returns: (transfer none): the stream, which is closed once @self is
 */
GIOStream *
charla_connection_get_stream (CharlaConnection *self)
{
  return self->stream;
}

/**
 * charla_connection_is_open:
 * @self: a connection
 *
 * Returns: whether frames can be sent: from the beginning until @self is closed,
 *   or begins to end
 */
gboolean
charla_connection_is_open (CharlaConnection *self)
{
  return self->state == CHARLA_CONNECTION_NEW || self->state == CHARLA_CONNECTION_OPEN;
}

/**
 * charla_connection_get_queued:
 * @self: a connection
 *
 * Returns: how many bytes wait for the peer to read
 */
gsize
charla_connection_get_queued (CharlaConnection *self)
{
  return self->queue.size;
}

/**
 * charla_connection_set_queue_limit:
 * @self: a connection
 * @limit: most memory, in bytes, that the queue may keep in use
 *
 * Sets how much may wait for the peer, by default %CHARLA_QUEUE_MAX. The limit is
 * there against a peer that does not read, for which everything would pile up.
 * Each piece counts for its bytes and about a hundred more, so that very many
 * very small ones are bounded too.
 */
void
charla_connection_set_queue_limit (CharlaConnection *self, gsize limit)
{
  self->queue_limit = limit;
}

/**
 * charla_connection_set_receiver:
 * @self: a connection
 * @receiver: (nullable) (transfer none): who is told what happens
 *
 * Sets the receiver, also while a frame is being received: the next one goes to
 * the new one then. Without a receiver, frames are dropped.
 *
 * @self holds no reference: a receiver that goes away before @self closes it, or
 * takes itself off with %NULL.
 */
void
charla_connection_set_receiver (CharlaConnection *self, CharlaReceiver *receiver)
{
  if (self->state != CHARLA_CONNECTION_CLOSED)
    self->receiver = receiver;
}

/**
 * charla_connection_set_deadline: (skip)
 * @self: a connection
 * @deadlines: (nullable): a group of deadlines whose items are connections, such as
 *   one from charla_connection_deadlines_new(), or %NULL for none
 *
 * Gives the peer the full time of @deadlines from now on, in place of the deadline
 * that @self had.
 */
void
charla_connection_set_deadline (CharlaConnection *self, CharlaDeadlines *deadlines)
{
  charla_deadline_stop (&self->deadline);
  if (deadlines != NULL && self->state != CHARLA_CONNECTION_CLOSED)
    charla_deadlines_start (deadlines, &self->deadline, self);
}

/**
 * charla_connection_deadlines_new: (skip)
 * @milliseconds: the time that each connection has
 *
 * Makes a group of deadlines for charla_connection_set_deadline() that closes a
 * connection whose time has passed, with %CHARLA_ERROR_TIMED_OUT. It is there
 * against a peer that takes a place and says nothing.
 *
 * Returns: (transfer full): a group of deadlines; free it with charla_deadlines_free()
 */
CharlaDeadlines *
charla_connection_deadlines_new (guint milliseconds)
{
  return charla_deadlines_new (milliseconds, on_deadline, NULL);
}

/**
 * charla_connection_start:
 * @self: a connection that has not been started
 * @error: return location for an error
 *
 * Begins to read, and to write what has been queued. Frames arrive from the next
 * turn of the main loop on.
 *
 * Returns: %TRUE, or %FALSE when the stream cannot be watched, or is closed already
 *   (%CHARLA_ERROR_CLOSED)
 */
gboolean
charla_connection_start (CharlaConnection *self, GError **error)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  GOutputStream *output = g_io_stream_get_output_stream (self->stream);

  g_return_val_if_fail (!charla_connection_is_started (self), FALSE);

  if (self->state == CHARLA_CONNECTION_CLOSED)
    {
      g_set_error_literal (error, CHARLA_ERROR, CHARLA_ERROR_CLOSED, "The connection is closed");
      return FALSE;
    }
  if (!G_IS_POLLABLE_INPUT_STREAM (input)
      || !g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (input))
      || !G_IS_POLLABLE_OUTPUT_STREAM (output)
      || !g_pollable_output_stream_can_poll (G_POLLABLE_OUTPUT_STREAM (output)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "The stream cannot be polled");
      return FALSE;
    }
  if (!CHARLA_WATCHER_GET_IFACE (self->watcher)->add (self->watcher, self, error))
    return FALSE;

  /* What is written in a turn goes out in one piece, and has nothing to wait for. */
  if (G_IS_TCP_CONNECTION (self->stream))
    g_socket_set_option (g_socket_connection_get_socket (G_SOCKET_CONNECTION (self->stream)),
                         IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);

  self->state = CHARLA_CONNECTION_OPEN;
  if (!charla_queue_is_empty (&self->queue))
    schedule (self, G_IO_OUT);
  /* TLS may hold bytes already of which its socket shows nothing. */
  if (self->coupled)
    schedule (self, G_IO_IN);

  return TRUE;
}

/**
 * charla_connection_send:
 * @self: a connection
 * @frames: one or more whole frames, from charla_frame_new() or charla_frame_new_pair()
 * @error: return location for an error
 *
 * Queues frames, by reference. All that is queued in one turn of the main loop
 * is written together at its end. Frames may be queued before @self is started.
 *
 * On an error nothing is queued, and @self stays as it is: to let go of a peer
 * that does not read is the caller's choice.
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_ERROR_TOO_SLOW or %CHARLA_ERROR_CLOSED
 */
gboolean
charla_connection_send (CharlaConnection *self, GBytes *frames, GError **error)
{
  gboolean was_empty = charla_queue_is_empty (&self->queue);

  if (!charla_connection_is_open (self))
    {
      g_set_error_literal (error, CHARLA_ERROR, CHARLA_ERROR_CLOSED, "The connection is closed");
      return FALSE;
    }
  if (charla_queue_get_cost (&self->queue) + g_bytes_get_size (frames) > self->queue_limit)
    {
      g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_TOO_SLOW,
                   "The peer does not read: %" G_GSIZE_FORMAT " bytes wait for it",
                   self->queue.size);
      return FALSE;
    }

  charla_queue_push (&self->queue, frames);
  if (was_empty && self->state == CHARLA_CONNECTION_OPEN)
    schedule (self, G_IO_OUT);

  return TRUE;
}

/**
 * charla_connection_pause:
 * @self: a connection
 *
 * Receives no more frames until charla_connection_resume(), also while one is being
 * received: it is the last one then. What the peer sends piles up on its own side.
 * That it has gone is noticed when @self is resumed, or when something is sent.
 *
 * It is there against a peer that asks faster than it can be answered.
 */
void
charla_connection_pause (CharlaConnection *self)
{
  if (charla_connection_is_open (self))
    self->paused = TRUE;
}

/**
 * charla_connection_resume:
 * @self: a connection
 *
 * Receives frames again, from the next turn of the main loop on.
 */
void
charla_connection_resume (CharlaConnection *self)
{
  if (!self->paused)
    return;

  self->paused = FALSE;
  if (charla_connection_is_started (self))
    schedule (self, G_IO_IN);
}

/**
 * charla_connection_is_paused:
 * @self: a connection
 *
 * Returns: whether charla_connection_pause() holds
 */
gboolean
charla_connection_is_paused (CharlaConnection *self)
{
  return self->paused;
}

/**
 * charla_connection_end:
 * @self: a connection
 * @reason: (nullable): why, for the receiver
 *
 * Closes the connection when what is queued has been written and the peer, who is
 * told that this was all, has closed its side: at the latest two seconds later, or
 * when it has sent %CHARLA_QUEUE_MAX more, as nobody is kept by a peer who goes
 * on. No frame is received any more, and nothing can be sent; a deadline still
 * applies. Whatever closes it in the end, the receiver is told @reason, if there
 * is one.
 */
void
charla_connection_end (CharlaConnection *self, const GError *reason)
{
  if (self->state == CHARLA_CONNECTION_NEW)
    {
      charla_connection_close (self, reason);
      return;
    }
  if (self->state != CHARLA_CONNECTION_OPEN)
    return;

  self->state = CHARLA_CONNECTION_ENDING;
  self->reason = reason != NULL ? g_error_copy (reason) : NULL;
  charla_framer_clear (&self->framer);
  g_clear_pointer (&self->unread, g_bytes_unref);
  charla_connection_resume (self);
  if (charla_queue_is_empty (&self->queue))
    charla_connection_linger (self);
}

/**
 * charla_connection_close:
 * @self: a connection
 * @reason: (nullable): why, for the receiver
 *
 * Closes the connection now, and drops what is queued. The receiver is told
 * before this returns, if it has not been told before.
 */
void
charla_connection_close (CharlaConnection *self, const GError *reason)
{
  g_autoptr (CharlaConnection) connection = g_object_ref (self);
  g_autoptr (CharlaReceiver) receiver = NULL;

  if (self->state == CHARLA_CONNECTION_CLOSED)
    return;

  shut_down (self);
  if (self->receiver == NULL)
    return;

  receiver = g_object_ref (self->receiver);
  CHARLA_RECEIVER_GET_IFACE (receiver)
    ->closed (receiver, connection, self->reason != NULL ? self->reason : reason);
}

/**
 * charla_connection_get_watch: (skip)
 * @self: a connection
 *
 * Returns: what the watcher keeps for @self
 */
gpointer
charla_connection_get_watch (CharlaConnection *self)
{
  return self->watch;
}

/**
 * charla_connection_set_watch: (skip)
 * @self: a connection
 * @watch: (nullable): what the watcher keeps for @self, and frees in @remove
 */
void
charla_connection_set_watch (CharlaConnection *self, gpointer watch)
{
  self->watch = watch;
}
