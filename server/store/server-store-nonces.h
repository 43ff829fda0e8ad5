/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"

G_BEGIN_DECLS

/**
 * ServerStoreNonces:
 *
 * Knows by its nonce whether a message has been posted already, however long ago.
 *
 * Nonces are random, so each would go to another page of a table of all nonces,
 * and that page to the disk: by far the most of what a message costs. Therefore
 * a nonce is stored with its message, which costs almost nothing, and remembered
 * here; into the table go, when there are many, those that are neighbors there.
 * At the start, those that may not be in the table yet are read from the
 * messages: the ones after meta's nonced.
 */
typedef struct _ServerStoreNonces ServerStoreNonces;

ServerStoreNonces *server_store_nonces_new  (ServerDatabase *database);
void               server_store_nonces_free (ServerStoreNonces *self);

GBytes  *server_store_nonces_hash        (gint64 user, const char *nonce);
gint64   server_store_nonces_find        (ServerStoreNonces *self, GBytes *hash);
void     server_store_nonces_add         (ServerStoreNonces *self, GBytes *hash, gint64 seq);
guint    server_store_nonces_get_waiting (ServerStoreNonces *self);
void     server_store_nonces_update      (ServerStoreNonces *self, guint limit);
void     server_store_nonces_end         (ServerStoreNonces *self, gboolean is_committed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerStoreNonces, server_store_nonces_free)

G_END_DECLS
