/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-socket.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <gio/gunixsocketaddress.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* Who comes while others are let in. */
#define BACKLOG 16

/* Most groups of one person, as the kernel counts. */
#define GROUPS_MAX 65536

/* Another server holds the folder for a moment; whoever holds it for longer only wants to be
 * in the way, and the server says so instead of waiting for ever. */
#define HOLD_TRIES 200
#define HOLD_PAUSE_US (10 * 1000)

#define NO_GROUP ((gid_t) -1)

static gboolean
fail (GError **error, int code, const char *path)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               /* Translators: the first %s is a path, the second what the system says */
               _ ("Cannot listen on the control socket “%s”: %s."), path, g_strerror (code));
  return FALSE;
}

static gboolean
fill_address (const char *path, struct sockaddr_un *address, GError **error)
{
  *address = (struct sockaddr_un) { .sun_family = AF_UNIX };
  if (strlen (path) >= sizeof address->sun_path)
    return fail (error, ENAMETOOLONG, path);

  strcpy (address->sun_path, path);
  return TRUE;
}

/* Whether somebody takes connections there. */
static gboolean
is_living (const struct sockaddr_un *address)
{
  int descriptor = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  gboolean is_refused = FALSE;

  if (descriptor < 0)
    return TRUE;

  /* Somebody whose queue is full is there, too. */
  is_refused = connect (descriptor, (const struct sockaddr *) address, sizeof *address) < 0
               && (errno == ECONNREFUSED || errno == ENOENT);
  close (descriptor);

  return !is_refused;
}

/* Only a socket that nobody listens on is taken away, never a file or a folder. */
static gboolean
clear_place (const struct sockaddr_un *address, GError **error)
{
  struct stat before;

  if (lstat (address->sun_path, &before) < 0)
    return errno == ENOENT || fail (error, errno, address->sun_path);
  if (!S_ISSOCK (before.st_mode))
    return fail (error, EEXIST, address->sun_path);

  if (is_living (address))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
                   _ ("Cannot listen on the control socket “%s”: another server uses it."),
                   address->sun_path);
      return FALSE;
    }

  return unlink (address->sun_path) == 0 || errno == ENOENT
         || fail (error, errno, address->sun_path);
}

/* In a folder of somebody else's the name may lead elsewhere by now, which is not to be
 * opened to anybody. */
static gboolean
open_to_group (ServerControlSocket *self)
{
  int place = open (self->path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  g_autofree char *name = g_strdup_printf ("/proc/self/fd/%d", place);
  struct stat now;
  gboolean is_done = FALSE;

  if (place < 0)
    return FALSE;

  errno = EEXIST;
  is_done = fstat (place, &now) == 0 && now.st_dev == self->device && now.st_ino == self->inode
            && chmod (name, 0660) == 0;
  close (place);

  return is_done;
}

/* The group may use it only when it is named: in many places everybody is in the same one.
 * Nobody comes in before it listens. */
static gboolean
share (ServerControlSocket *self, GError **error)
{
  if (self->group == NO_GROUP)
    return TRUE;

  return (lchown (self->path, (uid_t) -1, self->group) == 0 && open_to_group (self))
         || fail (error, errno, self->path);
}

static gboolean
bind_and_listen (ServerControlSocket *self, int descriptor, const struct sockaddr_un *address,
                 GError **error)
{
  struct stat now;

  /* The file is made with the mode that the descriptor has: it is never open to others. */
  if (fchmod (descriptor, 0600) < 0
      || bind (descriptor, (const struct sockaddr *) address, sizeof *address) < 0)
    return fail (error, errno, self->path);
  if (lstat (self->path, &now) < 0)
    return fail (error, errno, self->path);

  self->device = now.st_dev;
  self->inode = now.st_ino;
  return share (self, error)
         && (listen (descriptor, BACKLOG) == 0 || fail (error, errno, self->path));
}

static gboolean
lock_folder (int descriptor)
{
  for (guint i = 0; i < HOLD_TRIES; i++)
    {
      if (flock (descriptor, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
      if (errno != EWOULDBLOCK)
        return FALSE;
      g_usleep (HOLD_PAUSE_US);
    }

  errno = EBUSY;
  return FALSE;
}

/* Two servers that start at once do not take the place from each other: each looks and
 * binds while it holds the folder. The kernel lets go of it at the end of the program. */
static int
hold_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (descriptor < 0)
    {
      fail (error, errno, path);
      return -1;
    }

  if (lock_folder (descriptor))
    return descriptor;

  fail (error, errno, path);
  close (descriptor);
  return -1;
}

static gboolean
find_group (const char *name, gid_t *group, GError **error)
{
  struct group *found = NULL;
  guint64 number = 0;

  if (name == NULL)
    return TRUE;

  found = getgrnam (name);
  if (found != NULL)
    *group = found->gr_gid;
  else if (g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT32, &number, NULL))
    *group = (gid_t) number;
  else
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("There is no group “%s” that could use the control socket."), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
open_in_folder (ServerControlSocket *self, const struct sockaddr_un *address, GError **error)
{
  int descriptor = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (descriptor < 0)
    return fail (error, errno, self->path);

  if (!clear_place (address, error) || !bind_and_listen (self, descriptor, address, error))
    {
      close (descriptor);
      return FALSE;
    }

  self->socket = g_socket_new_from_fd (descriptor, error);
  if (self->socket == NULL)
    {
      close (descriptor);
      return FALSE;
    }

  g_socket_set_blocking (self->socket, FALSE);
  return TRUE;
}

/**
 * server_control_socket_open:
 * @path: where it is to be; what a server has left there that was ended by force is
 *   replaced, what somebody listens on is not
 * @group: (nullable): the group whose members may use it beside the user of the server
 *   and root, by name or number
 * @error: return location for an error
 *
 * Opens a socket that takes connections. To be called when the server starts, as it asks
 * the system for the group.
 *
 * Returns: (transfer full): the socket, or %NULL with an error of %G_IO_ERROR whose
 *   message is a sentence for who started the server
 */
ServerControlSocket *
server_control_socket_open (const char *path, const char *group, GError **error)
{
  g_autoptr (ServerControlSocket) self = g_new0 (ServerControlSocket, 1);
  struct sockaddr_un address;
  gboolean is_open = FALSE;
  int folder = -1;

  self->path = g_strdup (path);
  self->group = NO_GROUP;
  if (!fill_address (path, &address, error) || !find_group (group, &self->group, error))
    return NULL;

  folder = hold_folder (path, error);
  if (folder < 0)
    return NULL;
  is_open = open_in_folder (self, &address, error);
  close (folder);

  return is_open ? g_steal_pointer (&self) : NULL;
}

/**
 * server_control_socket_close:
 * @self: (transfer full): a socket
 *
 * Closes it, and takes it out of the file system if it is still the one that is there.
 */
void
server_control_socket_close (ServerControlSocket *self)
{
  struct stat now;

  if (self->inode != 0 && lstat (self->path, &now) == 0 && now.st_dev == self->device
      && now.st_ino == self->inode)
    unlink (self->path);

  g_clear_object (&self->socket);
  g_free (self->path);
  g_free (self);
}

static gboolean
is_in_group (int descriptor, gid_t group)
{
  g_autofree gid_t *groups = g_new (gid_t, GROUPS_MAX);
  socklen_t size = GROUPS_MAX * sizeof (gid_t);

  if (getsockopt (descriptor, SOL_SOCKET, SO_PEERGROUPS, groups, &size) < 0)
    return FALSE;

  for (guint i = 0; i < size / sizeof (gid_t); i++)
    {
      if (groups[i] == group)
        return TRUE;
    }

  return FALSE;
}

/**
 * server_control_socket_admit:
 * @self: a socket
 * @peer: a connection that has come through it
 * @user: (out): whose it is, as the kernel says
 *
 * The mode of the file keeps others away. It is checked once more, as a folder may be
 * copied, a mode changed, or a descriptor handed on.
 *
 * Returns: whether that is root, the user of the server, or a member of the group
 */
gboolean
server_control_socket_admit (ServerControlSocket *self, GSocket *peer, uid_t *user)
{
  struct ucred credentials = { 0 };
  socklen_t size = sizeof credentials;
  int descriptor = g_socket_get_fd (peer);

  *user = (uid_t) -1;
  if (getsockopt (descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) < 0)
    return FALSE;

  *user = credentials.uid;
  return credentials.uid == 0 || credentials.uid == geteuid ()
         || (self->group != NO_GROUP
             && (credentials.gid == self->group || is_in_group (descriptor, self->group)));
}
