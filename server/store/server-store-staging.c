/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-staging.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-store-backup.h"
#include "server-store-private.h"

/* Where it is made, and where it waits for its place: that it has the second name is
 * what decides. */
#define STAGING_FOLDER "restore.part"
#define STAGED_FOLDER "restore"

/* When it was decided, as it stands in the names of what was there before. */
#define TIME_FILE "time"
#define TIME_FORMAT "%Y%m%dT%H%M%SZ"
#define TIME_LENGTH 16

typedef char Time[TIME_LENGTH + 1];

/* What belongs to a database, and what it is called when that is called otherwise. */
static const char *const log_suffixes[] = { "-wal", "-journal", NULL };

static gboolean
exists (int folder, const char *name)
{
  return faccessat (folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static gboolean
remove_file (int folder, const char *name, GError **error)
{
  if (unlinkat (folder, name, 0) == 0 || errno == ENOENT)
    return TRUE;

  return server_store_folder_fail (error, "Cannot remove", name);
}

static gboolean
move (int from, const char *name, int to, const char *new_name, GError **error)
{
  if (renameat (from, name, to, new_name) == 0)
    return TRUE;

  return server_store_folder_fail (error, "Cannot move", name);
}

static gboolean
sync_folder (int folder, const char *name, GError **error)
{
  return fsync (folder) == 0 || server_store_folder_fail (error, "Cannot write", name);
}

/* What is not complete is of no use to anybody. */
static gboolean
remove_staging (ServerStoreFolder *folder, const char *name, GError **error)
{
  static const char *const names[] = { SERVER_STORE_FILE, TIME_FILE, NULL };
  int staging = openat (folder->descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  gboolean is_empty;

  if (staging < 0)
    return errno == ENOENT || server_store_folder_fail (error, "Cannot read", name);

  is_empty = TRUE;
  for (guint i = 0; is_empty && names[i] != NULL; i++)
    is_empty = remove_file (staging, names[i], error);
  for (guint i = 0; is_empty && SERVER_STORE_KEPT_FILES[i] != NULL; i++)
    is_empty = remove_file (staging, SERVER_STORE_KEPT_FILES[i], error);
  g_close (staging, NULL);
  if (!is_empty)
    return FALSE;

  return unlinkat (folder->descriptor, name, AT_REMOVEDIR) == 0
         || server_store_folder_fail (error, "Cannot remove", name);
}

/**
 * server_store_staging_new:
 * @folder: the folder of a store; it has to live longer
 * @error: return location for an error
 *
 * Begins to make a store that shall be in @folder.
 *
 * Returns: (transfer full): a place for its files, or %NULL with %SERVER_STORE_ERROR
 */
ServerStoreStaging *
server_store_staging_new (ServerStoreFolder *folder, GError **error)
{
  g_autoptr (ServerStoreStaging) self = g_new (ServerStoreStaging, 1);

  *self = (ServerStoreStaging){ .folder = folder, .descriptor = -1 };
  if (!remove_staging (folder, STAGING_FOLDER, error))
    return NULL;

  if (mkdirat (folder->descriptor, STAGING_FOLDER, 0700) == 0)
    self->descriptor = openat (folder->descriptor, STAGING_FOLDER,
                               O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (self->descriptor >= 0)
    return g_steal_pointer (&self);

  server_store_folder_fail (error, "Cannot make a folder in", folder->path);
  return NULL;
}

/**
 * server_store_staging_free:
 * @self: (transfer full): a staging
 *
 * Ends a staging. Unless it was committed, nothing is left of it.
 */
void
server_store_staging_free (ServerStoreStaging *self)
{
  if (self->descriptor >= 0)
    {
      g_close (self->descriptor, NULL);
      remove_staging (self->folder, STAGING_FOLDER, NULL);
    }
  g_free (self);
}

/**
 * server_store_staging_make:
 * @self: a staging
 * @name: the name of a file: %SERVER_STORE_FILE, or one of %SERVER_STORE_KEPT_FILES
 * @error: return location for an error
 *
 * Returns: a descriptor of the new file, which is the caller's to close, or -1 with
 *   %SERVER_STORE_ERROR
 */
int
server_store_staging_make (ServerStoreStaging *self, const char *name, GError **error)
{
  int file = openat (self->descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (file < 0)
    server_store_folder_fail (error, "Cannot make a file in", self->folder->path);

  return file;
}

static gboolean
write_all (int file, GBytes *content)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (content, &length);

  while (length > 0)
    {
      ssize_t put = write (file, bytes, length);

      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return FALSE;
      bytes += put;
      length -= put;
    }

  return fsync (file) == 0;
}

/**
 * server_store_staging_write:
 * @self: a staging
 * @name: the name of a file, one of %SERVER_STORE_KEPT_FILES
 * @content: what is in it
 * @error: return location for an error
 *
 * Returns: %TRUE when it is on the disk, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_staging_write (ServerStoreStaging *self, const char *name, GBytes *content,
                            GError **error)
{
  int file = server_store_staging_make (self, name, error);
  gboolean is_done;

  if (file < 0)
    return FALSE;

  is_done = write_all (file, content) || server_store_folder_fail (error, "Cannot write", name);
  g_close (file, NULL);

  return is_done;
}

/* Takes what is in the place of one of the new files out of its way. */
static gboolean
keep_file (ServerStoreFolder *folder, const char *name, const char *time, const char *suffix,
           GError **error)
{
  g_autofree char *old = g_strconcat (name, suffix, NULL);
  g_autofree char *kept = g_strconcat (name, ".before-", time, suffix, NULL);

  if (!exists (folder->descriptor, old))
    return TRUE;

  return move (folder->descriptor, old, folder->descriptor, kept, error);
}

/* While the new database waits, what is in its place is the old one. Its log goes first
 * and comes with it: neither of them is ever beside the wrong database. */
static gboolean
place_database (ServerStoreFolder *folder, int staged, const char *time, GError **error)
{
  if (!exists (staged, SERVER_STORE_FILE))
    return TRUE;

  for (guint i = 0; log_suffixes[i] != NULL; i++)
    {
      if (!keep_file (folder, SERVER_STORE_FILE, time, log_suffixes[i], error))
        return FALSE;
    }
  if (!remove_file (folder->descriptor, SERVER_STORE_FILE "-shm", error)
      || !keep_file (folder, SERVER_STORE_FILE, time, "", error))
    return FALSE;

  return move (staged, SERVER_STORE_FILE, folder->descriptor, SERVER_STORE_FILE, error);
}

static gboolean
place_kept_file (ServerStoreFolder *folder, int staged, const char *name, const char *time,
                 GError **error)
{
  if (!exists (staged, name))
    return TRUE;

  return keep_file (folder, name, time, "", error)
         && move (staged, name, folder->descriptor, name, error);
}

/* A time that is not one would lead the names out of the folder. */
static gboolean
read_time (int staged, Time time, GError **error)
{
  int file = openat (staged, TIME_FILE, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  ssize_t length = file >= 0 ? read (file, time, TIME_LENGTH) : -1;

  if (file >= 0)
    g_close (file, NULL);
  time[MAX (length, 0)] = '\0';
  if (length == TIME_LENGTH && strspn (time, G_CSET_DIGITS "TZ") == TIME_LENGTH)
    return TRUE;

  g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED,
                       "What was being restored is damaged: remove the folder “" STAGED_FOLDER
                       "” in it");
  return FALSE;
}

static gboolean
place_all (ServerStoreFolder *folder, int staged, GError **error)
{
  Time time = "";

  if (!read_time (staged, time, error) || !place_database (folder, staged, time, error))
    return FALSE;

  for (guint i = 0; SERVER_STORE_KEPT_FILES[i] != NULL; i++)
    {
      if (!place_kept_file (folder, staged, SERVER_STORE_KEPT_FILES[i], time, error))
        return FALSE;
    }

  g_info ("A store has been put into “%s”; what was there before is in “*.before-%s”",
             folder->path, time);
  return sync_folder (folder->descriptor, folder->path, error)
         && remove_staging (folder, STAGED_FOLDER, error);
}

/**
 * server_store_staging_complete:
 * @folder: the folder of a store
 * @error: return location for an error
 *
 * Puts into its place what has been committed and is not there yet, if there is such.
 * It can begin at any place where another process was ended.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_staging_complete (ServerStoreFolder *folder, GError **error)
{
  int staged = openat (folder->descriptor, STAGED_FOLDER,
                       O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  gboolean is_done;

  if (staged < 0)
    return errno == ENOENT || server_store_folder_fail (error, "Cannot read", STAGED_FOLDER);

  /* The time is the last to be removed. */
  is_done = exists (staged, TIME_FILE) ? place_all (folder, staged, error)
                                       : remove_staging (folder, STAGED_FOLDER, error);
  g_close (staged, NULL);

  return is_done;
}

/* Nothing that is kept takes the place of what was kept before. */
static char *
make_time (ServerStoreFolder *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint seconds = 0;; seconds++)
    {
      g_autoptr (GDateTime) then = g_date_time_add_seconds (now, seconds);
      g_autofree char *time = g_date_time_format (then, TIME_FORMAT);
      g_autofree char *kept = g_strconcat (SERVER_STORE_FILE ".before-", time, NULL);

      if (!exists (folder->descriptor, kept))
        return g_steal_pointer (&time);
    }
}

/**
 * server_store_staging_commit:
 * @self: a staging in which the files are complete and synchronized
 * @kept: (out) (transfer full) (optional): what the names of the files end with that
 *   were there before
 * @error: return location for an error
 *
 * Puts the new store into its folder. What it has of the files that were there before
 * it moves aside; what it does not have stays.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_staging_commit (ServerStoreStaging *self, char **kept, GError **error)
{
  g_autofree char *time = make_time (self->folder);
  g_autoptr (GBytes) content = g_bytes_new (time, strlen (time));

  if (!server_store_staging_write (self, TIME_FILE, content, error)
      || !sync_folder (self->descriptor, STAGING_FOLDER, error)
      || !move (self->folder->descriptor, STAGING_FOLDER, self->folder->descriptor, STAGED_FOLDER,
                error)
      || !sync_folder (self->folder->descriptor, self->folder->path, error))
    return FALSE;

  if (kept != NULL)
    *kept = g_strconcat (".before-", time, NULL);
  return server_store_staging_complete (self->folder, error);
}
