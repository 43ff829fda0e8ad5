/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

/* A program that ends and is started again at once finds the file still in use. */
#define BUSY_TIMEOUT_MS 1000

struct _ClientDatabase
{
  sqlite3 *handle;
  GHashTable *statements;
  gboolean is_in_memory;
  gboolean has_failed;
  ClientCacheError failure;
};

/* All statements are tried by tests: one that does not fit the file is the file's
 * fault. */
static ClientCacheError
get_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CLIENT_CACHE_ERROR_IN_USE;
    case SQLITE_FULL:
      return CLIENT_CACHE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return CLIENT_CACHE_ERROR_DAMAGED;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return CLIENT_CACHE_ERROR_ACCESS;
    default:
      return CLIENT_CACHE_ERROR_FAILED;
    }
}

/* What SQLite says may quote a damaged file. */
static void
note (ClientDatabase *self, int result)
{
  g_autofree char *reason = NULL;

  if (self->has_failed || result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
    return;

  self->has_failed = TRUE;
  self->failure = get_code (result);
  reason = g_strescape (self->handle != NULL ? sqlite3_errmsg (self->handle) : "", NULL);
  g_debug ("SQLite: %s (%d: %s)", sqlite3_errstr (result), result, reason);
}

static void
set_up (ClientDatabase *self)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);

  /* A damaged file, or one that somebody else has made, runs nothing. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);

  /*
   * The lock is held as long as the file is open: of two programs that both moved
   * the cursor each would miss what the other took. It also needs no memory that
   * programs share, which not every file system has.
   */
  client_database_run (self,
                       "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                       "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
                       "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = FAST");
}

/* Not by opening a file that is there: to close it would take away the locks that
 * another ClientDatabase of this program has on it. */
static void
create_file (const char *path)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);

  if (fd >= 0)
    close (fd);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/**
 * client_database_open:
 * @path: (nullable): a file; %NULL for a database in memory, which nobody else sees and
 *   which is gone when it is closed
 * @create: whether to make it, for nobody else to read, if there is none
 * @error: return location for an error
 *
 * Opens a file, and keeps other programs from it. What is committed survives the
 * end of the program, whatever ends it; that it survives the end of the system is
 * for each transaction to ask.
 *
 * Returns: (transfer full): a database, or %NULL with %CLIENT_CACHE_ERROR
 */
ClientDatabase *
client_database_open (const char *path, gboolean create, GError **error)
{
  g_autoptr (ClientDatabase) self = g_new0 (ClientDatabase, 1);

  self->statements =
    g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, finalize_statement);
  self->is_in_memory = path == NULL;
  if (create && path != NULL)
    create_file (path);
  note (self,
        sqlite3_open_v2 (path != NULL ? path : ":memory:",
                         &self->handle,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                         NULL));
  if (!self->has_failed)
    set_up (self);

  return client_database_check (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * client_database_close:
 * @self: (transfer full): a database
 */
void
client_database_close (ClientDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close (self->handle);
  g_free (self);
}

/**
 * client_database_is_in_memory:
 * @self: a database
 *
 * Returns: whether it has no file
 */
gboolean
client_database_is_in_memory (ClientDatabase *self)
{
  return self->is_in_memory;
}

/**
 * client_database_is_well:
 * @self: a database
 *
 * Returns: whether nothing has failed since somebody was told
 */
gboolean
client_database_is_well (ClientDatabase *self)
{
  return !self->has_failed;
}

/**
 * client_database_check:
 * @self: a database
 * @error: return location for an error
 *
 * Tells of what has failed; after that @self works again.
 *
 * Returns: %TRUE if nothing has, or %FALSE with %CLIENT_CACHE_ERROR
 */
gboolean
client_database_check (ClientDatabase *self, GError **error)
{
  if (!self->has_failed)
    return TRUE;

  self->has_failed = FALSE;
  g_propagate_error (error, client_cache_error_new (self->failure));
  return FALSE;
}

/**
 * client_database_spoil:
 * @self: a database
 *
 * Says that what was read cannot be what was written: it counts as damaged.
 */
void
client_database_spoil (ClientDatabase *self)
{
  note (self, SQLITE_CORRUPT);
}

/**
 * client_database_run:
 * @self: a database
 * @script: any number of statements
 *
 * Runs statements that are not worth keeping.
 */
void
client_database_run (ClientDatabase *self, const char *script)
{
  if (!self->has_failed)
    note (self, sqlite3_exec (self->handle, script, NULL, NULL, NULL));
}

/**
 * client_database_begin:
 * @self: a database
 * @is_durable: whether it has to be on the disk itself when the transaction ends, also
 *   if the power fails then
 *
 * Begins a transaction. What comes from a server can be asked of it again, so that
 * it is not worth a wait for the disk; what a person has written cannot.
 */
void
client_database_begin (ClientDatabase *self, gboolean is_durable)
{
  client_database_run (self, is_durable ? "PRAGMA synchronous = FULL; BEGIN IMMEDIATE"
                                        : "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE");
}

/**
 * client_database_end:
 * @self: a database
 * @error: return location for an error
 *
 * Commits a transaction if all in it went well, and undoes it if not.
 *
 * Returns: %TRUE, or %FALSE with %CLIENT_CACHE_ERROR
 */
gboolean
client_database_end (ClientDatabase *self, GError **error)
{
  client_database_run (self, "COMMIT");
  if (client_database_check (self, error))
    return TRUE;

  client_database_abort (self);
  return FALSE;
}

/**
 * client_database_abort:
 * @self: a database
 *
 * Undoes a transaction, if there is one.
 */
void
client_database_abort (ClientDatabase *self)
{
  self->has_failed = FALSE;
  if (!sqlite3_get_autocommit (self->handle))
    client_database_run (self, "ROLLBACK");
  self->has_failed = FALSE;
}

static sqlite3_stmt *
prepare (ClientDatabase *self, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    return statement;

  note (self,
        sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  if (statement != NULL)
    g_hash_table_insert (self->statements, (gpointer) sql, statement);

  return statement;
}

/**
 * client_database_query:
 * @self: a database
 * @sql: one statement, a literal
 * @values: (array length=n_values): the values for its question marks
 * @n_values: their number
 *
 * Begins a statement; see client_query().
 *
 * Returns: the statement, before its first row
 */
ClientQuery
client_database_query (ClientDatabase *self,
                       const char *sql,
                       const ClientValue *values,
                       guint n_values)
{
  ClientQuery query = { self, NULL };

  if (!self->has_failed)
    query.statement = prepare (self, sql);
  if (query.statement == NULL)
    return query;

  g_assert (!sqlite3_stmt_busy (query.statement));
  g_assert (sqlite3_bind_parameter_count (query.statement) == (int) n_values);
  for (guint i = 0; i < n_values; i++)
    note (self,
          values[i].is_text
            ? sqlite3_bind_text (query.statement, i + 1, values[i].text, -1, SQLITE_STATIC)
            : sqlite3_bind_int64 (query.statement, i + 1, values[i].number));

  return query;
}

/**
 * client_database_number:
 * @query: a statement
 *
 * Runs a statement to its first row at most, and ends it; see client_number().
 *
 * Returns: the first column of the first row, or 0 if there is none
 */
gint64
client_database_number (ClientQuery query)
{
  gint64 number = client_query_next (&query) ? client_query_number (&query, 0) : 0;

  client_query_end (&query);

  return number;
}

/**
 * client_database_get_n_changed:
 * @self: a database
 *
 * Returns: how many rows the last statement that writes has changed
 */
gint64
client_database_get_n_changed (ClientDatabase *self)
{
  return sqlite3_changes64 (self->handle);
}

/**
 * client_database_get_new_number:
 * @self: a database
 *
 * Returns: the number of the row that was inserted last
 */
gint64
client_database_get_new_number (ClientDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * client_query_next:
 * @self: a statement
 *
 * Goes to the next row.
 *
 * Returns: whether there is one
 */
gboolean
client_query_next (ClientQuery *self)
{
  int result = 0;

  if (self->statement == NULL || self->database->has_failed)
    return FALSE;

  result = sqlite3_step (self->statement);
  note (self->database, result);

  return result == SQLITE_ROW;
}

/**
 * client_query_has:
 * @self: a statement that is at a row
 * @column: a column, from 0
 *
 * Returns: whether there is something other than NULL
 */
gboolean
client_query_has (ClientQuery *self, int column)
{
  return sqlite3_column_type (self->statement, column) != SQLITE_NULL;
}

/**
 * client_query_number:
 * @self: a statement that is at a row
 * @column: a column, from 0
 *
 * Returns: its number, 0 for NULL
 */
gint64
client_query_number (ClientQuery *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * client_query_text:
 * @self: a statement that is at a row
 * @column: a column, from 0
 *
 * Reads a text. One that is not UTF-8 spoils the database: widgets do not take it.
 *
 * Returns: (transfer none) (nullable): its text until the next row, or %NULL for NULL
 */
const char *
client_query_text (ClientQuery *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return text;

  client_database_spoil (self->database);
  return NULL;
}

/**
 * client_query_end:
 * @self: a statement
 *
 * Ends a statement; it can be begun again.
 */
void
client_query_end (ClientQuery *self)
{
  if (self->statement != NULL)
    sqlite3_reset (self->statement);
  self->statement = NULL;
}
