/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-doctor-private.h"

#include <gio/gnetworking.h>
#include <glib/gi18n.h>

#include "charla-builder.h"
#include "discovery-name.h"

/* A server that works answers at once; a machine that is busy takes its time. */
#define HANDSHAKE_MS 5000
#define ANSWER_MS 4000
#define READ_SIZE 4096

#define LOOK_ID 1

static gboolean
on_certificate (GTlsConnection *connection, GTlsCertificate *certificate,
                GTlsCertificateFlags problems, ClientDoctor *self)
{
  /* It is only looked at: nothing is said that is not for everybody. */
  g_set_object (&self->certificate, certificate);
  self->problems = problems;
  return TRUE;
}

static gboolean
is_here (ClientDoctor *self)
{
  return g_inet_address_get_is_loopback (
    g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (self->remote)));
}

static void
tell_no_tls (ClientDoctor *self)
{
  g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&self->stream);
  client_doctor_tell (self, is_here (self) ? CLIENT_CHECK_WARNING : CLIENT_CHECK_FAILED,
                      g_strdup (_ ("What answers there does not encrypt.")),
                      _ ("It is a server of an older kind, or none of Charla: whoever is in the network "
                         "could read along. Use a current charla-server."));
}

static const char *
name_version (GTlsProtocolVersion version)
{
  switch (version)
    {
    case G_TLS_PROTOCOL_VERSION_TLS_1_3:
      return "TLS 1.3";
    case G_TLS_PROTOCOL_VERSION_TLS_1_2:
      return "TLS 1.2";
    default:
      return "TLS";
    }
}

static void
on_handshake (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientDoctor) self = user_data;
  GTlsConnection *tls = G_TLS_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_tls_connection_handshake_finish (tls, result, &error);

  if (client_doctor_is_stopped (self, error))
    return;
  if (!is_done)
    {
      g_debug ("TLS: %s", error->message);
      tell_no_tls (self);
      return;
    }

  g_set_object (&self->certificate, g_tls_connection_get_peer_certificate (tls));
  self->is_tls = TRUE;
  client_doctor_tell (self, CLIENT_CHECK_PASSED,
                      /* Translators: %s is a name such as “TLS 1.3” */
                      g_strdup_printf (_ ("What is said is encrypted, by %s."),
                                       name_version (g_tls_connection_get_protocol_version (tls))),
                      NULL);
}

/* Whether what is said cannot be read by others. */
void
client_doctor_check_tls (ClientDoctor *self)
{
  g_autoptr (GSocketConnectable) identity = NULL;
  g_autoptr (GIOStream) tls = NULL;
  g_autoptr (GError) error = NULL;

  if (self->stream == NULL)
    {
      client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
      return;
    }

  g_socket_set_option (g_socket_connection_get_socket (G_SOCKET_CONNECTION (self->stream)),
                       IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  identity = g_network_address_new (client_address_get_host (self->address),
                                    client_address_get_port (self->address));
  tls = g_tls_client_connection_new (self->stream, identity, &error);
  if (tls == NULL)
    {
      client_doctor_tell (self, CLIENT_CHECK_FAILED, g_strdup (error->message),
                          _ ("Install “glib-networking” on this computer."));
      return;
    }

  g_object_unref (self->stream);
  self->stream = g_object_ref (tls);
  g_signal_connect_object (tls, "accept-certificate", G_CALLBACK (on_certificate), self, 0);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT,
                                    client_doctor_limit (self, HANDSHAKE_MS), on_handshake,
                                    g_object_ref (self));
}

static void
tell_no_charla (ClientDoctor *self)
{
  if (self->is_tls)
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup (_ ("What answers there is no chat of Charla.")),
                        _ ("Check the port: another service may be there."));
  else
    client_doctor_tell (self, CLIENT_CHECK_WARNING,
                        g_strdup (_ ("It does not answer as Charla does: it may be a chat of the older "
                                     "kind, or none.")),
                        _ ("A chat of the older kind can be used without rooms and without an account. If "
                           "it should be Charla, check the port."));
}

static void
tell_who (ClientDoctor *self)
{
  g_autoptr (CharlaMessage) server = charla_message_get_object (self->look, "server");
  const char *said = server != NULL ? charla_message_get_string (server, "name") : NULL;
  g_autofree char *name = discovery_name_make (said != NULL ? said : "");

  client_doctor_tell (self, CLIENT_CHECK_PASSED,
                      g_strdup_printf (_ ("The chat “%s” answers."), name), NULL);
}

static void
take_answer (ClientDoctor *self, GBytes *payload)
{
  g_autoptr (CharlaMessage) message = charla_message_parse (payload, NULL);

  self->answered = g_get_real_time ();
  if (message == NULL)
    {
      tell_no_charla (self);
      return;
    }

  self->look = charla_message_get_object (message, "ok");
  if (self->look != NULL)
    tell_who (self);
  else if (charla_message_has (message, "error"))
    client_doctor_tell (self, CLIENT_CHECK_WARNING,
                        g_strdup (_ ("It is a chat of Charla, which does not tell more now.")),
                        _ ("It may be an older version, or have too much to do. Try again later."));
  else
    tell_no_charla (self);
}

static void listen_for_answer (ClientDoctor *self);

static void
on_bytes (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientDoctor) self = user_data;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (client_doctor_is_stopped (self, error))
    return;

  if (length == 0 || !charla_framer_feed (&self->framer, data, length, &length, &payload, NULL))
    tell_no_charla (self);
  else if (payload != NULL)
    take_answer (self, payload);
  else
    listen_for_answer (self);
}

static void
listen_for_answer (ClientDoctor *self)
{
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (self->stream), READ_SIZE,
                                   G_PRIORITY_DEFAULT, self->cancellable, on_bytes,
                                   g_object_ref (self));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientDoctor) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_sent
    = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error);

  if (client_doctor_is_stopped (self, error))
    return;

  if (is_sent)
    listen_for_answer (self);
  else
    tell_no_charla (self);
}

static void
ask (ClientDoctor *self)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  charla_builder_add_int (builder, "charla", 1);
  charla_builder_add_bool (builder, "look", TRUE);
  charla_builder_add_int (builder, "id", LOOK_ID);
  g_clear_pointer (&self->question, g_bytes_unref);
  self->question = charla_builder_to_frame (builder);
  self->asked = g_get_real_time ();
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream),
                                   g_bytes_get_data (self->question, NULL),
                                   g_bytes_get_size (self->question), G_PRIORITY_DEFAULT,
                                   client_doctor_limit (self, ANSWER_MS), on_asked,
                                   g_object_ref (self));
}

static void
on_plain (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientDoctor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
    = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);

  if (client_doctor_is_stopped (self, error))
    return;

  if (connection == NULL)
    {
      tell_no_charla (self);
      return;
    }

  self->stream = G_IO_STREAM (g_steal_pointer (&connection));
  ask (self);
}

/* Whether it is a chat, and which. The line on which TLS failed is of no use any more. */
void
client_doctor_check_charla (ClientDoctor *self)
{
  g_autoptr (GSocketClient) client = NULL;

  if (self->remote == NULL)
    {
      client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
      return;
    }
  if (self->stream != NULL)
    {
      ask (self);
      return;
    }

  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (self->remote),
                                 client_doctor_limit (self, ANSWER_MS), on_plain,
                                 g_object_ref (self));
}
