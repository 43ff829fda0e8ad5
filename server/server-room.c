/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-room.h"

/**
 * server_room_new:
 * @id: its number
 * @kind: what kind of room
 *
 * Returns: (transfer full): an empty room
 */
ServerRoom *
server_room_new (gint64 id, ServerRoomKind kind)
{
  ServerRoom *self = g_new0 (ServerRoom, 1);

  self->id = id;
  self->kind = kind;
  self->present = g_ptr_array_new ();
  self->guests = g_ptr_array_new ();

  return self;
}

/**
 * server_room_free:
 * @self: (transfer full): a room that nobody is here in
 */
void
server_room_free (ServerRoom *self)
{
  g_assert (self->present->len == 0 && self->guests->len == 0);
  g_ptr_array_unref (self->present);
  g_ptr_array_unref (self->guests);
  g_free (self);
}

static GPtrArray *
get_list (ServerRoom *self, ServerUser *user)
{
  return server_user_is_guest (user) ? self->guests : self->present;
}

/**
 * server_room_appear:
 * @self: a room
 * @user: somebody who is in it and is here from now on
 * @seat: their seat in it
 */
void
server_room_appear (ServerRoom *self, ServerUser *user, ServerSeat *seat)
{
  GPtrArray *list = get_list (self, user);

  seat->place = list->len;
  g_ptr_array_add (list, user);
}

/**
 * server_room_disappear:
 * @self: a room
 * @user: somebody who is in it and is not here any more
 * @seat: their seat in it
 */
void
server_room_disappear (ServerRoom *self, ServerUser *user, ServerSeat *seat)
{
  GPtrArray *list = get_list (self, user);
  guint place = seat->place;

  g_ptr_array_remove_index_fast (list, place);
  if (place < list->len)
    server_user_find_seat (list->pdata[place], self)->place = place;
}

/**
 * server_room_seat:
 * @self: a room
 * @user: somebody who enters it, or is in it
 * @role: what they are in it from now on
 */
void
server_room_seat (ServerRoom *self, ServerUser *user, ServerRole role)
{
  ServerSeat *seat = server_user_find_seat (user, self);

  if (seat != NULL)
    {
      seat->role = role;
      return;
    }

  user->seats = g_renew (ServerSeat, user->seats, user->n_seats + 1);
  seat = &user->seats[user->n_seats++];
  *seat = (ServerSeat) { .room = self, .role = role };
  if (!server_user_is_guest (user))
    self->n_members++;
  if (server_user_is_online (user))
    server_room_appear (self, user, seat);
}

/**
 * server_room_unseat:
 * @self: a room
 * @user: somebody who leaves it, or is not in it
 */
void
server_room_unseat (ServerRoom *self, ServerUser *user)
{
  ServerSeat *seat = server_user_find_seat (user, self);

  if (seat == NULL)
    return;

  if (server_user_is_online (user))
    server_room_disappear (self, user, seat);
  if (!server_user_is_guest (user))
    self->n_members--;
  *seat = user->seats[--user->n_seats];
}

static void
publish (GPtrArray *list, ServerEvent *event, ServerUser *except_user, ServerMember *except_member)
{
  /* From the end: who takes the place of somebody who goes has been told already. */
  for (guint i = list->len; i > 0; i--)
    {
      ServerUser *user = list->pdata[i - 1];

      if (user != except_user)
        server_user_tell (user, event, except_member);
    }
}

/**
 * server_room_publish:
 * @self: a room
 * @event: what happened in it
 * @except_user: (nullable): somebody who is not told
 * @except_member: (nullable): a connection that is not told
 *
 * Tells those who are here in the room of an event. Any of them may go away over it.
 */
void
server_room_publish (ServerRoom *self, ServerEvent *event, ServerUser *except_user,
                     ServerMember *except_member)
{
  publish (self->present, event, except_user, except_member);
  publish (self->guests, event, except_user, except_member);
}
