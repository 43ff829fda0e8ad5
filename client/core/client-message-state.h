/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ClientMessageState:
 * @CLIENT_MESSAGE_QUEUED: waits to be sent
 * @CLIENT_MESSAGE_SENT: has been sent, or was received
 * @CLIENT_MESSAGE_FAILED: will not be sent
 *
 * The numbers are stored: new ones go to the end.
 */
typedef enum
{
  CLIENT_MESSAGE_QUEUED,
  CLIENT_MESSAGE_SENT,
  CLIENT_MESSAGE_FAILED,
} ClientMessageState;

GType client_message_state_get_type (void);
#define CLIENT_TYPE_MESSAGE_STATE (client_message_state_get_type ())

G_END_DECLS
