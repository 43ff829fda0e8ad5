/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-cache-request.h"

G_BEGIN_DECLS

/* Of what ends with client_cache_write_finish(). */
#define CLIENT_CACHE_WRITE_TAG ((gpointer) (guintptr) client_cache_write_finish)

void client_cache_begin (ClientCache *self, GTask *task, gpointer tag, ClientJobKind kind,
                         guint run, ClientJobFunc func, ClientCacheRequest *request,
                         GDestroyNotify result_free);

G_END_DECLS
