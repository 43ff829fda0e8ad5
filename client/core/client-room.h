/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-message.h"

G_BEGIN_DECLS

/**
 * CLIENT_ROOM_MAX_MESSAGES:
 *
 * Most messages that a room keeps at hand; the oldest give way. A server that never
 * stops talking cannot fill the memory of its clients.
 */
#define CLIENT_ROOM_MAX_MESSAGES 10000

#define CLIENT_TYPE_ROOM (client_room_get_type ())
G_DECLARE_FINAL_TYPE (ClientRoom, client_room, CLIENT, ROOM, GObject)

ClientRoom *client_room_new       (const char *name);
const char *client_room_get_name  (ClientRoom *self);
guint       client_room_get_unread (ClientRoom *self);
void        client_room_append    (ClientRoom *self, ClientMessage *message);
void        client_room_mark_read (ClientRoom *self);

G_END_DECLS
