/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-member.h"

G_BEGIN_DECLS

/**
 * ServerRoom:
 *
 * Members who hear each other. A room knows no sockets and no dialects.
 */
#define SERVER_TYPE_ROOM (server_room_get_type ())
G_DECLARE_FINAL_TYPE (ServerRoom, server_room, SERVER, ROOM, GObject)

ServerRoom *server_room_new       (void);
guint       server_room_get_size  (ServerRoom *self);
void        server_room_add       (ServerRoom *self, ServerMember *member);
void        server_room_remove    (ServerRoom *self, ServerMember *member);
void        server_room_publish   (ServerRoom *self, ServerEvent *event, ServerMember *except);

G_END_DECLS
