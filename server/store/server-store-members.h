/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-store-lookup.h"
#include "server-transaction.h"

G_BEGIN_DECLS

/**
 * SERVER_ROOMS_MAX:
 *
 * Most rooms that one can be in. They are all told in one frame at the beginning,
 * and who can be invited to any number could be kept from ever coming in.
 */
#define SERVER_ROOMS_MAX 500

/**
 * ServerEntry:
 * @user: who enters, leaves, or gets another role
 * @role: what they are then
 * @since: the event from which on they are told what happens in the room, or 0
 *   for the one that says that they are in it
 * @is_online: whether they are connected
 * @by: (nullable): who has done it, when it was not they themselves
 * @reason: (nullable): why
 *
 * What changes between a room and a user.
 */
typedef struct
{
  const ServerUserInfo *user;
  ServerRole role;
  gint64 since;
  gboolean is_online;
  const ServerUserInfo *by;
  const char *reason;
} ServerEntry;

gboolean server_members_check_space (ServerTransaction *self, gint64 user, GError **error);
void     server_members_insert      (ServerTransaction *self, gint64 room, gint64 user,
                                     ServerRole role, gint64 since, gint64 seq);
void     server_members_enter       (ServerTransaction *self, gint64 room, const ServerEntry *entry);
void     server_members_change      (ServerTransaction *self, gint64 room, const ServerEntry *entry);
void     server_members_leave       (ServerTransaction *self, gint64 room, const ServerEntry *entry);

G_END_DECLS
