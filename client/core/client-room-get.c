/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-private.h"

/**
 * client_room_get_id:
 * @self: a room
 *
 * Returns: (transfer none): its id
 */
const char *
client_room_get_id (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return self->info->id;
}

/**
 * client_room_get_kind:
 * @self: a room
 *
 * Returns: what kind of room it is
 */
ClientRoomKind
client_room_get_kind (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), CLIENT_ROOM_PUBLIC);

  return self->info->kind;
}

/**
 * client_room_get_name:
 * @self: a room
 *
 * Returns: (transfer none): its name for people
 */
const char *
client_room_get_name (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return self->name;
}

/**
 * client_room_get_topic:
 * @self: a room
 *
 * Returns: (transfer none): its topic; empty for none
 */
const char *
client_room_get_topic (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return self->info->topic;
}

/**
 * client_room_get_members:
 * @self: a room
 *
 * Returns: how many are in it
 */
guint
client_room_get_members (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), 0);

  return self->info->members;
}

/**
 * client_room_get_role:
 * @self: a room
 *
 * Returns: what the person is in it
 */
ClientRole
client_room_get_role (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), CLIENT_ROLE_NONE);

  return self->info->role;
}

/**
 * client_room_get_unread:
 * @self: a room
 *
 * Returns: how many messages of others the person has not read
 */
guint
client_room_get_unread (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), 0);

  return self->unread;
}

/**
 * client_room_get_mentions:
 * @self: a room
 *
 * Returns: how many of them mention the person
 */
guint
client_room_get_mentions (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), 0);

  return self->info->mentions;
}

/**
 * client_room_get_seen:
 * @self: a room
 *
 * Returns: up to which event the person has read it
 */
gint64
client_room_get_seen (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), 0);

  return self->info->seen;
}

/**
 * client_room_get_with:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the other one in a direct room
 */
ClientUserInfo *
client_room_get_with (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return self->with;
}

/**
 * client_room_get_last:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the newest message
 */
ClientMessageInfo *
client_room_get_last (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return self->info->last;
}

/**
 * client_room_get_typing:
 * @self: a room
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of who is writing, sorted
 */
const char *const *
client_room_get_typing (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return (const char *const *) self->names;
}

/**
 * client_room_get_is_muted:
 * @self: a room
 *
 * Returns: whether the person does not want to be called for what is said in it, unless it
 *   mentions them
 */
gboolean
client_room_get_is_muted (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), FALSE);

  return (self->flags & CLIENT_ROOM_MUTED) != 0;
}

/**
 * client_room_get_is_pinned:
 * @self: a room
 *
 * Returns: whether the person wants to find it before the others
 */
gboolean
client_room_get_is_pinned (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), FALSE);

  return (self->flags & CLIENT_ROOM_PINNED) != 0;
}

/**
 * client_room_get_draft:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): what the person has begun to write there
 */
const char *
client_room_get_draft (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return self->draft;
}

/**
 * client_room_get_activity:
 * @self: a room
 *
 * Returns: when something was last said in it, or it was made or entered, in milliseconds
 *   since 1970 UTC; 0 if nothing is known of that
 */
gint64
client_room_get_activity (ClientRoom *self)
{
  ClientMessageInfo *last = NULL;

  g_return_val_if_fail (CLIENT_IS_ROOM (self), 0);

  last = self->info->last;
  return MAX (self->info->active, last != NULL ? last->time : 0);
}

/**
 * client_room_get_read_by_others:
 * @self: a room
 *
 * Returns: up to which event the other one of a direct room has read it; 0 if that is not
 *   known, and in rooms of another kind
 */
gint64
client_room_get_read_by_others (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), 0);

  return self->info->others;
}
