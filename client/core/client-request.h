/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-builder.h"
#include "client-history.h"
#include "client-room-info.h"
#include "client-user-info.h"
#include "client-verdict.h"

G_BEGIN_DECLS

/**
 * ClientRequestKind:
 * @CLIENT_REQUEST_POST: says something in a room
 * @CLIENT_REQUEST_EDIT: gives one's own message another text
 * @CLIENT_REQUEST_DELETE: deletes a message
 * @CLIENT_REQUEST_REACT: answers a message with an emoji, or takes that back
 * @CLIENT_REQUEST_HISTORY: what was said in a room
 * @CLIENT_REQUEST_SEARCH: which messages have some words in them
 * @CLIENT_REQUEST_READ: one has read a room up to here
 * @CLIENT_REQUEST_TYPING: one begins to write, or stops it
 * @CLIENT_REQUEST_ROOMS: which rooms one may join
 * @CLIENT_REQUEST_CREATE: makes a room
 * @CLIENT_REQUEST_JOIN: becomes a member of a room
 * @CLIENT_REQUEST_LEAVE: leaves a room
 * @CLIENT_REQUEST_INVITE: makes somebody else a member
 * @CLIENT_REQUEST_KICK: puts somebody out of a room
 * @CLIENT_REQUEST_TOPIC: gives a room another topic
 * @CLIENT_REQUEST_RENAME: gives a room another name
 * @CLIENT_REQUEST_ROLE: makes somebody something else in a room
 * @CLIENT_REQUEST_MEMBERS: who is in a room
 * @CLIENT_REQUEST_DIRECT: opens, or finds, the conversation with somebody
 * @CLIENT_REQUEST_WHOIS: who somebody is
 * @CLIENT_REQUEST_STATUS: says how one is
 * @CLIENT_REQUEST_PASSWORD: gives the account a password, or another one
 * @CLIENT_REQUEST_LOGOUT: takes this device's key away, or that of every device
 * @CLIENT_REQUEST_BAN: keeps somebody out of a room, or lets them in again
 * @CLIENT_REQUEST_MUTE: keeps somebody quiet, or lets them speak again
 * @CLIENT_REQUEST_BANS: who is kept out of a room, or quiet in it
 * @CLIENT_REQUEST_AUDIT: who has done what in a room by virtue of their role
 * @CLIENT_REQUEST_PING: nothing; an answer shows that the server is there
 *
 * What a server is asked for.
 */
typedef enum
{
  CLIENT_REQUEST_POST,
  CLIENT_REQUEST_EDIT,
  CLIENT_REQUEST_DELETE,
  CLIENT_REQUEST_REACT,
  CLIENT_REQUEST_HISTORY,
  CLIENT_REQUEST_SEARCH,
  CLIENT_REQUEST_READ,
  CLIENT_REQUEST_TYPING,
  CLIENT_REQUEST_ROOMS,
  CLIENT_REQUEST_CREATE,
  CLIENT_REQUEST_JOIN,
  CLIENT_REQUEST_LEAVE,
  CLIENT_REQUEST_INVITE,
  CLIENT_REQUEST_KICK,
  CLIENT_REQUEST_TOPIC,
  CLIENT_REQUEST_RENAME,
  CLIENT_REQUEST_ROLE,
  CLIENT_REQUEST_MEMBERS,
  CLIENT_REQUEST_DIRECT,
  CLIENT_REQUEST_WHOIS,
  CLIENT_REQUEST_STATUS,
  CLIENT_REQUEST_PASSWORD,
  CLIENT_REQUEST_LOGOUT,
  CLIENT_REQUEST_BAN,
  CLIENT_REQUEST_MUTE,
  CLIENT_REQUEST_BANS,
  CLIENT_REQUEST_AUDIT,
  CLIENT_REQUEST_PING,
} ClientRequestKind;

/**
 * ClientRequest:
 *
 * Something that a server is asked for, before it is said in a dialect.
 */
typedef struct _ClientRequest ClientRequest;

/* Messages */
ClientRequest *client_request_new_post     (const char *room, const char *text,
                                            const char *nonce, gint64 reply);
ClientRequest *client_request_new_edit     (gint64 seq, const char *text);
ClientRequest *client_request_new_delete   (gint64 seq);
ClientRequest *client_request_new_react    (gint64 seq, const char *emoji, gboolean is_on);
ClientRequest *client_request_new_history  (const char *room, ClientPlace place, gint64 anchor,
                                            guint limit);
ClientRequest *client_request_new_search   (const char *text, const char *room, const char *from,
                                            gint64 before, guint limit);
ClientRequest *client_request_new_read     (const char *room, gint64 seq);
ClientRequest *client_request_new_typing   (const char *room, gboolean is_on);

/* Rooms */
ClientRequest *client_request_new_rooms    (const char *query, const char *after, guint limit);
ClientRequest *client_request_new_create   (const char *name, ClientRoomKind kind,
                                            const char *topic);
ClientRequest *client_request_new_join     (const char *room);
ClientRequest *client_request_new_leave    (const char *room);
ClientRequest *client_request_new_invite   (const char *room, const char *user,
                                            const char *reason);
ClientRequest *client_request_new_kick     (const char *room, const char *user,
                                            const char *reason);
ClientRequest *client_request_new_topic    (const char *room, const char *text);
ClientRequest *client_request_new_rename   (const char *room, const char *text);
ClientRequest *client_request_new_role     (const char *room, const char *user, ClientRole role);
ClientRequest *client_request_new_members  (const char *room, const char *after, guint limit);
ClientRequest *client_request_new_direct   (const char *user);

/* People, and oneself */
ClientRequest *client_request_new_whois    (const char *user);
ClientRequest *client_request_new_status   (ClientUserState state, const char *text);
ClientRequest *client_request_new_password (const char *new_password, const char *old_password);
ClientRequest *client_request_new_logout   (gboolean all);
ClientRequest *client_request_new_ping     (void);

/* Order */
ClientRequest *client_request_new_ban      (const char *room, const ClientVerdict *verdict);
ClientRequest *client_request_new_mute     (const char *room, const ClientVerdict *verdict);
ClientRequest *client_request_new_bans     (const char *room, gint64 before, guint limit);
ClientRequest *client_request_new_audit    (const char *room, gint64 before, guint limit);

void client_request_free (ClientRequest *self);

/* For who says it on a wire, and for who answers it. */
ClientRequestKind client_request_get_kind   (const ClientRequest *self);
const char       *client_request_get_word   (const ClientRequest *self);
const char       *client_request_get_string (const ClientRequest *self, const char *name);
gint64            client_request_get_int    (const ClientRequest *self, const char *name);
void              client_request_write      (const ClientRequest *self, CharlaBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientRequest, client_request_free)

G_END_DECLS
