/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message-state.h"

G_BEGIN_DECLS

/**
 * ClientOutgoing:
 * @nonce: by what name the server is to know it, the same at each attempt
 * @room: id of the room
 * @text: what the person says
 * @reply: the message that it answers, or 0
 * @time: when it was written, in milliseconds since 1970 UTC
 * @state: how far it got
 * @seq: its place in the log if @state is %CLIENT_MESSAGE_SENT, or 0; it waits then for
 *   the event that brings it back
 * @error: (nullable): why the server did not take it if @state is %CLIENT_MESSAGE_FAILED, for
 *   the person
 *
 * A message that the person has written, on its way.
 */
typedef struct
{
  char *nonce;
  char *room;
  char *text;
  gint64 reply;
  gint64 time;
  ClientMessageState state;
  gint64 seq;
  char *error;
} ClientOutgoing;

ClientOutgoing *client_outgoing_new  (const char *nonce, const char *room, const char *text,
                                      gint64 reply, gint64 time);
ClientOutgoing *client_outgoing_copy (const ClientOutgoing *self);
void            client_outgoing_free (ClientOutgoing *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientOutgoing, client_outgoing_free)

G_END_DECLS
