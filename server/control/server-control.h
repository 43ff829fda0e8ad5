/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-control-surroundings.h"

G_BEGIN_DECLS

/**
 * SERVER_CONTROL_PEERS_MAX:
 *
 * Most connections to the control socket at a time. Who comes after them is told so:
 * a script that forgets to close does not take the descriptors of the chat.
 */
#define SERVER_CONTROL_PEERS_MAX 16

/**
 * ServerControl:
 *
 * Takes the commands of the administrator, over a Unix socket that only they can
 * reach.
 */
#define SERVER_TYPE_CONTROL (server_control_get_type ())
G_DECLARE_FINAL_TYPE (ServerControl, server_control, SERVER, CONTROL, GObject)

ServerControl *server_control_new   (const ServerControlSurroundings *surroundings, guint idle_ms);
gboolean       server_control_start (ServerControl *self, const char *path, const char *group,
                                     GError **error);
void           server_control_stop  (ServerControl *self);
void           server_control_close (ServerControl *self);

G_END_DECLS
