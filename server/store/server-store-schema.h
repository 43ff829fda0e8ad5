/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"

G_BEGIN_DECLS

int      server_store_schema_get_newest (void);
gboolean server_store_schema_check      (ServerDatabase *database, GError **error);
gboolean server_store_schema_migrate    (ServerDatabase *database, int version, GError **error);

G_END_DECLS
