/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-tls-output.h"

struct _ServerTlsOutput
{
  GOutputStream parent_instance;

  ServerTls *tls;
};

static void server_tls_output_pollable_init (GPollableOutputStreamInterface *iface);

/**
 * ServerTlsOutput:
 *
 * What the peer is told, of a [class@TlsStream].
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (ServerTlsOutput, server_tls_output, G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM,
                                                      server_tls_output_pollable_init))

static GPollableReturn
server_tls_output_writev_nonblocking (GPollableOutputStream *stream, const GOutputVector *vectors,
                                      gsize n_vectors, gsize *written, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gssize n = server_tls_write (SERVER_TLS_OUTPUT (stream)->tls, vectors, n_vectors, &cause);

  *written = n > 0 ? (gsize) n : 0;
  if (n >= 0)
    return G_POLLABLE_RETURN_OK;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_POLLABLE_RETURN_WOULD_BLOCK;

  g_propagate_error (error, g_steal_pointer (&cause));
  return G_POLLABLE_RETURN_FAILED;
}

static gssize
server_tls_output_write_nonblocking (GPollableOutputStream *stream, const void *buffer, gsize size,
                                     GError **error)
{
  return server_tls_write (SERVER_TLS_OUTPUT (stream)->tls, &(GOutputVector) { buffer, size }, 1,
                           error);
}

static gboolean
server_tls_output_is_writable (GPollableOutputStream *stream)
{
  ServerTlsOutput *self = SERVER_TLS_OUTPUT (stream);

  return g_socket_condition_check (server_tls_get_socket (self->tls), G_IO_OUT) != 0;
}

static GSource *
server_tls_output_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  ServerTlsOutput *self = SERVER_TLS_OUTPUT (stream);
  g_autoptr (GSource) ready
    = g_socket_create_source (server_tls_get_socket (self->tls), G_IO_OUT, NULL);

  return g_pollable_source_new_full (stream, ready, cancellable);
}

static void
server_tls_output_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->writev_nonblocking = server_tls_output_writev_nonblocking;
  iface->write_nonblocking = server_tls_output_write_nonblocking;
  iface->is_writable = server_tls_output_is_writable;
  iface->create_source = server_tls_output_create_source;
}

/* Nothing of it waits, so that none of it is a matter for a thread. */
static gboolean
server_tls_output_close (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  server_tls_end (SERVER_TLS_OUTPUT (stream)->tls);

  return TRUE;
}

static void
server_tls_output_close_async (GOutputStream *stream, int priority, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, NULL, callback, user_data);

  g_task_set_source_tag (task, (gpointer) (guintptr) server_tls_output_close_async);
  g_task_return_boolean (task, server_tls_output_close (stream, NULL, NULL));
}

static gboolean
server_tls_output_close_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
server_tls_output_finalize (GObject *object)
{
  /* The parent's closes the stream if that has not been done. */
  ServerTls *tls = SERVER_TLS_OUTPUT (object)->tls;

  G_OBJECT_CLASS (server_tls_output_parent_class)->finalize (object);
  server_tls_unref (tls);
}

static void
server_tls_output_class_init (ServerTlsOutputClass *klass)
{
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = server_tls_output_finalize;
  stream_class->close_fn = server_tls_output_close;
  stream_class->close_async = server_tls_output_close_async;
  stream_class->close_finish = server_tls_output_close_finish;
}

static void
server_tls_output_init (ServerTlsOutput *self)
{
}

/**
 * server_tls_output_new: (skip)
 * @tls: TLS with the handshake through
 *
 * Returns: (transfer full): what the peer is told
 */
GOutputStream *
server_tls_output_new (ServerTls *tls)
{
  ServerTlsOutput *self = g_object_new (SERVER_TYPE_TLS_OUTPUT, NULL);

  self->tls = server_tls_ref (tls);

  return G_OUTPUT_STREAM (self);
}
