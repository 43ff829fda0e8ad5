/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-code.h"
#include "client-room-info.h"

G_BEGIN_DECLS

/**
 * ClientEventKind:
 * @CLIENT_EVENT_MESSAGE: `message`: @message was posted
 * @CLIENT_EVENT_EDIT: `edit`: the message @target has the text @text now
 * @CLIENT_EVENT_DELETE: `delete`: the message @target is deleted
 * @CLIENT_EVENT_REACT: `react`: @user has answered the message @target with @emoji, or
 *   taken that back
 * @CLIENT_EVENT_ROOM: `room`: the room is as @about says; the conversation of @people
 *   if it is a direct one and new
 * @CLIENT_EVENT_MEMBER: `member`: @user is now @role in the room; if they are new to it,
 *   @about may say what it is
 * @CLIENT_EVENT_BAN: `ban`: @user may not be in the room until @until, or may again; in the
 *   lobby, on this server
 * @CLIENT_EVENT_MUTE: `mute`: @user may not say anything in the room until @until, or may
 *   again; in the lobby, anywhere
 * @CLIENT_EVENT_OTHER: a durable event of a kind that this client does not know
 * @CLIENT_EVENT_READ: `read`: @user has read the room up to @target; a server that does not
 *   say who means the person who uses this client
 * @CLIENT_EVENT_TYPING: `typing`: @user writes something, or stops it
 * @CLIENT_EVENT_USER: `user`: @user is like this now
 * @CLIENT_EVENT_PRESENCE: `presence`: @came are connected now, and @went are not
 * @CLIENT_EVENT_NOTICE: `notice`: the server has to say @text
 * @CLIENT_EVENT_LIVE: `live`: all up to @target has come, and what comes now is new
 * @CLIENT_EVENT_BYE: `bye`: the server ends the connection because of @code
 * @CLIENT_EVENT_PING: `ping`, or an ephemeral event of a kind that this client does not know:
 *   the server is there
 *
 * What an event tells.
 */
typedef enum
{
  CLIENT_EVENT_MESSAGE,
  CLIENT_EVENT_EDIT,
  CLIENT_EVENT_DELETE,
  CLIENT_EVENT_REACT,
  CLIENT_EVENT_ROOM,
  CLIENT_EVENT_MEMBER,
  CLIENT_EVENT_BAN,
  CLIENT_EVENT_MUTE,
  CLIENT_EVENT_OTHER,
  CLIENT_EVENT_READ,
  CLIENT_EVENT_TYPING,
  CLIENT_EVENT_USER,
  CLIENT_EVENT_PRESENCE,
  CLIENT_EVENT_NOTICE,
  CLIENT_EVENT_LIVE,
  CLIENT_EVENT_BYE,
  CLIENT_EVENT_PING,
} ClientEventKind;

/**
 * ClientEvent:
 * @kind: what it tells
 * @seq: its place in the log, or 0 if it is ephemeral
 * @time: when it happened, in milliseconds since 1970 UTC; 0 if it is ephemeral
 * @prev: the event of the same room before it, or -1 if the server does not say
 * @room: (nullable): id of the room
 * @target: an event, or 0
 * @user: (nullable): whom it is about; of somebody who is known by their id alone the
 *   name is %NULL
 * @by: (nullable): who did it to @user
 * @role: a role
 * @message: (nullable): a message
 * @about: (nullable): a room
 * @people: (nullable) (element-type ClientUserInfo): who is in a direct room
 * @text: (nullable): a text; in `member`, `ban` and `mute` the reason
 * @emoji: (nullable): a reaction
 * @is_on: whether it begins or ends
 * @until: when it ends by itself, in milliseconds since 1970 UTC; 0 if it does not
 * @came: (nullable) (array zero-terminated=1): ids of users
 * @went: (nullable) (array zero-terminated=1): ids of users
 * @code: why, if @has_code
 * @has_code: whether @code is known
 * @ban: (nullable): a sentence for the person, if they are banned: until when and why
 *
 * Something that has happened, as a server tells it. It is made once and does not
 * change, so that every thread may read it.
 */
typedef struct
{
  ClientEventKind kind;
  gint64 seq;
  gint64 time;
  gint64 prev;
  char *room;
  gint64 target;
  ClientUserInfo *user;
  ClientUserInfo *by;
  ClientRole role;
  ClientMessageInfo *message;
  ClientRoomInfo *about;
  GPtrArray *people;
  char *text;
  char *emoji;
  gboolean is_on;
  gint64 until;
  char **came;
  char **went;
  CharlaCode code;
  gboolean has_code;
  char *ban;
} ClientEvent;

ClientEvent *client_event_new   (void);
ClientEvent *client_event_parse (CharlaMessage *event, GError **error);
ClientEvent *client_event_ref   (ClientEvent *self);
void         client_event_unref (ClientEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientEvent, client_event_unref)

G_END_DECLS
