/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-restore.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "server-store-backup.h"
#include "server-store-check.h"
#include "server-store-descriptor.h"
#include "server-store-private.h"
#include "server-store-schema.h"
#include "server-store-staging.h"

#define CHUNK_SIZE (1024 * 1024)

static gboolean
write_chunk (int file, const char *chunk, gsize size, GError **error)
{
  while (size > 0)
    {
      ssize_t put = write (file, chunk, size);

      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return server_store_folder_fail (error, "Cannot write", SERVER_STORE_FILE);
      chunk += put;
      size -= put;
    }

  return TRUE;
}

/* What is looked at afterwards is what is used: nobody changes it in between. */
static gboolean
copy_file (int source, int file, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK_SIZE);
  ssize_t got;

  do
    {
      got = read (source, chunk, CHUNK_SIZE);
      if (got < 0 && errno != EINTR)
        return server_store_folder_fail (error, "Cannot read", "the backup");
      if (got > 0 && !write_chunk (file, chunk, got, error))
        return FALSE;
    }
  while (got != 0);

  return TRUE;
}

static gboolean
check_pages (ServerDatabase *database, GError **error)
{
  gboolean is_well = server_store_check_pages (database, TRUE);

  if (!server_database_take_failure (database, error))
    return FALSE;
  if (is_well)
    return TRUE;

  g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED, "It is damaged");
  return FALSE;
}

static gboolean
take_out_file (ServerStoreStaging *staging, ServerDatabase *database, const char *name,
               GError **error)
{
  g_auto (ServerStatement) statement
    = server_statement (database,
                        "SELECT content FROM " SERVER_STORE_KEPT_TABLE
                        " WHERE name = ? AND length (content) <= ?",
                        TEXT (name), INT (SERVER_STORE_KEPT_FILE_MAX));
  g_autoptr (GBytes) content = NULL;

  if (!server_statement_next (&statement))
    return TRUE;

  content = server_statement_bytes (&statement, 0);
  return server_store_staging_write (staging, name, content, error);
}

static gboolean
take_out_files (ServerStoreStaging *staging, ServerDatabase *database, GError **error)
{
  gint64 has_table = server_database_take_value (server_database_begin_statement (
    database, "SELECT count (*) FROM sqlite_schema WHERE name = '" SERVER_STORE_KEPT_TABLE "'",
    NULL, 0));

  for (guint i = 0; has_table != 0 && SERVER_STORE_KEPT_FILES[i] != NULL; i++)
    {
      if (!take_out_file (staging, database, SERVER_STORE_KEPT_FILES[i], error))
        return FALSE;
    }

  server_database_script (database, "DROP TABLE IF EXISTS " SERVER_STORE_KEPT_TABLE);
  return server_database_take_failure (database, error);
}

static gboolean
check_copy (ServerStoreStaging *staging, int file, GError **error)
{
  g_autoptr (ServerDatabase) database = server_store_descriptor_open (file, error);

  return database != NULL && server_store_schema_check (database, error)
         && check_pages (database, error)
         && server_store_schema_migrate (database, server_store_schema_get_newest (), error)
         && server_store_check_facts (database, error)
         && take_out_files (staging, database, error);
}

static gboolean
make_copy (ServerStoreStaging *staging, int source, GError **error)
{
  int file = server_store_staging_make (staging, SERVER_STORE_FILE, error);
  gboolean is_done;

  if (file < 0)
    return FALSE;

  is_done = copy_file (source, file, error) && check_copy (staging, file, error);
  if (is_done && fsync (file) != 0)
    is_done = server_store_folder_fail (error, "Cannot write", SERVER_STORE_FILE);
  g_close (file, NULL);

  return is_done;
}

/**
 * server_store_restore:
 * @folder: the folder of a store that is not open
 * @source: a backup, open for reading
 * @kept: (out) (transfer full) (optional): what the names of the files end with that
 *   were there before
 * @error: return location for an error
 *
 * Puts a backup into the place of what is in a folder, after reading all of it to see
 * that a server can rely on it. Whatever happens, the folder has either what was in it
 * or the backup; a process that is killed meanwhile leaves the rest to the next one to
 * open the store. What was there is kept beside it.
 *
 * For an administrator's program: as root it does so as the owner of the folder, and
 * stays that.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_restore (const char *folder, int source, char **kept, GError **error)
{
  g_autoptr (ServerStoreFolder) place = server_store_folder_open_as_owner (folder, error);
  g_autoptr (ServerStoreStaging) staging = NULL;

  if (place == NULL || !server_store_staging_complete (place, error))
    return FALSE;
  staging = server_store_staging_new (place, error);

  return staging != NULL && make_copy (staging, source, error)
         && server_store_staging_commit (staging, kept, error);
}
