/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-event.h"
#include "client-welcome.h"

G_BEGIN_DECLS

/**
 * ClientInputKind:
 * @CLIENT_INPUT_WELCOME: the server has let one in: @welcome
 * @CLIENT_INPUT_REFUSAL: the server ends the conversation because of @error
 * @CLIENT_INPUT_ANSWER: the request @id is answered with @ok or with @error
 * @CLIENT_INPUT_EVENT: @event has happened
 *
 * What a server says.
 */
typedef enum
{
  CLIENT_INPUT_WELCOME,
  CLIENT_INPUT_REFUSAL,
  CLIENT_INPUT_ANSWER,
  CLIENT_INPUT_EVENT,
} ClientInputKind;

/**
 * ClientInput:
 * @kind: what it is
 * @welcome: (nullable): a welcome
 * @id: a request
 * @ok: (nullable): the answer to it
 * @error: (nullable): why not, a %CHARLA_CODE_ERROR of the server or a #ClientError
 * @needs: (nullable): what the server would need to let one in
 * @retry_ms: when to try again, in milliseconds, if the server says so; else 0
 * @event: (nullable): an event
 *
 * One thing that a server has said, in whatever dialect.
 */
typedef struct
{
  ClientInputKind kind;
  ClientWelcome *welcome;
  gint64 id;
  CharlaMessage *ok;
  GError *error;
  char *needs;
  guint retry_ms;
  ClientEvent *event;
} ClientInput;

ClientInput *client_input_new_welcome (ClientWelcome *welcome);
ClientInput *client_input_new_refusal (GError *error);
ClientInput *client_input_new_ok      (gint64 id, CharlaMessage *ok);
ClientInput *client_input_new_error   (gint64 id, GError *error);
ClientInput *client_input_new_event   (ClientEvent *event);
void         client_input_free        (ClientInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientInput, client_input_free)

G_END_DECLS
