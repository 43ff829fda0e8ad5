/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"

G_BEGIN_DECLS

ClientDatabase *client_store_open      (const char *path, GError **error);
ClientDatabase *client_store_open_anew (const char *path, GError **error);

G_END_DECLS
