/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla.h"
#include "server-kinds.h"

G_BEGIN_DECLS

/**
 * SERVER_N_FIELDS:
 *
 * Most members that a command looks at.
 */
#define SERVER_N_FIELDS 6

/**
 * ServerArguments:
 *
 * The members of a request, each in the form in which the server knows it. A
 * number that was not given is -1, a text %NULL, and a word of a few 0; @on is %TRUE.
 */
typedef struct
{
  gint64 room;
  gint64 seq;
  gint64 reply;
  gint64 before;
  gint64 after;
  gint64 around;
  gint64 limit;
  gint64 until;
  const char *text;
  const char *nonce;
  const char *emoji;
  const char *query;
  const char *name;
  const char *topic;
  const char *user;
  const char *reason;
  const char *address;
  const char *new_password;
  const char *old_password;
  gboolean on;
  gboolean all;
  gboolean has_state;
  ServerUserState state;
  ServerRoomKind kind;
  ServerRole role;
} ServerArguments;

/**
 * ServerFieldType:
 * @SERVER_FIELD_SEQ: an event, or 0
 * @SERVER_FIELD_COUNT: how many, from 1 on; more than the limit is the limit
 * @SERVER_FIELD_ROOM: the id of a room
 * @SERVER_FIELD_USER: the id of a user
 * @SERVER_FIELD_WHO: the id of a user, or their name
 * @SERVER_FIELD_TEXT: lines, of at most so many bytes and not empty
 * @SERVER_FIELD_LINE: one line, of at most so many characters, or empty
 * @SERVER_FIELD_WORD: one line, of at most so many characters and not empty
 * @SERVER_FIELD_NAME: a name
 * @SERVER_FIELD_BOOL: true or false
 * @SERVER_FIELD_KIND: the kind of a room that can be made
 * @SERVER_FIELD_ROLE: the role of a member
 * @SERVER_FIELD_STATE: the state of a user
 *
 * What a member of a request is.
 */
typedef enum
{
  SERVER_FIELD_SEQ,
  SERVER_FIELD_COUNT,
  SERVER_FIELD_ROOM,
  SERVER_FIELD_USER,
  SERVER_FIELD_WHO,
  SERVER_FIELD_TEXT,
  SERVER_FIELD_LINE,
  SERVER_FIELD_WORD,
  SERVER_FIELD_NAME,
  SERVER_FIELD_BOOL,
  SERVER_FIELD_KIND,
  SERVER_FIELD_ROLE,
  SERVER_FIELD_STATE,
} ServerFieldType;

/**
 * ServerField:
 * @name: the member's name
 * @type: what it is
 * @is_required: whether it has to be there
 * @limit: how much of it there may be; 0 where the type says all
 * @offset: where in #ServerArguments it goes
 *
 * A member of a request, as its command wants it.
 */
typedef struct
{
  const char *name;
  ServerFieldType type;
  gboolean is_required;
  guint limit;
  gsize offset;
} ServerField;

gboolean server_arguments_read (ServerArguments *self, const ServerField *fields,
                                CharlaMessage *message, GError **error);

G_END_DECLS
