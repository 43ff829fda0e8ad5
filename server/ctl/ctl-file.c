/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "ctl-error.h"

struct _CtlFile
{
  char *path;
  char *part; /* where it is until it is complete, or NULL */
  int descriptor;
};

static gboolean
fail (GError **error, const char *path)
{
  int number = errno;

  g_set_error (error, CTL_ERROR, CTL_ERROR_REFUSED, "%s: %s", path, g_strerror (number));
  return FALSE;
}

/* One that somebody has left behind is taken, but not one that somebody is writing. */
static gboolean
open_part (CtlFile *self, GError **error)
{
  g_autofree char *part = g_strconcat (self->path, ".part", NULL);

  self->descriptor = open (part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->descriptor < 0)
    return fail (error, part);
  if (flock (self->descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      /* Translators: %s is the name of a file */
      g_set_error (error, CTL_ERROR, CTL_ERROR_REFUSED, _ ("%s is being written already."), part);
      return FALSE;
    }
  if (fchmod (self->descriptor, 0600) != 0 || ftruncate (self->descriptor, 0) != 0)
    return fail (error, part);

  self->part = g_steal_pointer (&part);
  return TRUE;
}

/**
 * ctl_file_new:
 * @path: where a file is to be
 * @error: return location for an error
 *
 * Returns: (transfer full): an empty file, or %NULL with %CTL_ERROR
 */
CtlFile *
ctl_file_new (const char *path, GError **error)
{
  g_autoptr (CtlFile) self = g_new0 (CtlFile, 1);

  self->path = g_strdup (path);
  self->descriptor = -1;

  return open_part (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * ctl_file_free:
 * @self: (transfer full): a file
 *
 * Ends it. If it is not complete, nothing is left of it.
 */
void
ctl_file_free (CtlFile *self)
{
  if (self->part != NULL)
    g_unlink (self->part);
  if (self->descriptor >= 0)
    g_close (self->descriptor, NULL);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}

/**
 * ctl_file_get_descriptor:
 * @self: a file
 *
 * Returns: its descriptor, for reading and writing
 */
int
ctl_file_get_descriptor (CtlFile *self)
{
  return self->descriptor;
}

/**
 * ctl_file_complete:
 * @self: a file in which all is written
 * @error: return location for an error
 *
 * Puts it into its place.
 *
 * Returns: %TRUE when it is there and on the disk, or %FALSE with %CTL_ERROR
 */
gboolean
ctl_file_complete (CtlFile *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int place;

  if (fsync (self->descriptor) != 0 || g_rename (self->part, self->path) != 0)
    return fail (error, self->path);
  g_clear_pointer (&self->part, g_free);

  place = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (place >= 0)
    {
      fsync (place);
      g_close (place, NULL);
    }

  return TRUE;
}

/**
 * ctl_file_open:
 * @path: a file
 * @error: return location for an error
 *
 * Returns: a descriptor to read it, which the caller closes, or -1 with %CTL_ERROR
 */
int
ctl_file_open (const char *path, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);

  if (descriptor < 0)
    fail (error, path);

  return descriptor;
}
