/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-input.h"

static ClientInput *
input_new (ClientInputKind kind)
{
  ClientInput *self = g_new0 (ClientInput, 1);

  self->kind = kind;
  return self;
}

/**
 * client_input_new_welcome:
 * @welcome: (transfer full): a welcome
 *
 * Returns: (transfer full): that the server has let one in
 */
ClientInput *
client_input_new_welcome (ClientWelcome *welcome)
{
  ClientInput *self = input_new (CLIENT_INPUT_WELCOME);

  self->welcome = welcome;
  return self;
}

/**
 * client_input_new_refusal:
 * @error: (transfer full): why
 *
 * Returns: (transfer full): that the server ends the conversation
 */
ClientInput *
client_input_new_refusal (GError *error)
{
  ClientInput *self = input_new (CLIENT_INPUT_REFUSAL);

  self->error = error;
  return self;
}

/**
 * client_input_new_ok:
 * @id: a request
 * @ok: (transfer full): the answer
 *
 * Returns: (transfer full): that a request has been done
 */
ClientInput *
client_input_new_ok (gint64 id, CharlaMessage *ok)
{
  ClientInput *self = input_new (CLIENT_INPUT_ANSWER);

  self->id = id;
  self->ok = ok;
  return self;
}

/**
 * client_input_new_error:
 * @id: a request
 * @error: (transfer full): why not
 *
 * Returns: (transfer full): that a request is refused
 */
ClientInput *
client_input_new_error (gint64 id, GError *error)
{
  ClientInput *self = input_new (CLIENT_INPUT_ANSWER);

  self->id = id;
  self->error = error;
  return self;
}

/**
 * client_input_new_event:
 * @event: (transfer full): an event
 *
 * Returns: (transfer full): that something has happened
 */
ClientInput *
client_input_new_event (ClientEvent *event)
{
  ClientInput *self = input_new (CLIENT_INPUT_EVENT);

  self->event = event;
  return self;
}

/**
 * client_input_free:
 * @self: (transfer full): something that a server has said
 */
void
client_input_free (ClientInput *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->welcome, client_welcome_unref);
  g_clear_pointer (&self->ok, charla_message_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->needs, g_free);
  g_clear_pointer (&self->event, client_event_unref);
  g_free (self);
}
