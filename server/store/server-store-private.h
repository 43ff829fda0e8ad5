/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-store.h"
#include "server-transaction.h"

G_BEGIN_DECLS

#define SERVER_STORE_LOCK_FILE "charla.lock"

/* What a backup has beside the tables of the store. */
#define SERVER_STORE_KEPT_TABLE "kept_files"

ServerStore *server_store_open_with_clock (const char *folder, ServerClock clock, GError **error);

G_END_DECLS
