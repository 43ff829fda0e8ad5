/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * ServerControlSocket:
 * @socket: listens
 * @path: where it is
 * @device: the file system that it is in
 * @inode: which file it is there
 * @group: the group whose members may use it, or -1 for none
 *
 * A Unix socket in the file system.
 */
typedef struct
{
  GSocket *socket;
  char *path;
  dev_t device;
  ino_t inode;
  gid_t group;
} ServerControlSocket;

ServerControlSocket *server_control_socket_open  (const char *path, const char *group,
                                                  GError **error);
void                 server_control_socket_close (ServerControlSocket *self);
gboolean             server_control_socket_admit (ServerControlSocket *self, GSocket *peer,
                                                  uid_t *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerControlSocket, server_control_socket_close)

G_END_DECLS
