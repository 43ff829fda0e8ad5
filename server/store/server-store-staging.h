/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-store-folder.h"

G_BEGIN_DECLS

/**
 * ServerStoreStaging:
 * @folder: the folder of a store
 * @descriptor: a folder in it, where what is to be there is made
 *
 * A store on its way into a folder. Until server_store_staging_commit() the folder
 * is as it was, whatever happens, and from then on the new store is in it, even if
 * this process is killed meanwhile: the next one to open it does the rest.
 */
typedef struct
{
  ServerStoreFolder *folder;
  int descriptor;
} ServerStoreStaging;

ServerStoreStaging *server_store_staging_new      (ServerStoreFolder *folder, GError **error);
void                server_store_staging_free     (ServerStoreStaging *self);
int                 server_store_staging_make     (ServerStoreStaging *self, const char *name,
                                                   GError **error);
gboolean            server_store_staging_write    (ServerStoreStaging *self, const char *name,
                                                   GBytes *content, GError **error);
gboolean            server_store_staging_commit   (ServerStoreStaging *self, char **kept,
                                                   GError **error);
gboolean            server_store_staging_complete (ServerStoreFolder *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerStoreStaging, server_store_staging_free)

G_END_DECLS
