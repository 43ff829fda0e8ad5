/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-batch.h"

#include "client-store-messages.h"
#include "client-store.h"

/**
 * client_store_batch_init:
 * @self: a batch
 * @database: a database in a transaction
 *
 * Begins to make changes.
 */
void
client_store_batch_init (ClientStoreBatch *self, ClientDatabase *database)
{
  *self = (ClientStoreBatch){ .database = database };
  self->cursor = client_store_get_cursor (database);
  self->me = client_store_get_me (database);
  self->rooms = g_hash_table_new_full (g_str_hash,
                                       g_str_equal,
                                       NULL,
                                       (GDestroyNotify) client_store_room_free);
  self->messages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->order = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changes = client_changes_new ();
}

/**
 * client_store_batch_clear:
 * @self: a batch
 *
 * Frees what @self holds.
 */
void
client_store_batch_clear (ClientStoreBatch *self)
{
  g_clear_pointer (&self->me, g_free);
  g_clear_pointer (&self->rooms, g_hash_table_unref);
  g_clear_pointer (&self->messages, g_hash_table_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->skipped, g_hash_table_unref);
  g_clear_pointer (&self->changes, client_changes_free);
}

static ClientStoreRoom *
keep_room (ClientStoreBatch *self, ClientStoreRoom *room)
{
  if (room != NULL)
    g_hash_table_insert (self->rooms, room->id, room);

  return room;
}

/**
 * client_store_batch_find_room:
 * @self: a batch
 * @id: id of a room
 *
 * Returns: (transfer none) (nullable): the room, if it is known
 */
ClientStoreRoom *
client_store_batch_find_room (ClientStoreBatch *self, const char *id)
{
  ClientStoreRoom *room = g_hash_table_lookup (self->rooms, id);

  return room != NULL ? room : keep_room (self, client_store_room_load (self->database, id));
}

/**
 * client_store_batch_make_room:
 * @self: a batch
 * @id: id of a room
 *
 * Returns: (transfer none) (nullable): the room as it is known, or a new one; %NULL if there
 *   are too many
 */
ClientStoreRoom *
client_store_batch_make_room (ClientStoreBatch *self, const char *id)
{
  ClientStoreRoom *room = g_hash_table_lookup (self->rooms, id);

  return room != NULL ? room : keep_room (self, client_store_room_make (self->database, id));
}

/**
 * client_store_batch_add_event:
 * @self: a batch
 * @event: an event that has been applied
 */
void
client_store_batch_add_event (ClientStoreBatch *self, ClientEvent *event)
{
  self->cursor = event->seq;
  g_ptr_array_add (self->changes->events, client_event_ref (event));
}

/**
 * client_store_batch_add_message:
 * @self: a batch
 * @seq: a message that has changed
 */
void
client_store_batch_add_message (ClientStoreBatch *self, gint64 seq)
{
  if (g_hash_table_add (self->messages, g_memdup2 (&seq, sizeof seq)))
    g_array_append_val (self->order, seq);
}

/**
 * client_store_batch_add_room:
 * @self: a batch
 * @room: a room that has changed
 */
void
client_store_batch_add_room (ClientStoreBatch *self, ClientStoreRoom *room)
{
  room->is_changed = TRUE;
  g_hash_table_add (self->changed, g_strdup (room->id));
}

/**
 * client_store_batch_add_skipped:
 * @self: a batch
 * @room: a room of which an event did not come
 */
void
client_store_batch_add_skipped (ClientStoreBatch *self, ClientStoreRoom *room)
{
  g_hash_table_add (self->skipped, g_strdup (room->id));
}

static void
tell_messages (ClientStoreBatch *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      ClientMessageInfo *message =
        client_store_get_message (self->database, g_array_index (self->order, gint64, i));

      if (message != NULL)
        g_ptr_array_add (self->changes->messages, message);
    }
}

static void
tell_rooms (ClientStoreBatch *self)
{
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      ClientRoomInfo *room = client_store_room_info (self->database, id);

      if (room != NULL)
        g_ptr_array_add (self->changes->rooms, room);
    }
}

static void
tell_skipped (ClientStoreBatch *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, self->skipped);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (ids, id);

  g_clear_pointer (&self->changes->skipped, g_strfreev);
  self->changes->skipped = g_strv_builder_end (ids);
}

/**
 * client_store_batch_end:
 * @self: a batch
 *
 * Writes the cursor and the rooms, and tells what has changed.
 *
 * Returns: (transfer full): what has changed
 */
ClientChanges *
client_store_batch_end (ClientStoreBatch *self)
{
  GHashTableIter iter;
  gpointer room = NULL;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    client_store_room_save (self->database, room);
  client_store_set_cursor (self->database, self->cursor);

  tell_messages (self);
  tell_rooms (self);
  tell_skipped (self);
  self->changes->cursor = self->cursor;

  return g_steal_pointer (&self->changes);
}
