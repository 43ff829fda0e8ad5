/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-outbox.h"

#include "client-store.h"

/**
 * client_store_outbox_add:
 * @database: a database
 * @outgoing: a message that waits to be sent
 *
 * Puts a message behind the others; one with the same nonce stays as it is.
 *
 * Returns: whether it was not there
 */
gboolean
client_store_outbox_add (ClientDatabase *database, const ClientOutgoing *outgoing)
{
  client_execute (database,
                  "INSERT OR IGNORE INTO outbox (nonce, room, text, reply, time, state, seq, error)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  TEXT (outgoing->nonce), TEXT (outgoing->room), TEXT (outgoing->text),
                  NUMBER (outgoing->reply), NUMBER (outgoing->time), NUMBER (outgoing->state),
                  NUMBER (outgoing->seq), TEXT (outgoing->error));

  return client_database_is_well (database) && client_database_get_n_changed (database) > 0;
}

/**
 * client_store_outbox_update:
 * @database: a database
 * @nonce: a message in the outbox
 * @state: how far it got
 * @seq: its place in the log, if it has one
 * @why: (nullable): why it failed
 *
 * Says how far a message got. One that has a place in the log stays until the event
 * comes that brings it back, so that it is always in one of the two.
 */
void
client_store_outbox_update (ClientDatabase *database,
                            const char *nonce,
                            ClientMessageState state,
                            gint64 seq,
                            const char *why)
{
  client_execute (database, "UPDATE outbox SET state = ?, seq = ?, error = ? WHERE nonce = ?",
                  NUMBER (state), NUMBER (seq), TEXT (why), TEXT (nonce));
  client_store_outbox_settle (database, client_store_get_cursor (database));
}

/**
 * client_store_outbox_remove:
 * @database: a database
 * @nonce: a message in the outbox
 */
void
client_store_outbox_remove (ClientDatabase *database, const char *nonce)
{
  client_execute (database, "DELETE FROM outbox WHERE nonce = ?", TEXT (nonce));
}

/**
 * client_store_outbox_arrived:
 * @database: a database
 * @seq: a message that has come
 *
 * Takes the message out, if it is the person's own.
 */
void
client_store_outbox_arrived (ClientDatabase *database, gint64 seq)
{
  client_execute (database, "DELETE FROM outbox WHERE seq = ?", NUMBER (seq));
}

/**
 * client_store_outbox_settle:
 * @database: a database
 * @cursor: the last event that has been applied
 *
 * Takes out what has come back already, or what comes only with its room's history.
 */
void
client_store_outbox_settle (ClientDatabase *database, gint64 cursor)
{
  client_execute (database, "DELETE FROM outbox WHERE state = ? AND seq <= ?",
                  NUMBER (CLIENT_MESSAGE_SENT), NUMBER (cursor));
}

static ClientOutgoing *
take_outgoing (ClientQuery *query)
{
  g_autoptr (ClientOutgoing) outgoing = g_new0 (ClientOutgoing, 1);

  outgoing->nonce = g_strdup (client_query_text (query, 0));
  outgoing->room = g_strdup (client_query_text (query, 1));
  outgoing->text = g_strdup (client_query_text (query, 2));
  outgoing->reply = client_query_number (query, 3);
  outgoing->time = client_query_number (query, 4);
  outgoing->state =
    CLAMP (client_query_number (query, 5), CLIENT_MESSAGE_QUEUED, CLIENT_MESSAGE_FAILED);
  outgoing->seq = client_query_number (query, 6);
  outgoing->error = g_strdup (client_query_text (query, 7));

  if (outgoing->nonce == NULL || outgoing->room == NULL || outgoing->text == NULL)
    {
      client_database_spoil (query->database);
      return NULL;
    }
  return g_steal_pointer (&outgoing);
}

/**
 * client_store_outbox_list:
 * @database: a database
 *
 * Returns: (transfer full) (element-type ClientOutgoing): what is in the outbox, in the order
 *   in which it was written; what can be read of it if it is damaged
 */
GPtrArray *
client_store_outbox_list (ClientDatabase *database)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) client_outgoing_free);
  g_auto (ClientQuery) query =
    client_query (database,
                  "SELECT nonce, room, text, reply, time, state, seq, error FROM outbox"
                  " WHERE number > ? ORDER BY number",
                  NUMBER (0));

  while (client_query_next (&query))
    {
      ClientOutgoing *outgoing = take_outgoing (&query);

      if (outgoing != NULL)
        g_ptr_array_add (list, outgoing);
    }

  return list;
}

/**
 * client_store_set_draft:
 * @database: a database
 * @room: id of a room
 * @text: what the person has begun to write there; empty for nothing
 */
void
client_store_set_draft (ClientDatabase *database, const char *room, const char *text)
{
  if (*text == '\0')
    client_execute (database, "DELETE FROM drafts WHERE room = ?", TEXT (room));
  else
    client_execute (database, "INSERT OR REPLACE INTO drafts (room, text) VALUES (?, ?)",
                    TEXT (room), TEXT (text));
}

/**
 * client_store_list_drafts:
 * @database: a database
 *
 * Returns: (transfer full) (element-type utf8 utf8): what the person has begun to write, by
 *   the ids of the rooms; what can be read of it if it is damaged
 */
GHashTable *
client_store_list_drafts (ClientDatabase *database)
{
  GHashTable *drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (ClientQuery) query =
    client_query (database, "SELECT room, text FROM drafts WHERE text <> ?", TEXT (""));

  while (client_query_next (&query))
    {
      const char *room = client_query_text (&query, 0);
      const char *text = client_query_text (&query, 1);

      if (room != NULL && text != NULL)
        g_hash_table_insert (drafts, g_strdup (room), g_strdup (text));
    }

  return drafts;
}
