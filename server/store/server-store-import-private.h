/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>

#include "server-database.h"
#include "server-store-index.h"
#include "server-store-staging.h"

G_BEGIN_DECLS

/**
 * ServerStoreImport:
 * @database: the store that is being made
 * @index: what is searched of it
 * @newest: the newest event of each room
 * @seq: the newest event of all
 * @time: when that was
 * @nonced: the newest message with a nonce
 * @n_events: how many there are
 *
 * A store as it stands after the lines that have been read.
 */
typedef struct
{
  ServerDatabase *database;
  ServerStoreIndex *index;
  GHashTable *newest;
  gint64 seq;
  gint64 time;
  gint64 nonced;
  gint64 n_events;
} ServerStoreImport;

gboolean server_store_import_row   (ServerStoreImport *self, guint table, CharlaMessage *row,
                                    GError **error);
gboolean server_store_import_event (ServerStoreImport *self, GBytes *payload, GBytes *nonce,
                                    GError **error);
gboolean server_store_import_has   (ServerStoreImport *self, const char *table, gint64 id);

gboolean server_store_import_fail  (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
GBytes  *server_store_import_parse_hex (const char *hex, gsize size);

G_END_DECLS
