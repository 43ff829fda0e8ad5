/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-parser.h"

G_BEGIN_DECLS

/**
 * ClientNoteInfo:
 * @place: by what the next page is asked for
 * @time: when it was done, in milliseconds since 1970 UTC
 * @action: what was done, a word of the wire such as `ban`
 * @by: who has done it, by name
 * @room: (nullable): where, by name; %NULL if nobody says
 * @user: (nullable): to whom, by name
 * @address: (nullable): or to which address or network
 * @until: when it is over, in milliseconds since 1970 UTC; 0 for never
 * @text: (nullable): what was set: a role, a name, a topic
 * @reason: (nullable): why
 *
 * Something that somebody has done by virtue of their role.
 */
typedef struct
{
  gint64 place;
  gint64 time;
  char *action;
  char *by;
  char *room;
  char *user;
  char *address;
  gint64 until;
  char *text;
  char *reason;
} ClientNoteInfo;

GPtrArray *client_note_info_parse_bans    (CharlaMessage *ok, gboolean *has_more);
GPtrArray *client_note_info_parse_entries (CharlaMessage *ok, gboolean *has_more);
void       client_note_info_free          (ClientNoteInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientNoteInfo, client_note_info_free)

G_END_DECLS
