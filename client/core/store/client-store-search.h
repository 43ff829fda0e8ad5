/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"
#include "client-page.h"

G_BEGIN_DECLS

ClientPage *client_store_search (ClientDatabase *database, const char *text, const char *room,
                                 gint64 before, guint limit);

G_END_DECLS
