/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"

G_BEGIN_DECLS

/* Messages of so many seq are searched together; a power of two. */
#define SERVER_INDEX_SPAN 262144

/**
 * ServerStoreIndex:
 *
 * Puts messages into the tables that are searched.
 *
 * A table covers %SERVER_INDEX_SPAN seq. A search begins with the newest and
 * mostly ends there: SQLite collects all places of a word's beginning before it
 * gives the first, which with all messages in one table takes ever longer.
 *
 * It is cheaper to add many messages at once than one at a time, so they are
 * added some time after they were posted. The few that are not yet in, those
 * after meta's indexed, are searched one by one (see server-store-read-search.c).
 */
typedef struct _ServerStoreIndex ServerStoreIndex;

ServerStoreIndex *server_store_index_new  (ServerDatabase *database);
void              server_store_index_free (ServerStoreIndex *self);

guint    server_store_index_get_waiting (ServerStoreIndex *self);
void     server_store_index_posted      (ServerStoreIndex *self);
void     server_store_index_change      (ServerStoreIndex *self, gint64 seq, const char *text);
void     server_store_index_update      (ServerStoreIndex *self);
void     server_store_index_remove      (ServerStoreIndex *self, gint64 seq);
void     server_store_index_drop_empty  (ServerStoreIndex *self, gint64 before);
gint64   server_store_index_get_newest  (ServerStoreIndex *self);
void     server_store_index_end         (ServerStoreIndex *self, gboolean is_committed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerStoreIndex, server_store_index_free)

G_END_DECLS
