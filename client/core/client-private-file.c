/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* More was not written by this program: a thousand accounts take a quarter of it. */
#define FILE_SIZE_MAX (1024 * 1024)

/* What somebody has who may read and write the file. */
#define OTHERS (S_IRWXG | S_IRWXO)

static gboolean
fail (GError **error, GIOErrorEnum code, const char *path, const char *what)
{
  g_set_error (error, G_IO_ERROR, (int) code, "“%s” %s", path, what);
  return FALSE;
}

static gboolean
fail_errno (GError **error, const char *path)
{
  int saved = errno;

  return fail (error, g_io_error_from_errno (saved), path, g_strerror (saved));
}

/* Who else can read the keys to accounts can be the person everywhere. */
static gboolean
check_file (int fd, const char *path, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return fail_errno (error, path);
  if (!S_ISREG (status.st_mode))
    return fail (error, G_IO_ERROR_NOT_REGULAR_FILE, path, "is no file");
  if (status.st_uid != geteuid ())
    return fail (error, G_IO_ERROR_PERMISSION_DENIED, path, "belongs to somebody else");
  if (status.st_size > FILE_SIZE_MAX)
    return fail (error, G_IO_ERROR_INVALID_DATA, path, "is too large");

  if ((status.st_mode & OTHERS) == 0)
    return TRUE;
  g_message ("Others could read %s, and cannot any more", path);
  return fchmod (fd, S_IRUSR | S_IWUSR) == 0 || fail_errno (error, path);
}

static char *
read_file (int fd, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize length = 0;

  while ((length = read (fd, buffer, sizeof buffer)) > 0 && text->len <= FILE_SIZE_MAX)
    g_string_append_len (text, buffer, length);
  if (length < 0)
    {
      fail_errno (error, path);
      return NULL;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * client_private_file_load:
 * @directory: where the file is
 * @name: what it is called
 * @error: return location for an error
 *
 * Reads a file, and takes care that nobody else can.
 *
 * Returns: (transfer full): what is in it, nothing if it is not there; or %NULL with @error
 *   set, of #GIOErrorEnum or #GKeyFileError
 */
GKeyFile *
client_private_file_load (const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) content = g_key_file_new ();
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (fd < 0 && errno == ENOENT)
    return g_steal_pointer (&content);
  if (fd < 0)
    {
      fail_errno (error, path);
      return NULL;
    }

  if (check_file (fd, path, error))
    text = read_file (fd, path, error);
  close (fd);
  if (text == NULL || !g_key_file_load_from_data (content, text, -1, G_KEY_FILE_NONE, error))
    return NULL;

  return g_steal_pointer (&content);
}

/**
 * client_private_file_load_for_change:
 * @directory: where the file is
 * @name: what it is called
 * @error: return location for an error
 *
 * Reads a file that is to be changed, while the caller has the lock. One that cannot be read
 * as what it has to be is put aside: it does not keep new keys out.
 *
 * Returns: (transfer full): what is in it, or %NULL with @error set
 */
GKeyFile *
client_private_file_load_for_change (const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autoptr (GError) inner = NULL;
  GKeyFile *content = client_private_file_load (directory, name, &inner);

  if (content != NULL)
    return content;
  if (inner->domain == G_KEY_FILE_ERROR && g_rename (path, aside) == 0)
    {
      g_message ("%s is damaged (%s), and is %s now", path, inner->message, aside);
      return g_key_file_new ();
    }

  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/**
 * client_private_file_save:
 * @content: what is to be in the file
 * @directory: where it is
 * @name: what it is called
 * @error: return location for an error
 *
 * Writes a file, while the caller has the lock. It is there whole or not at all, whatever
 * happens.
 *
 * Returns: whether it is on the disk
 */
gboolean
client_private_file_save (GKeyFile *content, const char *directory, const char *name,
                          GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  gsize length = 0;
  g_autofree char *text = g_key_file_to_data (content, &length, NULL);

  return g_file_set_contents_full (path,
                                   text,
                                   length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   S_IRUSR | S_IWUSR,
                                   error);
}

/**
 * client_private_file_lock:
 * @directory: where the file is, or is to be
 * @name: what it is called
 * @error: return location for an error
 *
 * Takes care that two programs of one person do not write over each other's changes. Where
 * the file system has no locks there is none.
 *
 * Returns: a descriptor, closing which unlocks; or -1 with @error set
 */
int
client_private_file_lock (const char *directory, const char *name, GError **error)
{
  g_autofree char *file = g_strconcat (name, ".lock", NULL);
  g_autofree char *path = g_build_filename (directory, file, NULL);
  int fd = -1;

  if (g_mkdir_with_parents (directory, S_IRWXU) != 0)
    {
      fail_errno (error, directory);
      return -1;
    }

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0)
    fail_errno (error, path);
  else if (flock (fd, LOCK_EX) != 0)
    g_debug ("%s cannot be locked: %s", path, g_strerror (errno));

  return fd;
}
