/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-user.h"

G_BEGIN_DECLS

/**
 * ServerRoom:
 * @id: its number
 * @kind: what kind of room
 * @n_members: how many accounts are in it, here or not
 * @present: (element-type ServerUser): those of them who are here
 * @guests: (element-type ServerUser): who is here in it without an account
 *
 * A room: who hears what happens in it. It knows no sockets and no dialects, and
 * nothing of what was said.
 */
struct _ServerRoom
{
  gint64 id;
  ServerRoomKind kind;
  guint n_members;
  GPtrArray *present;
  GPtrArray *guests;
};

ServerRoom *server_room_new  (gint64 id, ServerRoomKind kind);
void        server_room_free (ServerRoom *self);

void server_room_seat      (ServerRoom *self, ServerUser *user, ServerRole role);
void server_room_unseat    (ServerRoom *self, ServerUser *user);
void server_room_appear    (ServerRoom *self, ServerUser *user, ServerSeat *seat);
void server_room_disappear (ServerRoom *self, ServerUser *user, ServerSeat *seat);
void server_room_publish   (ServerRoom *self, ServerEvent *event, ServerUser *except_user,
                            ServerMember *except_member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerRoom, server_room_free)

G_END_DECLS
