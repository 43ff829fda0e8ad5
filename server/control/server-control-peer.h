/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-control-surroundings.h"

G_BEGIN_DECLS

/**
 * SERVER_CONTROL_QUEUE_MAX:
 *
 * Most bytes that wait for one administrator who does not read. Beyond it the
 * connection is closed: what is followed goes on without end.
 */
#define SERVER_CONTROL_QUEUE_MAX (4 * 1024 * 1024)

/**
 * ServerControlPeer:
 *
 * One connection to the control socket: frames as on the wire, one request after the
 * other, and with a request at most one descriptor.
 */
#define SERVER_TYPE_CONTROL_PEER (server_control_peer_get_type ())
G_DECLARE_FINAL_TYPE (ServerControlPeer, server_control_peer, SERVER, CONTROL_PEER, GObject)

/**
 * ServerControlPeerClosed:
 * @peer: a connection that is over
 * @user_data: what server_control_peer_new() was given
 */
typedef void (*ServerControlPeerClosed) (ServerControlPeer *peer, gpointer user_data);

ServerControlPeer *server_control_peer_new   (GSocket *socket, const char *actor, guint idle_ms,
                                              const ServerControlSurroundings *surroundings,
                                              ServerControlPeerClosed closed, gpointer user_data);
void               server_control_peer_start (ServerControlPeer *self);
void               server_control_peer_stop  (ServerControlPeer *self);
void               server_control_peer_close (ServerControlPeer *self);
void               server_control_peer_dismiss (ServerControlPeer *self, GBytes *frame);

/* For calls */
const ServerControlSurroundings *
                   server_control_peer_get_surroundings (ServerControlPeer *self);
const char        *server_control_peer_get_actor       (ServerControlPeer *self);
GCancellable      *server_control_peer_get_cancellable (ServerControlPeer *self);
gboolean           server_control_peer_send            (ServerControlPeer *self, GBytes *frame);
void               server_control_peer_answer          (ServerControlPeer *self, GBytes *frame);

G_END_DECLS
