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

/*
 * One person in one chat. Properties: address, name (construct-only); room;
 * state; error (a GError boxed: why the last attempt failed or the line was
 * lost; NULL when online); retry-at (g_get_monotonic_time() microseconds, 0
 * when not waiting).
 *
 * Signals: "received" (ClientMessage): somebody else's message has come; it is
 * in the room already.
 *
 * A first attempt that fails goes back to OFFLINE with an error. Once it has
 * been ONLINE, a loss goes to WAITING and is retried with growing pauses until
 * client_session_close(). What is posted while it is not ONLINE is QUEUED
 * (bounded) and sent in order when it is.
 */
#define CLIENT_TYPE_SESSION (client_session_get_type ())
G_DECLARE_FINAL_TYPE (ClientSession, client_session, CLIENT, SESSION, GObject)

ClientSession     *client_session_new          (ClientAddress *address, const char *name);
void               client_session_open         (ClientSession *self);
void               client_session_close        (ClientSession *self);
void               client_session_retry        (ClientSession *self); /* WAITING: now */
ClientMessage     *client_session_post         (ClientSession *self, const char *text,
                                                GError **error); /* transfer none */
ClientAddress     *client_session_get_address  (ClientSession *self);
const char        *client_session_get_name     (ClientSession *self);
ClientRoom        *client_session_get_room     (ClientSession *self);
ClientSessionState client_session_get_state    (ClientSession *self);
const GError      *client_session_get_error    (ClientSession *self);
gint64             client_session_get_retry_at (ClientSession *self);

G_END_DECLS
