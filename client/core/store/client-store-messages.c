/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-messages.h"

#include <string.h>

#include "client-parser.h"
#include "client-store.h"
#include "client-store-spans.h"

/* What a message costs beside its texts, in bytes. */
#define WEIGHT_OF_ROW 256

/* How many messages give way at a time. */
#define PRUNE_BATCH 2000

static gint64
get_weight (ClientDatabase *database, gint64 seq)
{
  return client_number (database,
                        "SELECT ?2 + length(CAST(text AS BLOB))"
                        " + ifnull(length(CAST(mentions AS BLOB)), 0)"
                        " + ifnull(length(CAST(reply_excerpt AS BLOB)), 0)"
                        " FROM messages WHERE seq = ?1",
                        NUMBER (seq), NUMBER (WEIGHT_OF_ROW));
}

/* The index is told what it was told before, so that it finds what to take out. */
static void
unindex (ClientDatabase *database, gint64 seq)
{
  client_execute (database,
                  "INSERT INTO words (words, rowid, text)"
                  " SELECT 'delete', seq, text FROM messages WHERE seq = ? AND text <> ''",
                  NUMBER (seq));
}

static void
reindex (ClientDatabase *database, gint64 seq)
{
  client_execute (database,
                  "INSERT INTO words (rowid, text)"
                  " SELECT seq, text FROM messages WHERE seq = ? AND text <> ''",
                  NUMBER (seq));
}

/**
 * client_store_add_message:
 * @database: a database
 * @room: number of its room
 * @message: a message
 * @head: the last event that it takes into account
 *
 * Adds a message, unless it is there.
 *
 * Returns: whether it was not there
 */
gboolean
client_store_add_message (ClientDatabase *database,
                          gint64 room,
                          ClientMessageInfo *message,
                          gint64 head)
{
  g_autofree char *mentions =
    message->mentions != NULL ? g_strjoinv ("\n", message->mentions) : NULL;

  client_execute (database,
                  "INSERT OR IGNORE INTO messages (seq, room, time, user, name, text, reply,"
                  " reply_name, reply_excerpt, mentions, edited, deleted, head)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  NUMBER (message->seq), NUMBER (room), NUMBER (message->time),
                  TEXT (message->user), TEXT (message->name),
                  TEXT (message->is_deleted ? "" : message->text), NUMBER (message->reply),
                  TEXT (message->reply_name), TEXT (message->reply_excerpt), TEXT (mentions),
                  NUMBER (message->edited), NUMBER (message->is_deleted), NUMBER (head));
  if (!client_database_is_well (database) || client_database_get_n_changed (database) == 0)
    return FALSE;

  reindex (database, message->seq);
  client_store_weigh (database, get_weight (database, message->seq));
  for (guint i = 0; message->reactions != NULL && i < message->reactions->len; i++)
    {
      ClientReactionInfo *reaction = g_ptr_array_index (message->reactions, i);

      client_execute (database,
                      "INSERT OR IGNORE INTO reactions (message, emoji, count, mine)"
                      " VALUES (?, ?, ?, ?)",
                      NUMBER (message->seq), TEXT (reaction->emoji), NUMBER (reaction->count),
                      NUMBER (reaction->is_mine));
    }

  return TRUE;
}

/**
 * client_store_put_message:
 * @database: a database
 * @room: number of its room
 * @message: a message
 * @head: the last event that it takes into account
 *
 * Puts a message there in place of what was there of it.
 */
void
client_store_put_message (ClientDatabase *database,
                          gint64 room,
                          ClientMessageInfo *message,
                          gint64 head)
{
  client_store_drop_message (database, message->seq);
  client_store_add_message (database, room, message, head);
}

/**
 * client_store_drop_message:
 * @database: a database
 * @seq: a message
 *
 * Takes a message out, if it is there.
 */
void
client_store_drop_message (ClientDatabase *database, gint64 seq)
{
  gint64 weight = get_weight (database, seq);

  if (weight == 0)
    return;

  unindex (database, seq);
  client_execute (database, "DELETE FROM reactions WHERE message = ?", NUMBER (seq));
  client_execute (database, "DELETE FROM messages WHERE seq = ?", NUMBER (seq));
  client_store_weigh (database, -weight);
}

/**
 * client_store_find_target:
 * @database: a database
 * @seq: a message
 * @me: (nullable): id of the person
 * @target: (out): what has to be known of it
 *
 * Returns: whether it is there
 */
gboolean
client_store_find_target (ClientDatabase *database,
                          gint64 seq,
                          const char *me,
                          ClientTarget *target)
{
  g_auto (ClientQuery) query =
    client_query (database,
                  "SELECT room, head, deleted, user = ?2,"
                  " instr(char(10) || mentions || char(10), char(10) || ?2 || char(10)) > 0"
                  " FROM messages WHERE seq = ?1",
                  NUMBER (seq), TEXT (me));

  if (!client_query_next (&query))
    return FALSE;

  target->room = client_query_number (&query, 0);
  target->head = client_query_number (&query, 1);
  target->is_deleted = client_query_number (&query, 2) != 0;
  target->is_own = client_query_number (&query, 3) != 0;
  target->is_mention = client_query_number (&query, 4) != 0;

  return TRUE;
}

/**
 * client_store_edit_message:
 * @database: a database
 * @seq: a message that is there
 * @text: the text that it has now
 * @time: since when, in milliseconds since 1970 UTC
 */
void
client_store_edit_message (ClientDatabase *database, gint64 seq, const char *text, gint64 time)
{
  gint64 weight = get_weight (database, seq);

  unindex (database, seq);
  client_execute (database, "UPDATE messages SET text = ?, edited = ? WHERE seq = ?", TEXT (text),
                  NUMBER (time), NUMBER (seq));
  reindex (database, seq);
  client_store_weigh (database, get_weight (database, seq) - weight);
}

/**
 * client_store_delete_message:
 * @database: a database
 * @seq: a message that is there
 *
 * Leaves of a message only that it was there.
 */
void
client_store_delete_message (ClientDatabase *database, gint64 seq)
{
  gint64 weight = get_weight (database, seq);

  unindex (database, seq);
  client_execute (database, "DELETE FROM reactions WHERE message = ?", NUMBER (seq));
  client_execute (database,
                  "UPDATE messages SET text = '', deleted = 1, edited = 0, mentions = NULL"
                  " WHERE seq = ?",
                  NUMBER (seq));
  client_store_weigh (database, get_weight (database, seq) - weight);
}

/**
 * client_store_react:
 * @database: a database
 * @seq: a message that is there
 * @emoji: a reaction
 * @is_on: whether there is one more of it, or one less
 * @is_mine: whether it is the person's
 */
void
client_store_react (ClientDatabase *database,
                    gint64 seq,
                    const char *emoji,
                    gboolean is_on,
                    gboolean is_mine)
{
  if (is_on)
    client_execute (database,
                    "INSERT INTO reactions (message, emoji, count, mine)"
                    " SELECT ?1, ?2, 1, ?3 WHERE"
                    " (SELECT count(*) FROM reactions WHERE message = ?1) < ?4"
                    " ON CONFLICT (message, emoji)"
                    " DO UPDATE SET count = count + 1, mine = max(mine, ?3)",
                    NUMBER (seq), TEXT (emoji), NUMBER (is_mine), NUMBER (CLIENT_LIST_MAX));
  else
    client_execute (database,
                    "UPDATE reactions SET count = count - 1, mine = min(mine, ?3)"
                    " WHERE message = ?1 AND emoji = ?2",
                    NUMBER (seq), TEXT (emoji), NUMBER (!is_mine));

  client_execute (database, "DELETE FROM reactions WHERE message = ? AND count <= 0", NUMBER (seq));
}

/**
 * client_store_prune_messages:
 * @database: a database
 * @most: about how many bytes of messages may stay
 *
 * Takes some of the oldest messages out, of all rooms, if there are too many.
 */
void
client_store_prune_messages (ClientDatabase *database, gint64 most)
{
  gint64 last = 0;

  for (guint i = 0; i < PRUNE_BATCH && client_store_get_weight (database) > most; i++)
    {
      gint64 seq = client_number (database, "SELECT min(seq) FROM messages WHERE seq > ?",
                                  NUMBER (last));

      if (seq == 0)
        break;
      last = seq;
      client_store_drop_message (database, last);
    }

  if (last > 0)
    client_store_spans_cut (database, last);
}

static void
read_reactions (ClientDatabase *database, ClientMessageInfo *message)
{
  g_auto (ClientQuery) query =
    client_query (database,
                  "SELECT emoji, count, mine FROM reactions WHERE message = ? ORDER BY number",
                  NUMBER (message->seq));

  while (client_query_next (&query))
    client_message_info_add_reaction (message,
                                      client_query_text (&query, 0),
                                      client_query_number (&query, 1),
                                      client_query_number (&query, 2) != 0);
}

/**
 * client_store_take_message:
 * @query: a statement with %CLIENT_MESSAGE_COLUMNS that is at a row
 *
 * Returns: (transfer full): the message of the row
 */
ClientMessageInfo *
client_store_take_message (ClientQuery *query)
{
  ClientMessageInfo *message = client_message_info_new ();
  const char *mentions = NULL;

  message->seq = client_query_number (query, 0);
  message->time = CLAMP (client_query_number (query, 1), 0, CLIENT_TIME_MAX);
  message->room = g_strdup (client_query_text (query, 2));
  message->user = g_strdup (client_query_text (query, 3));
  message->name = g_strdup (client_query_text (query, 4));
  message->text = g_strdup (client_query_text (query, 5));
  message->reply = client_query_number (query, 6);
  message->reply_name = g_strdup (client_query_text (query, 7));
  message->reply_excerpt = g_strdup (client_query_text (query, 8));
  mentions = client_query_text (query, 9);
  message->mentions = mentions != NULL ? g_strsplit (mentions, "\n", -1) : NULL;
  message->edited = CLAMP (client_query_number (query, 10), 0, CLIENT_TIME_MAX);
  message->is_deleted = client_query_number (query, 11) != 0;
  read_reactions (query->database, message);

  return message;
}

/**
 * client_store_get_message:
 * @database: a database
 * @seq: a message
 *
 * Returns: (transfer full) (nullable): the message as it stands now, if it is there
 */
ClientMessageInfo *
client_store_get_message (ClientDatabase *database, gint64 seq)
{
  g_auto (ClientQuery) query =
    client_query (database,
                  "SELECT" CLIENT_MESSAGE_COLUMNS "FROM" CLIENT_MESSAGE_TABLES
                  "WHERE messages.seq = ?",
                  NUMBER (seq));

  return client_query_next (&query) ? client_store_take_message (&query) : NULL;
}

/**
 * client_store_get_last:
 * @database: a database
 * @room: number of a room
 *
 * Returns: (transfer full) (nullable): the newest message of the room, if there is one
 */
ClientMessageInfo *
client_store_get_last (ClientDatabase *database, gint64 room)
{
  return client_store_get_message (database,
                                   client_number (database,
                                                  "SELECT max(seq) FROM messages WHERE room = ?",
                                                  NUMBER (room)));
}
