/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-directory-private.h"

#include "server-permissions.h"

/**
 * server_directory_update_user:
 * @self: a directory
 * @info: how an account now is
 *
 * Takes note of somebody's new status, and tells of it.
 */
void
server_directory_update_user (ServerDirectory *self, const ServerUserInfo *info)
{
  ServerUser *user = find_user (self, info->id);

  if (user == NULL)
    return;

  server_user_info_free (user->info);
  user->info = server_user_info_copy (info);
  server_presence_updated (self->presence, user);
}

/**
 * server_directory_type:
 * @self: a directory
 * @user: who types, or does no longer
 * @room: where
 * @is_on: whether they do
 * @error: return location for an error
 *
 * Tells the others in a room that somebody types, at most so often.
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_CODE_ERROR when they may not post there
 */
gboolean
server_directory_type (ServerDirectory *self, gint64 user, gint64 room, gboolean is_on,
                       GError **error)
{
  ServerUser *who = find_user (self, user);
  ServerRoom *where = find_room (self, room);
  ServerSeat *seat = who != NULL && where != NULL ? server_user_find_seat (who, where) : NULL;
  const ServerStanding standing = {
    .room = room,
    .kind = where != NULL ? where->kind : SERVER_ROOM_PRIVATE,
    .role = seat != NULL ? seat->role : SERVER_ROLE_NONE,
    .user_kind = who != NULL ? who->info->kind : SERVER_USER_GUEST,
    .is_muted = server_bans_is_muted (self->bans, user, room, server_bans_get_time ()),
  };

  if (!server_permissions_check (&standing, SERVER_ACTION_POST, error))
    return FALSE;

  server_typing_set (self->typing, room, user, is_on);
  return TRUE;
}

/**
 * server_directory_tell_of_read:
 * @self: a directory
 * @event: that somebody has read
 * @room: where
 * @user: who
 * @except: (nullable): the connection that has said so
 *
 * Tells the user's own connections, and in a conversation of two the other's too.
 */
void
server_directory_tell_of_read (ServerDirectory *self, ServerEvent *event, gint64 room,
                               gint64 user, ServerMember *except)
{
  ServerRoom *found = find_room (self, room);

  if (found != NULL && found->kind == SERVER_ROOM_DIRECT)
    server_room_publish (found, event, NULL, except);
  else
    server_user_tell (find_user (self, user), event, except);
}

/**
 * server_directory_tell_all:
 * @self: a directory
 * @event: what everyone is told who is here
 */
void
server_directory_tell_all (ServerDirectory *self, ServerEvent *event)
{
  server_room_publish (self->lobby, event, NULL, NULL);
}

/**
 * server_directory_dismiss:
 * @self: a directory
 * @user: a user, or a guest
 * @reason: why, with a code of %CHARLA_CODE_ERROR
 *
 * Ends all connections of somebody, if they are here.
 */
void
server_directory_dismiss (ServerDirectory *self, gint64 user, const GError *reason)
{
  ServerUser *who = find_user (self, user);

  if (who != NULL)
    server_user_expel (who, reason);
}
