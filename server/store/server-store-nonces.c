/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-nonces.h"

#include <string.h>

/* Enough of a digest that no two nonces ever have the same. */
#define HASH_SIZE 16
#define DIGEST_SIZE 32

struct _ServerStoreNonces
{
  ServerDatabase *database;
  GHashTable *waiting; /* hash → seq, not in the table yet */
  gint64 newest;       /* the newest message that has a nonce */

  /* Those that waited when the round began, in the order of the table */
  GPtrArray *round;
  guint place;         /* how many of them have been written */
  gint64 round_newest; /* what newest was then */

  /* What the transaction has done, to be undone if it comes to nothing */
  GPtrArray *added;
  guint old_place;
  gint64 old_newest;
};

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

static void
insert (ServerStoreNonces *self, GBytes *hash, gint64 seq)
{
  g_hash_table_replace (self->waiting, g_bytes_ref (hash), g_memdup2 (&seq, sizeof seq));
  self->newest = MAX (self->newest, seq);
}

static void
load (ServerStoreNonces *self)
{
  gint64 known = server_database_take_value (server_database_begin_statement (
    self->database, "SELECT value FROM meta WHERE key = 'nonced'", NULL, 0));
  g_auto (ServerStatement) statement = server_statement (
    self->database, "SELECT seq, nonce FROM messages WHERE seq > ? AND nonce IS NOT NULL",
    INT (known));

  self->newest = known;
  while (server_statement_next (&statement))
    {
      g_autoptr (GBytes) hash = server_statement_bytes (&statement, 1);

      insert (self, hash, server_statement_int (&statement, 0));
    }
  self->old_newest = self->newest;
}

/**
 * server_store_nonces_new:
 * @database: the connection that writes; it has to live longer
 *
 * Returns: (transfer full): the nonces as they stand
 */
ServerStoreNonces *
server_store_nonces_new (ServerDatabase *database)
{
  ServerStoreNonces *self = g_new0 (ServerStoreNonces, 1);

  self->database = database;
  self->waiting = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                         (GDestroyNotify) g_bytes_unref, g_free);
  self->round = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->added = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  load (self);

  return self;
}

/**
 * server_store_nonces_free:
 * @self: (transfer full): nonces
 */
void
server_store_nonces_free (ServerStoreNonces *self)
{
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->round, g_ptr_array_unref);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  g_free (self);
}

/**
 * server_store_nonces_hash:
 * @user: who posts
 * @nonce: by what they know the message
 *
 * Makes of a nonce what is stored of it: the same size for all, and nothing that
 * somebody could choose so that the table is slow.
 *
 * Returns: (transfer full): a hash of both
 */
GBytes *
server_store_nonces_hash (gint64 user, const char *nonce)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[DIGEST_SIZE];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) &user, sizeof user);
  g_checksum_update (checksum, (const guchar *) nonce, strlen (nonce));
  g_checksum_get_digest (checksum, digest, &length);

  return g_bytes_new (digest, HASH_SIZE);
}

/**
 * server_store_nonces_find:
 * @self: nonces
 * @hash: a hash
 *
 * Returns: the message with that nonce, or 0
 */
gint64
server_store_nonces_find (ServerStoreNonces *self, GBytes *hash)
{
  const gint64 *seq = g_hash_table_lookup (self->waiting, hash);

  if (seq != NULL)
    return *seq;

  return server_value (self->database, "SELECT seq FROM nonces WHERE hash = ?", BYTES (hash));
}

/**
 * server_store_nonces_add:
 * @self: nonces
 * @hash: a hash that is new
 * @seq: the message that it is of, and with which it has been stored
 *
 * Remembers a nonce.
 */
void
server_store_nonces_add (ServerStoreNonces *self, GBytes *hash, gint64 seq)
{
  insert (self, hash, seq);
  g_ptr_array_add (self->added, g_bytes_ref (hash));
}

/**
 * server_store_nonces_get_waiting:
 * @self: nonces
 *
 * Returns: how many are not in the table yet
 */
guint
server_store_nonces_get_waiting (ServerStoreNonces *self)
{
  return g_hash_table_size (self->waiting);
}

static void
begin_round (ServerStoreNonces *self)
{
  GHashTableIter iter;
  gpointer hash = NULL;

  g_ptr_array_set_size (self->round, 0);
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    g_ptr_array_add (self->round, g_bytes_ref (hash));
  g_ptr_array_sort (self->round, compare);
  self->place = 0;
  self->old_place = 0;
  self->round_newest = self->newest;
}

/**
 * server_store_nonces_update:
 * @self: nonces
 * @limit: most that shall be written
 *
 * Writes nonces into the table: those that follow in its order on what was
 * written last. When all have had their turn that waited when the round began,
 * nothing before is left to be read from the messages at the start.
 */
void
server_store_nonces_update (ServerStoreNonces *self, guint limit)
{
  guint end;

  if (self->place == self->round->len)
    begin_round (self);

  end = MIN (self->place + limit, self->round->len);
  for (; self->place < end; self->place++)
    {
      GBytes *hash = self->round->pdata[self->place];
      const gint64 *seq = g_hash_table_lookup (self->waiting, hash);

      /* After a restart it may be there already. */
      server_execute (self->database, "INSERT OR IGNORE INTO nonces (hash, seq) VALUES (?, ?)",
                      BYTES (hash), INT (*seq));
    }

  if (self->place == self->round->len)
    server_execute (self->database, "UPDATE meta SET value = ? WHERE key = 'nonced'",
                    INT (self->round_newest));
}

/**
 * server_store_nonces_end:
 * @self: nonces
 * @is_committed: whether the transaction has been committed
 *
 * Tells the nonces that a transaction has ended, and how.
 */
void
server_store_nonces_end (ServerStoreNonces *self, gboolean is_committed)
{
  if (is_committed)
    {
      for (guint i = self->old_place; i < self->place; i++)
        g_hash_table_remove (self->waiting, self->round->pdata[i]);
      self->old_place = self->place;
      self->old_newest = self->newest;
    }
  else
    {
      /* Of what has not been, nothing shall be written either. */
      for (guint i = 0; i < self->added->len; i++)
        g_hash_table_remove (self->waiting, self->added->pdata[i]);
      g_ptr_array_set_size (self->round, 0);
      self->place = 0;
      self->old_place = 0;
      self->newest = self->old_newest;
    }

  g_ptr_array_set_size (self->added, 0);
}
