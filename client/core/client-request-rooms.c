/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-request-private.h"

static const char *const kinds[] = {
  [CLIENT_ROOM_PUBLIC] = "public",
  [CLIENT_ROOM_PRIVATE] = "private",
  [CLIENT_ROOM_DIRECT] = "direct",
};

static const char *const roles[] = {
  [CLIENT_ROLE_NONE] = NULL,
  [CLIENT_ROLE_MEMBER] = "member",
  [CLIENT_ROLE_MODERATOR] = "moderator",
  [CLIENT_ROLE_OWNER] = "owner",
};

/**
 * client_request_new_rooms:
 * @query: (nullable): what their names have in them
 * @after: (nullable): id of the last one of the page before
 * @limit: most that one wants, or 0 to leave it to the server
 *
 * Asks for the rooms that one may join.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_rooms (const char *query, const char *after, guint limit)
{
  ClientRequest *self = client_request_make (CLIENT_REQUEST_ROOMS);

  client_request_add_string (self, "query", query);
  client_request_add_string (self, "after", after);
  client_request_add_some (self, "limit", limit);
  return self;
}

/**
 * client_request_new_create:
 * @name: its name
 * @kind: %CLIENT_ROOM_PUBLIC or %CLIENT_ROOM_PRIVATE
 * @topic: (nullable): its topic
 *
 * Makes a room, of which one is the owner. The answer has `room`.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_create (const char *name, ClientRoomKind kind, const char *topic)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  self = client_request_make (CLIENT_REQUEST_CREATE);
  client_request_add_string (self, "name", name);
  client_request_add_string (self, "kind", kinds[kind]);
  client_request_add_string (self, "topic", topic);
  return self;
}

/**
 * client_request_new_join:
 * @room: id of the room
 *
 * Becomes a member of a room.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_join (const char *room)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_JOIN);
  client_request_add_string (self, "room", room);
  return self;
}

/**
 * client_request_new_leave:
 * @room: id of the room
 *
 * Leaves a room.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_leave (const char *room)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_LEAVE);
  client_request_add_string (self, "room", room);
  return self;
}

/**
 * client_request_new_invite:
 * @room: id of the room
 * @user: their id, or their name
 * @reason: (nullable): why, for all to read
 *
 * Makes somebody else a member of a room.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_invite (const char *room, const char *user, const char *reason)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail (user != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_INVITE);
  client_request_add_string (self, "room", room);
  client_request_add_string (self, "user", user);
  client_request_add_string (self, "reason", reason);
  return self;
}

/**
 * client_request_new_kick:
 * @room: id of the room
 * @user: their id, or their name
 * @reason: (nullable): why, for all to read
 *
 * Puts somebody out of a room.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_kick (const char *room, const char *user, const char *reason)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail (user != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_KICK);
  client_request_add_string (self, "room", room);
  client_request_add_string (self, "user", user);
  client_request_add_string (self, "reason", reason);
  return self;
}

/**
 * client_request_new_topic:
 * @room: id of the room
 * @text: the topic; empty for none
 *
 * Gives a room another topic.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_topic (const char *room, const char *text)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_TOPIC);
  client_request_add_string (self, "room", room);
  client_request_add_string (self, "text", text);
  return self;
}

/**
 * client_request_new_rename:
 * @room: id of the room
 * @text: the name
 *
 * Gives a room another name.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_rename (const char *room, const char *text)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_RENAME);
  client_request_add_string (self, "room", room);
  client_request_add_string (self, "text", text);
  return self;
}

/**
 * client_request_new_role:
 * @room: id of the room
 * @user: their id, or their name
 * @role: what they are to be, other than %CLIENT_ROLE_NONE
 *
 * Makes a member something else.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_role (const char *room, const char *user, ClientRole role)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail (user != NULL, NULL);
  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (roles), NULL);
  g_return_val_if_fail (role != CLIENT_ROLE_NONE, NULL);

  self = client_request_make (CLIENT_REQUEST_ROLE);
  client_request_add_string (self, "room", room);
  client_request_add_string (self, "user", user);
  client_request_add_string (self, "role", roles[role]);
  return self;
}

/**
 * client_request_new_members:
 * @room: id of the room
 * @after: (nullable): id of the last one of the page before
 * @limit: most that one wants, or 0 to leave it to the server
 *
 * Asks who is in a room.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_members (const char *room, const char *after, guint limit)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (room != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_MEMBERS);
  client_request_add_string (self, "room", room);
  client_request_add_string (self, "after", after);
  client_request_add_some (self, "limit", limit);
  return self;
}

/**
 * client_request_new_direct:
 * @user: their id, or their name
 *
 * Opens the conversation with somebody, or finds it. The answer has `room`.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_direct (const char *user)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (user != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_DIRECT);
  client_request_add_string (self, "user", user);
  return self;
}
