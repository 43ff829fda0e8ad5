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

/* Who may do what where: the least role that may. */
static const guint8 least_roles[][N_PLACES] = {
  /*                           LOBBY      PUBLIC     PRIVATE    DIRECT */
  [SERVER_ACTION_READ] =     { ANYONE,    ANYONE,    MEMBER,    MEMBER },
  [SERVER_ACTION_POST] =     { MEMBER,    MEMBER,    MEMBER,    MEMBER },
  [SERVER_ACTION_DELETE] =   { MODERATOR, MODERATOR, MODERATOR, NOBODY },
  [SERVER_ACTION_JOIN] =     { ANYONE,    ANYONE,    MEMBER,    MEMBER },
  [SERVER_ACTION_LEAVE] =    { NOBODY,    ANYONE,    MEMBER,    NOBODY },
  [SERVER_ACTION_INVITE] =   { MEMBER,    MEMBER,    MODERATOR, NOBODY },
  [SERVER_ACTION_KICK] =     { NOBODY,    MODERATOR, MODERATOR, NOBODY },
  [SERVER_ACTION_TOPIC] =    { MODERATOR, MODERATOR, MODERATOR, NOBODY },
  [SERVER_ACTION_RENAME] =   { NOBODY,    OWNER,     OWNER,     NOBODY },
  [SERVER_ACTION_ROLE] =     { OWNER,     OWNER,     OWNER,     NOBODY },
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
  guint least = least_roles[action][get_place (standing)];

  if (server_permissions_get_role (standing) >= least)
    return TRUE;

  if (standing->role == SERVER_ROLE_NONE && standing->kind != SERVER_ROOM_PUBLIC)
    g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_UNKNOWN_ROOM,
                         "There is no such room");
  else if (standing->role == SERVER_ROLE_NONE && least != NOBODY)
    g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_NOT_MEMBER,
                         "Only members of the room may do that");
  else
    g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN, "You may not do that");

  return FALSE;
}
