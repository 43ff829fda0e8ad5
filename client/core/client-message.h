/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ClientMessageState:
 * @CLIENT_MESSAGE_QUEUED: waits to be sent
 * @CLIENT_MESSAGE_SENT: has been sent, or was received
 * @CLIENT_MESSAGE_FAILED: will not be sent
 */
typedef enum
{
  CLIENT_MESSAGE_QUEUED,
  CLIENT_MESSAGE_SENT,
  CLIENT_MESSAGE_FAILED,
} ClientMessageState;

GType client_message_state_get_type (void);
#define CLIENT_TYPE_MESSAGE_STATE (client_message_state_get_type ())

#define CLIENT_TYPE_MESSAGE (client_message_get_type ())
G_DECLARE_FINAL_TYPE (ClientMessage, client_message, CLIENT, MESSAGE, GObject)

ClientMessage *client_message_new (const char *sender, const char *text, gint64 time, gboolean own,
                                   ClientMessageState state);

const char        *client_message_get_sender (ClientMessage *self);
const char        *client_message_get_text   (ClientMessage *self);
gint64             client_message_get_time   (ClientMessage *self);
gboolean           client_message_get_own    (ClientMessage *self);
ClientMessageState client_message_get_state  (ClientMessage *self);
void               client_message_set_state  (ClientMessage *self, ClientMessageState state);

G_END_DECLS
