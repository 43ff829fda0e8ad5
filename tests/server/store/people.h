/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store.h"

G_BEGIN_DECLS

#define BAN SERVER_SANCTION_BAN
#define MUTE SERVER_SANCTION_MUTE

/* Ana owns the room, Mo moderates it, Ben is a member, and so is the troll. */
typedef struct
{
  gint64 ana;
  gint64 mo;
  gint64 ben;
  gint64 troll;
  gint64 tea;
} People;

People meet (Fixture *fixture);

ServerChange *by_administrator (ServerChange *change);
ServerChange *sanction         (ServerSanctionKind kind, gint64 actor, gint64 room,
                                const char *who, gint64 until);
ServerChange *pardon           (ServerSanctionKind kind, gint64 actor, gint64 room,
                                const char *who);
ServerChange *ban_network      (gint64 actor, gint64 room, const char *network, gboolean is_on);
void          make_lobby_moderator (Fixture *fixture, const char *who, ServerRole role);

G_END_DECLS
