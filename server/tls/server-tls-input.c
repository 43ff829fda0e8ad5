/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-tls-input.h"

struct _ServerTlsInput
{
  GInputStream parent_instance;

  ServerTls *tls;
};

static void server_tls_input_pollable_init (GPollableInputStreamInterface *iface);

/**
 * ServerTlsInput:
 *
 * What the peer says, of a [class@TlsStream].
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (ServerTlsInput, server_tls_input, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      server_tls_input_pollable_init))

static gssize
server_tls_input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize size,
                                   GError **error)
{
  return server_tls_read (SERVER_TLS_INPUT (stream)->tls, buffer, size, error);
}

static gboolean
server_tls_input_is_readable (GPollableInputStream *stream)
{
  ServerTlsInput *self = SERVER_TLS_INPUT (stream);

  return server_tls_has_more (self->tls)
         || g_socket_condition_check (server_tls_get_socket (self->tls), G_IO_IN) != 0;
}

static GSource *
server_tls_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  ServerTlsInput *self = SERVER_TLS_INPUT (stream);
  g_autoptr (GSource) ready
    = server_tls_has_more (self->tls)
        ? g_timeout_source_new (0)
        : g_socket_create_source (server_tls_get_socket (self->tls), G_IO_IN, NULL);

  return g_pollable_source_new_full (stream, ready, cancellable);
}

static void
server_tls_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->read_nonblocking = server_tls_input_read_nonblocking;
  iface->is_readable = server_tls_input_is_readable;
  iface->create_source = server_tls_input_create_source;
}

static void
server_tls_input_finalize (GObject *object)
{
  server_tls_unref (SERVER_TLS_INPUT (object)->tls);

  G_OBJECT_CLASS (server_tls_input_parent_class)->finalize (object);
}

static void
server_tls_input_class_init (ServerTlsInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = server_tls_input_finalize;
}

static void
server_tls_input_init (ServerTlsInput *self)
{
}

/**
 * server_tls_input_new: (skip)
 * @tls: TLS with the handshake through
 *
 * Returns: (transfer full): what the peer says
 */
GInputStream *
server_tls_input_new (ServerTls *tls)
{
  ServerTlsInput *self = g_object_new (SERVER_TYPE_TLS_INPUT, NULL);

  self->tls = server_tls_ref (tls);

  return G_INPUT_STREAM (self);
}
