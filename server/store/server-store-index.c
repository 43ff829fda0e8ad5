/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-index.h"

#include "server-id.h"
#include "server-tokenizer.h"

typedef struct
{
  gint64 indexed; /* the last seq that is in */
  guint waiting;  /* messages that are not in */
} State;

struct _ServerStoreIndex
{
  ServerDatabase *database;
  State now;
  State committed;
  gint64 table; /* the table that statements are for, or -1 */
  const char *insert;
  const char *remove;
};

/**
 * server_store_index_new:
 * @database: the connection that writes; it has to live longer
 *
 * Returns: (transfer full): an index as it stands
 */
ServerStoreIndex *
server_store_index_new (ServerDatabase *database)
{
  ServerStoreIndex *self = g_new0 (ServerStoreIndex, 1);

  self->database = database;
  self->table = -1;
  self->now.indexed = server_database_take_value (server_database_begin_statement (
    database, "SELECT value FROM meta WHERE key = 'indexed'", NULL, 0));
  self->now.waiting = server_value (database, "SELECT count (*) FROM messages WHERE seq > ?",
                                    INT (self->now.indexed));
  self->committed = self->now;

  return self;
}

/**
 * server_store_index_free:
 * @self: (transfer full): an index
 */
void
server_store_index_free (ServerStoreIndex *self)
{
  g_free (self);
}

/**
 * server_store_index_end:
 * @self: an index
 * @is_committed: whether the transaction has been committed
 *
 * Tells the index that a transaction has ended, and how.
 */
void
server_store_index_end (ServerStoreIndex *self, gboolean is_committed)
{
  if (is_committed)
    {
      self->committed = self->now;
      return;
    }

  self->now = self->committed;
  self->table = -1;
}

/**
 * server_store_index_get_waiting:
 * @self: an index
 *
 * Returns: how many messages server_store_index_update() would add
 */
guint
server_store_index_get_waiting (ServerStoreIndex *self)
{
  return self->now.waiting;
}

/**
 * server_store_index_posted:
 * @self: an index
 *
 * Takes note of one more message.
 */
void
server_store_index_posted (ServerStoreIndex *self)
{
  self->now.waiting++;
}

/* The text of messages is not stored again, nor are places in it, for nobody
 * searches phrases, nor lengths, for nobody ranks. room and author are words
 * too, so that what somebody may not see is left out early. */
static void
go_to_table (ServerStoreIndex *self, gint64 seq)
{
  gint64 table = seq / SERVER_INDEX_SPAN;
  g_autofree char *create = NULL;
  g_autofree char *insert = NULL;
  g_autofree char *remove = NULL;

  if (table == self->table)
    return;

  create = g_strdup_printf ("CREATE VIRTUAL TABLE IF NOT EXISTS search_%" G_GINT64_FORMAT
                            " USING fts5 (text, room, author, content = '', columnsize = 0,"
                            " detail = column, tokenize = 'unicode61 remove_diacritics 2')", table);
  insert = g_strdup_printf ("INSERT INTO search_%" G_GINT64_FORMAT
                            " (rowid, text, room, author) VALUES (?, ?, ?, ?)", table);
  remove = g_strdup_printf ("INSERT INTO search_%" G_GINT64_FORMAT " (search_%" G_GINT64_FORMAT
                            ", rowid, text, room, author) VALUES ('delete', ?, ?, ?, ?)",
                            table, table);
  server_database_script (self->database, create);
  self->insert = g_intern_string (insert);
  self->remove = g_intern_string (remove);
  self->table = table;
}

static void
write_row (ServerStoreIndex *self, const char *sql, gint64 seq, gint64 room, gint64 user,
           const char *text)
{
  g_autofree char *folded = server_tokenizer_fold (text);
  char room_id[SERVER_ID_SIZE];
  char user_id[SERVER_ID_SIZE];

  server_room_id_write (room, room_id);
  server_user_id_write (user, user_id);
  server_execute (self->database, sql, INT (seq), TEXT (folded), TEXT (room_id), TEXT (user_id));
}

/**
 * server_store_index_change:
 * @self: an index
 * @seq: a message
 * @text: the text that it shall have; empty for one that is deleted
 *
 * Takes note of a change of a message's text, before it is made.
 */
void
server_store_index_change (ServerStoreIndex *self, gint64 seq, const char *text)
{
  g_auto (ServerStatement) statement
    = server_statement (self->database, "SELECT room, user, text FROM messages WHERE seq = ?",
                        INT (seq));

  g_autofree char *old_text = NULL;

  if (seq > self->now.indexed || !server_statement_next (&statement))
    return;

  old_text = server_statement_string (&statement, 2);
  go_to_table (self, seq);
  write_row (self, self->remove, seq, server_statement_int (&statement, 0),
             server_statement_int (&statement, 1), old_text);
  if (*text != '\0')
    write_row (self, self->insert, seq, server_statement_int (&statement, 0),
               server_statement_int (&statement, 1), text);
}

/**
 * server_store_index_remove:
 * @self: an index
 * @seq: a message that is in it
 *
 * Takes a message out, before it is removed.
 */
void
server_store_index_remove (ServerStoreIndex *self, gint64 seq)
{
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT room, user, text FROM messages WHERE seq = ? AND text <> ''",
                        INT (seq));
  g_autofree char *text = NULL;

  if (!server_statement_next (&statement))
    return;

  text = server_statement_string (&statement, 2);
  go_to_table (self, seq);
  write_row (self, self->remove, seq, server_statement_int (&statement, 0),
             server_statement_int (&statement, 1), text);
}

/**
 * server_store_index_drop_empty:
 * @self: an index
 * @before: a seq
 *
 * Gives back the room of those tables before @before of whose messages none is left.
 */
void
server_store_index_drop_empty (ServerStoreIndex *self, gint64 before)
{
  gint64 end = MIN (before, self->now.indexed) / SERVER_INDEX_SPAN;

  for (gint64 table = 0; table < end; table++)
    {
      g_autofree char *name = g_strdup_printf ("search_%" G_GINT64_FORMAT, table);
      g_autofree char *drop = g_strconcat ("DROP TABLE ", name, NULL);

      if (server_value (self->database,
                        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)"
                        " AND NOT EXISTS (SELECT 1 FROM messages WHERE seq >= ?2 AND seq < ?3)",
                        TEXT (name), INT (table * SERVER_INDEX_SPAN),
                        INT ((table + 1) * SERVER_INDEX_SPAN))
          == 0)
        continue;

      server_database_script (self->database, drop);
      self->table = -1;
    }
}

/**
 * server_store_index_get_newest:
 * @self: an index
 *
 * Returns: up to where all messages are in it
 */
gint64
server_store_index_get_newest (ServerStoreIndex *self)
{
  return self->now.indexed;
}

/**
 * server_store_index_update:
 * @self: an index
 *
 * Adds what waits.
 */
void
server_store_index_update (ServerStoreIndex *self)
{
  g_auto (ServerStatement) statement = server_statement (
    self->database, "SELECT seq, room, user, text FROM messages WHERE seq > ? ORDER BY seq",
    INT (self->now.indexed));

  while (server_statement_next (&statement))
    {
      g_autofree char *text = server_statement_string (&statement, 3);

      self->now.indexed = server_statement_int (&statement, 0);
      go_to_table (self, self->now.indexed);
      if (*text != '\0')
        write_row (self, self->insert, self->now.indexed, server_statement_int (&statement, 1),
                   server_statement_int (&statement, 2), text);
    }

  self->now.waiting = 0;
  server_execute (self->database, "UPDATE meta SET value = ? WHERE key = 'indexed'",
                  INT (self->now.indexed));
}
