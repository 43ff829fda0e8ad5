/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-commits.h"
#include "server-writer.h"

G_BEGIN_DECLS

/**
 * ServerWriteQueue:
 *
 * The thread that writes, what waits for it, and the way back to the main loop.
 *
 * While one transaction is being synchronised to the disk, what comes meanwhile
 * gathers for the next: the slower the disk, the larger the transactions. The
 * main loop is woken once for each.
 */
typedef struct _ServerWriteQueue ServerWriteQueue;

ServerWriteQueue *server_write_queue_new          (ServerWriter *writer);
void              server_write_queue_free         (ServerWriteQueue *self);
void              server_write_queue_push         (ServerWriteQueue *self, ServerChange *change,
                                                   ServerAppendFunc func, gpointer user_data);
void              server_write_queue_ping         (ServerWriteQueue *self,
                                                   ServerAppendFunc func, gpointer user_data);
void              server_write_queue_set_listener (ServerWriteQueue *self, ServerListenFunc func,
                                                   gpointer user_data);
gint64            server_write_queue_get_head     (ServerWriteQueue *self);
void              server_write_queue_get_commits  (ServerWriteQueue *self, ServerCommits *commits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerWriteQueue, server_write_queue_free)

G_END_DECLS
