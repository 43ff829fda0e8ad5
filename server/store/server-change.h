/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-kinds.h"

G_BEGIN_DECLS

/**
 * ServerChangeKind:
 *
 * What is to be written; see the functions that make a #ServerChange.
 */
typedef enum
{
  SERVER_CHANGE_POST,
  SERVER_CHANGE_EDIT,
  SERVER_CHANGE_DELETE,
  SERVER_CHANGE_REACT,
  SERVER_CHANGE_READ,
  SERVER_CHANGE_CREATE,
  SERVER_CHANGE_DIRECT,
  SERVER_CHANGE_TOPIC,
  SERVER_CHANGE_RENAME,
  SERVER_CHANGE_JOIN,
  SERVER_CHANGE_LEAVE,
  SERVER_CHANGE_INVITE,
  SERVER_CHANGE_KICK,
  SERVER_CHANGE_ROLE,
  SERVER_CHANGE_CLAIM,
  SERVER_CHANGE_ADD_TOKEN,
  SERVER_CHANGE_DROP_TOKENS,
  SERVER_CHANGE_PASSWORD,
  SERVER_CHANGE_STATUS,
  SERVER_CHANGE_BAN,
  SERVER_CHANGE_MUTE,
  SERVER_CHANGE_SET_KIND,
  SERVER_CHANGE_RESET,
  SERVER_CHANGE_ANNOUNCE,
  SERVER_CHANGE_KEEP,
  SERVER_CHANGE_TRIM,
  SERVER_CHANGE_CLOCK,
  SERVER_N_CHANGES,
} ServerChangeKind;

/**
 * ServerChange:
 *
 * One thing that somebody wants to have written, with all that is needed to do
 * it: complete in itself, so that it can go to another thread, or to another
 * machine.
 *
 * Names and texts are checked for form and length before a change is made of
 * them; whether the change may be made is checked when it is made.
 */
typedef struct
{
  ServerChangeKind kind;
  gint64 actor;
  gint64 room;
  gint64 seq;
  char *nonce;
  char *text;
  char *name;
  char *who;
  char *secret;
  char *old_secret;
  gboolean is_on;
  gboolean is_online;
  ServerRole role;
  ServerRoomKind room_kind;
  ServerUserState state;
  ServerUserKind user_kind;
  char *network;
  gint64 until;
  char *administrator;
  gint64 days;
  gint64 time;
} ServerChange;

/**
 * ServerVerdict:
 * @who: (nullable): whom it is about, by id or name
 * @guest: (nullable): their name, if they are a guest who is here
 * @network: (nullable): or the address or network that it is about; in the Lobby only
 * @is_on: whether it begins or ends
 * @is_online: whether @who is connected, for the event to say
 * @until: when it is over by itself, in milliseconds since 1970 UTC; 0 for never
 * @reason: (nullable): why
 *
 * That somebody may not come in, or may not say anything.
 */
typedef struct
{
  const char *who;
  const char *guest;
  const char *network;
  gboolean is_on;
  gboolean is_online;
  gint64 until;
  const char *reason;
} ServerVerdict;

ServerChange *server_change_new_post       (gint64 actor, gint64 room, const char *text,
                                            const char *nonce, gint64 reply);
ServerChange *server_change_new_guest_post (const char *name, const char *text);
ServerChange *server_change_new_edit       (gint64 actor, gint64 message, const char *text);
ServerChange *server_change_new_delete     (gint64 actor, gint64 message);
ServerChange *server_change_new_react      (gint64 actor, gint64 message, const char *emoji,
                                            gboolean is_on);
ServerChange *server_change_new_read       (gint64 actor, gint64 room, gint64 seq);

ServerChange *server_change_new_create (gint64 actor, const char *name, ServerRoomKind kind,
                                        const char *topic);
ServerChange *server_change_new_direct (gint64 actor, const char *who);
ServerChange *server_change_new_topic  (gint64 actor, gint64 room, const char *topic);
ServerChange *server_change_new_rename (gint64 actor, gint64 room, const char *name);

ServerChange *server_change_new_join   (gint64 actor, gint64 room);
ServerChange *server_change_new_leave  (gint64 actor, gint64 room);
ServerChange *server_change_new_invite (gint64 actor, gint64 room, const char *who,
                                        const char *reason, gboolean is_online);
ServerChange *server_change_new_kick   (gint64 actor, gint64 room, const char *who,
                                        const char *reason, gboolean is_online);
ServerChange *server_change_new_role   (gint64 actor, gint64 room, const char *who, ServerRole role,
                                        gboolean is_online);

ServerChange *server_change_new_claim       (const char *name, const char *token);
ServerChange *server_change_new_add_token   (gint64 actor);
ServerChange *server_change_new_drop_tokens (gint64 actor, const char *token);
ServerChange *server_change_new_password    (gint64 actor, const char *hash, const char *old_hash);
ServerChange *server_change_new_status      (gint64 actor, const ServerUserState *state,
                                             const char *status);

ServerChange *server_change_new_sanction (ServerSanctionKind kind, gint64 actor, gint64 room,
                                          const ServerVerdict *verdict);
ServerChange *server_change_new_set_kind (gint64 actor, const char *who, ServerUserKind kind);
ServerChange *server_change_new_reset    (gint64 actor, const char *who, const char *hash);
ServerChange *server_change_new_announce (gint64 actor, const char *text);

ServerChange *server_change_new_keep  (gint64 room, gint64 days, const char *administrator);
ServerChange *server_change_new_trim  (gint64 room, gint64 before, gint64 count);
ServerChange *server_change_new_trimmed (gint64 room, gint64 before, gint64 count);
ServerChange *server_change_new_clock (gint64 time);

void          server_change_set_administrator (ServerChange *self, const char *name);
void          server_change_free              (ServerChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerChange, server_change_free)

G_END_DECLS
