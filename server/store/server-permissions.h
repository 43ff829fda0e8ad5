/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-kinds.h"

G_BEGIN_DECLS

/**
 * ServerAction:
 * @SERVER_ACTION_READ: read the history, search it, see the members
 * @SERVER_ACTION_POST: post, edit one's own, react, show that one types
 * @SERVER_ACTION_MARK: mark what one has read, delete one's own
 * @SERVER_ACTION_DELETE: delete what others have posted
 * @SERVER_ACTION_JOIN: join
 * @SERVER_ACTION_LEAVE: leave
 * @SERVER_ACTION_INVITE: make others members
 * @SERVER_ACTION_KICK: make members with a lesser role others
 * @SERVER_ACTION_TOPIC: change the topic
 * @SERVER_ACTION_RENAME: change the name
 * @SERVER_ACTION_ROLE: change the roles of members
 * @SERVER_ACTION_BAN: keep others with a lesser role out, and let them in again
 * @SERVER_ACTION_MUTE: keep others with a lesser role quiet, and let them speak again
 * @SERVER_ACTION_BAN_NETWORK: keep everyone out who comes from some addresses
 * @SERVER_ACTION_AUDIT: see who is kept out or quiet, and who has done what
 *
 * What one can do in a room.
 */
typedef enum
{
  SERVER_ACTION_READ,
  SERVER_ACTION_POST,
  SERVER_ACTION_MARK,
  SERVER_ACTION_DELETE,
  SERVER_ACTION_JOIN,
  SERVER_ACTION_LEAVE,
  SERVER_ACTION_INVITE,
  SERVER_ACTION_KICK,
  SERVER_ACTION_TOPIC,
  SERVER_ACTION_RENAME,
  SERVER_ACTION_ROLE,
  SERVER_ACTION_BAN,
  SERVER_ACTION_MUTE,
  SERVER_ACTION_BAN_NETWORK,
  SERVER_ACTION_AUDIT,
} ServerAction;

/**
 * ServerStanding:
 * @room: a room
 * @kind: what kind of room it is
 * @role: who somebody is in it
 * @user_kind: what kind of user that is
 * @is_expelled: whether they are banned from the whole server
 * @is_banned: whether they are banned from the room
 * @is_muted: whether they may not say anything in it
 *
 * All that decides what somebody may do in a room.
 */
typedef struct
{
  gint64 room;
  ServerRoomKind kind;
  ServerRole role;
  ServerUserKind user_kind;
  gboolean is_expelled;
  gboolean is_banned;
  gboolean is_muted;
} ServerStanding;

ServerRole server_permissions_get_role (const ServerStanding *standing);
gboolean   server_permissions_check    (const ServerStanding *standing, ServerAction action,
                                        GError **error);

G_END_DECLS
