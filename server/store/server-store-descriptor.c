/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-descriptor.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * SQLite's way to a file that this process was given open: somebody else may write
 * where the file is, and this process may not. There is nothing beside it, neither
 * a journal nor locks, for nobody else knows of it before it is complete.
 */

#define FILES_NAME "charla-descriptor"
#define SECTOR_SIZE 4096

/* In the header of a database: whether it is written with a log beside it. Of the
 * copy of one that is, all is in the copy. */
#define WRITE_VERSION_OFFSET 18
#define READ_VERSION_OFFSET 19
#define VERSION_WITHOUT_LOG 1

typedef struct
{
  sqlite3_file base;
  int descriptor;
} File;

static int
get_descriptor (sqlite3_file *file)
{
  return ((File *) file)->descriptor;
}

/* The descriptor is the caller's. */
static int
file_close (sqlite3_file *file)
{
  return SQLITE_OK;
}

static void
set_versions (guint8 *header)
{
  header[WRITE_VERSION_OFFSET] = VERSION_WITHOUT_LOG;
  header[READ_VERSION_OFFSET] = VERSION_WITHOUT_LOG;
}

static int
file_read (sqlite3_file *file, void *buffer, int size, sqlite3_int64 offset)
{
  guint8 *bytes = buffer;
  int done = 0;

  while (done < size)
    {
      ssize_t got = pread (get_descriptor (file), bytes + done, size - done, offset + done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return SQLITE_IOERR_READ;
      if (got == 0)
        break;
      done += got;
    }

  memset (bytes + done, 0, MAX (0, size - done));
  if (offset == 0 && size > READ_VERSION_OFFSET)
    set_versions (bytes);

  return done == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
write_all (int descriptor, const guint8 *bytes, int size, sqlite3_int64 offset)
{
  while (size > 0)
    {
      ssize_t put = pwrite (descriptor, bytes, size, offset);

      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? SQLITE_FULL
                                                                    : SQLITE_IOERR_WRITE;
      bytes += put;
      size -= put;
      offset += put;
    }

  return SQLITE_OK;
}

static int
file_write (sqlite3_file *file, const void *buffer, int size, sqlite3_int64 offset)
{
  g_autofree guint8 *first = NULL;

  if (offset != 0 || size <= READ_VERSION_OFFSET)
    return write_all (get_descriptor (file), buffer, size, offset);

  first = g_memdup2 (buffer, size);
  set_versions (first);

  return write_all (get_descriptor (file), first, size, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return ftruncate (get_descriptor (file), size) == 0 ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

static int
file_sync (sqlite3_file *file, int flags)
{
  return fdatasync (get_descriptor (file)) == 0 ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static int
file_get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  struct stat status;

  if (fstat (get_descriptor (file), &status) != 0)
    return SQLITE_IOERR_FSTAT;

  *size = status.st_size;
  return SQLITE_OK;
}

static int
file_lock (sqlite3_file *file, int level)
{
  return SQLITE_OK;
}

static int
file_check_lock (sqlite3_file *file, int *is_locked)
{
  *is_locked = 0;
  return SQLITE_OK;
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
file_get_sector_size (sqlite3_file *file)
{
  return SECTOR_SIZE;
}

static int
file_get_characteristics (sqlite3_file *file)
{
  return 0;
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_get_size,
  .xLock = file_lock,
  .xUnlock = file_lock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_get_sector_size,
  .xDeviceCharacteristics = file_get_characteristics,
};

static int
files_open (sqlite3_vfs *files, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
  file->pMethods = NULL;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
    return SQLITE_CANTOPEN;

  file->pMethods = &methods;
  ((File *) file)->descriptor = g_ascii_strtoll (name, NULL, 10);
  if (flags_out != NULL)
    *flags_out = flags;

  return SQLITE_OK;
}

static int
files_delete (sqlite3_vfs *files, const char *name, int is_synced)
{
  return SQLITE_OK;
}

static int
files_access (sqlite3_vfs *files, const char *name, int flags, int *answer)
{
  *answer = 0;
  return SQLITE_OK;
}

static int
files_get_full_name (sqlite3_vfs *files, const char *name, int size, char *full_name)
{
  return g_strlcpy (full_name, name, size) < (gsize) size ? SQLITE_OK : SQLITE_CANTOPEN;
}

static gpointer
register_files (gpointer user_data)
{
  static sqlite3_vfs files;

  /* Time, sleep and random numbers are those of the usual one. */
  files = *sqlite3_vfs_find (NULL);
  files.iVersion = 1;
  files.zName = FILES_NAME;
  files.szOsFile = sizeof (File);
  files.xOpen = files_open;
  files.xDelete = files_delete;
  files.xAccess = files_access;
  files.xFullPathname = files_get_full_name;
  sqlite3_vfs_register (&files, 0);

  return &files;
}

/**
 * server_store_descriptor_open:
 * @descriptor: a file that is open for reading and writing; it has to stay so
 *   longer than the connection
 * @error: return location for an error
 *
 * Opens a connection to a file that is known by nothing but its descriptor. What
 * is written there is not synchronized.
 *
 * Returns: (transfer full): a connection, or %NULL with %SERVER_STORE_ERROR
 */
ServerDatabase *
server_store_descriptor_open (int descriptor, GError **error)
{
  static GOnce once = G_ONCE_INIT;
  g_autofree char *name = g_strdup_printf ("%d", descriptor);
  g_autoptr (ServerDatabase) database = NULL;

  g_once (&once, register_files, NULL);
  database = server_database_open_in (FILES_NAME, name, TRUE, error);
  if (database == NULL)
    return NULL;

  server_database_script (database, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
                                    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -1024");
  if (!server_database_take_failure (database, error))
    return NULL;

  return g_steal_pointer (&database);
}
