/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-tls-stream.h"

#include "server-tls-input.h"
#include "server-tls-output.h"

struct _ServerTlsStream
{
  GIOStream parent_instance;

  ServerTls *tls;
  GInputStream *input;
  GOutputStream *output;
};

G_DEFINE_FINAL_TYPE (ServerTlsStream, server_tls_stream, G_TYPE_IO_STREAM)

static GInputStream *
server_tls_stream_get_input_stream (GIOStream *stream)
{
  return SERVER_TLS_STREAM (stream)->input;
}

static GOutputStream *
server_tls_stream_get_output_stream (GIOStream *stream)
{
  return SERVER_TLS_STREAM (stream)->output;
}

static gboolean
server_tls_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  ServerTlsStream *self = SERVER_TLS_STREAM (stream);

  server_tls_end (self->tls);
  return g_io_stream_close (G_IO_STREAM (server_tls_get_connection (self->tls)), NULL, error);
}

/* By default it would be a matter for a thread; but this is done at once. */
static void
server_tls_stream_close_async (GIOStream *stream, int priority, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, NULL, callback, user_data);

  g_task_set_source_tag (task, (gpointer) (guintptr) server_tls_stream_close_async);
  g_task_return_boolean (task, server_tls_stream_close (stream, NULL, NULL));
}

static gboolean
server_tls_stream_close_finish (GIOStream *stream, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
server_tls_stream_dispose (GObject *object)
{
  ServerTlsStream *self = SERVER_TLS_STREAM (object);

  /* The parent's closes the stream if that has not been done. */
  G_OBJECT_CLASS (server_tls_stream_parent_class)->dispose (object);

  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_pointer (&self->tls, server_tls_unref);
}

static void
server_tls_stream_class_init (ServerTlsStreamClass *klass)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = server_tls_stream_dispose;
  stream_class->get_input_stream = server_tls_stream_get_input_stream;
  stream_class->get_output_stream = server_tls_stream_get_output_stream;
  stream_class->close_fn = server_tls_stream_close;
  stream_class->close_async = server_tls_stream_close_async;
  stream_class->close_finish = server_tls_stream_close_finish;
}

static void
server_tls_stream_init (ServerTlsStream *self)
{
}

/**
 * server_tls_stream_new: (skip)
 * @tls: TLS with the handshake through; its connection is closed with the stream
 *
 * Returns: (transfer full): a stream of what is said inside
 */
GIOStream *
server_tls_stream_new (ServerTls *tls)
{
  ServerTlsStream *self = g_object_new (SERVER_TYPE_TLS_STREAM, NULL);

  self->tls = server_tls_ref (tls);
  self->input = server_tls_input_new (tls);
  self->output = server_tls_output_new (tls);

  return G_IO_STREAM (self);
}

/**
 * server_tls_stream_get_socket: (skip)
 * @self: a stream
 *
 * Returns: (transfer none): the socket of its connection
 */
GSocket *
server_tls_stream_get_socket (ServerTlsStream *self)
{
  return server_tls_get_socket (self->tls);
}
