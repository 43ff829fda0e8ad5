/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-schema.h"

#include "client-room-info.h"

/* “Char” in the header of the file, by which it is known to be a cache. */
#define APPLICATION_ID 0x43686172

/*
 * Each step leads from one version of the schema to the next. What has been
 * released does not change any more: a change is a new step.
 *
 * Version 1.
 * meta: cursor is the last event that has been applied; me the id of the person;
 *   weight about how many bytes the messages take.
 * rooms: seq is the last event that the counts take into account, last the last one
 *   that was applied, late the one before which an answer may be out of date.
 * messages: as they stand now. head is the last event that was taken into account
 *   when a server told of the message; mentions has ids, one a line.
 * spans: from which event to which all messages of a room are here. The last one
 *   of a room that is followed as it goes on has no end: 2^53 - 1 stands for it.
 *   What is stale may have changed since.
 * outbox: what the person has written and the server does not have for certain.
 * words: the search, over the texts of messages.
 */
static const char version_1[] =
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL,"
  "  state INTEGER NOT NULL, status TEXT, met INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE INDEX users_met ON users (met);"
  "CREATE TABLE rooms (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,"
  "  name TEXT NOT NULL, topic TEXT NOT NULL, members INTEGER NOT NULL, role INTEGER NOT NULL,"
  "  seq INTEGER NOT NULL, last INTEGER NOT NULL, late INTEGER NOT NULL, seen INTEGER NOT NULL,"
  "  unread INTEGER NOT NULL, mentions INTEGER NOT NULL, partner TEXT) STRICT;"
  "CREATE TABLE messages (seq INTEGER PRIMARY KEY, room INTEGER NOT NULL, time INTEGER NOT NULL,"
  "  user TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, reply INTEGER NOT NULL,"
  "  reply_name TEXT, reply_excerpt TEXT, mentions TEXT, edited INTEGER NOT NULL,"
  "  deleted INTEGER NOT NULL, head INTEGER NOT NULL) STRICT;"
  "CREATE INDEX messages_room ON messages (room, seq);"
  "CREATE TABLE reactions (number INTEGER PRIMARY KEY, message INTEGER NOT NULL,"
  "  emoji TEXT NOT NULL, count INTEGER NOT NULL, mine INTEGER NOT NULL, UNIQUE (message, emoji))"
  "  STRICT;"
  "CREATE TABLE spans (room INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
  "  stale INTEGER NOT NULL, PRIMARY KEY (room, first)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, nonce TEXT NOT NULL UNIQUE,"
  "  room TEXT NOT NULL, text TEXT NOT NULL, reply INTEGER NOT NULL, time INTEGER NOT NULL,"
  "  state INTEGER NOT NULL, seq INTEGER NOT NULL, error TEXT) STRICT;"
  "CREATE TABLE drafts (room TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE VIRTUAL TABLE words USING fts5 (text, content = 'messages', content_rowid = 'seq',"
  "  columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');";

/*
 * Version 2.
 * rooms: others is up to where the other one of a direct room has read; active the time
 *   when the person came to the room, or it was made or changed.
 * flags: what the person wants of rooms on this device; it stays when all else goes.
 */
static const char version_2[] =
  "ALTER TABLE rooms ADD COLUMN others INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE rooms ADD COLUMN active INTEGER NOT NULL DEFAULT 0;"
  "CREATE TABLE flags (room TEXT PRIMARY KEY, flags INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

/* Numbers that are in files. */
G_STATIC_ASSERT (CLIENT_ROOM_DIRECT == 2);
G_STATIC_ASSERT (CLIENT_ROLE_OWNER == 3);
G_STATIC_ASSERT (CLIENT_ROOM_MUTED == 1 && CLIENT_ROOM_PINNED == 2);
G_STATIC_ASSERT (CLIENT_USER_ADMIN == 3);
G_STATIC_ASSERT (CLIENT_USER_BUSY == 2);

static const char *const steps[] = { version_1, version_2 };

/**
 * client_store_schema_get_newest:
 *
 * Returns: the version of the schema that this client writes
 */
int
client_store_schema_get_newest (void)
{
  return G_N_ELEMENTS (steps);
}

static gint64
read_number (ClientDatabase *database, const char *sql)
{
  return client_database_number (client_database_query (database, sql, NULL, 0));
}

static gboolean
refuse (GError **error, ClientCacheError code)
{
  g_propagate_error (error, client_cache_error_new (code));
  return FALSE;
}

/* A file that something else has made is not written over. */
static gboolean
check_origin (ClientDatabase *database, gint64 found, int version, GError **error)
{
  gint64 application = read_number (database, "PRAGMA application_id");
  gint64 n_tables = read_number (database, "SELECT count(*) FROM sqlite_schema");
  gboolean is_new = found == 0 && application == 0 && n_tables == 0;

  if (!client_database_check (database, error))
    return FALSE;
  if (!is_new && (application != APPLICATION_ID || found < 1))
    return refuse (error, CLIENT_CACHE_ERROR_DAMAGED);

  return found <= version || refuse (error, CLIENT_CACHE_ERROR_NEWER);
}

static gboolean
take_step (ClientDatabase *database, int version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           APPLICATION_ID,
                                           version);

  client_database_begin (database, FALSE);
  client_database_run (database, steps[version - 1]);
  client_database_run (database, mark);

  return client_database_end (database, error);
}

/**
 * client_store_schema_migrate:
 * @database: a database
 * @version: the version to reach
 * @error: return location for an error
 *
 * Brings a file to a version of the schema, one step a transaction: whatever
 * happens meanwhile, it is at one version or at the next.
 *
 * Returns: %TRUE, or %FALSE with %CLIENT_CACHE_ERROR
 */
gboolean
client_store_schema_migrate (ClientDatabase *database, int version, GError **error)
{
  gint64 found = read_number (database, "PRAGMA user_version");

  if (!client_database_check (database, error) || !check_origin (database, found, version, error))
    return FALSE;

  while (found < version)
    if (!take_step (database, ++found, error))
      return FALSE;

  return TRUE;
}
