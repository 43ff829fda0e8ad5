/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-query.h"

G_BEGIN_DECLS

/**
 * ServerReaders:
 *
 * Threads that read, each with a connection of its own. A reader sees the log as
 * it was when its query began, whatever is written meanwhile.
 */
typedef struct _ServerReaders ServerReaders;

ServerReaders *server_readers_new  (const char *path, guint n_threads, GError **error);
void           server_readers_free (ServerReaders *self);
void           server_readers_push (ServerReaders *self, GTask *task, ServerQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerReaders, server_readers_free)

G_END_DECLS
