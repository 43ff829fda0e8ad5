/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-server.h"

#include <string.h>
#include <sys/socket.h>

static void fake_server_read (FakeServer *self);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FakeServer *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (length <= 0)
    {
      self->ended = TRUE;
      return;
    }

  g_string_append_len (self->heard, self->buffer, length);
  if (self->turns_away || (self->is_classic && strstr (self->heard->str, "{\"charla\"") != NULL))
    fake_server_close (self);
  else
    fake_server_read (self);
}

static void
fake_server_read (FakeServer *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                             self->buffer,
                             sizeof self->buffer,
                             G_PRIORITY_DEFAULT,
                             self->reading,
                             on_read,
                             self);
}

static void
fake_server_forget (FakeServer *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->connection);
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  FakeServer *self = user_data;

  fake_server_forget (self);
  self->n_accepted++;
  self->ended = FALSE;
  g_string_truncate (self->heard, 0);
  self->connection = g_object_ref (connection);
  self->reading = g_cancellable_new ();
  fake_server_read (self);
  return TRUE;
}

void
fake_server_come_back (FakeServer *self)
{
  g_autoptr (GSocketAddress) address =
    g_inet_socket_address_new_from_string ("127.0.0.1", self->port);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                 address,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &effective,
                                 &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
}

void
fake_server_go_away (FakeServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  if (self->connection != NULL)
    fake_server_close (self);
}

FakeServer *
fake_server_new (void)
{
  FakeServer *self = g_new0 (FakeServer, 1);

  self->heard = g_string_new (NULL);
  fake_server_come_back (self);
  return self;
}

void
fake_server_free (FakeServer *self)
{
  if (self->service != NULL)
    fake_server_go_away (self);

  /* What was being read is cancelled, which is told by the main loop. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_string_free (self->heard, TRUE);
  g_free (self);
}

ClientAddress *
fake_server_get_address (FakeServer *self)
{
  g_autofree char *text = g_strdup_printf ("plain://127.0.0.1:%u", self->port);

  return client_address_parse (text, NULL);
}

void
fake_server_say (FakeServer *self, const char *bytes, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                             bytes,
                             length < 0 ? strlen (bytes) : (gsize) length,
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
}

static void
on_flooded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FakeServer *self = user_data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    self->flooded = TRUE;
}

/* The bytes must stay until the client has read them. */
void
fake_server_flood (FakeServer *self, const char *bytes, gsize length)
{
  g_output_stream_write_all_async (
    g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
    bytes,
    length,
    G_PRIORITY_DEFAULT,
    NULL,
    on_flooded,
    self);
}

void
fake_server_message (FakeServer *self, const char *sender, const char *text)
{
  g_autofree char *frames =
    g_strdup_printf ("%-10zu%s%-10zu%s", strlen (sender), sender, strlen (text), text);

  fake_server_say (self, frames, -1);
}

void
fake_server_tell (FakeServer *self, const char *json)
{
  g_autofree char *object = g_strdelimit (g_strdup (json), "'", '"');
  g_autofree char *frame = g_strdup_printf ("%-10zu%s", strlen (object), object);

  fake_server_say (self, frame, -1);
}

void
fake_server_welcome (FakeServer *self)
{
  fake_server_tell (self, "{'re': 1, 'ok': {'charla': 1, 'server': {'id': 's1', 'name': 'Lab'},"
                          " 'you': {'id': 'u1', 'name': 'ana'}, 'token': 'key', 'seq': 0,"
                          " 'rooms': []}}");
}

char *
fake_server_hear (FakeServer *self)
{
  gsize size = 0;
  char *payload = NULL;

  if (self->heard->len < 10)
    return NULL;

  size = g_ascii_strtoull (self->heard->str, NULL, 10);
  if (self->heard->len < 10 + size)
    return NULL;

  payload = g_strndup (self->heard->str + 10, size);
  g_string_erase (self->heard, 0, 10 + size);
  return g_strdelimit (payload, "\"", '\'');
}

void
fake_server_close (FakeServer *self)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (self->reading);
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, &error);
  g_assert_no_error (error);
  fake_server_forget (self);
}

void
fake_server_reset (FakeServer *self)
{
  const struct linger now = { .l_onoff = 1, .l_linger = 0 };
  GSocket *socket = g_socket_connection_get_socket (self->connection);

  g_assert_cmpint (
    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &now, sizeof now), ==, 0);
  fake_server_close (self);
}
