/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message-info.h"
#include "client-parser.h"
#include "client-user-info.h"

G_BEGIN_DECLS

/**
 * ClientRoomKind:
 * @CLIENT_ROOM_PUBLIC: `public`: everyone may read it and join
 * @CLIENT_ROOM_PRIVATE: `private`: for members, who are invited
 * @CLIENT_ROOM_DIRECT: `direct`: the conversation of two
 *
 * The numbers are stored: new ones go to the end.
 */
typedef enum
{
  CLIENT_ROOM_PUBLIC,
  CLIENT_ROOM_PRIVATE,
  CLIENT_ROOM_DIRECT,
} ClientRoomKind;

GType client_room_kind_get_type (void);
#define CLIENT_TYPE_ROOM_KIND (client_room_kind_get_type ())

/**
 * ClientRole:
 * @CLIENT_ROLE_NONE: no member; null on the wire
 * @CLIENT_ROLE_MEMBER: `member`
 * @CLIENT_ROLE_MODERATOR: `moderator`
 * @CLIENT_ROLE_OWNER: `owner`
 *
 * What somebody is in a room. The numbers are stored: new ones go to the end.
 */
typedef enum
{
  CLIENT_ROLE_NONE,
  CLIENT_ROLE_MEMBER,
  CLIENT_ROLE_MODERATOR,
  CLIENT_ROLE_OWNER,
} ClientRole;

GType client_role_get_type (void);
#define CLIENT_TYPE_ROLE (client_role_get_type ())

/**
 * ClientRoomFlags:
 * @CLIENT_ROOM_MUTED: they do not want to be called for what is said, unless it mentions them
 * @CLIENT_ROOM_PINNED: they want to find it before the others
 *
 * What a person wants of a room on a device. The numbers are stored.
 */
typedef enum
{
  CLIENT_ROOM_MUTED = 1 << 0,
  CLIENT_ROOM_PINNED = 1 << 1,
} ClientRoomFlags;

/**
 * CLIENT_UNREAD_MAX:
 *
 * Where the counting of unread messages and mentions stops.
 */
#define CLIENT_UNREAD_MAX 1000

/**
 * ClientRoomInfo:
 * @id: the room's id, opaque
 * @kind: what kind of room
 * @name: its name; empty for a direct one
 * @topic: its topic; empty for none
 * @members: number of its members
 * @role: what the person who uses this client is in it
 * @seq: its newest event; what @self says takes all events up to this one into account
 * @seen: up to where the person has read
 * @unread: messages of others since then, counted to %CLIENT_UNREAD_MAX
 * @mentions: those of them that mention the person, counted likewise
 * @with: (nullable): the other one in a direct room
 * @others: up to where the other one in a direct room has read, or 0
 * @last: (nullable): its newest message that is known
 * @active: when the person came to it, or it was made or changed, in milliseconds since
 *   1970 UTC; 0 if that is not known, and in what a server says
 *
 * A room as it stands for the person. It is made once and does not change, so that
 * every thread may read it.
 */
typedef struct
{
  char *id;
  ClientRoomKind kind;
  char *name;
  char *topic;
  gint64 members;
  ClientRole role;
  gint64 seq;
  gint64 seen;
  gint64 unread;
  gint64 mentions;
  ClientUserInfo *with;
  gint64 others;
  ClientMessageInfo *last;
  gint64 active;
} ClientRoomInfo;

ClientRoomInfo *client_room_info_new   (void);
ClientRoomInfo *client_room_info_parse (CharlaMessage *room, GError **error);
ClientRoomInfo *client_room_info_ref   (ClientRoomInfo *self);
void            client_room_info_unref (ClientRoomInfo *self);

ClientRole client_role_parse (ClientParser *parser, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientRoomInfo, client_room_info_unref)

G_END_DECLS
