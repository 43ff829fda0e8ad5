/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-import.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-store-backup.h"
#include "server-store-check.h"
#include "server-store-descriptor.h"
#include "server-store-import-private.h"
#include "server-store-lines.h"
#include "server-store-lookup.h"
#include "server-store-private.h"
#include "server-store-schema.h"
#include "server-store-transfer.h"

/* Messages that are put into the index together. */
#define INDEX_BATCH 4096

/* What stands before an event in its line, and after it. */
#define NONCE_BEGINNING "{\"nonce\":\""
#define EVENT_BEGINNING "{\"" SERVER_TRANSFER_EVENT "\":"
#define EVENT_CONTINUATION "\",\"" SERVER_TRANSFER_EVENT "\":"
#define NONCE_DIGITS (2 * SERVER_TRANSFER_NONCE_SIZE)

#define SERVER_ID_LENGTH 32

typedef struct
{
  ServerStoreImport import;
  ServerStoreStaging *staging;
  ServerStoreLines *lines;
  gboolean has_begun;
  gboolean is_over;
  guint table; /* the one that the lines are of */
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->import.index, server_store_index_free);
  g_clear_pointer (&self->import.database, server_database_close);
  g_clear_pointer (&self->import.newest, g_hash_table_unref);
  g_clear_pointer (&self->lines, server_store_lines_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

gboolean
server_store_import_fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED, format, arguments);
  va_end (arguments);

  return FALSE;
}

/* Returns NULL for what is not of that size. */
GBytes *
server_store_import_parse_hex (const char *hex, gsize size)
{
  g_autofree guint8 *bytes = g_malloc (size);

  if (hex == NULL || strlen (hex) != 2 * size || strspn (hex, "0123456789abcdef") != 2 * size)
    return NULL;

  for (gsize i = 0; i < size; i++)
    bytes[i] = g_ascii_xdigit_value (hex[2 * i]) * 16 + g_ascii_xdigit_value (hex[2 * i + 1]);

  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

gboolean
server_store_import_has (ServerStoreImport *self, const char *table, gint64 id)
{
  if (g_str_equal (table, "users"))
    return server_value (self->database, "SELECT count (*) FROM users WHERE id = ?", INT (id)) > 0;

  return server_value (self->database, "SELECT count (*) FROM rooms WHERE id = ?", INT (id)) > 0;
}

static gboolean
read_header (Reading *self, CharlaMessage *line, GError **error)
{
  const char *id = charla_message_get_string (line, "server");
  gint64 version = 0;

  if (!charla_message_get_int (line, SERVER_TRANSFER_HEADER, &version) || version < 1)
    return server_store_import_fail (error, "That is no export of Charla");
  if (version > SERVER_TRANSFER_VERSION)
    return server_store_import_fail (error, "A newer version of Charla has made this export");
  if (id == NULL || strlen (id) != SERVER_ID_LENGTH
      || strspn (id, "0123456789abcdef") != SERVER_ID_LENGTH)
    return server_store_import_fail (error, "“server” is not what a server is known by");

  server_execute (self->import.database, "UPDATE meta SET value = ? WHERE key = 'id'", TEXT (id));
  self->has_begun = TRUE;
  return TRUE;
}

static gboolean
read_file (Reading *self, CharlaMessage *line, GError **error)
{
  g_autoptr (CharlaMessage) file = charla_message_get_object (line, SERVER_TRANSFER_FILE);
  const char *name = file != NULL ? charla_message_get_string (file, "name") : NULL;
  const char *content = file != NULL ? charla_message_get_string (file, "content") : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (name == NULL || content == NULL || !g_strv_contains (SERVER_STORE_KEPT_FILES, name)
      || strlen (content) > SERVER_STORE_KEPT_FILE_MAX)
    return server_store_import_fail (error, "That is no file of a server");

  bytes = g_bytes_new (content, strlen (content));
  return server_store_staging_write (self->staging, name, bytes, error);
}

static gboolean
read_end (Reading *self, CharlaMessage *line, GError **error)
{
  gint64 n_events = 0;

  self->is_over = TRUE;
  if (charla_message_get_int (line, SERVER_TRANSFER_END, &n_events)
      && n_events == self->import.n_events)
    return TRUE;

  return server_store_import_fail (error, "There are other events than there should be");
}

/* Each table refers only to what comes before it. */
static gboolean
read_row (Reading *self, CharlaMessage *line, GError **error)
{
  for (guint i = 0; server_store_transfer_get_table (i) != NULL; i++)
    {
      g_autoptr (CharlaMessage) row
        = charla_message_get_object (line, server_store_transfer_get_table (i)->line);

      if (row == NULL)
        continue;
      if (i < self->table || self->import.n_events > 0)
        return server_store_import_fail (error, "The line comes too late");

      self->table = i;
      return server_store_import_row (&self->import, i, row, error);
    }

  return server_store_import_fail (error, "There is no such line");
}

/* Cuts the event out of its line, for it has to stay the same bytes. */
static GBytes *
cut_event (GBytes *line, GBytes **nonce)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (line, &length);
  gsize start = strlen (EVENT_BEGINNING);
  gsize middle = strlen (NONCE_BEGINNING) + NONCE_DIGITS;
  g_autofree char *digits = NULL;

  if (length > start + 1 && memcmp (text, EVENT_BEGINNING, start) == 0 && text[length - 1] == '}')
    return g_bytes_new_from_bytes (line, start, length - start - 1);

  start = middle + strlen (EVENT_CONTINUATION);
  if (length <= start + 1 || text[length - 1] != '}'
      || memcmp (text, NONCE_BEGINNING, strlen (NONCE_BEGINNING)) != 0
      || memcmp (text + middle, EVENT_CONTINUATION, strlen (EVENT_CONTINUATION)) != 0)
    return NULL;

  digits = g_strndup (text + strlen (NONCE_BEGINNING), NONCE_DIGITS);
  *nonce = server_store_import_parse_hex (digits, SERVER_TRANSFER_NONCE_SIZE);

  return *nonce != NULL ? g_bytes_new_from_bytes (line, start, length - start - 1) : NULL;
}

static gboolean
read_line (Reading *self, GBytes *line, GError **error)
{
  g_autoptr (GBytes) nonce = NULL;
  g_autoptr (GBytes) event = cut_event (line, &nonce);
  g_autoptr (CharlaMessage) message = NULL;

  if (self->is_over)
    return server_store_import_fail (error, "There is something after the end");
  if (event != NULL && self->has_begun)
    return server_store_import_event (&self->import, event, nonce, error);

  message = charla_message_parse (line, error);
  if (message == NULL)
    return FALSE;
  if (!self->has_begun)
    return read_header (self, message, error);
  if (charla_message_has (message, SERVER_TRANSFER_END))
    return read_end (self, message, error);
  if (charla_message_has (message, SERVER_TRANSFER_FILE))
    return read_file (self, message, error);

  return read_row (self, message, error);
}

static gboolean
read_lines (Reading *self, GError **error)
{
  for (;;)
    {
      g_autoptr (GBytes) line = NULL;

      if (!server_store_lines_next (self->lines, &line, error))
        return FALSE;
      if (line == NULL)
        return self->is_over || server_store_import_fail (error, "There is more to come");
      if (!read_line (self, line, error))
        return FALSE;
      if (server_store_index_get_waiting (self->import.index) >= INDEX_BATCH)
        server_store_index_update (self->import.index);
    }
}

/* Says in which line of which file it is wrong. */
static gboolean
read_all (Reading *self, const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (read_lines (self, &reason)
      && server_store_check_facts (self->import.database, &reason))
    return TRUE;

  g_set_error (error, SERVER_STORE_ERROR,
               reason->domain == SERVER_STORE_ERROR ? reason->code : SERVER_STORE_ERROR_DAMAGED,
               "%s:%" G_GUINT64_FORMAT ": %s", name, server_store_lines_get_number (self->lines),
               reason->message);
  return FALSE;
}

static gboolean
fill (Reading *self, const char *name, GError **error)
{
  ServerDatabase *database = self->import.database;

  server_database_script (database, "PRAGMA cache_size = -32768; BEGIN; DELETE FROM rooms");
  self->import.index = server_store_index_new (database);
  if (!server_database_take_failure (database, error) || !read_all (self, name, error))
    return FALSE;

  server_store_index_update (self->import.index);
  server_execute (database, "UPDATE meta SET value = ? WHERE key = 'nonced'",
                  INT (self->import.nonced));
  server_lookup_set_floor (database);
  server_database_script (database, "COMMIT");

  return server_database_take_failure (database, error);
}

static gboolean
make_database (Reading *self, int file, const char *name, GError **error)
{
  self->import.database = server_store_descriptor_open (file, error);
  if (self->import.database == NULL
      || !server_store_schema_migrate (self->import.database, server_store_schema_get_newest (),
                                       error)
      || !fill (self, name, error))
    return FALSE;

  reading_clear (self);
  return fsync (file) == 0 || server_store_folder_fail (error, "Cannot write", SERVER_STORE_FILE);
}

static gboolean
import_into (ServerStoreStaging *staging, int source, const char *name, GError **error)
{
  g_auto (Reading) reading = { .staging = staging };
  int file = server_store_staging_make (staging, SERVER_STORE_FILE, error);
  gboolean is_done;

  if (file < 0)
    return FALSE;

  reading.lines = server_store_lines_new (source, SERVER_TRANSFER_LINE_MAX);
  reading.import.newest = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  is_done = make_database (&reading, file, name, error);
  reading_clear (&reading);
  g_close (file, NULL);

  return is_done;
}

static gboolean
check_empty (ServerStoreFolder *folder, GError **error)
{
  if (faccessat (folder->descriptor, SERVER_STORE_FILE, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
    return TRUE;

  g_set_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS,
               "There is a chat in “%s” already: an import needs a folder without one",
               folder->path);
  return FALSE;
}

/**
 * server_store_import:
 * @folder: where a store is to be, and none is
 * @source: what server_store_export() has written, open for reading
 * @name: what @source is called, for what is wrong in it
 * @error: return location for an error
 *
 * Makes a store of an export. Each line is checked, so that a server can rely on what
 * it says whoever has written it; if anything is wrong, or the process is killed,
 * there is no store.
 *
 * For an administrator's program: as root it does so as the owner of the folder, and
 * stays that.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR, which begins with the line where
 *   something is wrong with one
 */
gboolean
server_store_import (const char *folder, int source, const char *name, GError **error)
{
  g_autoptr (ServerStoreFolder) place = server_store_folder_open_as_owner (folder, error);
  g_autoptr (ServerStoreStaging) staging = NULL;

  if (place == NULL || !server_store_staging_complete (place, error)
      || !check_empty (place, error))
    return FALSE;
  staging = server_store_staging_new (place, error);

  return staging != NULL && import_into (staging, source, name, error)
         && server_store_staging_commit (staging, NULL, error);
}
