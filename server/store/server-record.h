/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-objects.h"
#include "server-sanction.h"

G_BEGIN_DECLS

/**
 * ServerRecordKind:
 * @SERVER_RECORD_MESSAGE: @user has posted @text; @target is 0
 * @SERVER_RECORD_EDIT: @user has given the message @target the text @text
 * @SERVER_RECORD_DELETE: @user has deleted the message @target
 * @SERVER_RECORD_REACT: @user has answered the message @target with a reaction, or taken it back
 * @SERVER_RECORD_ROOM: the room is now @room_kind, @name, @topic; if it is a new one, @first and
 *   @second (0 for nobody) are in it from this event on
 * @SERVER_RECORD_MEMBER: @user is now @role in the room; %SERVER_ROLE_NONE is out of it
 * @SERVER_RECORD_SANCTION: @sanction is now in force, or not any more; that of a network
 *   is in no room, so that nobody is told
 *
 * What an event tells.
 */
typedef enum
{
  SERVER_RECORD_MESSAGE,
  SERVER_RECORD_EDIT,
  SERVER_RECORD_DELETE,
  SERVER_RECORD_REACT,
  SERVER_RECORD_ROOM,
  SERVER_RECORD_MEMBER,
  SERVER_RECORD_SANCTION,
} ServerRecordKind;

/**
 * ServerRecord:
 * @kind: what it tells
 * @seq: its place in the log
 * @time: when it happened, in milliseconds since 1970 UTC
 * @room: in which room
 * @frame: the bytes that go over the wire, header included: the same that are stored
 * @user: (nullable): whom it is about
 * @text: (nullable): a text
 * @target: a message, or 0
 * @role: a role
 * @room_kind: what kind of room
 * @name: (nullable): name of the room
 * @topic: (nullable): topic of the room
 * @first: a user, or 0
 * @second: a user, or 0
 * @sanction: (nullable): what somebody may not do
 * @is_on: whether they may not, or may again
 *
 * An event of the log, committed. It does not change, and may be held and read
 * in any thread. Beside the bytes of the wire it has what the directory applies
 * and what other dialects say in their own way.
 */
typedef struct
{
  ServerRecordKind kind;
  gint64 seq;
  gint64 time;
  gint64 room;
  GBytes *frame;

  ServerUserInfo *user;
  char *text;
  gint64 target;
  ServerRole role;

  ServerRoomKind room_kind;
  char *name;
  char *topic;
  gint64 first;
  gint64 second;

  ServerSanction *sanction;
  gboolean is_on;

  /*< private >*/
  gatomicrefcount references;
} ServerRecord;

ServerRecord *server_record_new   (ServerRecordKind kind);
ServerRecord *server_record_ref   (ServerRecord *self);
void          server_record_unref (ServerRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerRecord, server_record_unref)

G_END_DECLS
