/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ClientSessionState:
 * @CLIENT_SESSION_OFFLINE: not connected, and nothing is under way
 * @CLIENT_SESSION_CONNECTING: an attempt is under way
 * @CLIENT_SESSION_ONLINE: in the chat
 * @CLIENT_SESSION_WAITING: the line was lost; the next attempt comes at #ClientSession:retry-at,
 *   or at once when the network returns
 */
typedef enum
{
  CLIENT_SESSION_OFFLINE,
  CLIENT_SESSION_CONNECTING,
  CLIENT_SESSION_ONLINE,
  CLIENT_SESSION_WAITING,
} ClientSessionState;

GType client_session_state_get_type (void);
#define CLIENT_TYPE_SESSION_STATE (client_session_state_get_type ())

G_END_DECLS
