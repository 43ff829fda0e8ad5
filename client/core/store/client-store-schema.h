/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"

G_BEGIN_DECLS

int      client_store_schema_get_newest (void);
gboolean client_store_schema_migrate    (ClientDatabase *database, int version, GError **error);

G_END_DECLS
