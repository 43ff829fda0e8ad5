/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-objects.h"

#include "server-id.h"

/* Enough of a message to know it again by, in characters. */
#define EXCERPT_LENGTH 100

/**
 * server_user_info_copy:
 * @self: a user
 *
 * Returns: (transfer full): a copy of @self
 */
ServerUserInfo *
server_user_info_copy (const ServerUserInfo *self)
{
  ServerUserInfo *copy = g_new (ServerUserInfo, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->status = g_strdup (self->status);

  return copy;
}

/**
 * server_user_info_free:
 * @self: (transfer full): a user
 */
void
server_user_info_free (ServerUserInfo *self)
{
  g_free (self->name);
  g_free (self->status);
  g_free (self);
}

/**
 * server_member_info_free:
 * @self: (transfer full): a member
 */
void
server_member_info_free (ServerMemberInfo *self)
{
  g_clear_pointer (&self->user, server_user_info_free);
  g_free (self);
}

/**
 * server_room_info_free:
 * @self: (transfer full): a room
 */
void
server_room_info_free (ServerRoomInfo *self)
{
  g_clear_pointer (&self->with, server_user_info_free);
  g_clear_pointer (&self->last, g_bytes_unref);
  g_free (self->name);
  g_free (self->topic);
  g_free (self);
}

/**
 * server_reaction_info_free:
 * @self: (transfer full): a reaction
 */
void
server_reaction_info_free (ServerReactionInfo *self)
{
  g_free (self->emoji);
  g_free (self);
}

/**
 * server_message_info_clear:
 * @self: a message in memory of the caller's
 *
 * Frees what @self holds.
 */
void
server_message_info_clear (ServerMessageInfo *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->reply_name, g_free);
  g_clear_pointer (&self->reply_excerpt, g_free);
  g_clear_pointer (&self->mentions, g_array_unref);
  g_clear_pointer (&self->reactions, g_ptr_array_unref);
}

/**
 * server_message_info_free:
 * @self: (transfer full): a message
 */
void
server_message_info_free (ServerMessageInfo *self)
{
  server_message_info_clear (self);
  g_free (self);
}

/**
 * server_message_info_excerpt:
 * @text: the text of a message
 *
 * Returns: (transfer full): its beginning, for who answers it
 */
char *
server_message_info_excerpt (const char *text)
{
  if (g_utf8_strlen (text, -1) <= EXCERPT_LENGTH)
    return g_strdup (text);

  return g_utf8_substring (text, 0, EXCERPT_LENGTH);
}

/**
 * server_objects_add_user_id:
 * @builder: what is being written
 * @name: (nullable): name of the member
 * @user: a user
 */
void
server_objects_add_user_id (CharlaBuilder *builder, const char *name, gint64 user)
{
  char id[SERVER_ID_SIZE];

  server_user_id_write (user, id);
  charla_builder_add_string (builder, name, id);
}

/**
 * server_objects_add_room_id:
 * @builder: what is being written
 * @name: (nullable): name of the member
 * @room: a room
 */
void
server_objects_add_room_id (CharlaBuilder *builder, const char *name, gint64 room)
{
  char id[SERVER_ID_SIZE];

  server_room_id_write (room, id);
  charla_builder_add_string (builder, name, id);
}

/**
 * server_objects_add_user:
 * @builder: what is being written
 * @name: (nullable): name of the member
 * @user: a user
 * @is_online: whether they are connected
 *
 * Writes a User.
 */
void
server_objects_add_user (CharlaBuilder *builder, const char *name, const ServerUserInfo *user,
                         gboolean is_online)
{
  charla_builder_begin_object (builder, name);
  server_objects_add_user_id (builder, "id", user->id);
  charla_builder_add_string (builder, "name", user->name);
  charla_builder_add_string (builder, "kind", server_user_kind_to_string (user->kind));
  charla_builder_add_bool (builder, "online", is_online);
  charla_builder_add_string (builder, "status", user->status);
  charla_builder_add_string (builder, "state", server_user_state_to_string (user->state));
  charla_builder_end (builder);
}

static void
add_role (CharlaBuilder *builder, ServerRole role)
{
  if (role == SERVER_ROLE_NONE)
    charla_builder_add_null (builder, "role");
  else
    charla_builder_add_string (builder, "role", server_role_to_string (role));
}

/**
 * server_objects_add_member:
 * @builder: what is being written, in an array
 * @member: a member of a room
 * @is_online: whether they are connected
 *
 * Writes one of the answer to `members`.
 */
void
server_objects_add_member (CharlaBuilder *builder, const ServerMemberInfo *member,
                           gboolean is_online)
{
  charla_builder_begin_object (builder, NULL);
  server_objects_add_user (builder, "user", member->user, is_online);
  add_role (builder, member->role);
  charla_builder_end (builder);
}

/**
 * server_objects_put_room:
 * @builder: what is being written, in an object
 * @room: a room
 *
 * Writes those members of a Room that are the same for everyone.
 */
void
server_objects_put_room (CharlaBuilder *builder, const ServerRoomInfo *room)
{
  server_objects_add_room_id (builder, "id", room->id);
  charla_builder_add_string (builder, "kind", server_room_kind_to_string (room->kind));
  charla_builder_add_string (builder, "name", room->name);
  charla_builder_add_string (builder, "topic", room->topic);
  if (room->keep != 0)
    charla_builder_add_int (builder, "keep", MAX (room->keep, 0));
}

/**
 * server_objects_add_room:
 * @builder: what is being written
 * @name: (nullable): name of the member
 * @room: a room
 * @is_with_online: whether the other one of a direct room is connected
 *
 * Writes a Room.
 */
void
server_objects_add_room (CharlaBuilder *builder, const char *name, const ServerRoomInfo *room,
                         gboolean is_with_online)
{
  charla_builder_begin_object (builder, name);
  server_objects_put_room (builder, room);
  charla_builder_add_int (builder, "members", room->members);
  charla_builder_add_bool (builder, "member", room->role != SERVER_ROLE_NONE);
  add_role (builder, room->role);
  charla_builder_add_int (builder, "seq", room->seq);
  charla_builder_add_int (builder, "read", room->seen);
  charla_builder_add_int (builder, "unread", room->unread);
  charla_builder_add_int (builder, "mentions", room->mentions);
  if (room->with != NULL)
    {
      server_objects_add_user (builder, "with", room->with, is_with_online);
      charla_builder_add_int (builder, "with_read", room->with_seen);
    }
  if (room->last != NULL)
    charla_builder_add_json (builder, "last", room->last);
  charla_builder_end (builder);
}

static void
add_reactions (CharlaBuilder *builder, GPtrArray *reactions)
{
  charla_builder_begin_array (builder, "reactions");
  for (guint i = 0; i < reactions->len; i++)
    {
      const ServerReactionInfo *reaction = reactions->pdata[i];

      charla_builder_begin_object (builder, NULL);
      charla_builder_add_string (builder, "emoji", reaction->emoji);
      charla_builder_add_int (builder, "count", reaction->count);
      charla_builder_add_bool (builder, "mine", reaction->is_mine);
      charla_builder_end (builder);
    }
  charla_builder_end (builder);
}

static void
add_mentions (CharlaBuilder *builder, GArray *mentions)
{
  charla_builder_begin_array (builder, "mentions");
  for (guint i = 0; i < mentions->len; i++)
    server_objects_add_user_id (builder, NULL, g_array_index (mentions, gint64, i));
  charla_builder_end (builder);
}

/**
 * server_objects_put_message:
 * @builder: what is being written, in an object
 * @message: a message
 *
 * Writes the members of a Message into an object that has others too, such as
 * the event.
 */
void
server_objects_put_message (CharlaBuilder *builder, const ServerMessageInfo *message)
{
  charla_builder_add_int (builder, "seq", message->seq);
  charla_builder_add_int (builder, "time", message->time);
  server_objects_add_room_id (builder, "room", message->room);

  charla_builder_begin_object (builder, "from");
  server_objects_add_user_id (builder, "id", message->user);
  charla_builder_add_string (builder, "name", message->name);
  charla_builder_end (builder);

  charla_builder_add_string (builder, "text", message->text);
  if (message->reply != 0)
    {
      charla_builder_begin_object (builder, "reply");
      charla_builder_add_int (builder, "seq", message->reply);
      charla_builder_add_string (builder, "name", message->reply_name);
      charla_builder_add_string (builder, "excerpt", message->reply_excerpt);
      charla_builder_end (builder);
    }
  if (message->mentions != NULL)
    add_mentions (builder, message->mentions);
  if (message->edited != 0)
    charla_builder_add_int (builder, "edited", message->edited);
  if (message->is_deleted)
    charla_builder_add_bool (builder, "deleted", TRUE);
  if (message->reactions != NULL)
    add_reactions (builder, message->reactions);
}

/**
 * server_objects_add_message:
 * @builder: what is being written
 * @name: (nullable): name of the member
 * @message: a message
 *
 * Writes a Message.
 */
void
server_objects_add_message (CharlaBuilder *builder, const char *name,
                            const ServerMessageInfo *message)
{
  charla_builder_begin_object (builder, name);
  server_objects_put_message (builder, message);
  charla_builder_end (builder);
}
