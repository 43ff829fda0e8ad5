/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session-private.h"
#include "fake-server.h"
#include "folder.h"

G_BEGIN_DECLS

/*
 * A session with a server of Charla's own dialect, which says what a test says, and what
 * the session has told. Objects are written with ' in place of ".
 */
typedef struct
{
  Folder *folder;
  FakeServer *server;
  GNetworkMonitor *network;
  ClientSession *session;
  ClientTiming timing;
  GString *states;   /* o, c, O or w */
  GString *received; /* texts */
  GString *events;   /* seqs */
} Talk;

#define TALK_USER(id, name) "{'id': '" id "', 'name': '" name "'}"
#define TALK_ANA TALK_USER ("u1", "ana")
#define TALK_BERTA TALK_USER ("u2", "berta")
#define TALK_LOBBY(seq, read)                                                                     \
  "{'id': 'r1', 'kind': 'public', 'name': 'Lobby', 'topic': '', 'members': 2, 'member': true,"    \
  " 'role': 'member', 'seq': " #seq ", 'read': " #read ", 'unread': 0, 'mentions': 0}"
#define TALK_OK(seq, rest, rooms)                                                                 \
  "{'re': 1, 'ok': {'charla': 1, 'server': {'id': 's1', 'name': 'Lab'}, 'you': " TALK_ANA         \
  ", 'token': 'key', 'seq': " #seq ", " rest "'rooms': [" rooms "]}}"

void talk_set_up    (Talk *self, gconstpointer data);
void talk_tear_down (Talk *self, gconstpointer data);

/* The session, made anew, as by another program later. */
void talk_make_session (Talk *self);
void talk_shut_down    (Talk *self);

/* What the server does. */
CharlaMessage *talk_hear        (Talk *self);
gint64         talk_expect      (Talk *self, const char *what, CharlaMessage **request);
CharlaMessage *talk_greet       (Talk *self, const char *answer);
void           talk_answer      (Talk *self, gint64 id, const char *ok);
void           talk_refuse      (Talk *self, gint64 id, const char *code);
void           talk_say         (Talk *self, int seq, int prev, const char *user,
                                 const char *text);
void           talk_live        (Talk *self, int seq);

/* The session, online in a Lobby whose newest event is 10, and looked at. */
void        talk_join  (Talk *self);
void        talk_wait  (Talk *self, ClientSessionState state);
ClientRoom *talk_lobby (Talk *self);
char       *talk_texts (Talk *self);
ClientMessage *talk_post (Talk *self, const char *text);

G_END_DECLS
