/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-objects.h"

G_BEGIN_DECLS

/**
 * SERVER_PAGE_LIMIT:
 *
 * Most things of one answer, and how many there are when nobody says.
 */
#define SERVER_PAGE_LIMIT 200
#define SERVER_PAGE_DEFAULT 50

/**
 * SERVER_REPLAY_MAX:
 *
 * Most events that are replayed to who has missed them. Who has missed more reads
 * the history of what they look at, which is less work for both.
 */
#define SERVER_REPLAY_MAX 10000

/**
 * ServerQueryKind:
 *
 * What is to be read; see the functions that make a #ServerQuery.
 */
typedef enum
{
  SERVER_QUERY_HISTORY,
  SERVER_QUERY_SEARCH,
  SERVER_QUERY_EVENTS,
  SERVER_QUERY_WELCOME,
  SERVER_QUERY_ROOMS,
  SERVER_QUERY_MEMBERS,
  SERVER_QUERY_WHOIS,
  SERVER_QUERY_ACCOUNT,
  SERVER_QUERY_DIRECTORY,
  SERVER_QUERY_BANS,
  SERVER_QUERY_AUDIT,
  SERVER_QUERY_RULES,
  SERVER_N_QUERIES,
} ServerQueryKind;

/**
 * ServerQuery:
 *
 * One thing that somebody wants to read, complete in itself.
 */
typedef struct
{
  ServerQueryKind kind;
  gint64 user;
  gint64 room;
  gint64 before;
  gint64 after;
  gint64 until;
  gint64 around;
  guint limit;
  gsize size;
  char *text;
  char *who;
  char *secret;
} ServerQuery;

/**
 * ServerAnswer:
 * @json: (nullable): history, search, bans, audit: what `ok` is in the answer
 * @frames: (nullable): events: frames, ready to be sent
 * @cursor: events: up to where who asks now has everything; welcome: the head of
 *   the log when the rooms were read
 * @has_more: rooms, members, events: whether there are more
 * @is_behind: welcome: whether more is missing than is replayed
 * @user: (nullable): welcome, whois, account: the account, or %NULL if there is none
 * @rooms: (nullable) (element-type ServerRoomInfo): welcome, rooms, directory
 * @members: (nullable) (element-type ServerMemberInfo): members
 * @users: (nullable) (element-type ServerUserInfo): directory: all accounts
 * @memberships: (nullable) (element-type ServerMembership): directory
 * @sanctions: (nullable) (element-type ServerSanction): directory
 * @rules: (nullable) (element-type ServerRule): rules
 * @time: rules: when the clock was last known to be right, in milliseconds since 1970
 *   UTC, or 0
 * @has_token: account: whether the token is one of the account
 * @password: (nullable): account: the hash of its password
 *
 * What was read, as it stood at one moment.
 */
typedef struct
{
  GBytes *json;
  GBytes *frames;
  gint64 cursor;
  gboolean has_more;
  gboolean is_behind;
  ServerUserInfo *user;
  GPtrArray *rooms;
  GPtrArray *members;
  GPtrArray *users;
  GArray *memberships;
  GArray *rules;
  gint64 time;
  GPtrArray *sanctions;
  gboolean has_token;
  char *password;
} ServerAnswer;

/**
 * ServerMembership:
 * @room: a room
 * @user: who is in it
 * @role: as what
 *
 * That somebody is in a room.
 */
typedef struct
{
  gint64 room;
  gint64 user;
  ServerRole role;
} ServerMembership;

/**
 * ServerRule:
 * @room: a room
 * @days: for how many days messages are kept there; %SERVER_KEEP_FOREVER, or 0 for as
 *   long as the server says
 *
 * How long what is said in a room is kept.
 */
typedef struct
{
  gint64 room;
  gint64 days;
} ServerRule;

ServerQuery *server_query_new_history   (gint64 user, gint64 room, gint64 before, gint64 after,
                                         gint64 around, guint limit);
ServerQuery *server_query_new_search    (gint64 user, const char *text, gint64 room,
                                         const char *from, gint64 before, guint limit);
ServerQuery *server_query_new_events    (gint64 user, gint64 after, gint64 until, gsize size);
ServerQuery *server_query_new_welcome   (gint64 user, gint64 since);
ServerQuery *server_query_new_rooms     (gint64 user, const char *text, gint64 after, guint limit);
ServerQuery *server_query_new_members   (gint64 user, gint64 room, gint64 after, guint limit);
ServerQuery *server_query_new_whois     (const char *who);
ServerQuery *server_query_new_account   (const char *name, const char *token);
ServerQuery *server_query_new_directory (void);
ServerQuery *server_query_new_bans      (gint64 user, gint64 room, gint64 before, guint limit);
ServerQuery *server_query_new_audit     (gint64 user, gint64 room, gint64 before, guint limit);
ServerQuery *server_query_new_rules     (void);
void         server_query_free          (ServerQuery *self);
void         server_answer_free         (ServerAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerQuery, server_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerAnswer, server_answer_free)

G_END_DECLS
