/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-backup.h"

#include <errno.h>
#include <unistd.h>

#include "server-store-check.h"
#include "server-store-descriptor.h"
#include "server-store-lookup.h"
#include "server-store-private.h"

/* How much is copied at a time, in pages, and how long the disk and the processor are
 * left to those who post before it goes on. */
#define STEP_PAGES 64
#define PAUSE_MS 1

/* After so many steps what is written goes to the disk: if all did at the end, who
 * posts then would have to wait for it. */
#define STEPS_PER_SYNC 16

/* Instructions of SQLite's between two looks at whether anybody still wants it. */
#define CHECK_INSTRUCTIONS 20000

typedef struct
{
  const char *folder;
  int descriptor;
  GCancellable *cancellable;
  ServerDatabase *source;
  ServerDatabase *copy;
} Backup;

static void
backup_clear (Backup *self)
{
  g_clear_pointer (&self->copy, server_database_close);
  g_clear_pointer (&self->source, server_database_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Backup, backup_clear)

static gboolean
fail_with_errno (GError **error)
{
  int number = errno;

  g_set_error (error, SERVER_STORE_ERROR,
               number == ENOSPC ? SERVER_STORE_ERROR_FULL : SERVER_STORE_ERROR_ACCESS,
               "Cannot write the backup: %s", g_strerror (number));
  return FALSE;
}

/* The sentences of a database are about the data folder, where all may be well. */
static gboolean
check_copy (Backup *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      server_database_take_failure (self->copy, NULL);
      return FALSE;
    }
  if (server_database_take_failure (self->copy, &failure))
    return TRUE;

  if (g_error_matches (failure, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FULL))
    g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FULL,
                         "There is no room for the backup");
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&failure), "Cannot write the backup: ");

  return FALSE;
}

static gboolean
sync_copy (Backup *self, GError **error)
{
  return fdatasync (self->descriptor) == 0 || fail_with_errno (error);
}

/* All of it is as it was at one moment, whatever is posted meanwhile: the connection
 * goes on seeing what it has begun to read. */
static gboolean
open_both (Backup *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, SERVER_STORE_FILE, NULL);

  if (ftruncate (self->descriptor, 0) != 0)
    return fail_with_errno (error);
  self->source = server_database_open (path, FALSE, error);
  if (self->source == NULL)
    return FALSE;

  server_database_script (self->source, "BEGIN; SELECT count (*) FROM meta");
  if (!server_database_take_failure (self->source, error))
    return FALSE;

  self->copy = server_store_descriptor_open (self->descriptor, error);
  return self->copy != NULL;
}

/* The connection has the header in memory as it was copied, and would look for a log. */
static gboolean
open_again (Backup *self, GError **error)
{
  g_clear_pointer (&self->copy, server_database_close);
  self->copy = server_store_descriptor_open (self->descriptor, error);

  return self->copy != NULL;
}

static gboolean
copy_pages (Backup *self, GError **error)
{
  sqlite3 *copy = server_database_get_handle (self->copy);
  sqlite3_backup *pages
    = sqlite3_backup_init (copy, "main", server_database_get_handle (self->source), "main");
  gboolean is_synced = TRUE;
  int result = pages != NULL ? SQLITE_OK : sqlite3_extended_errcode (copy);

  for (guint step = 1; result == SQLITE_OK && is_synced; step++)
    {
      if (g_cancellable_is_cancelled (self->cancellable))
        break;

      result = sqlite3_backup_step (pages, STEP_PAGES);
      if (step % STEPS_PER_SYNC == 0)
        is_synced = sync_copy (self, error);
      sqlite3_sleep (PAUSE_MS);
    }
  sqlite3_backup_finish (pages);
  server_database_fail (self->copy, result);

  return is_synced && check_copy (self, error);
}

static gboolean
add_file (Backup *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &content, &length, &reason))
    {
      if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_set_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS,
                   "Cannot read what belongs into the backup: %s", reason->message);
      return FALSE;
    }
  if (length > SERVER_STORE_KEPT_FILE_MAX)
    {
      g_set_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS,
                   "“%s” is too large for a key or a certificate", path);
      return FALSE;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&content), length);
  server_execute (self->copy, "INSERT INTO " SERVER_STORE_KEPT_TABLE " (name, content) VALUES (?, ?)",
                  TEXT (name), BYTES (bytes));
  return TRUE;
}

static gboolean
add_files (Backup *self, GError **error)
{
  server_database_script (self->copy,
                          "BEGIN; DROP TABLE IF EXISTS " SERVER_STORE_KEPT_TABLE ";"
                          "CREATE TABLE " SERVER_STORE_KEPT_TABLE
                          " (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT");
  for (guint i = 0; SERVER_STORE_KEPT_FILES[i] != NULL; i++)
    {
      if (!add_file (self, SERVER_STORE_KEPT_FILES[i], error))
        return FALSE;
    }
  server_lookup_set_floor (self->copy);
  server_database_script (self->copy, "COMMIT");

  return check_copy (self, error);
}

static int
on_progress (void *user_data)
{
  Backup *self = user_data;

  sqlite3_sleep (PAUSE_MS);
  return g_cancellable_is_cancelled (self->cancellable);
}

/* A backup that nobody can restore is worse than none: it is read once more before
 * anybody relies on it. */
static gboolean
verify (Backup *self, GError **error)
{
  sqlite3 *handle = server_database_get_handle (self->copy);
  gboolean is_well;

  sqlite3_progress_handler (handle, CHECK_INSTRUCTIONS, on_progress, self);
  is_well = server_store_check_pages (self->copy, FALSE);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  if (!check_copy (self, error))
    return FALSE;

  if (!is_well)
    g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED,
                         "The database is damaged, so there is no backup of it: restore an "
                         "earlier one");
  return is_well;
}

static gboolean
back_up (Backup *self, GError **error)
{
  return open_both (self, error) && copy_pages (self, error) && open_again (self, error)
         && add_files (self, error) && verify (self, error);
}

/**
 * server_store_back_up:
 * @folder: the folder of a store, which may be open
 * @descriptor: a file that is open for reading and writing; what is in it goes
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Writes a copy of all that a server is: the database as it stands at the
 * beginning, and in one more table of it %SERVER_STORE_KEPT_FILES. It is what
 * server_store_restore() takes, and a database that a server can open as it is.
 * Whoever has it can pretend to be the server, and read all that was ever said: it
 * is for whoever opened the file to see that nobody else reads it.
 *
 * It blocks, for a thread of its own, for as long as it takes, in steps so small
 * that whoever posts is not kept from it. When it returns %TRUE, all of it is on
 * the disk; otherwise the file is empty again.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
server_store_back_up (const char *folder, int descriptor, GCancellable *cancellable,
                      GError **error)
{
  g_auto (Backup) backup
    = { .folder = folder, .descriptor = descriptor, .cancellable = cancellable };
  gboolean is_done = back_up (&backup, error);

  backup_clear (&backup);
  if (is_done && fsync (descriptor) != 0)
    is_done = fail_with_errno (error);

  /* That it is of no use, nobody shall have to find out later. */
  if (!is_done && ftruncate (descriptor, 0) != 0)
    g_debug ("cannot empty what has become of a backup: %s", g_strerror (errno));

  return is_done;
}
