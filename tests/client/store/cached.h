/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-cache.h"
#include "stored.h"

/* A cache, asked one thing after the other. */
ClientCache   *cached_try      (const char *path, gboolean anew, GError **error);
ClientCache   *cached_open     (const char *path);
void           cached_close    (ClientCache *cache);
ClientStart   *cached_load     (ClientCache *cache);
ClientChanges *cached_changes  (ClientCache *cache, GAsyncResult **result, GError **error);
ClientChanges *cached_welcome  (ClientCache *cache, const char *json, gint64 since, GError **error);
ClientChanges *cached_apply    (ClientCache *cache, GPtrArray *events, GError **error);
ClientPage    *cached_read     (ClientCache *cache, const char *room, guint limit);
gboolean       cached_write    (ClientCache *cache, GAsyncResult **result, GError **error);

void cached_keep (GObject *source, GAsyncResult *result, gpointer user_data);
