/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"
#include "server-objects.h"

G_BEGIN_DECLS

/**
 * SERVER_PAGE_MAX:
 *
 * Most bytes of one page of messages, so that it fits into a frame with what
 * stands around it, whatever its texts are made of.
 */
#define SERVER_PAGE_MAX (CHARLA_FRAME_MAX_FROM_SERVER - 65536)

/**
 * ServerPage:
 *
 * Messages on their way to somebody: complete, and already in the form that they
 * have on the wire.
 */
typedef struct
{
  /*< private >*/
  ServerDatabase *database;
  CharlaBuilder *builder;
  gint64 user;
  GPtrArray *messages;
  gsize size;
} ServerPage;

/* Columns of a message as it now stands, as they are read by
 * server_page_collect(), and the tables that they are from. */
#define SERVER_MESSAGE_COLUMNS                                                                     \
  " messages.seq, messages.time, messages.room, messages.user, messages.name, messages.text,"      \
  " messages.reply, messages.mentions, messages.deleted, edits.time, answered.name, answered.text "
#define SERVER_MESSAGE_TABLES                                                                      \
  " messages LEFT JOIN events AS edits ON edits.seq = messages.edited"                                      \
  " LEFT JOIN messages AS answered ON answered.seq = messages.reply "

/* The same in the order in which a room's own events give them. */
#define SERVER_ROOM_MESSAGE_TABLES                                                                 \
  " events AS places CROSS JOIN messages ON messages.seq = places.seq"                             \
  " LEFT JOIN events AS edits ON edits.seq = messages.edited"                                      \
  " LEFT JOIN messages AS answered ON answered.seq = messages.reply "

void     server_page_init    (ServerPage *self, ServerDatabase *database, gint64 user);
gboolean server_page_collect (ServerPage *self, ServerStatement *statement, guint limit,
                              gsize size);
void     server_page_reverse (ServerPage *self);
GBytes  *server_page_write   (ServerPage *self, gboolean has_more);
void     server_page_clear   (ServerPage *self);
GBytes  *server_page_read_last (ServerDatabase *database, gint64 user, gint64 room);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerPage, server_page_clear)

G_END_DECLS
