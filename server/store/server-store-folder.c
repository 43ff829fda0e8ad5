/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-store-private.h"

/**
 * server_store_folder_fail:
 * @error: return location for an error
 * @what: what could not be done, for which errno says why
 * @path: to which file
 *
 * Returns: %FALSE, with %SERVER_STORE_ERROR
 */
gboolean
server_store_folder_fail (GError **error, const char *what, const char *path)
{
  int number = errno;

  g_set_error (error, SERVER_STORE_ERROR,
               number == ENOSPC || number == EDQUOT ? SERVER_STORE_ERROR_FULL
                                                    : SERVER_STORE_ERROR_ACCESS,
               "%s “%s”: %s", what, path, g_strerror (number));
  return FALSE;
}

/* What is said here is for nobody else who has an account on this machine. */
static gboolean
make_folder (ServerStoreFolder *self, GError **error)
{
  if (g_mkdir_with_parents (self->path, 0700) == 0)
    {
      self->descriptor = open (self->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      return self->descriptor >= 0 || server_store_folder_fail (error, "Cannot read", self->path);
    }
  if (errno != ENOTDIR && errno != EEXIST)
    return server_store_folder_fail (error, "Cannot make", self->path);

  g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS,
                       "That is a file, or is in one");
  return FALSE;
}

/* An administrator does what the server itself could do, and no more: neither will the
 * server find files that it cannot use, nor does a link lead out of its folder. */
static gboolean
become_owner (ServerStoreFolder *self, GError **error)
{
  struct stat status;

  if (geteuid () != 0)
    return TRUE;
  if (fstat (self->descriptor, &status) == 0 && setgroups (0, NULL) == 0
      && setegid (status.st_gid) == 0 && seteuid (status.st_uid) == 0)
    return TRUE;

  return server_store_folder_fail (error, "Cannot become the owner of", self->path);
}

static gboolean
lock_folder (ServerStoreFolder *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, SERVER_STORE_LOCK_FILE, NULL);

  self->lock = openat (self->descriptor, SERVER_STORE_LOCK_FILE,
                       O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock < 0)
    return server_store_folder_fail (error, "Cannot write", path);
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno != EWOULDBLOCK)
    return server_store_folder_fail (error, "Cannot lock", path);

  g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_IN_USE,
                       "Another Charla server uses it");
  return FALSE;
}

static ServerStoreFolder *
open_folder (const char *path, gboolean is_as_owner, GError **error)
{
  g_autoptr (ServerStoreFolder) self = g_new (ServerStoreFolder, 1);

  *self = (ServerStoreFolder){ .path = g_strdup (path), .descriptor = -1, .lock = -1 };
  if (!make_folder (self, error) || (is_as_owner && !become_owner (self, error))
      || !lock_folder (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * server_store_folder_open:
 * @path: a folder, which is made if there is none
 * @error: return location for an error
 *
 * Takes a folder for this process alone.
 *
 * Returns: (transfer full): the folder, or %NULL with %SERVER_STORE_ERROR
 */
ServerStoreFolder *
server_store_folder_open (const char *path, GError **error)
{
  return open_folder (path, FALSE, error);
}

/**
 * server_store_folder_open_as_owner:
 * @path: a folder, which is made if there is none
 * @error: return location for an error
 *
 * Takes a folder for this process alone. Of a process of root's the effective user is
 * the folder's owner from then on.
 *
 * Returns: (transfer full): the folder, or %NULL with %SERVER_STORE_ERROR
 */
ServerStoreFolder *
server_store_folder_open_as_owner (const char *path, GError **error)
{
  return open_folder (path, TRUE, error);
}

/**
 * server_store_folder_close:
 * @self: (transfer full): a folder
 *
 * Leaves a folder to others.
 */
void
server_store_folder_close (ServerStoreFolder *self)
{
  if (self->lock >= 0)
    g_close (self->lock, NULL);
  if (self->descriptor >= 0)
    g_close (self->descriptor, NULL);
  g_free (self->path);
  g_free (self);
}

/**
 * server_store_folder_is_marked:
 * @self: a folder
 *
 * Returns: whether there has ever been a database in it
 */
gboolean
server_store_folder_is_marked (ServerStoreFolder *self)
{
  struct stat status;

  return fstat (self->lock, &status) == 0 && status.st_size > 0;
}

/**
 * server_store_folder_mark:
 * @self: a folder
 * @error: return location for an error
 *
 * Takes note that there is a database in it.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_folder_mark (ServerStoreFolder *self, GError **error)
{
  if (!server_store_folder_is_marked (self) && write (self->lock, "1\n", 2) != 2)
    return server_store_folder_fail (error, "Cannot write in", self->path);

  return TRUE;
}
