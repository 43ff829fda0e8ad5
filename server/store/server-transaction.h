/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-change.h"
#include "server-database.h"
#include "server-result.h"
#include "server-store-index.h"
#include "server-store-nonces.h"

G_BEGIN_DECLS

/**
 * ServerClock:
 *
 * Tells the time, in milliseconds since 1970 UTC.
 */
typedef gint64 (*ServerClock) (void);

/**
 * ServerTransaction:
 * @database: the connection that writes
 * @index: what is searched
 * @nonces: by what messages that are sent twice are known
 * @builder: writes the event that is being made
 * @clock: tells the time
 * @head: the newest event, of this transaction too
 * @time: when that was
 * @result: what becomes of the change that is being made
 *
 * Changes that are made together: all of them are then on the disk, or none is.
 *
 * Events count on from the head, which goes back when a transaction does: so
 * their seq has no holes. Time does not go back, whatever the clock does, so
 * that events are in the same order by time as by seq.
 */
typedef struct
{
  ServerDatabase *database;
  ServerStoreIndex *index;
  ServerStoreNonces *nonces;
  CharlaBuilder *builder;
  ServerClock clock;
  gint64 head;
  gint64 time;
  ServerResult *result;
} ServerTransaction;

ServerRecord *server_transaction_begin_event (ServerTransaction *self, ServerRecordKind kind,
                                              gint64 room);
ServerRecord *server_transaction_begin_event_called (ServerTransaction *self,
                                                     ServerRecordKind kind, const char *name,
                                                     gint64 room);
void          server_transaction_put_place   (ServerTransaction *self, ServerRecord *record);
void          server_transaction_end_event   (ServerTransaction *self, ServerRecord *record);

/* Each makes one kind of change: all of it, or nothing with CHARLA_CODE_ERROR.
 * When the database fails, its failure sticks, and what they answer is void. */
typedef gboolean (*ServerApplyFunc) (ServerTransaction *self, const ServerChange *change,
                                     GError **error);

gboolean server_apply_post        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_edit        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_delete      (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_react       (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_read        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_create      (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_direct      (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_topic       (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_rename      (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_join        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_leave       (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_invite      (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_kick        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_role        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_claim       (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_add_token   (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_drop_tokens (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_password    (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_status      (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_ban         (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_mute        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_set_kind    (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_reset       (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_announce    (ServerTransaction *self, const ServerChange *change,
                                   GError **error);

gboolean server_apply_keep        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_trim        (ServerTransaction *self, const ServerChange *change,
                                   GError **error);
gboolean server_apply_clock       (ServerTransaction *self, const ServerChange *change,
                                   GError **error);

gboolean server_refuse (GError **error, CharlaCode code, const char *sentence);

G_END_DECLS
