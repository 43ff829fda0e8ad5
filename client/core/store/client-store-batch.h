/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-changes.h"
#include "client-store-rooms.h"

G_BEGIN_DECLS

/**
 * ClientStoreBatch:
 * @database: a database
 * @cursor: the last event that has been applied
 * @me: (nullable): id of the person
 *
 * Changes that are made in one transaction: rooms are read once and written once,
 * and what has changed is told at the end.
 */
typedef struct
{
  ClientDatabase *database;
  gint64 cursor;
  char *me;

  /*< private >*/
  GHashTable *rooms;    /* id → ClientStoreRoom */
  GHashTable *messages; /* seq of those that have changed */
  GArray *order;        /* the same in the order of the changes */
  GHashTable *changed;  /* id of rooms that have changed */
  GHashTable *skipped;  /* id of rooms of which an event did not come */
  ClientChanges *changes;
} ClientStoreBatch;

void           client_store_batch_init  (ClientStoreBatch *self, ClientDatabase *database);
ClientChanges *client_store_batch_end   (ClientStoreBatch *self);
void           client_store_batch_clear (ClientStoreBatch *self);

ClientStoreRoom *client_store_batch_find_room    (ClientStoreBatch *self, const char *id);
ClientStoreRoom *client_store_batch_make_room    (ClientStoreBatch *self, const char *id);
void             client_store_batch_add_event    (ClientStoreBatch *self, ClientEvent *event);
void             client_store_batch_add_message  (ClientStoreBatch *self, gint64 seq);
void             client_store_batch_add_room     (ClientStoreBatch *self, ClientStoreRoom *room);
void             client_store_batch_add_skipped  (ClientStoreBatch *self, ClientStoreRoom *room);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ClientStoreBatch, client_store_batch_clear)

G_END_DECLS
