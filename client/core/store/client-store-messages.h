/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"
#include "client-message-info.h"

G_BEGIN_DECLS

/**
 * CLIENT_EXCERPT_LENGTH:
 *
 * How much of a message is shown beside its answers, in characters.
 */
#define CLIENT_EXCERPT_LENGTH 100

/**
 * ClientTarget:
 * @room: number of its room
 * @head: the last event that was taken into account when a server told of it
 * @is_deleted: whether it is deleted
 * @is_own: whether the person posted it
 * @is_mention: whether it mentions the person
 *
 * What has to be known of a message to change it.
 */
typedef struct
{
  gint64 room;
  gint64 head;
  gboolean is_deleted;
  gboolean is_own;
  gboolean is_mention;
} ClientTarget;

/* The columns of a message, for client_store_take_message(), and their tables. */
#define CLIENT_MESSAGE_COLUMNS                                                                    \
  " messages.seq, messages.time, rooms.id, messages.user, messages.name, messages.text,"          \
  " messages.reply, ifnull(answered.name, messages.reply_name),"                                  \
  " ifnull(substr(answered.text, 1, " G_STRINGIFY (CLIENT_EXCERPT_LENGTH) "),"                    \
  " messages.reply_excerpt), messages.mentions, messages.edited, messages.deleted "
#define CLIENT_MESSAGE_TABLES                                                                     \
  " messages JOIN rooms ON rooms.number = messages.room"                                          \
  " LEFT JOIN messages AS answered"                                                               \
  " ON answered.seq = messages.reply AND answered.room = messages.room "

gboolean client_store_add_message (ClientDatabase *database, gint64 room,
                                   ClientMessageInfo *message, gint64 head);
void     client_store_put_message (ClientDatabase *database, gint64 room,
                                   ClientMessageInfo *message, gint64 head);
void     client_store_drop_message (ClientDatabase *database, gint64 seq);
gboolean client_store_find_target (ClientDatabase *database, gint64 seq, const char *me,
                                   ClientTarget *target);

void client_store_edit_message   (ClientDatabase *database, gint64 seq, const char *text,
                                  gint64 time);
void client_store_delete_message (ClientDatabase *database, gint64 seq);
void client_store_react          (ClientDatabase *database, gint64 seq, const char *emoji,
                                  gboolean is_on, gboolean is_mine);
void client_store_prune_messages (ClientDatabase *database, gint64 most);

ClientMessageInfo *client_store_take_message (ClientQuery *query);
ClientMessageInfo *client_store_get_message  (ClientDatabase *database, gint64 seq);
ClientMessageInfo *client_store_get_last     (ClientDatabase *database, gint64 room);

G_END_DECLS
