/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-cache.h"

G_BEGIN_DECLS

/**
 * CLIENT_SYNC_MAX_WAITING:
 *
 * How many events may wait for the cache before no more are wanted. A server that
 * talks faster than the disk writes does not fill the memory.
 */
#define CLIENT_SYNC_MAX_WAITING 2000

#define CLIENT_TYPE_SYNC (client_sync_get_type ())
G_DECLARE_FINAL_TYPE (ClientSync, client_sync, CLIENT, SYNC, GObject)

ClientSync *client_sync_new (void);

void client_sync_open  (ClientSync *self, ClientCache *cache, gint64 cursor);
void client_sync_close (ClientSync *self);

void client_sync_welcome (ClientSync *self, ClientWelcome *welcome, gint64 since);
void client_sync_push    (ClientSync *self, ClientEvent *event);
void client_sync_stop    (ClientSync *self);

gint64   client_sync_get_cursor  (ClientSync *self);
gboolean client_sync_get_is_full (ClientSync *self);

G_END_DECLS
