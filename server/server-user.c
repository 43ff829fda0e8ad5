/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-user.h"

#include "server-room.h"

/**
 * server_user_new:
 * @info: (transfer full): who they are
 *
 * Returns: (transfer full): somebody who is not here, and in no room
 */
ServerUser *
server_user_new (ServerUserInfo *info)
{
  ServerUser *self = g_new0 (ServerUser, 1);

  self->id = info->id;
  self->info = info;

  return self;
}

/**
 * server_user_free:
 * @self: (transfer full): somebody who is not here
 */
void
server_user_free (ServerUser *self)
{
  g_assert (self->n_members == 0 && self->news == NULL);
  server_user_info_free (self->info);
  g_free (self->members);
  g_free (self->seats);
  g_free (self);
}

/**
 * server_user_is_guest:
 * @self: a user
 *
 * Returns: whether they have no account
 */
gboolean
server_user_is_guest (const ServerUser *self)
{
  return self->info->kind == SERVER_USER_GUEST;
}

/**
 * server_user_is_online:
 * @self: a user
 *
 * Returns: whether they are here, with one connection at least
 */
gboolean
server_user_is_online (const ServerUser *self)
{
  return self->n_members > 0;
}

/**
 * server_user_find_seat:
 * @self: a user
 * @room: a room
 *
 * Returns: (transfer none) (nullable): the seat of @self in @room, if they are in it
 */
ServerSeat *
server_user_find_seat (ServerUser *self, const ServerRoom *room)
{
  for (guint i = 0; i < self->n_seats; i++)
    {
      if (self->seats[i].room == room)
        return &self->seats[i];
    }

  return NULL;
}

/**
 * server_user_add_member:
 * @self: a user
 * @member: (transfer none): one of their connections; it is removed before it goes away
 *
 * With the first one they are here, in all their rooms.
 */
void
server_user_add_member (ServerUser *self, ServerMember *member)
{
  self->members = g_renew (ServerMember *, self->members, self->n_members + 1);
  self->members[self->n_members++] = member;

  for (guint i = 0; self->n_members == 1 && i < self->n_seats; i++)
    server_room_appear (self->seats[i].room, self, &self->seats[i]);
}

/**
 * server_user_remove_member:
 * @self: a user
 * @member: one of their connections
 *
 * With the last one they are gone from all their rooms, though still in them.
 */
void
server_user_remove_member (ServerUser *self, ServerMember *member)
{
  guint i = 0;

  while (self->members[i] != member)
    i++;
  self->members[i] = self->members[--self->n_members];

  for (guint j = 0; self->n_members == 0 && j < self->n_seats; j++)
    server_room_disappear (self->seats[j].room, self, &self->seats[j]);
}

/**
 * server_user_tell:
 * @self: a user
 * @event: what happened
 * @except: (nullable): one of their connections that knows already
 *
 * Tells all connections of a user. Any of them may go away over it.
 */
void
server_user_tell (ServerUser *self, ServerEvent *event, ServerMember *except)
{
  /* From the end: what takes the place of one that goes has been told already. */
  for (guint i = self->n_members; i > 0; i--)
    {
      if (self->members[i - 1] != except)
        server_member_deliver (self->members[i - 1], event);
    }
}

/**
 * server_user_dismiss:
 * @self: a user whose token is forgotten
 * @except: the connection that asked for it
 * @all: whether all their tokens are; else only that of @except is
 *
 * Ends connections that have come in with a token that is not valid any more.
 */
void
server_user_dismiss (ServerUser *self, ServerMember *except, gboolean all)
{
  g_autoptr (GError) reason = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_REQUIRED,
                                                   "This device has been logged out");
  const char *token = server_member_get_token (except);

  for (guint i = self->n_members; i > 0; i--)
    {
      ServerMember *member = self->members[i - 1];

      if (member != except
          && (all || g_strcmp0 (server_member_get_token (member), token) == 0))
        server_member_dismiss (member, reason);
    }
}

/**
 * server_user_expel:
 * @self: a user
 * @reason: why, with a code of %CHARLA_CODE_ERROR
 *
 * Ends all connections of a user. A guest does not exist any more then.
 */
void
server_user_expel (ServerUser *self, const GError *reason)
{
  for (guint i = self->n_members; i > 0; i--)
    server_member_dismiss (self->members[i - 1], reason);
}
