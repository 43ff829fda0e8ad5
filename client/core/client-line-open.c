/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-line-private.h"

#include <glib/gi18n.h>

#include "client-connect.h"
#include "client-error.h"
#include "client-handshake.h"

static gboolean
on_failed (gpointer user_data)
{
  ClientLine *self = user_data;
  g_autoptr (GError) end = g_steal_pointer (&self->end);

  self->ending = 0;
  client_line_emit (self, CLIENT_LINE_CLOSED, end);
  return G_SOURCE_REMOVE;
}

/* Ends an attempt that has not come to a connection, with @error (transfer full). */
void
client_line_fail (ClientLine *self, GError *error)
{
  g_clear_object (&self->socket);
  self->end = error;
  self->ending = g_idle_add_full (G_PRIORITY_DEFAULT, on_failed, self, NULL);
}

/* Whether it was encrypted when it was used last: then it is never spoken to otherwise. */
static gboolean
client_line_was_encrypted (ClientLine *self)
{
  return self->known != NULL
         && client_security_is_encrypted (client_known_server_get_security (self->known));
}

static void
client_line_fail_unencrypted (ClientLine *self)
{
  const char *host = client_address_get_host (self->address);

  if (client_line_was_encrypted (self))
    client_line_fail (self, g_error_new (CLIENT_ERROR, CLIENT_ERROR_NOT_ENCRYPTED,
                                         _ ("“%s” was encrypted when you used it last, and does "
                                            "not answer so now. Nothing was sent."),
                                         host));
  else
    client_line_fail (self, g_error_new (CLIENT_ERROR, CLIENT_ERROR_NOT_ENCRYPTED,
                                         _ ("“%s” is not encrypted, and your key to it would be "
                                            "readable for everyone on the network. Nothing was "
                                            "sent."),
                                         host));
}

/* Whether to go on as in the days before there was encryption. */
static gboolean
client_line_is_plain (ClientLine *self)
{
  return client_address_get_is_plain (self->address) || self->is_plain
         || self->speech == CLIENT_SPEECH_CLASSIC;
}

static void
client_line_begin_plain (ClientLine *self)
{
  g_autoptr (GSocketConnection) socket = g_steal_pointer (&self->socket);

  self->security = self->is_local ? CLIENT_SECURITY_LOCAL : CLIENT_SECURITY_NONE;
  client_line_begin (self, G_IO_STREAM (socket));
}

/* A server that says nothing to a handshake says nothing to Charla's hello, either: both are
 * no frame to it, or half of one. */
static void
client_line_do_without (ClientLine *self, gboolean is_silent)
{
  const char *host = client_address_get_host (self->address);

  if (is_silent && (client_line_was_encrypted (self) || self->speech == CLIENT_SPEECH_CHARLA))
    {
      client_line_fail (self, g_error_new (CLIENT_ERROR, CLIENT_ERROR_TIMED_OUT,
                                           _ ("“%s” does not answer."), host));
    }
  else if (client_line_was_encrypted (self))
    {
      client_line_fail_unencrypted (self);
    }
  else if (self->is_local && !is_silent)
    {
      self->is_plain = TRUE;
      client_line_connect (self);
    }
  else if (self->speech == CLIENT_SPEECH_ANY)
    {
      client_line_fail (self, g_error_new (CLIENT_ERROR, CLIENT_ERROR_CLASSIC_ONLY,
                                           _ ("“%s” has a chat of an older kind."), host));
    }
  else
    {
      client_line_fail_unencrypted (self);
    }
}

static void
on_handshaken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ClientLine *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientHandshake) shake = client_handshake_finish (result, &error);

  /* Closed, and perhaps gone: nothing here is ours any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->socket);
  if (shake == NULL && error->domain == CLIENT_ERROR)
    {
      client_line_fail (self, g_steal_pointer (&error));
      return;
    }
  if (shake == NULL)
    {
      client_line_do_without (self,
                              g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
      return;
    }

  /* Who encrypts is no server of the classic dialect, and is not tried as one. */
  self->speech = CLIENT_SPEECH_CHARLA;
  self->security = shake->security;
  self->identity = client_identity_ref (shake->identity);
  if (shake->objection != NULL)
    client_line_fail (self, g_steal_pointer (&shake->objection));
  else
    client_line_begin (self, shake->stream);
}

/* How long a server has to answer the handshake. Who may be one that does not know what it is
 * gets less time for it than one that certainly does. */
static guint
client_line_get_handshake_ms (ClientLine *self)
{
  if (client_line_was_encrypted (self) || self->speech == CLIENT_SPEECH_CHARLA)
    return self->timing.hello_ms;
  if (self->known != NULL && client_known_server_get_is_classic (self->known))
    return self->timing.classic_ms;

  return self->timing.detection_ms;
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ClientLine *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) socket = client_connect_finish (result, &error);

  /* Closed, and perhaps gone: nothing here is ours any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (socket == NULL)
    {
      client_line_emit (self, CLIENT_LINE_CLOSED, error);
      return;
    }

  self->socket = g_object_ref (socket);
  self->is_local = client_handshake_is_local (socket);
  if (client_line_is_plain (self))
    client_line_begin_plain (self);
  else
    client_handshake_async (socket, self->address, self->known,
                            client_line_get_handshake_ms (self), self->cancellable, on_handshaken,
                            self);
}

/*
 * Connects, and begins to speak as the server does.
 */
void
client_line_connect (ClientLine *self)
{
  if (client_line_is_plain (self) && client_line_was_encrypted (self))
    client_line_fail_unencrypted (self);
  else
    client_connect_async (self->address, self->timing.connect_ms, self->cancellable, on_connected,
                          self);
}
