/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-database.h"

#include <errno.h>

/* A checkpoint of another connection may hold a lock for a moment. */
#define BUSY_TIMEOUT_MS 5000

struct _ServerDatabase
{
  sqlite3 *handle;
  GHashTable *statements; /* text → sqlite3_stmt */
  GError *failure;
};

G_DEFINE_QUARK (server-store-error-quark, server_store_error)

/* SQLite says so of its own files; of the memory that its connections share, which
 * is a file as well, it says only that there is none. */
static gboolean
is_disk_full (sqlite3 *handle, int result)
{
  return result == SQLITE_IOERR_SHMSIZE
         || ((result & 0xff) == SQLITE_IOERR && sqlite3_system_errno (handle) == ENOSPC);
}

static ServerStoreError
get_error_code (sqlite3 *handle, int result)
{
  if (is_disk_full (handle, result))
    return SERVER_STORE_ERROR_FULL;

  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return SERVER_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return SERVER_STORE_ERROR_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return SERVER_STORE_ERROR_ACCESS;
    default:
      return SERVER_STORE_ERROR_FAILED;
    }
}

static const char *
get_sentence (ServerStoreError code)
{
  switch (code)
    {
    case SERVER_STORE_ERROR_FULL:
      return "The disk of the data folder is full";
    case SERVER_STORE_ERROR_DAMAGED:
      return "The database is damaged";
    case SERVER_STORE_ERROR_ACCESS:
      return "The database cannot be written";
    case SERVER_STORE_ERROR_IN_USE:
    case SERVER_STORE_ERROR_NEWER:
    case SERVER_STORE_ERROR_BUSY:
    case SERVER_STORE_ERROR_FAILED:
    default:
      return "The database does not work";
    }
}

/**
 * server_database_fail:
 * @self: a database
 * @result: what SQLite has answered
 *
 * Makes @self fail, unless it has failed before or @result is no failure.
 */
void
server_database_fail (ServerDatabase *self, int result)
{
  ServerStoreError code = get_error_code (self->handle, result);

  if (self->failure != NULL || result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
    return;

  self->failure = g_error_new (SERVER_STORE_ERROR, code, "%s (%s, %d)", get_sentence (code),
                               sqlite3_extended_errcode (self->handle) == result
                                 ? sqlite3_errmsg (self->handle)
                                 : sqlite3_errstr (result),
                               result);
}

static void
finalize_statement (gpointer handle)
{
  sqlite3_finalize (handle);
}

static void
set_up (ServerDatabase *self)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);

  /* A damaged or hostile file shall not run what stands in it. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);

  server_database_script (self, "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON");
}

/**
 * server_database_open:
 * @path: a file
 * @writable: whether to write it, and to make it if there is none
 * @error: return location for an error
 *
 * Opens a connection.
 *
 * Returns: (transfer full): a connection, or %NULL with %SERVER_STORE_ERROR
 */
ServerDatabase *
server_database_open (const char *path, gboolean writable, GError **error)
{
  return server_database_open_in (NULL, path, writable, error);
}

/**
 * server_database_open_in:
 * @files: (nullable): what SQLite reaches files through, one of its “VFS”
 * @path: what that knows a file by
 * @writable: whether to write it, and to make it if there is none
 * @error: return location for an error
 *
 * Returns: (transfer full): a connection, or %NULL with %SERVER_STORE_ERROR
 */
ServerDatabase *
server_database_open_in (const char *files, const char *path, gboolean writable, GError **error)
{
  g_autoptr (ServerDatabase) self = g_new0 (ServerDatabase, 1);
  int flags = writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  int result;

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  result = sqlite3_open_v2 (path, &self->handle, flags | SQLITE_OPEN_NOMUTEX, files);
  server_database_fail (self, result);
  if (result == SQLITE_OK)
    set_up (self);
  if (!server_database_take_failure (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * server_database_set_durable:
 * @self: a connection that writes
 *
 * Makes what is committed on @self be on the disk when the commit has ended, with
 * one synchronisation a commit, while other connections go on reading.
 */
void
server_database_set_durable (ServerDatabase *self)
{
  /* With what is deleted overwritten only where that costs nothing: the text of
   * a deleted message is in its event anyway. */
  server_database_script (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                                "PRAGMA secure_delete = FAST; PRAGMA cache_size = -16384; "
                                "PRAGMA wal_autocheckpoint = 4000");
}

/**
 * server_database_close:
 * @self: (transfer full): a database
 *
 * Closes a connection. The last one to close puts all into the database's own
 * file.
 */
void
server_database_close (ServerDatabase *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_clear_error (&self->failure);
  g_free (self);
}

/**
 * server_database_get_handle:
 * @self: a database
 *
 * Returns: (transfer none): SQLite's own handle, for what is done only once
 */
sqlite3 *
server_database_get_handle (ServerDatabase *self)
{
  return self->handle;
}

/**
 * server_database_has_failed:
 * @self: a database
 *
 * Returns: whether something has failed that nobody has taken note of
 */
gboolean
server_database_has_failed (ServerDatabase *self)
{
  return self->failure != NULL;
}

/**
 * server_database_take_failure:
 * @self: a database
 * @error: return location for an error
 *
 * Takes note of a failure: @self works again after it.
 *
 * Returns: %TRUE if nothing has failed, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_database_take_failure (ServerDatabase *self, GError **error)
{
  if (self->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->failure));
  return FALSE;
}

/**
 * server_database_check_place:
 * @self: a database
 *
 * Makes @self fail when its file is not in its place any more: somebody has moved
 * it away, or removed it. What is written into it then, nobody finds again.
 */
void
server_database_check_place (ServerDatabase *self)
{
  int has_moved = 0;
  int result;

  if (self->failure != NULL)
    return;

  result = sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);

  /* What is in memory only has no place. */
  if (result != SQLITE_NOTFOUND)
    server_database_fail (self, result);
  if (has_moved && self->failure == NULL)
    self->failure = g_error_new (SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS,
                                 "The database “%s” has been moved or removed",
                                 sqlite3_db_filename (self->handle, "main"));
}

/**
 * server_database_script:
 * @self: a database
 * @sql: any number of statements
 *
 * Runs statements that are needed once.
 */
void
server_database_script (ServerDatabase *self, const char *sql)
{
  if (self->failure == NULL)
    server_database_fail (self, sqlite3_exec (self->handle, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare (ServerDatabase *self, const char *sql)
{
  sqlite3_stmt *handle = g_hash_table_lookup (self->statements, sql);

  if (handle == NULL)
    {
      server_database_fail (self, sqlite3_prepare_v3 (self->handle, sql, -1,
                                                      SQLITE_PREPARE_PERSISTENT, &handle, NULL));
      if (handle != NULL)
        g_hash_table_insert (self->statements, (gpointer) sql, handle);
    }

  return handle;
}

static int
bind (sqlite3_stmt *handle, int index, const ServerValue *value)
{
  switch (value->type)
    {
    case SERVER_VALUE_INT:
      return sqlite3_bind_int64 (handle, index, value->integer);
    case SERVER_VALUE_TEXT:
      return sqlite3_bind_text (handle, index, value->text, -1, SQLITE_STATIC);
    case SERVER_VALUE_BYTES:
      return sqlite3_bind_blob64 (handle, index, g_bytes_get_data (value->bytes, NULL),
                                  g_bytes_get_size (value->bytes), SQLITE_STATIC);
    case SERVER_VALUE_NULL:
    default:
      return sqlite3_bind_null (handle, index);
    }
}

static void
bind_all (ServerStatement *statement, const ServerValue *values, guint n_values)
{
  if (statement->handle == NULL)
    return;

  g_assert (!sqlite3_stmt_busy (statement->handle));
  g_assert ((guint) sqlite3_bind_parameter_count (statement->handle) == n_values);
  for (guint i = 0; i < n_values; i++)
    server_database_fail (statement->database, bind (statement->handle, i + 1, &values[i]));
}

/**
 * server_database_begin_statement:
 * @self: a database
 * @sql: the text of one statement, a literal or interned
 * @values: (array length=n_values): the values for its question marks
 * @n_values: their number
 *
 * Begins a statement; see server_statement().
 *
 * Returns: the statement before its first row
 */
ServerStatement
server_database_begin_statement (ServerDatabase *self, const char *sql, const ServerValue *values,
                                 guint n_values)
{
  ServerStatement statement = { .database = self };

  if (self->failure == NULL)
    statement.handle = prepare (self, sql);
  bind_all (&statement, values, n_values);

  return statement;
}

/**
 * server_database_begin_once:
 * @self: a database
 * @sql: the text of one statement
 * @values: (array length=n_values): the values for its question marks
 * @n_values: their number
 *
 * Begins a statement that is not kept; see server_statement_once().
 *
 * Returns: the statement before its first row
 */
ServerStatement
server_database_begin_once (ServerDatabase *self, const char *sql, const ServerValue *values,
                            guint n_values)
{
  ServerStatement statement = { .database = self, .is_once = TRUE };

  if (self->failure == NULL)
    server_database_fail (self,
                          sqlite3_prepare_v2 (self->handle, sql, -1, &statement.handle, NULL));
  bind_all (&statement, values, n_values);

  return statement;
}

/**
 * server_database_take_value:
 * @statement: a statement
 *
 * Runs a statement to its first row at most, and ends it; see server_value().
 *
 * Returns: the first column of the first row, or 0 if there is none
 */
gint64
server_database_take_value (ServerStatement statement)
{
  gint64 value = 0;

  if (server_statement_next (&statement))
    value = server_statement_int (&statement, 0);
  server_statement_end (&statement);

  return value;
}

/**
 * server_statement_next:
 * @self: a statement
 *
 * Goes to the next row.
 *
 * Returns: whether there is one
 */
gboolean
server_statement_next (ServerStatement *self)
{
  int result;

  if (self->handle == NULL || server_database_has_failed (self->database))
    return FALSE;

  result = sqlite3_step (self->handle);
  server_database_fail (self->database, result);

  return result == SQLITE_ROW;
}

/**
 * server_statement_has:
 * @self: a statement that is at a row
 * @column: a column, from 0
 *
 * Returns: whether there is something other than NULL
 */
gboolean
server_statement_has (ServerStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) != SQLITE_NULL;
}

/**
 * server_statement_int:
 * @self: a statement that is at a row
 * @column: a column, from 0
 *
 * Returns: its number, 0 for NULL
 */
gint64
server_statement_int (ServerStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * server_statement_text:
 * @self: a statement that is at a row
 * @column: a column, from 0
 *
 * Returns: (transfer none) (nullable): its text, until the next row
 */
const char *
server_statement_text (ServerStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * server_statement_string:
 * @self: a statement that is at a row
 * @column: a column, from 0, that is never NULL
 *
 * Reads a text for what counts on it: a damaged file may have anything there.
 *
 * Returns: (transfer full): valid UTF-8, empty for NULL
 */
char *
server_statement_string (ServerStatement *self, int column)
{
  const char *text = server_statement_text (self, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
}

/**
 * server_statement_bytes:
 * @self: a statement that is at a row
 * @column: a column, from 0
 *
 * Returns: (transfer full): a copy of its bytes
 */
GBytes *
server_statement_bytes (ServerStatement *self, int column)
{
  const void *data = sqlite3_column_blob (self->handle, column);

  return g_bytes_new (data, sqlite3_column_bytes (self->handle, column));
}

/**
 * server_statement_end:
 * @self: a statement
 *
 * Ends a statement before its time; it can be begun again.
 */
void
server_statement_end (ServerStatement *self)
{
  if (self->is_once)
    sqlite3_finalize (self->handle);
  else
    sqlite3_reset (self->handle);
  self->handle = NULL;
}
