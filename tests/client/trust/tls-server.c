/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tls-server.h"

#include <string.h>

typedef struct
{
  TlsServer *server;
  GSocketConnection *connection;
  GIOStream *stream;
  GCancellable *cancellable;
  char buffer[4096];
} Peer;

static void
peer_free (gpointer data)
{
  Peer *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_clear_object (&self->connection);
  g_free (self);
}

static void
say (GOutputStream *output, const char *bytes, gsize length)
{
  g_output_stream_write_all (output, bytes, length, NULL, NULL, NULL);
}

static void
greet (Peer *self)
{
  g_autofree char *object = g_strdup_printf (
    "{\"re\": 1, \"ok\": {\"charla\": 1, \"server\": {\"id\": \"%s\", \"name\": \"Lab\"},"
    " \"you\": {\"id\": \"u1\", \"name\": \"ana\"}, \"seq\": 0, \"rooms\": []}}",
    self->server->id);
  g_autofree char *frame = g_strdup_printf ("%-10zu%s", strlen (object), object);

  say (g_io_stream_get_output_stream (self->stream), frame, strlen (frame));
}

static void
on_heard (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Peer *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (length <= 0)
    return;

  if (strstr (self->buffer, "\"charla\"") != NULL)
    greet (self);
  g_string_append_len (self->server->heard, self->buffer, length);
  memset (self->buffer, 0, sizeof self->buffer);
  g_input_stream_read_async (G_INPUT_STREAM (source), self->buffer, sizeof self->buffer - 1,
                             G_PRIORITY_DEFAULT, self->cancellable, on_heard, self);
}

static void
on_handshaken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Peer *self = user_data;

  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL))
    return;

  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream), self->buffer,
                             sizeof self->buffer - 1, G_PRIORITY_DEFAULT, self->cancellable,
                             on_heard, self);
}

static void
speak (Peer *self)
{
  g_autoptr (GError) error = NULL;

  self->stream = g_tls_server_connection_new (G_IO_STREAM (self->connection),
                                              self->server->certificate, &error);
  g_assert_no_error (error);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (self->stream), FALSE);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (self->stream), G_PRIORITY_DEFAULT,
                                    self->cancellable, on_handshaken, self);
}

static void
on_first_bytes (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char alert[] = { 0x15, 3, 3, 0, 2, 2, 40 };
  static const char beginning[] = { 0x16, 3, 3, 0, 122, 2, 0, 0 };
  Peer *self = user_data;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (self->connection));
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (length <= 0)
    return;

  if (self->buffer[0] != 0x16)
    g_string_append_len (self->server->plain, self->buffer, length);
  if (self->server->manner == TLS_SERVER_BABBLES)
    say (output, "SSH-2.0-OpenSSH\r\n", strlen ("SSH-2.0-OpenSSH\r\n"));
  else if (self->server->manner == TLS_SERVER_ALERTS)
    say (output, alert, sizeof alert);
  else if (self->server->manner == TLS_SERVER_STOPS)
    say (output, beginning, sizeof beginning);
  if (self->server->manner != TLS_SERVER_SILENT && self->server->manner != TLS_SERVER_STOPS)
    g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source,
             gpointer user_data)
{
  TlsServer *self = user_data;
  Peer *peer = g_new0 (Peer, 1);

  self->n_accepted++;
  peer->server = self;
  peer->connection = g_object_ref (connection);
  peer->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->peers, peer);
  if (self->manner == TLS_SERVER_SPEAKS)
    speak (peer);
  else
    g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                               peer->buffer, sizeof peer->buffer, G_PRIORITY_DEFAULT,
                               peer->cancellable, on_first_bytes, peer);
  return TRUE;
}

TlsServer *
tls_server_new (GTlsCertificate *certificate)
{
  TlsServer *self = g_new0 (TlsServer, 1);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  self->id = "s1";
  self->certificate = g_object_ref (certificate);
  self->heard = g_string_new (NULL);
  self->plain = g_string_new (NULL);
  self->peers = g_ptr_array_new_with_free_func (peer_free);
  self->service = g_socket_service_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  return self;
}

/* Nothing is freed while it is still being read or shaken. */
void
tls_server_drop_all (TlsServer *self)
{
  for (guint i = 0; i < self->peers->len; i++)
    {
      Peer *peer = g_ptr_array_index (self->peers, i);
      GSocket *socket = g_socket_connection_get_socket (peer->connection);

      g_cancellable_cancel (peer->cancellable);
      g_socket_shutdown (socket, TRUE, TRUE, NULL);
    }
}

void
tls_server_free (TlsServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  tls_server_drop_all (self);
  for (guint i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
  g_clear_pointer (&self->peers, g_ptr_array_unref);
  g_clear_object (&self->certificate);
  g_string_free (self->heard, TRUE);
  g_string_free (self->plain, TRUE);
  g_free (self);
}

ClientAddress *
tls_server_get_address (TlsServer *self)
{
  g_autofree char *text = g_strdup_printf ("127.0.0.1:%u", self->port);

  return client_address_parse (text, NULL);
}
