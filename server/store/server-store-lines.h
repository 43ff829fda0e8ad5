/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-store-error.h"

G_BEGIN_DECLS

/**
 * ServerStoreLines:
 *
 * Reads a file line by line, of lines up to a limit: one without an end does not fill
 * the memory.
 */
typedef struct _ServerStoreLines ServerStoreLines;

ServerStoreLines *server_store_lines_new        (int descriptor, gsize limit);
void              server_store_lines_free       (ServerStoreLines *self);
gboolean          server_store_lines_next       (ServerStoreLines *self, GBytes **line,
                                                 GError **error);
guint64           server_store_lines_get_number (ServerStoreLines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerStoreLines, server_store_lines_free)

G_END_DECLS
