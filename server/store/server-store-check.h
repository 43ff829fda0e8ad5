/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"

G_BEGIN_DECLS

gboolean server_store_check_pages (ServerDatabase *database, gboolean is_thorough);
gboolean server_store_check_facts (ServerDatabase *database, GError **error);

G_END_DECLS
