/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-changes.h"
#include "client-database.h"
#include "client-welcome.h"

G_BEGIN_DECLS

ClientChanges *client_store_welcome  (ClientDatabase *database, ClientWelcome *welcome,
                                      gint64 since);
ClientChanges *client_store_put_room (ClientDatabase *database, ClientRoomInfo *info);
ClientChanges *client_store_set_seen (ClientDatabase *database, const char *id, gint64 seq,
                                      GError **error);

G_END_DECLS
