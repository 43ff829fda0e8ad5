/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-sanction.h"
#include "server-store-lookup.h"
#include "server-transaction.h"

G_BEGIN_DECLS

/**
 * ServerParties:
 * @standing: who does something in a room
 * @actor: their account; of an administrator of the machine only the name is true
 * @other: to whom
 * @other_standing: who those are in it
 *
 * Who does something in a room, and to whom.
 */
typedef struct
{
  ServerStanding standing;
  ServerUserInfo *actor;
  ServerUserInfo *other;
  ServerStanding other_standing;
} ServerParties;

void     server_parties_clear (ServerParties *self);
gboolean server_parties_find_actor (ServerParties *self, ServerTransaction *transaction,
                                    const ServerChange *change, ServerAction action,
                                    GError **error);
gboolean server_parties_find (ServerParties *self, ServerTransaction *transaction,
                              const ServerChange *change, ServerAction action, GError **error);
gboolean server_parties_check_rank (const ServerParties *self, const ServerChange *change,
                                    GError **error);

void server_parties_look_up (ServerTransaction *transaction, const ServerChange *change,
                             gint64 room, ServerStanding *standing, ServerUserInfo **actor);
gboolean server_parties_check_voice (ServerTransaction *transaction, gint64 user, GError **error);

ServerSanction *server_parties_find_sanction (ServerTransaction *transaction,
                                              const ServerSanction *like);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerParties, server_parties_clear)

G_END_DECLS
