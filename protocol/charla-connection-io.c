/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-connection-private.h"

/* Most pieces that one write takes: beyond some tens, a call more costs nothing
 * that would show. */
#define WRITE_VECTORS 64

/* How long a peer may take to notice that there is nothing more to come. It is
 * a bound for those who do not care; the others are gone at once. */
#define LINGER_MS 2000

static GPrivate spare_buffer = G_PRIVATE_INIT (g_free);

/* One buffer serves all connections of a thread. It is taken out while it is
 * in use, as a receiver may run the main loop and so start another reading. */
static guint8 *
take_buffer (void)
{
  guint8 *buffer = g_private_get (&spare_buffer);

  g_private_set (&spare_buffer, NULL);

  return buffer != NULL ? buffer : g_malloc (CHARLA_READ_SHARE);
}

static void
give_buffer (guint8 *buffer)
{
  g_private_replace (&spare_buffer, buffer);
}

/* Hands on the next frame, if it ends within @data. Afterwards @self may be freed. */
static void
deliver_next (CharlaConnection *self, const guint8 **data, gsize *length)
{
  g_autoptr (CharlaReceiver) receiver = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) error = NULL;
  gsize consumed = 0;

  if (!charla_framer_feed (&self->framer, *data, *length, &consumed, &payload, &error))
    {
      charla_connection_close (self, error);
      return;
    }

  *data += consumed;
  *length -= consumed;
  if (payload == NULL)
    return;

  self->frames--;
  if (self->receiver == NULL)
    return;

  receiver = g_object_ref (self->receiver);
  CHARLA_RECEIVER_GET_IFACE (receiver)->received (receiver, self, payload);
}

/* @going is FALSE as soon as @self is closed, or even freed. */
static void
deliver (CharlaConnection *self, const guint8 *data, gsize length, const gboolean *going)
{
  while (length > 0 && *going && self->state == CHARLA_CONNECTION_OPEN)
    {
      if (self->paused || self->frames == 0)
        {
          self->unread = g_bytes_new (data, length);
          return;
        }

      deliver_next (self, &data, &length);
    }
}

static void
deliver_unread (CharlaConnection *self, const gboolean *going)
{
  g_autoptr (GBytes) unread = g_steal_pointer (&self->unread);

  if (unread != NULL)
    deliver (self, g_bytes_get_data (unread, NULL), g_bytes_get_size (unread), going);
}

static void
read_ended (CharlaConnection *self, GError *failure)
{
  g_autoptr (GError) error = failure;

  if (error == NULL && self->state == CHARLA_CONNECTION_OPEN)
    charla_framer_finish (&self->framer, &error);

  /* Who has been told everything may go in any way. */
  charla_connection_close (self, self->state != CHARLA_CONNECTION_LINGERING ? error : NULL);
}

static void
take (CharlaConnection *self, const guint8 *data, gsize length, const gboolean *going)
{
  if (self->state != CHARLA_CONNECTION_LINGERING)
    {
      deliver (self, data, length, going);
      return;
    }

  self->dropped += length;
  if (self->dropped > CHARLA_QUEUE_MAX)
    charla_connection_close (self, NULL);
}

/* The array of a frame that grows has up to twice its size. FALSE when that closed @self,
 * which may be freed then. */
static gboolean
tell_held (CharlaConnection *self)
{
  g_autoptr (CharlaConnection) connection = NULL;
  g_autoptr (CharlaReceiver) receiver = NULL;
  gsize frame = self->framer.payload != NULL ? 2 * (gsize) self->framer.payload->len : 0;
  gsize size = frame + (self->unread != NULL ? g_bytes_get_size (self->unread) : 0);

  if (size == self->held || self->receiver == NULL
      || CHARLA_RECEIVER_GET_IFACE (self->receiver)->holds == NULL)
    return TRUE;

  connection = g_object_ref (self);
  receiver = g_object_ref (self->receiver);
  self->held = (guint32) size;
  CHARLA_RECEIVER_GET_IFACE (receiver)->holds (receiver, self, size);

  return self->state != CHARLA_CONNECTION_CLOSED;
}

/* Reads up to a fair share, and throws it away once the end has begun. FALSE
 * when that closed @self, which may be freed then. */
static gboolean
read_share (CharlaConnection *self)
{
  GPollableInputStream *input =
    G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->stream));
  guint8 *buffer = take_buffer ();
  gsize share = CHARLA_READ_SHARE;
  guint reads = CHARLA_READS_SHARE;
  gboolean going = TRUE;

  self->going = &going;
  self->frames = CHARLA_FRAMES_SHARE;
  deliver_unread (self, &going);
  while (going && share > 0 && reads > 0 && !self->paused && self->unread == NULL)
    {
      GError *error = NULL;
      gssize n = g_pollable_input_stream_read_nonblocking (input, buffer, share, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          g_error_free (error);
          break;
        }
      if (n <= 0)
        {
          read_ended (self, error);
          break;
        }

      share -= n;
      reads--;
      take (self, buffer, n, &going);
    }

  give_buffer (buffer);
  if (!going)
    return FALSE;

  self->going = NULL;
  if ((share == 0 || reads == 0 || self->unread != NULL) && !self->paused)
    CHARLA_WATCHER_GET_IFACE (self->watcher)->schedule (self->watcher, self, G_IO_IN);
  return tell_held (self);
}

static gboolean
write_queue (CharlaConnection *self, GError **error)
{
  GPollableOutputStream *output =
    G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));

  while (!charla_queue_is_empty (&self->queue))
    {
      GOutputVector vectors[WRITE_VECTORS];
      /* TLS wants to be asked again for exactly what would have blocked. */
      guint n = charla_queue_peek (&self->queue, vectors,
                                   self->blocked > 0 ? self->blocked : WRITE_VECTORS);
      gsize written = 0;

      switch (g_pollable_output_stream_writev_nonblocking (output, vectors, n, &written, NULL,
                                                           error))
        {
        case G_POLLABLE_RETURN_OK:
          self->blocked = 0;
          charla_queue_pop (&self->queue, written);
          break;
        case G_POLLABLE_RETURN_WOULD_BLOCK:
          self->blocked = n;
          CHARLA_WATCHER_GET_IFACE (self->watcher)->blocked (self->watcher, self);
          return TRUE;
        case G_POLLABLE_RETURN_FAILED:
        default:
          return FALSE;
        }
    }

  return TRUE;
}

static void
tell_drained (CharlaConnection *self)
{
  g_autoptr (CharlaReceiver) receiver = NULL;

  if (self->receiver == NULL || CHARLA_RECEIVER_GET_IFACE (self->receiver)->drained == NULL)
    return;

  receiver = g_object_ref (self->receiver);
  CHARLA_RECEIVER_GET_IFACE (receiver)->drained (receiver, self);
}

static gboolean
on_lingered (gpointer user_data)
{
  charla_connection_close (user_data, NULL);

  return G_SOURCE_REMOVE;
}

/* TLS has a word for the end, which may be a matter for a thread. */
static gboolean
shut_down_writing (CharlaConnection *self)
{
  if (self->coupled)
    {
      g_output_stream_close_async (g_io_stream_get_output_stream (self->stream), G_PRIORITY_DEFAULT,
                                   NULL, NULL, NULL);
      return TRUE;
    }

  return g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (self->stream)),
                            FALSE, TRUE, NULL);
}

/**
 * charla_connection_linger: (skip)
 * @self: a connection that is ending and has written everything
 *
 * Tells the peer that this is the end, and waits for theirs. A socket that is closed
 * while there is something in it to be read throws away what it was to send, and
 * what the peer has not read may be lost there too: so what comes is read first.
 */
void
charla_connection_linger (CharlaConnection *self)
{
  if (!shut_down_writing (self))
    {
      charla_connection_close (self, NULL);
      return;
    }

  self->state = CHARLA_CONNECTION_LINGERING;
  self->lingering = g_timeout_source_new (LINGER_MS);
  g_source_set_callback (self->lingering, on_lingered, self, NULL);
  g_source_attach (self->lingering, g_main_context_get_thread_default ());
}

static void
flush (CharlaConnection *self)
{
  g_autoptr (GError) error = NULL;

  if (charla_queue_is_empty (&self->queue))
    return;

  if (!write_queue (self, &error))
    {
      /* What the peer said before it went away is heard first, to the end if that
       * takes more than one turn: there its going away is noticed again. */
      charla_queue_clear (&self->queue);
      self->blocked = 0;
      if (self->going != NULL || self->paused || (read_share (self) && self->unread == NULL))
        charla_connection_close (self, error);
      return;
    }

  if (!charla_queue_is_empty (&self->queue))
    return;

  if (self->state == CHARLA_CONNECTION_ENDING)
    charla_connection_linger (self);
  else
    tell_drained (self);
}

/**
 * charla_connection_ready: (skip)
 * @self: a connection
 * @condition: %G_IO_IN (or any other condition) to read, %G_IO_OUT to write
 *
 * For watchers: the stream can be read or written, or what was asked for with
 * @schedule has its turn. When it returns, @self may have been freed, unless the
 * watcher holds a reference.
 */
void
charla_connection_ready (CharlaConnection *self, GIOCondition condition)
{
  gboolean can_write = (condition & G_IO_OUT) != 0;
  gboolean can_read = (condition & ~G_IO_OUT) != 0;

  if (!charla_connection_is_started (self))
    return;

  /* A receiver that runs the main loop is not given a frame inside another. */
  if ((can_read || self->coupled) && self->going == NULL && !self->paused && !read_share (self))
    return;
  if (can_write || (self->coupled && self->blocked > 0))
    flush (self);
}
