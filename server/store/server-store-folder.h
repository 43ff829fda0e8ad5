/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-store-error.h"

G_BEGIN_DECLS

/**
 * ServerStoreFolder:
 * @path: where it is, for messages
 * @descriptor: the folder, for all that is done in it
 * @lock: the lock file, which is this process's as long as it is open
 *
 * The folder of a store, which no other process uses at the same time.
 */
typedef struct
{
  char *path;
  int descriptor;
  int lock;
} ServerStoreFolder;

ServerStoreFolder *server_store_folder_open         (const char *path, GError **error);
ServerStoreFolder *server_store_folder_open_as_owner (const char *path, GError **error);
void               server_store_folder_close        (ServerStoreFolder *self);
gboolean           server_store_folder_is_marked    (ServerStoreFolder *self);
gboolean           server_store_folder_mark         (ServerStoreFolder *self, GError **error);

gboolean server_store_folder_fail (GError **error, const char *what, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerStoreFolder, server_store_folder_close)

G_END_DECLS
