/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-rights.h"

/* In the place of a role: not even an owner. */
#define NOBODY (CLIENT_ROLE_OWNER + 1)
#define ANYONE CLIENT_ROLE_NONE
#define MEMBER CLIENT_ROLE_MEMBER
#define MODERATOR CLIENT_ROLE_MODERATOR
#define OWNER CLIENT_ROLE_OWNER

enum
{
  LOBBY,
  PUBLIC,
  PRIVATE,
  DIRECT,
  N_PLACES,
};

/* The least role that may, as docs/protocol.md says. The server decides; what it would
 * refuse is not offered. */
static const struct
{
  UiRights right;
  guint8 least[N_PLACES];
} rules[] = {
  /*                    LOBBY      PUBLIC     PRIVATE    DIRECT */
  { UI_RIGHT_ROLE,   { OWNER,     OWNER,     OWNER,     NOBODY } },
  { UI_RIGHT_MUTE,   { MODERATOR, MODERATOR, MODERATOR, NOBODY } },
  { UI_RIGHT_KICK,   { NOBODY,    MODERATOR, MODERATOR, NOBODY } },
  { UI_RIGHT_BAN,    { MODERATOR, MODERATOR, MODERATOR, NOBODY } },
  { UI_RIGHT_TOPIC,  { MODERATOR, MODERATOR, MODERATOR, NOBODY } },
  { UI_RIGHT_RENAME, { NOBODY,    OWNER,     OWNER,     NOBODY } },
  { UI_RIGHT_INVITE, { NOBODY,    MEMBER,    MODERATOR, NOBODY } },
  { UI_RIGHT_AUDIT,  { MODERATOR, MODERATOR, MODERATOR, NOBODY } },
  { UI_RIGHT_LEAVE,  { NOBODY,    MEMBER,    MEMBER,    NOBODY } },
  { UI_RIGHT_DELETE, { MODERATOR, MODERATOR, MODERATOR, NOBODY } },
};

#define RIGHTS_OVER_OTHERS (UI_RIGHT_ROLE | UI_RIGHT_MUTE | UI_RIGHT_KICK | UI_RIGHT_BAN)

static guint
get_place (const UiRightsRoom *room)
{
  if (room->is_lobby)
    return LOBBY;

  switch (room->kind)
    {
    case CLIENT_ROOM_PUBLIC:
      return PUBLIC;
    case CLIENT_ROOM_DIRECT:
      return DIRECT;
    case CLIENT_ROOM_PRIVATE:
    default:
      return PRIVATE;
    }
}

/* Who looks after the server counts as an owner of the rooms that they are in. */
static ClientRole
get_rank (ClientRole role, gboolean is_admin)
{
  return is_admin && role != CLIENT_ROLE_NONE ? CLIENT_ROLE_OWNER : role;
}

static UiRights
get_rights (const UiRightsRoom *room)
{
  ClientRole rank = get_rank (room->role, room->is_admin);
  UiRights rights = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (rank >= rules[i].least[get_place (room)])
        rights |= rules[i].right;
    }

  return rights;
}

/**
 * ui_rights_in_room:
 * @room: where the person stands
 *
 * Decides what is offered to somebody about a room. In the Lobby there is nobody to be
 * invited: everyone is in it.
 *
 * Returns: what they may do
 */
UiRights
ui_rights_in_room (const UiRightsRoom *room)
{
  return get_rights (room) & ~RIGHTS_OVER_OTHERS;
}

/**
 * ui_rights_over:
 * @room: where the person stands
 * @other: and where somebody else does
 *
 * Decides what is offered to somebody about somebody else: to act on those with a lesser
 * role, never on who looks after the server, nor on oneself. Roles are for who is in the
 * room and has an account; a guest of the Lobby has none, and cannot be written to
 * in private.
 *
 * Returns: what they may do
 */
UiRights
ui_rights_over (const UiRightsRoom *room, const UiRightsOther *other)
{
  UiRights rights = get_rights (room) & RIGHTS_OVER_OTHERS;
  gboolean is_admin = other->kind == CLIENT_USER_ADMIN;
  gboolean is_lesser = get_rank (other->role, is_admin) < get_rank (room->role, room->is_admin);

  if (other->is_me)
    return 0;

  if (is_admin || !is_lesser)
    rights &= ~(UI_RIGHT_MUTE | UI_RIGHT_KICK | UI_RIGHT_BAN);
  if (is_admin || other->kind == CLIENT_USER_GUEST || other->role == CLIENT_ROLE_NONE)
    rights &= ~UI_RIGHT_ROLE;
  if (other->role == CLIENT_ROLE_NONE)
    rights &= ~UI_RIGHT_KICK;
  if (other->kind != CLIENT_USER_GUEST)
    rights |= UI_RIGHT_MESSAGE;

  return rights;
}
