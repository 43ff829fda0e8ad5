/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"
#include "client-room-info.h"

G_BEGIN_DECLS

void        client_store_set_flags  (ClientDatabase *database, const char *room,
                                     ClientRoomFlags flags);
GHashTable *client_store_list_flags (ClientDatabase *database);

G_END_DECLS
