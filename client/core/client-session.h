/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"
#include "client-error.h"
#include "client-message.h"
#include "client-room.h"

G_BEGIN_DECLS

/**
 * ClientSessionState:
 * @CLIENT_SESSION_OFFLINE: not connected, and nothing is under way
 * @CLIENT_SESSION_CONNECTING: an attempt is under way
 * @CLIENT_SESSION_ONLINE: in the room
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

#define CLIENT_TYPE_SESSION (client_session_get_type ())
G_DECLARE_FINAL_TYPE (ClientSession, client_session, CLIENT, SESSION, GObject)

ClientSession     *client_session_new          (ClientAddress *address, const char *name);
void               client_session_open         (ClientSession *self);
void               client_session_close        (ClientSession *self);
void               client_session_retry        (ClientSession *self);
ClientMessage     *client_session_post         (ClientSession *self, const char *text,
                                                GError **error);
ClientAddress     *client_session_get_address  (ClientSession *self);
const char        *client_session_get_name     (ClientSession *self);
ClientRoom        *client_session_get_room     (ClientSession *self);
ClientSessionState client_session_get_state    (ClientSession *self);
const GError      *client_session_get_error    (ClientSession *self);
gint64             client_session_get_retry_at (ClientSession *self);

G_END_DECLS
