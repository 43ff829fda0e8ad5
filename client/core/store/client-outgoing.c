/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-outgoing.h"

/**
 * client_outgoing_new:
 * @nonce: by what name the server is to know it
 * @room: id of the room
 * @text: what the person says
 * @reply: the message that it answers, or 0
 * @time: when it was written, in milliseconds since 1970 UTC
 *
 * Returns: (transfer full): a message that waits to be sent
 */
ClientOutgoing *
client_outgoing_new (const char *nonce,
                     const char *room,
                     const char *text,
                     gint64 reply,
                     gint64 time)
{
  ClientOutgoing *self = g_new0 (ClientOutgoing, 1);

  self->nonce = g_strdup (nonce);
  self->room = g_strdup (room);
  self->text = g_strdup (text);
  self->reply = reply;
  self->time = time;
  self->state = CLIENT_MESSAGE_QUEUED;

  return self;
}

/**
 * client_outgoing_copy:
 * @self: a message on its way
 *
 * Returns: (transfer full): a copy of @self
 */
ClientOutgoing *
client_outgoing_copy (const ClientOutgoing *self)
{
  ClientOutgoing *copy =
    client_outgoing_new (self->nonce, self->room, self->text, self->reply, self->time);

  copy->state = self->state;
  copy->seq = self->seq;
  copy->error = g_strdup (self->error);

  return copy;
}

/**
 * client_outgoing_free:
 * @self: (transfer full): a message on its way
 */
void
client_outgoing_free (ClientOutgoing *self)
{
  g_clear_pointer (&self->nonce, g_free);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->error, g_free);
  g_free (self);
}
