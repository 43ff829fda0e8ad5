/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"
#include "client-page.h"

G_BEGIN_DECLS

ClientPage *client_store_read_page (ClientDatabase *database, const char *room,
                                    ClientPlace place, gint64 anchor, guint limit,
                                    GError **error);
ClientPage *client_store_merge     (ClientDatabase *database, ClientHistory *history,
                                    GError **error);

G_END_DECLS
