/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-cache.h"

G_BEGIN_DECLS

/**
 * ClientOpening:
 * @cache: the cache
 * @start: what is in it
 * @trouble: (nullable): a sentence for the person, if it is not the one that it should be
 * @is_in_memory: whether it has no file
 *
 * A cache that has been opened.
 */
typedef struct
{
  ClientCache *cache;
  ClientStart *start;
  char *trouble;
  gboolean is_in_memory;
} ClientOpening;

void client_opening_free (ClientOpening *self);

void           client_opening_async  (const char *path, GAsyncReadyCallback callback,
                                      gpointer user_data);
ClientOpening *client_opening_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientOpening, client_opening_free)

G_END_DECLS
