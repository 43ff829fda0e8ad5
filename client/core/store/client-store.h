/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"
#include "client-user-info.h"

G_BEGIN_DECLS

/**
 * CLIENT_STORE_WEIGHT_MAX:
 *
 * About how many bytes of messages a cache keeps; the oldest give way. A server
 * cannot fill the disk of its clients.
 */
#define CLIENT_STORE_WEIGHT_MAX (128 * 1024 * 1024)

/**
 * CLIENT_STORE_WEIGHT_MAX_IN_MEMORY:
 *
 * The same for a cache that has no file, and is in the memory of the program.
 */
#define CLIENT_STORE_WEIGHT_MAX_IN_MEMORY (8 * 1024 * 1024)

/**
 * CLIENT_STORE_USERS_MAX:
 *
 * Most people that a cache remembers, those of whom was heard last.
 */
#define CLIENT_STORE_USERS_MAX 10000

/*
 * What is in the file of a cache, and stands for itself. All of client-store-… waits
 * for the disk, and is for the thread of the cache alone.
 */

gint64 client_store_get_cursor (ClientDatabase *database);
void   client_store_set_cursor (ClientDatabase *database, gint64 cursor);
char  *client_store_get_me     (ClientDatabase *database);
void   client_store_set_me     (ClientDatabase *database, const char *me);
void   client_store_weigh      (ClientDatabase *database, gint64 more);
gint64 client_store_get_weight (ClientDatabase *database);

void            client_store_put_user    (ClientDatabase *database, ClientUserInfo *user,
                                          gint64 met);
ClientUserInfo *client_store_get_user    (ClientDatabase *database, const char *id);
GPtrArray      *client_store_list_users  (ClientDatabase *database, guint limit);
void            client_store_prune_users (ClientDatabase *database, guint most);

G_END_DECLS
