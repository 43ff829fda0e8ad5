/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-schema.h"

#include "server-id.h"
#include "server-kinds.h"

/* “CHAR” in the header of the file, by which file(1) and this server know it. */
#define APPLICATION_ID 0x43484152

/*
 * Each step leads from one version of the schema to the next. A step that has
 * been released does not change any more: what has to change is a new step.
 *
 * Version 1. The log is the table events; everything else says how things stand
 * after its last one, is changed in the same transaction, and could be made
 * anew from it, but for what no event tells: accounts, tokens, and read marks.
 *
 * events: the log. frame is what goes over the wire, header included; author is
 *   the user of a message, or 0 when it is deleted, to be counted without a look at
 *   it. Of a room, messages are found without the other events, of which anybody
 *   can make as many as they want between two of them.
 * messages: how each message stands now. edited and deleted are the seq of the
 *   event that made it so; mentions holds user numbers between spaces; nonce is
 *   a hash of user and nonce.
 * nonces: where to look for a message by that hash, for those up to the seq that
 *   is meta's nonced (see server-store-nonces.h).
 * members: who is in which room; seen is the seq up to which they have read.
 * spans: from which to which seq somebody is told what happens in a room; last
 *   is NULL for who is still told.
 * mentions: where to look for unread mentions of somebody.
 * meta: indexed is the seq up to which messages are in the search tables, which
 *   are made when they are needed (see server-store-index.h).
 */
static const char version_1[] =
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE,"
  "  kind INTEGER NOT NULL, created INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0,"
  "  status TEXT, password TEXT) STRICT;"
  "CREATE TABLE tokens (hash BLOB PRIMARY KEY, user INTEGER NOT NULL, created INTEGER NOT NULL)"
  "  STRICT, WITHOUT ROWID;"
  "CREATE INDEX tokens_user ON tokens (user, created);"
  "CREATE TABLE rooms (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL,"
  "  folded TEXT UNIQUE, topic TEXT NOT NULL, created INTEGER NOT NULL,"
  "  members INTEGER NOT NULL DEFAULT 0, first INTEGER, second INTEGER, UNIQUE (first, second))"
  "  STRICT;"
  "CREATE TABLE members (room INTEGER NOT NULL, user INTEGER NOT NULL, role INTEGER NOT NULL,"
  "  since INTEGER NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY (room, user)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX members_user ON members (user, room);"
  "CREATE TABLE spans (user INTEGER NOT NULL, room INTEGER NOT NULL, first INTEGER NOT NULL,"
  "  last INTEGER, PRIMARY KEY (user, room, first)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE events (seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, room INTEGER NOT NULL,"
  "  author INTEGER, frame BLOB NOT NULL) STRICT;"
  "CREATE INDEX events_room ON events (room, seq);"
  "CREATE INDEX events_message ON events (room, seq, author) WHERE author IS NOT NULL;"
  "CREATE TABLE messages (seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, room INTEGER NOT NULL,"
  "  user INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, reply INTEGER, mentions TEXT,"
  "  edited INTEGER, deleted INTEGER, nonce BLOB) STRICT;"
  "CREATE TABLE nonces (hash BLOB PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE mentions (user INTEGER NOT NULL, room INTEGER NOT NULL, seq INTEGER NOT NULL,"
  "  PRIMARY KEY (user, room, seq)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX mentions_seq ON mentions (seq);"
  "CREATE TABLE reactions (message INTEGER NOT NULL, emoji TEXT NOT NULL, user INTEGER NOT NULL,"
  "  seq INTEGER NOT NULL, PRIMARY KEY (message, emoji, user)) STRICT, WITHOUT ROWID;"
  "INSERT INTO meta VALUES ('id', lower (hex (randomblob (16)))), ('indexed', 0), ('nonced', 0);"
  "INSERT INTO rooms (id, kind, name, folded, topic, created)"
  "  VALUES (" G_STRINGIFY (SERVER_LOBBY) ", 0, 'Lobby', 'lobby', '',"
  "  unixepoch () * 1000);";

G_STATIC_ASSERT (SERVER_ROOM_PUBLIC == 0);

/*
 * Version 2.
 *
 * sanctions: who may not come in, or not say anything, where and until when; NULL
 *   is for ever. user is 0 where it is a network that may not. Those that are over
 *   stay for a while. seq is that of the event that has made it so.
 * audit: who has done what by virtue of their role; seq is the newest event then.
 *   An actor of 0 is an administrator of the machine. What is written in it does not
 *   change any more.
 * rooms: keep is for how many days messages are kept, 0 for ever and NULL as long as
 *   the server says; trimmed is the seq up to which what was said
 *   is gone for its age.
 */
static const char version_2[] =
  "CREATE TABLE sanctions (user INTEGER NOT NULL, room INTEGER NOT NULL, kind INTEGER NOT NULL,"
  "  network TEXT NOT NULL, name TEXT, seq INTEGER NOT NULL UNIQUE, time INTEGER NOT NULL,"
  "  until INTEGER, by INTEGER NOT NULL, by_name TEXT, reason TEXT,"
  "  PRIMARY KEY (user, room, kind, network)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE audit (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, seq INTEGER NOT NULL,"
  "  actor INTEGER NOT NULL, actor_name TEXT, action TEXT NOT NULL, room INTEGER, target INTEGER,"
  "  target_name TEXT, network TEXT, message INTEGER, until INTEGER, detail TEXT, reason TEXT)"
  "  STRICT;"
  "CREATE INDEX audit_room ON audit (room, id);"
  "ALTER TABLE rooms ADD COLUMN keep INTEGER;"
  "ALTER TABLE rooms ADD COLUMN trimmed INTEGER NOT NULL DEFAULT 0;";

static const char *const steps[] = { version_1, version_2 };

/**
 * server_store_schema_get_newest:
 *
 * Returns: the version of the schema that this server writes
 */
int
server_store_schema_get_newest (void)
{
  return G_N_ELEMENTS (steps);
}

static gboolean
check_origin (ServerDatabase *database, int version, int newest, GError **error)
{
  sqlite3 *handle = server_database_get_handle (database);
  gint64 application
    = server_database_take_value (server_database_begin_statement (database, "PRAGMA application_id",
                                                                   NULL, 0));
  gint64 tables = server_database_take_value (
    server_database_begin_statement (database, "SELECT count (*) FROM sqlite_schema", NULL, 0));

  if (!server_database_take_failure (database, error))
    return FALSE;

  if (version < 0
      || (application != APPLICATION_ID && (application != 0 || version != 0 || tables != 0)))
    {
      g_set_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED,
                   "“%s” is not a database of Charla", sqlite3_db_filename (handle, "main"));
      return FALSE;
    }

  if (version > newest)
    {
      g_set_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_NEWER,
                   "The database was written by a newer version of Charla (version %d of its "
                   "schema, while this server knows up to %d)", version, newest);
      return FALSE;
    }

  return TRUE;
}

static gboolean
run_step (ServerDatabase *database, int version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           APPLICATION_ID, version);

  server_database_script (database, "BEGIN IMMEDIATE");
  server_database_script (database, steps[version - 1]);
  server_database_script (database, mark);
  server_database_script (database, "COMMIT");
  if (server_database_take_failure (database, error))
    return TRUE;

  server_database_script (database, "ROLLBACK");
  server_database_take_failure (database, NULL);
  return FALSE;
}

/**
 * server_store_schema_check:
 * @database: a connection
 * @error: return location for an error
 *
 * Looks whether a file is a database of Charla, which one that is empty is not.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_schema_check (ServerDatabase *database, GError **error)
{
  gint64 application
    = server_database_take_value (server_database_begin_statement (database, "PRAGMA application_id",
                                                                   NULL, 0));
  gint64 version = server_database_take_value (
    server_database_begin_statement (database, "PRAGMA user_version", NULL, 0));

  if (server_database_take_failure (database, NULL) && application == APPLICATION_ID
      && version > 0)
    return TRUE;

  g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED,
                       "That is no backup of Charla, or nothing can be read of it");
  return FALSE;
}

/**
 * server_store_schema_migrate:
 * @database: a connection that writes
 * @version: the version to reach
 * @error: return location for an error
 *
 * Brings a database to a version of the schema, one step a transaction: whatever
 * happens meanwhile, it is then at one version or at the next.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_schema_migrate (ServerDatabase *database, int version, GError **error)
{
  gint64 found = server_database_take_value (
    server_database_begin_statement (database, "PRAGMA user_version", NULL, 0));

  if (!server_database_take_failure (database, error)
      || !check_origin (database, found, version, error))
    return FALSE;

  while (found < version)
    {
      if (!run_step (database, ++found, error))
        return FALSE;
    }

  return TRUE;
}
