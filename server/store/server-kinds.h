/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The words of the wire that are one of a few. Their numbers are stored: new ones
 * go to the end.
 */

/**
 * ServerUserKind:
 * @SERVER_USER_PERSON: `user`: somebody with an account
 * @SERVER_USER_GUEST: `guest`: somebody in the classic dialect
 * @SERVER_USER_BOT: `bot`: a program with an account
 * @SERVER_USER_ADMIN: `admin`: somebody who has the rights of an owner in every room that they are in
 */
typedef enum
{
  SERVER_USER_PERSON,
  SERVER_USER_GUEST,
  SERVER_USER_BOT,
  SERVER_USER_ADMIN,
} ServerUserKind;

/**
 * ServerUserState:
 * @SERVER_STATE_ACTIVE: `active`
 * @SERVER_STATE_AWAY: `away`
 * @SERVER_STATE_BUSY: `busy`
 */
typedef enum
{
  SERVER_STATE_ACTIVE,
  SERVER_STATE_AWAY,
  SERVER_STATE_BUSY,
} ServerUserState;

/**
 * ServerRoomKind:
 * @SERVER_ROOM_PUBLIC: `public`: everyone may read it and join
 * @SERVER_ROOM_PRIVATE: `private`: for members, who are invited
 * @SERVER_ROOM_DIRECT: `direct`: the conversation of two
 */
typedef enum
{
  SERVER_ROOM_PUBLIC,
  SERVER_ROOM_PRIVATE,
  SERVER_ROOM_DIRECT,
} ServerRoomKind;

/**
 * ServerRole:
 * @SERVER_ROLE_NONE: not a member; null on the wire
 * @SERVER_ROLE_MEMBER: `member`
 * @SERVER_ROLE_MODERATOR: `moderator`
 * @SERVER_ROLE_OWNER: `owner`
 *
 * What somebody is in a room; who is more, may more.
 */
typedef enum
{
  SERVER_ROLE_NONE,
  SERVER_ROLE_MEMBER,
  SERVER_ROLE_MODERATOR,
  SERVER_ROLE_OWNER,
} ServerRole;

/**
 * ServerSanctionKind:
 * @SERVER_SANCTION_BAN: `ban`: they may not come in
 * @SERVER_SANCTION_MUTE: `mute`: they may not say anything
 *
 * What somebody may not do any more.
 */
typedef enum
{
  SERVER_SANCTION_BAN,
  SERVER_SANCTION_MUTE,
} ServerSanctionKind;

/**
 * SERVER_KEEP_FOREVER:
 *
 * In the place of a number of days: the messages of a room are kept whatever the
 * server says.
 */
#define SERVER_KEEP_FOREVER (-1)

const char *server_user_kind_to_string    (ServerUserKind kind);
gboolean    server_user_kind_from_string  (const char *name, ServerUserKind *kind);
const char *server_user_state_to_string   (ServerUserState state);
gboolean    server_user_state_from_string (const char *name, ServerUserState *state);
const char *server_room_kind_to_string    (ServerRoomKind kind);
gboolean    server_room_kind_from_string  (const char *name, ServerRoomKind *kind);
const char *server_role_to_string         (ServerRole role);
gboolean    server_role_from_string       (const char *name, ServerRole *role);
const char *server_sanction_kind_to_string (ServerSanctionKind kind);

G_END_DECLS
