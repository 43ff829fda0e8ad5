/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-session.h"
#include "services.h"

G_BEGIN_DECLS

/*
 * A server without its listener, and clients of the Charla dialect that talk to it
 * over sockets. In what they say, ' stands for ". What they hear is kept in its order
 * until it is asked for.
 */

typedef struct
{
  TestServices house;
  ServerSurroundings surroundings;
  GPtrArray *clients;
} Wire;

typedef struct
{
  Wire *wire;
  Peer peer;
  ServerSession *session;
  CharlaFramer *framer;
  GPtrArray *heard; /* CharlaMessage */
  gint64 last_id;
  char *token;
  gboolean is_ended; /* as the client sees it */
  gboolean is_closed; /* as the server sees it */
} WireClient;

/* Adds a test that is given a server of its own. */
void wire_add (const char *path, void (*func) (Wire *wire));

/* A connection that has said nothing, and one that is live. With a name that a client
 * before has taken, it is one more device of theirs, with a token of that one. */
WireClient *wire_connect (Wire *self);
WireClient *wire_enter   (Wire *self, const char *name);
WireClient *wire_enter_since (Wire *self, const char *name, gint64 since);
void        wire_leave   (WireClient *client);

/* One frame, whatever it is. */
void wire_say (WireClient *client, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A request without its id: the whole reply; or what is in its `ok`; or a refusal. */
CharlaMessage *wire_ask    (WireClient *client, const char *format, ...) G_GNUC_PRINTF (2, 3);
CharlaMessage *wire_do     (WireClient *client, const char *format, ...) G_GNUC_PRINTF (2, 3);
void           wire_agree  (WireClient *client, const char *format, ...) G_GNUC_PRINTF (2, 3);
void           wire_refuse (WireClient *client, const char *code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* Posts, and gives the seq. */
gint64 wire_post (WireClient *client, const char *room, const char *text);

/* Makes a room, and gives its id. */
char *wire_create (WireClient *client, const char *name, const char *kind);

/* The next thing of all but presence, which comes in its own time; the next event of that
 * name; none until now; and nothing of what has been until now. */
CharlaMessage *wire_next   (WireClient *client);
CharlaMessage *wire_hear   (WireClient *client, const char *event);
void           wire_silent (WireClient *client, const char *event);
void           wire_forget (WireClient *client);

/* The server has closed it, as the client sees. */
void wire_hear_end (WireClient *client);

/* A value as text: “a.b” is in an object, “a.0” in an array; numbers and words are as they
 * are, an object is {}, an array [its length], and what is not there is -. */
char  *wire_value (CharlaMessage *message, const char *path);
gint64 wire_int   (CharlaMessage *message, const char *path);

/* Paths and values, up to NULL. */
void wire_check (CharlaMessage *message, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
