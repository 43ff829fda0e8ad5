/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message-info.h"

G_BEGIN_DECLS

/**
 * ClientPlace:
 * @CLIENT_PLACE_NEWEST: the newest messages of the room
 * @CLIENT_PLACE_BEFORE: those before an event
 * @CLIENT_PLACE_AFTER: those after an event
 * @CLIENT_PLACE_AROUND: those around an event, itself among them
 *
 * Which messages of a room one wants to see.
 */
typedef enum
{
  CLIENT_PLACE_NEWEST,
  CLIENT_PLACE_BEFORE,
  CLIENT_PLACE_AFTER,
  CLIENT_PLACE_AROUND,
} ClientPlace;

/**
 * ClientHistory:
 * @room: id of the room
 * @place: which messages were asked for
 * @anchor: the event that @place is about, or 0
 * @messages: (element-type ClientMessageInfo): the messages, the oldest first
 * @has_more: whether there are more in that direction
 * @head: the newest event that the answer takes into account
 *
 * A server's answer to `history`. It is made once and does not change, so that
 * every thread may read it.
 */
typedef struct
{
  char *room;
  ClientPlace place;
  gint64 anchor;
  GPtrArray *messages;
  gboolean has_more;
  gint64 head;
} ClientHistory;

ClientHistory *client_history_parse (CharlaMessage *ok, const char *room, ClientPlace place,
                                     gint64 anchor, gint64 cursor, GError **error);
ClientHistory *client_history_ref   (ClientHistory *self);
void           client_history_unref (ClientHistory *self);

GPtrArray *client_history_parse_messages (CharlaMessage *ok, gboolean *has_more, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientHistory, client_history_unref)

G_END_DECLS
