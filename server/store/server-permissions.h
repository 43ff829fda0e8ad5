/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-kinds.h"

G_BEGIN_DECLS

/**
 * ServerAction:
 * @SERVER_ACTION_READ: read the history, search it, see the members
 * @SERVER_ACTION_POST: post, edit one's own, react, show that one types, mark what one has read
 * @SERVER_ACTION_DELETE: delete what others have posted
 * @SERVER_ACTION_JOIN: join
 * @SERVER_ACTION_LEAVE: leave
 * @SERVER_ACTION_INVITE: make others members
 * @SERVER_ACTION_KICK: make members with a lesser role others
 * @SERVER_ACTION_TOPIC: change the topic
 * @SERVER_ACTION_RENAME: change the name
 * @SERVER_ACTION_ROLE: change the roles of members
 *
 * What one can do in a room.
 */
typedef enum
{
  SERVER_ACTION_READ,
  SERVER_ACTION_POST,
  SERVER_ACTION_DELETE,
  SERVER_ACTION_JOIN,
  SERVER_ACTION_LEAVE,
  SERVER_ACTION_INVITE,
  SERVER_ACTION_KICK,
  SERVER_ACTION_TOPIC,
  SERVER_ACTION_RENAME,
  SERVER_ACTION_ROLE,
} ServerAction;

/**
 * ServerStanding:
 * @room: a room
 * @kind: what kind of room it is
 * @role: who somebody is in it
 * @user_kind: what kind of user that is
 *
 * All that decides what somebody may do in a room.
 */
typedef struct
{
  gint64 room;
  ServerRoomKind kind;
  ServerRole role;
  ServerUserKind user_kind;
} ServerStanding;

ServerRole server_permissions_get_role (const ServerStanding *standing);
gboolean   server_permissions_check    (const ServerStanding *standing, ServerAction action,
                                        GError **error);

G_END_DECLS
