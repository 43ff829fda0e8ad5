/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-commits.h"
#include "server-event-log.h"
#include "server-query.h"
#include "server-store-error.h"

G_BEGIN_DECLS

/**
 * SERVER_STORE_FILE:
 *
 * What the database is called in its folder.
 */
#define SERVER_STORE_FILE "charla.db"

/**
 * ServerStore:
 *
 * The log, and how things stand after it, in one SQLite database in a folder that
 * no other server has at the same time.
 *
 * One thread writes. It takes all changes that wait into one transaction, checks
 * each once more, makes it, encodes its events, and stores their bytes; when the
 * transaction is synchronised to the disk, it hands all results to the main loop
 * at once. If anything fails, a full disk for example, the whole transaction
 * comes to nothing, everyone in it is told so, and the next one tries again.
 *
 * Three threads read, each on a connection of its own, and see the log as it
 * stood when they began; one of them is for searching, so that whoever comes in
 * need not wait for whoever looks for something. The main loop itself never
 * touches the database.
 *
 * What is in the log is not changed again. Beside it the store keeps how things
 * stand: rooms, members, messages as edited, reactions, read marks, and what is
 * searched (see server-store-schema.c).
 *
 * The threads end, after all that waits, with the last reference: let go of the
 * store outside of its callbacks.
 */
#define SERVER_TYPE_STORE (server_store_get_type ())
G_DECLARE_FINAL_TYPE (ServerStore, server_store, SERVER, STORE, GObject)

ServerStore *server_store_open (const char *folder, GError **error);

const char *server_store_get_id (ServerStore *self);
void        server_store_get_commits (ServerStore *self, ServerCommits *commits);

void          server_store_ping         (ServerStore *self, ServerAppendFunc func,
                                         gpointer user_data);
void          server_store_query_async  (ServerStore *self, ServerQuery *query,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
ServerAnswer *server_store_query_finish (ServerStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
