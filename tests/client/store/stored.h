/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-changes.h"
#include "client-database.h"
#include "client-page.h"
#include "client-welcome.h"
#include "folder.h"
#include "json.h"

/* Events and objects, as a server writes them. */
#define USER(id, name) "{'id': '" id "', 'name': '" name "'}"
#define ANA USER ("u1", "Ana")
#define BERTA USER ("u2", "Berta")
#define PLACE(seq) "'seq': " #seq ", 'time': " #seq "000"
#define SAID(seq, room, user, text)                                                                \
  PLACE (seq) ", 'room': '" room "', 'from': " user ", 'text': '" text "'"
#define MESSAGE(seq, room, user, text) "{'ev': 'message', " SAID (seq, room, user, text) "}"
#define EDIT(seq, room, target, text)                                                              \
  "{'ev': 'edit', " PLACE (seq) ", 'room': '" room "', 'target': " #target ", 'text': '" text "'}"
#define DELETE(seq, room, target)                                                                  \
  "{'ev': 'delete', " PLACE (seq) ", 'room': '" room "', 'target': " #target "}"
#define REACT(seq, room, target, user, emoji, on)                                                  \
  "{'ev': 'react', " PLACE (seq) ", 'room': '" room "', 'target': " #target ", 'user': '" user     \
  "', 'emoji': '" emoji "', 'on': " #on "}"
#define MEMBER(seq, room, user, role)                                                              \
  "{'ev': 'member', " PLACE (seq) ", 'room': '" room "', 'user': " user ", 'role': " role "}"
#define ROOM(id, kind, name, rest)                                                                 \
  "{'id': '" id "', 'kind': '" kind "', 'name': '" name "', " rest "}"
#define LOBBY(seq, rest)                                                                           \
  ROOM ("r1", "public", "Lobby", "'role': 'member', 'members': 9, 'seq': " #seq ", " rest)
#define WELCOME(seq, rest, rooms)                                                                  \
  "{'charla': 1, 'server': {'id': 's1', 'name': 'Lab'}, 'you': " ANA ", 'seq': " #seq ", " rest    \
  ", 'rooms': [" rooms "]}"

ClientDatabase *stored_open     (Folder *folder);
char           *stored_path     (Folder *folder);
GPtrArray      *stored_events   (const char *json, ...) G_GNUC_NULL_TERMINATED;
ClientWelcome  *stored_parse_welcome (const char *json);
ClientChanges  *stored_apply    (ClientDatabase *database, const char *json, ...)
  G_GNUC_NULL_TERMINATED;
void            stored_do       (ClientDatabase *database, const char *json, ...)
  G_GNUC_NULL_TERMINATED;
ClientChanges  *stored_welcome  (ClientDatabase *database, gint64 since, const char *json);
void            stored_begin    (ClientDatabase *database, gint64 head);
ClientHistory  *stored_history  (const char *room, ClientPlace place, gint64 anchor,
                                 gint64 cursor, const char *json);
ClientPage     *stored_merge    (ClientDatabase *database, ClientHistory *history);
char           *stored_describe (ClientPage *page);
ClientMessageInfo *stored_message (ClientDatabase *database, gint64 seq);
ClientRoomInfo *stored_room     (ClientDatabase *database, const char *id);

void stored_assert_page (ClientDatabase *database, const char *room, ClientPlace place,
                         gint64 anchor, guint limit, const char *expected);
