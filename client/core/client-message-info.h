/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "charla-message.h"

G_BEGIN_DECLS

/**
 * ClientReactionInfo:
 * @emoji: what was answered
 * @count: by how many
 * @is_mine: whether by the person who uses this client
 *
 * One kind of reaction to a message.
 */
typedef struct
{
  char *emoji;
  gint64 count;
  gboolean is_mine;
} ClientReactionInfo;

/**
 * ClientMessageInfo:
 * @seq: its place in the log
 * @time: when it was posted, in milliseconds since 1970 UTC
 * @room: id of its room
 * @user: id of who posted it
 * @name: their name at that time
 * @text: its text as it now stands; empty if it is deleted
 * @reply: the message that it answers, or 0
 * @reply_name: (nullable): who posted that
 * @reply_excerpt: (nullable): how that begins
 * @mentions: (nullable) (array zero-terminated=1): ids of who is mentioned
 * @edited: when it was last edited, in milliseconds since 1970 UTC, or 0
 * @is_deleted: whether it is deleted
 * @reactions: (nullable) (element-type ClientReactionInfo): the reactions to it
 * @is_after_hole: whether others may be missing between it and the one before it;
 *   only the cache says so
 *
 * A message, as it came or as it now stands. It is made once and does not change,
 * so that every thread may read it.
 */
typedef struct
{
  gint64 seq;
  gint64 time;
  char *room;
  char *user;
  char *name;
  char *text;
  gint64 reply;
  char *reply_name;
  char *reply_excerpt;
  char **mentions;
  gint64 edited;
  gboolean is_deleted;
  GPtrArray *reactions;
  gboolean is_after_hole;
} ClientMessageInfo;

GType client_message_info_get_type (void);
#define CLIENT_TYPE_MESSAGE_INFO (client_message_info_get_type ())

ClientMessageInfo *client_message_info_new      (void);
ClientMessageInfo *client_message_info_parse    (CharlaMessage *message, GError **error);
ClientMessageInfo *client_message_info_ref      (ClientMessageInfo *self);
void               client_message_info_unref    (ClientMessageInfo *self);
void               client_message_info_add_reaction (ClientMessageInfo *self, const char *emoji,
                                                     gint64 count, gboolean is_mine);
gboolean           client_message_info_mentions (ClientMessageInfo *self, const char *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientMessageInfo, client_message_info_unref)

G_END_DECLS
