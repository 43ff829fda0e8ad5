/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-permissions.h"

#include <charla.h>

#include "server-id.h"

/* In the place of a role: not even an owner. */
#define NOBODY (SERVER_ROLE_OWNER + 1)
#define ANYONE SERVER_ROLE_NONE
#define MEMBER SERVER_ROLE_MEMBER
#define MODERATOR SERVER_ROLE_MODERATOR
#define OWNER SERVER_ROLE_OWNER

enum
{
  LOBBY,
  PUBLIC,
  PRIVATE,
  DIRECT,
  N_PLACES,
};

/* Who may do what where: the least role that may, and whether it takes a voice, which
 * those do not have who are muted. */
static const struct
{
  guint8 least[N_PLACES];
  gboolean takes_voice;
} rules[] = {
  /*                                LOBBY      PUBLIC     PRIVATE    DIRECT */
  [SERVER_ACTION_READ] =        { { ANYONE,    ANYONE,    MEMBER,    MEMBER }, FALSE },
  [SERVER_ACTION_POST] =        { { MEMBER,    MEMBER,    MEMBER,    MEMBER }, TRUE },
  [SERVER_ACTION_MARK] =        { { MEMBER,    MEMBER,    MEMBER,    MEMBER }, FALSE },
  [SERVER_ACTION_DELETE] =      { { MODERATOR, MODERATOR, MODERATOR, NOBODY }, TRUE },
  [SERVER_ACTION_JOIN] =        { { ANYONE,    ANYONE,    MEMBER,    MEMBER }, FALSE },
  [SERVER_ACTION_LEAVE] =       { { NOBODY,    ANYONE,    MEMBER,    NOBODY }, FALSE },
  [SERVER_ACTION_INVITE] =      { { MEMBER,    MEMBER,    MODERATOR, NOBODY }, TRUE },
  [SERVER_ACTION_KICK] =        { { NOBODY,    MODERATOR, MODERATOR, NOBODY }, TRUE },
  [SERVER_ACTION_TOPIC] =       { { MODERATOR, MODERATOR, MODERATOR, NOBODY }, TRUE },
  [SERVER_ACTION_RENAME] =      { { NOBODY,    OWNER,     OWNER,     NOBODY }, TRUE },
  [SERVER_ACTION_ROLE] =        { { OWNER,     OWNER,     OWNER,     NOBODY }, TRUE },
  [SERVER_ACTION_BAN] =         { { MODERATOR, MODERATOR, MODERATOR, NOBODY }, TRUE },
  [SERVER_ACTION_MUTE] =        { { MODERATOR, MODERATOR, MODERATOR, NOBODY }, TRUE },
  [SERVER_ACTION_BAN_NETWORK] = { { OWNER,     NOBODY,    NOBODY,    NOBODY }, TRUE },
  [SERVER_ACTION_AUDIT] =       { { MODERATOR, MODERATOR, MODERATOR, NOBODY }, FALSE },
};

static guint
get_place (const ServerStanding *standing)
{
  if (standing->room == SERVER_LOBBY)
    return LOBBY;

  switch (standing->kind)
    {
    case SERVER_ROOM_PUBLIC:
      return PUBLIC;
    case SERVER_ROOM_DIRECT:
      return DIRECT;
    case SERVER_ROOM_PRIVATE:
    default:
      return PRIVATE;
    }
}

/**
 * server_permissions_get_role:
 * @standing: who asks where
 *
 * An administrator who is in a room counts as its owner. In a private room that
 * they are not in, they are nobody: what is said there is not theirs to read.
 *
 * Returns: the role that decides what somebody may do
 */
ServerRole
server_permissions_get_role (const ServerStanding *standing)
{
  if (standing->user_kind == SERVER_USER_ADMIN && standing->role != SERVER_ROLE_NONE)
    return SERVER_ROLE_OWNER;

  return standing->role;
}

static gboolean
refuse (GError **error, CharlaCode code, const char *sentence)
{
  g_set_error_literal (error, CHARLA_CODE_ERROR, code, sentence);
  return FALSE;
}

static gboolean
check_sanctions (const ServerStanding *standing, ServerAction action, GError **error)
{
  if (standing->is_expelled && action != SERVER_ACTION_READ)
    return refuse (error, CHARLA_CODE_FORBIDDEN, "You are banned from this server");
  if (standing->is_banned && action == SERVER_ACTION_JOIN)
    return refuse (error, CHARLA_CODE_FORBIDDEN, "You are banned from this room");
  if (standing->is_muted && rules[action].takes_voice)
    return refuse (error, CHARLA_CODE_FORBIDDEN, "You are muted, and may read only");

  return TRUE;
}

/**
 * server_permissions_check:
 * @standing: who asks where
 * @action: what they want to do
 * @error: return location for an error
 *
 * The one place that knows who may do what. The main loop asks it before a
 * change is queued, to answer quickly, and the store when the change is made,
 * for by then things may stand differently.
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_CODE_ERROR: %CHARLA_CODE_UNKNOWN_ROOM
 *   for what is not for the eyes of who asks, %CHARLA_CODE_NOT_MEMBER, or
 *   %CHARLA_CODE_FORBIDDEN
 */
gboolean
server_permissions_check (const ServerStanding *standing, ServerAction action, GError **error)
{
  guint least = rules[action].least[get_place (standing)];

  if (server_permissions_get_role (standing) >= least)
    return check_sanctions (standing, action, error);

  if (standing->role == SERVER_ROLE_NONE && standing->kind != SERVER_ROOM_PUBLIC)
    return refuse (error, CHARLA_CODE_UNKNOWN_ROOM, "There is no such room");
  if (standing->role == SERVER_ROLE_NONE && least != NOBODY)
    return refuse (error, CHARLA_CODE_NOT_MEMBER, "Only members of the room may do that");

  return refuse (error, CHARLA_CODE_FORBIDDEN, "You may not do that");
}
