/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>

#include "server-kinds.h"

G_BEGIN_DECLS

/*
 * What users, rooms and messages are, and the one place that writes them as the
 * objects of the wire. Whether somebody is online is not the store's to know:
 * who writes a user says it.
 */

/**
 * ServerUserInfo:
 * @id: the user
 * @name: their name
 * @kind: what kind of user
 * @state: their state
 * @status: (nullable): what they say that they do
 *
 * A user with an account, or a guest.
 */
typedef struct
{
  gint64 id;
  char *name;
  ServerUserKind kind;
  ServerUserState state;
  char *status;
} ServerUserInfo;

/**
 * ServerMemberInfo:
 * @user: the member
 * @role: what they are in the room
 *
 * A member of a room.
 */
typedef struct
{
  ServerUserInfo *user;
  ServerRole role;
} ServerMemberInfo;

/**
 * ServerRoomInfo:
 * @id: the room
 * @kind: what kind of room
 * @name: its name; empty for a direct one
 * @topic: its topic; empty for none
 * @keep: for how many days its messages are kept; %SERVER_KEEP_FOREVER, or 0 for as
 *   long as the server says
 * @members: number of its members
 * @role: what who asks is in it
 * @seq: its newest event
 * @seen: up to where who asks has read
 * @unread: messages of others since then, counted to 1,000
 * @mentions: those of them that mention who asks, counted to 1,000
 * @with: (nullable): the other one in a direct room
 * @with_seen: up to where they have read
 * @last: (nullable): its newest message that is not deleted, a Message of the wire
 *
 * A room as it stands for one of its users.
 */
typedef struct
{
  gint64 id;
  ServerRoomKind kind;
  char *name;
  char *topic;
  gint64 keep;
  gint64 members;
  ServerRole role;
  gint64 seq;
  gint64 seen;
  gint64 unread;
  gint64 mentions;
  ServerUserInfo *with;
  gint64 with_seen;
  GBytes *last;
} ServerRoomInfo;

/**
 * ServerReactionInfo:
 * @emoji: what was answered
 * @count: by how many
 * @is_mine: whether by who asks
 *
 * One of the reactions to a message.
 */
typedef struct
{
  char *emoji;
  gint64 count;
  gboolean is_mine;
} ServerReactionInfo;

/**
 * ServerMessageInfo:
 * @seq: its place in the log
 * @time: when it was posted, in milliseconds since 1970 UTC
 * @room: where
 * @user: by whom
 * @name: their name at that time
 * @text: its text
 * @reply: the message that it answers, or 0
 * @reply_name: (nullable): who posted that
 * @reply_excerpt: (nullable): how that begins
 * @mentions: (nullable) (element-type gint64): who is mentioned
 * @edited: when it was last edited, or 0
 * @is_deleted: whether it is deleted; its text is empty then
 * @reactions: (nullable) (element-type ServerReactionInfo): the reactions to it
 *
 * A message, as it is or as it was posted.
 */
typedef struct
{
  gint64 seq;
  gint64 time;
  gint64 room;
  gint64 user;
  char *name;
  char *text;
  gint64 reply;
  char *reply_name;
  char *reply_excerpt;
  GArray *mentions;
  gint64 edited;
  gboolean is_deleted;
  GPtrArray *reactions;
} ServerMessageInfo;

ServerUserInfo *server_user_info_copy       (const ServerUserInfo *self);
void            server_user_info_free       (ServerUserInfo *self);
void            server_member_info_free     (ServerMemberInfo *self);
void            server_room_info_free       (ServerRoomInfo *self);
void            server_reaction_info_free   (ServerReactionInfo *self);
void            server_message_info_clear   (ServerMessageInfo *self);
void            server_message_info_free    (ServerMessageInfo *self);
char           *server_message_info_excerpt (const char *text);

void server_objects_add_user_id (CharlaBuilder *builder, const char *name, gint64 user);
void server_objects_add_room_id (CharlaBuilder *builder, const char *name, gint64 room);
void server_objects_add_user    (CharlaBuilder *builder, const char *name,
                                 const ServerUserInfo *user, gboolean is_online);
void server_objects_add_member  (CharlaBuilder *builder, const ServerMemberInfo *member,
                                 gboolean is_online);
void server_objects_add_room    (CharlaBuilder *builder, const char *name,
                                 const ServerRoomInfo *room, gboolean is_with_online);
void server_objects_put_room    (CharlaBuilder *builder, const ServerRoomInfo *room);
void server_objects_add_message (CharlaBuilder *builder, const char *name,
                                 const ServerMessageInfo *message);
void server_objects_put_message (CharlaBuilder *builder, const ServerMessageInfo *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerUserInfo, server_user_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerMemberInfo, server_member_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerRoomInfo, server_room_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerMessageInfo, server_message_info_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerMessageInfo, server_message_info_clear)

G_END_DECLS
