/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room-info.h"

G_BEGIN_DECLS

/**
 * UiRights:
 * @UI_RIGHT_MESSAGE: open a conversation of two
 * @UI_RIGHT_ROLE: give another role
 * @UI_RIGHT_MUTE: keep quiet, and let speak again
 * @UI_RIGHT_KICK: take out of the room
 * @UI_RIGHT_BAN: keep out, and let in again
 * @UI_RIGHT_TOPIC: say what the room is about
 * @UI_RIGHT_RENAME: give the room another name
 * @UI_RIGHT_INVITE: bring others into the room
 * @UI_RIGHT_AUDIT: see who is banned and who has done what
 * @UI_RIGHT_LEAVE: leave the room
 * @UI_RIGHT_DELETE: delete what others have said
 *
 * What is offered to the person.
 */
typedef enum
{
  UI_RIGHT_MESSAGE = 1 << 0,
  UI_RIGHT_ROLE = 1 << 1,
  UI_RIGHT_MUTE = 1 << 2,
  UI_RIGHT_KICK = 1 << 3,
  UI_RIGHT_BAN = 1 << 4,
  UI_RIGHT_TOPIC = 1 << 5,
  UI_RIGHT_RENAME = 1 << 6,
  UI_RIGHT_INVITE = 1 << 7,
  UI_RIGHT_AUDIT = 1 << 8,
  UI_RIGHT_LEAVE = 1 << 9,
  UI_RIGHT_DELETE = 1 << 10,
} UiRights;

/**
 * UiRightsRoom:
 * @kind: what kind of room
 * @is_lobby: whether it is the one in which everybody is
 * @role: what the person is in it
 * @is_admin: whether they look after the server
 *
 * Where the person stands in a room.
 */
typedef struct
{
  ClientRoomKind kind;
  gboolean is_lobby;
  ClientRole role;
  gboolean is_admin;
} UiRightsRoom;

/**
 * UiRightsOther:
 * @kind: what kind of user
 * @role: what they are in the room
 * @is_me: whether it is the person
 *
 * Where somebody else stands in it.
 */
typedef struct
{
  ClientUserKind kind;
  ClientRole role;
  gboolean is_me;
} UiRightsOther;

UiRights ui_rights_in_room (const UiRightsRoom *room);
UiRights ui_rights_over    (const UiRightsRoom *room, const UiRightsOther *other);

G_END_DECLS
