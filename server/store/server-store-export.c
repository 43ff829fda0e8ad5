/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-export.h"

#include <errno.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-database.h"
#include "server-store-backup.h"
#include "server-store-private.h"
#include "server-store-transfer.h"

/* In bytes: what is gathered before it is written. */
#define CHUNK_SIZE (256 * 1024)

/* What a pipe takes at once when it takes anything; and how long it may take before
 * somebody looks whether it is still wanted. */
#define PIPE_SIZE 4096
#define PIPE_TIME_MS 200

/* After so much the disk and the processor are left to those who post for a moment. */
#define PAUSE_MS 1

typedef struct
{
  const char *folder;
  int descriptor;
  gboolean has_secrets;
  gboolean is_file;
  GCancellable *cancellable;
  ServerDatabase *database;
  CharlaBuilder *builder;
  GByteArray *chunk;
  GError *failure; /* the first one, after which nothing is written */
} Export;

static void
export_clear (Export *self)
{
  g_clear_pointer (&self->database, server_database_close);
  g_clear_pointer (&self->builder, charla_builder_unref);
  g_clear_pointer (&self->chunk, g_byte_array_unref);
  g_clear_error (&self->failure);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static void
fail_with_errno (Export *self)
{
  int number = errno;

  if (self->failure == NULL)
    self->failure = g_error_new (SERVER_STORE_ERROR,
                                 number == ENOSPC || number == EDQUOT || number == EFBIG
                                   ? SERVER_STORE_ERROR_FULL
                                   : SERVER_STORE_ERROR_ACCESS,
                                 "Cannot write the export: %s", g_strerror (number));
}

static gboolean
is_file (int descriptor)
{
  struct stat status;

  return fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode);
}

/* Whoever is to read it may have stopped to do so: that shall not hold up anybody. */
static ssize_t
write_some (Export *self, const guint8 *bytes, gsize length)
{
  struct pollfd place = { .fd = self->descriptor, .events = POLLOUT };

  if (self->is_file)
    return write (self->descriptor, bytes, length);
  if (poll (&place, 1, PIPE_TIME_MS) <= 0)
    return 0;

  return write (self->descriptor, bytes, MIN (length, PIPE_SIZE));
}

static void
flush (Export *self)
{
  const guint8 *bytes = self->chunk->data;
  gsize length = self->chunk->len;

  while (length > 0 && self->failure == NULL
         && !g_cancellable_set_error_if_cancelled (self->cancellable, &self->failure))
    {
      ssize_t put = write_some (self, bytes, length);

      if (put < 0 && errno != EINTR)
        fail_with_errno (self);
      if (put > 0)
        {
          bytes += put;
          length -= put;
        }
    }

  g_byte_array_set_size (self->chunk, 0);
  sqlite3_sleep (PAUSE_MS);
}

static void
put (Export *self, const void *bytes, gsize length)
{
  g_byte_array_append (self->chunk, bytes, length);
}

static void
end_line (Export *self)
{
  put (self, "\n", 1);
  if (self->chunk->len >= CHUNK_SIZE)
    flush (self);
}

static void
put_built (Export *self)
{
  g_autoptr (GBytes) json = charla_builder_to_bytes (self->builder);

  put (self, g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  end_line (self);
}

static char *
to_hex (GBytes *bytes)
{
  GString *hex = g_string_new (NULL);
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
    g_string_append_printf (hex, "%02x", data[i]);

  return g_string_free (hex, FALSE);
}

static void
put_header (Export *self)
{
  g_auto (ServerStatement) statement = server_database_begin_statement (
    self->database, "SELECT value FROM meta WHERE key = 'id'", NULL, 0);
  g_autofree char *id = NULL;

  if (server_statement_next (&statement))
    id = server_statement_string (&statement, 0);
  charla_builder_add_int (self->builder, SERVER_TRANSFER_HEADER, SERVER_TRANSFER_VERSION);
  charla_builder_add_string (self->builder, "server", id);
  charla_builder_add_bool (self->builder, "secrets", self->has_secrets);
  put_built (self);
}

static void
put_file (Export *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &content, &length, &reason))
    {
      if (self->failure == NULL && !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        self->failure = g_error_new (SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS,
                                     "Cannot read what belongs into the export: %s",
                                     reason->message);
      return;
    }
  if (length > SERVER_STORE_KEPT_FILE_MAX || !g_utf8_validate (content, length, NULL))
    {
      g_clear_error (&self->failure);
      self->failure = g_error_new (SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS,
                                   "“%s” is no key and no certificate", path);
      return;
    }

  charla_builder_begin_object (self->builder, SERVER_TRANSFER_FILE);
  charla_builder_add_string (self->builder, "name", name);
  charla_builder_add_string (self->builder, "content", content);
  charla_builder_end (self->builder);
  put_built (self);
}

static void
put_column (Export *self, ServerStatement *row, int number, const ServerTransferColumn *column)
{
  gint64 value = server_statement_int (row, number);

  if (!server_statement_has (row, number)
      || (column->type == SERVER_TRANSFER_SECRET && !self->has_secrets))
    return;

  if (column->type == SERVER_TRANSFER_NUMBER)
    charla_builder_add_int (self->builder, column->name, value);
  else if (column->type == SERVER_TRANSFER_WORD)
    charla_builder_add_string (self->builder, column->name,
                               column->words[CLAMP (value, 0, column->most - 1)]);
  else if (column->type == SERVER_TRANSFER_HASH)
    {
      g_autoptr (GBytes) bytes = server_statement_bytes (row, number);
      g_autofree char *hex = to_hex (bytes);

      charla_builder_add_string (self->builder, column->name, hex);
    }
  else
    {
      g_autofree char *text = server_statement_string (row, number);

      charla_builder_add_string (self->builder, column->name, text);
    }
}

static void
put_table (Export *self, const ServerTransferTable *table)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_auto (ServerStatement) row = { 0 };

  for (guint i = 0; table->columns[i].name != NULL; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", table->columns[i].name);
  g_string_append_printf (sql, " FROM %s ORDER BY %s", table->name, table->order);

  row = server_database_begin_once (self->database, sql->str, NULL, 0);
  while (server_statement_next (&row) && self->failure == NULL)
    {
      charla_builder_begin_object (self->builder, table->line);
      for (guint i = 0; table->columns[i].name != NULL; i++)
        put_column (self, &row, i, &table->columns[i]);
      charla_builder_end (self->builder);
      put_built (self);
    }
}

/* By hand: the event stands there as it went over the wire, byte for byte. */
static void
put_event (Export *self, ServerStatement *row)
{
  g_autoptr (GBytes) frame = server_statement_bytes (row, 0);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (frame, &length);

  if (length <= CHARLA_HEADER_SIZE)
    {
      server_database_fail (self->database, SQLITE_CORRUPT);
      return;
    }

  if (server_statement_has (row, 1))
    {
      g_autoptr (GBytes) nonce = server_statement_bytes (row, 1);
      g_autofree char *hex = to_hex (nonce);
      g_autofree char *member = g_strdup_printf ("{\"nonce\":\"%s\",", hex);

      put (self, member, strlen (member));
    }
  else
    put (self, "{", 1);
  put (self, "\"" SERVER_TRANSFER_EVENT "\":", strlen (SERVER_TRANSFER_EVENT) + 3);
  put (self, bytes + CHARLA_HEADER_SIZE, length - CHARLA_HEADER_SIZE);
  put (self, "}", 1);
  end_line (self);
}

static void
put_events (Export *self)
{
  g_auto (ServerStatement) row = server_database_begin_statement (
    self->database,
    "SELECT frame, nonce FROM events LEFT JOIN messages USING (seq) ORDER BY seq", NULL, 0);
  gint64 n_events = 0;

  for (; server_statement_next (&row) && self->failure == NULL; n_events++)
    put_event (self, &row);

  charla_builder_add_int (self->builder, SERVER_TRANSFER_END, n_events);
  put_built (self);
  flush (self);
}

static gboolean
write_all (Export *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, SERVER_STORE_FILE, NULL);

  self->database = server_database_open (path, FALSE, error);
  if (self->database == NULL)
    return FALSE;

  self->builder = charla_builder_new ();
  self->chunk = g_byte_array_sized_new (CHUNK_SIZE + SERVER_TRANSFER_LINE_MAX);
  server_database_script (self->database, "BEGIN");
  put_header (self);
  for (guint i = 0; self->has_secrets && SERVER_STORE_KEPT_FILES[i] != NULL; i++)
    put_file (self, SERVER_STORE_KEPT_FILES[i]);
  for (guint i = 0; server_store_transfer_get_table (i) != NULL; i++)
    {
      if (self->has_secrets || !server_store_transfer_get_table (i)->is_secret)
        put_table (self, server_store_transfer_get_table (i));
    }
  put_events (self);

  /* There is nothing to synchronize in a pipe. */
  if (self->failure == NULL && fdatasync (self->descriptor) != 0 && errno != EINVAL
      && errno != EROFS)
    fail_with_errno (self);
  if (!server_database_take_failure (self->database, error))
    return FALSE;
  if (self->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->failure));
  return FALSE;
}

/**
 * server_store_export:
 * @folder: the folder of a store, which may be open
 * @descriptor: a file, or anything else that can be written to
 * @has_secrets: whether to write also what lets people in: hashes of passwords and of
 *   devices' tokens, and the server's own key
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Writes all that is in a store as lines of JSON, as it stands when it begins: what
 * server_store_import() reads, and any other program too. What was deleted is still in
 * the events of that time.
 *
 * It blocks, for a thread of its own. When it returns %TRUE, all of it is written, and
 * on the disk where it is a file.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
server_store_export (const char *folder, int descriptor, gboolean has_secrets,
                     GCancellable *cancellable, GError **error)
{
  g_auto (Export) export = { .folder = folder, .descriptor = descriptor,
                             .has_secrets = has_secrets, .is_file = is_file (descriptor),
                             .cancellable = cancellable };

  return write_all (&export, error);
}
