/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"

G_BEGIN_DECLS

GArray *server_mentions_find  (ServerDatabase *database, gint64 room, gint64 author,
                               const char *text);
char   *server_mentions_print (GArray *mentions);
GArray *server_mentions_parse (const char *mentions);

G_END_DECLS
