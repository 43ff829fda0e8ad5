/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-change.h"

#include <string.h>

#include "server-id.h"

static ServerChange *
change_new (ServerChangeKind kind, gint64 actor, gint64 room)
{
  ServerChange *self = g_new0 (ServerChange, 1);

  self->kind = kind;
  self->actor = actor;
  self->room = room;

  return self;
}

/* A secret does not stay behind in memory that something else gets. */
static void
secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * server_change_free:
 * @self: (transfer full): a change
 */
void
server_change_free (ServerChange *self)
{
  g_clear_pointer (&self->secret, secret_free);
  g_clear_pointer (&self->old_secret, secret_free);
  g_free (self->nonce);
  g_free (self->text);
  g_free (self->name);
  g_free (self->who);
  g_free (self->network);
  g_free (self->administrator);
  g_free (self);
}

/**
 * server_change_new_post:
 * @actor: who posts
 * @room: where
 * @text: what
 * @nonce: (nullable): by what @actor knows this message; the second one with the
 *   same nonce is the first one again
 * @reply: the message that it answers, or 0
 *
 * Returns: (transfer full): the posting of a message
 */
ServerChange *
server_change_new_post (gint64 actor, gint64 room, const char *text, const char *nonce,
                        gint64 reply)
{
  ServerChange *self = change_new (SERVER_CHANGE_POST, actor, room);

  self->text = g_strdup (text);
  self->nonce = g_strdup (nonce);
  self->seq = reply;

  return self;
}

/**
 * server_change_new_guest_post:
 * @name: the name of a guest
 * @text: what they post
 *
 * Returns: (transfer full): the posting of a message to the Lobby by who has no account
 */
ServerChange *
server_change_new_guest_post (const char *name, const char *text)
{
  ServerChange *self
    = server_change_new_post (server_user_id_guest (name), SERVER_LOBBY, text, NULL, 0);

  self->name = g_strdup (name);

  return self;
}

/**
 * server_change_new_edit:
 * @actor: who edits
 * @message: which message
 * @text: the text that it shall have
 *
 * Returns: (transfer full): the editing of a message
 */
ServerChange *
server_change_new_edit (gint64 actor, gint64 message, const char *text)
{
  ServerChange *self = change_new (SERVER_CHANGE_EDIT, actor, 0);

  self->seq = message;
  self->text = g_strdup (text);

  return self;
}

/**
 * server_change_new_delete:
 * @actor: who deletes
 * @message: which message
 *
 * Returns: (transfer full): the deletion of a message
 */
ServerChange *
server_change_new_delete (gint64 actor, gint64 message)
{
  ServerChange *self = change_new (SERVER_CHANGE_DELETE, actor, 0);

  self->seq = message;

  return self;
}

/**
 * server_change_new_react:
 * @actor: who reacts
 * @message: to which message
 * @emoji: how
 * @is_on: whether to react or to take it back
 *
 * Returns: (transfer full): a reaction
 */
ServerChange *
server_change_new_react (gint64 actor, gint64 message, const char *emoji, gboolean is_on)
{
  ServerChange *self = change_new (SERVER_CHANGE_REACT, actor, 0);

  self->seq = message;
  self->text = g_strdup (emoji);
  self->is_on = is_on;

  return self;
}

/**
 * server_change_new_read:
 * @actor: who has read
 * @room: where
 * @seq: up to which event; the mark does not go back
 *
 * Returns: (transfer full): the moving of a read mark
 */
ServerChange *
server_change_new_read (gint64 actor, gint64 room, gint64 seq)
{
  ServerChange *self = change_new (SERVER_CHANGE_READ, actor, room);

  self->seq = seq;

  return self;
}

/**
 * server_change_new_create:
 * @actor: who makes the room, and owns it then
 * @name: its name
 * @kind: public or private
 * @topic: its topic, or an empty text
 *
 * Returns: (transfer full): the making of a room
 */
ServerChange *
server_change_new_create (gint64 actor, const char *name, ServerRoomKind kind, const char *topic)
{
  ServerChange *self = change_new (SERVER_CHANGE_CREATE, actor, 0);

  self->name = g_strdup (name);
  self->room_kind = kind;
  self->text = g_strdup (topic);

  return self;
}

/**
 * server_change_new_direct:
 * @actor: who asks for it
 * @who: the other one's id or name
 *
 * Returns: (transfer full): the opening, or finding, of a conversation of two
 */
ServerChange *
server_change_new_direct (gint64 actor, const char *who)
{
  ServerChange *self = change_new (SERVER_CHANGE_DIRECT, actor, 0);

  self->who = g_strdup (who);

  return self;
}

/**
 * server_change_new_topic:
 * @actor: who changes it
 * @room: which room
 * @topic: the topic that it shall have
 *
 * Returns: (transfer full): the change of a topic
 */
ServerChange *
server_change_new_topic (gint64 actor, gint64 room, const char *topic)
{
  ServerChange *self = change_new (SERVER_CHANGE_TOPIC, actor, room);

  self->text = g_strdup (topic);

  return self;
}

/**
 * server_change_new_rename:
 * @actor: who renames it
 * @room: which room
 * @name: the name that it shall have
 *
 * Returns: (transfer full): the change of a room's name
 */
ServerChange *
server_change_new_rename (gint64 actor, gint64 room, const char *name)
{
  ServerChange *self = change_new (SERVER_CHANGE_RENAME, actor, room);

  self->name = g_strdup (name);

  return self;
}

/**
 * server_change_new_join:
 * @actor: who joins
 * @room: which room
 *
 * Returns: (transfer full): the joining of a room
 */
ServerChange *
server_change_new_join (gint64 actor, gint64 room)
{
  return change_new (SERVER_CHANGE_JOIN, actor, room);
}

/**
 * server_change_new_leave:
 * @actor: who leaves
 * @room: which room
 *
 * Returns: (transfer full): the leaving of a room
 */
ServerChange *
server_change_new_leave (gint64 actor, gint64 room)
{
  return change_new (SERVER_CHANGE_LEAVE, actor, room);
}

static ServerChange *
member_new (ServerChangeKind kind, gint64 actor, gint64 room, const char *who, gboolean is_online)
{
  ServerChange *self = change_new (kind, actor, room);

  self->who = g_strdup (who);
  self->is_online = is_online;

  return self;
}

/**
 * server_change_new_invite:
 * @actor: who invites
 * @room: to which room
 * @who: whom, by id or name
 * @reason: (nullable): why
 * @is_online: whether @who is connected, for the event to say
 *
 * Returns: (transfer full): the making of a member
 */
ServerChange *
server_change_new_invite (gint64 actor, gint64 room, const char *who, const char *reason,
                          gboolean is_online)
{
  ServerChange *self = member_new (SERVER_CHANGE_INVITE, actor, room, who, is_online);

  self->text = g_strdup (reason);

  return self;
}

/**
 * server_change_new_kick:
 * @actor: who kicks
 * @room: out of which room
 * @who: whom, by id or name
 * @reason: (nullable): why
 * @is_online: whether @who is connected, for the event to say
 *
 * Returns: (transfer full): the removal of a member
 */
ServerChange *
server_change_new_kick (gint64 actor, gint64 room, const char *who, const char *reason,
                        gboolean is_online)
{
  ServerChange *self = member_new (SERVER_CHANGE_KICK, actor, room, who, is_online);

  self->text = g_strdup (reason);

  return self;
}

/**
 * server_change_new_role:
 * @actor: who gives the role
 * @room: in which room
 * @who: to whom, by id or name
 * @role: the role that they shall have; not %SERVER_ROLE_NONE
 * @is_online: whether @who is connected, for the event to say
 *
 * Returns: (transfer full): the change of a member's role
 */
ServerChange *
server_change_new_role (gint64 actor, gint64 room, const char *who, ServerRole role,
                        gboolean is_online)
{
  ServerChange *self = member_new (SERVER_CHANGE_ROLE, actor, room, who, is_online);

  self->role = role;

  return self;
}

/**
 * server_change_new_claim:
 * @name: a name
 * @token: (nullable): the token that the device has made for it, see
 *   server_token_check(); %NULL to have one made
 *
 * Returns: (transfer full): the making of an account, if nobody has that name
 */
ServerChange *
server_change_new_claim (const char *name, const char *token)
{
  ServerChange *self = change_new (SERVER_CHANGE_CLAIM, 0, 0);

  self->name = g_strdup (name);
  self->secret = g_strdup (token);

  return self;
}

/**
 * server_change_new_add_token:
 * @actor: whose device it is, as has been made sure
 *
 * Returns: (transfer full): the making of a token for one more device
 */
ServerChange *
server_change_new_add_token (gint64 actor)
{
  return change_new (SERVER_CHANGE_ADD_TOKEN, actor, 0);
}

/**
 * server_change_new_drop_tokens:
 * @actor: whose
 * @token: (nullable): which; %NULL for all
 *
 * Returns: (transfer full): the forgetting of tokens
 */
ServerChange *
server_change_new_drop_tokens (gint64 actor, const char *token)
{
  ServerChange *self = change_new (SERVER_CHANGE_DROP_TOKENS, actor, 0);

  self->secret = g_strdup (token);

  return self;
}

/**
 * server_change_new_password:
 * @actor: whose
 * @hash: the hash of the new password
 * @old_hash: (nullable): the hash against which the old one was checked; when it
 *   is another one by then, the change is refused
 *
 * Returns: (transfer full): the change of a password
 */
ServerChange *
server_change_new_password (gint64 actor, const char *hash, const char *old_hash)
{
  ServerChange *self = change_new (SERVER_CHANGE_PASSWORD, actor, 0);

  self->secret = g_strdup (hash);
  self->old_secret = g_strdup (old_hash);

  return self;
}

/**
 * server_change_new_status:
 * @actor: whose
 * @state: (nullable): their state; %NULL leaves it as it is
 * @status: (nullable): what they say that they do, empty for nothing; %NULL
 *   leaves it as it is
 *
 * Returns: (transfer full): the change of somebody's status
 */
ServerChange *
server_change_new_status (gint64 actor, const ServerUserState *state, const char *status)
{
  ServerChange *self = change_new (SERVER_CHANGE_STATUS, actor, 0);

  self->is_on = state != NULL;
  self->state = state != NULL ? *state : SERVER_STATE_ACTIVE;
  self->text = g_strdup (status);

  return self;
}
