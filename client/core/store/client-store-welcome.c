/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-welcome.h"

#include "client-store-batch.h"
#include "client-store-outbox.h"
#include "client-store-rooms.h"
#include "client-store.h"

/* What the person has written stays. */
static void
reset (ClientStoreBatch *batch)
{
  client_database_run (batch->database,
                       "INSERT INTO words (words) VALUES ('delete-all');"
                       "DELETE FROM messages; DELETE FROM reactions; DELETE FROM spans;"
                       "DELETE FROM rooms; DELETE FROM users; DELETE FROM meta;");
  batch->cursor = -1;
  batch->changes->was_reset = TRUE;
}

/* A server that has lost its newest events, or an account that is another one's now,
 * tells another story than the one that is kept. */
static gboolean
is_other_log (ClientStoreBatch *batch, ClientWelcome *welcome)
{
  if (batch->me == NULL)
    return FALSE;

  return !g_str_equal (batch->me, welcome->you->id) || welcome->head < batch->cursor;
}

/* What happened since the cursor does not come. */
static void
leave_gap (ClientStoreBatch *batch, ClientWelcome *welcome)
{
  g_auto (GStrv) ids = client_store_list_rooms (batch->database);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      ClientStoreRoom *room = client_store_batch_find_room (batch, ids[i]);

      if (room == NULL)
        continue;
      client_store_room_close (batch->database, room, batch->cursor);
      room->role = CLIENT_ROLE_NONE;
      client_store_batch_add_room (batch, room);
    }

  batch->cursor = welcome->head;
}

static void
put_room (ClientStoreBatch *batch, ClientRoomInfo *info, gint64 head, gboolean is_new_start)
{
  ClientStoreRoom *room = client_store_batch_make_room (batch, info->id);

  if (room == NULL)
    return;

  client_store_room_put (batch->database, room, info, head);
  if (is_new_start && room->role != CLIENT_ROLE_NONE)
    {
      client_store_room_open (batch->database, room, head + 1);
      room->last = info->seq;
    }
  client_store_batch_add_room (batch, room);
}

/**
 * client_store_welcome:
 * @database: a database in a transaction
 * @welcome: a server's answer to the hello
 * @since: the cursor that was in the hello, or -1 if there was none
 *
 * Takes over what a server says when one comes back. If it tells all that was missed
 * since, or even some of it again, that is still to be applied; otherwise the cursor moves to now, and what is
 * kept has a hole before it and may have changed.
 *
 * Returns: (transfer full): what has changed
 */
ClientChanges *
client_store_welcome (ClientDatabase *database, ClientWelcome *welcome, gint64 since)
{
  g_auto (ClientStoreBatch) batch = { 0 };
  gboolean has_rest = FALSE;

  client_store_batch_init (&batch, database);
  if (is_other_log (&batch, welcome))
    reset (&batch);

  has_rest = batch.cursor >= 0 && !welcome->is_gap
             && ((since >= 0 && since <= batch.cursor) || welcome->head == batch.cursor);
  if (!has_rest)
    leave_gap (&batch, welcome);

  client_store_set_me (database, welcome->you->id);
  client_store_set_cursor (database, batch.cursor);
  client_store_put_user (database, welcome->you, welcome->head);
  for (guint i = 0; i < welcome->rooms->len; i++)
    put_room (&batch, g_ptr_array_index (welcome->rooms, i), welcome->head, !has_rest);
  client_store_outbox_settle (database, batch.cursor);

  return client_store_batch_end (&batch);
}

/**
 * client_store_put_room:
 * @database: a database in a transaction
 * @info: a Room that a server has sent in an answer
 *
 * Takes over what a server says of a room.
 *
 * Returns: (transfer full): what has changed
 */
ClientChanges *
client_store_put_room (ClientDatabase *database, ClientRoomInfo *info)
{
  g_auto (ClientStoreBatch) batch = { 0 };

  client_store_batch_init (&batch, database);
  put_room (&batch, info, MAX (info->seq, batch.cursor), FALSE);

  return client_store_batch_end (&batch);
}

/**
 * client_store_set_seen:
 * @database: a database in a transaction
 * @id: id of a room
 * @seq: up to where the person has read it
 * @error: return location for an error
 *
 * Moves the read mark of a room, but not back.
 *
 * Returns: (transfer full): what has changed, or %NULL with
 *   %CLIENT_CACHE_ERROR_UNKNOWN_ROOM
 */
ClientChanges *
client_store_set_seen (ClientDatabase *database, const char *id, gint64 seq, GError **error)
{
  g_auto (ClientStoreBatch) batch = { 0 };
  ClientStoreRoom *room = NULL;

  client_store_batch_init (&batch, database);
  room = client_store_batch_find_room (&batch, id);
  if (room == NULL)
    {
      g_propagate_error (error, client_cache_error_new (CLIENT_CACHE_ERROR_UNKNOWN_ROOM));
      return NULL;
    }

  client_store_room_set_seen (database, room, seq, batch.me);
  client_store_batch_add_room (&batch, room);

  return client_store_batch_end (&batch);
}
