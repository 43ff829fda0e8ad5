/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-history.h"

G_BEGIN_DECLS

/**
 * ClientPage:
 * @messages: (element-type ClientMessageInfo): messages, the oldest first; in what was
 *   searched the newest first
 * @has_older: whether the cache has older ones
 * @has_newer: whether the cache has newer ones
 * @is_before_hole: whether others may be missing after the last one
 * @needs_server: whether messages that belong here may be missing, or may have changed
 *   since: the server is to be asked the same question, and the answer to be merged
 *
 * Some messages that a cache has. Where others may be missing between two of them,
 * the second says so.
 */
typedef struct
{
  GPtrArray *messages;
  gboolean has_older;
  gboolean has_newer;
  gboolean is_before_hole;
  gboolean needs_server;
} ClientPage;

ClientPage *client_page_new  (void);
void        client_page_free (ClientPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientPage, client_page_free)

G_END_DECLS
