/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-record.h"

G_BEGIN_DECLS

/**
 * ServerBans:
 *
 * Who may not come in and who may not say anything, for the main loop, which must
 * know it at once: it is read from the store at the start, and then follows the log.
 * What is over is so by itself, as whoever asks says what time it is.
 */
#define SERVER_TYPE_BANS (server_bans_get_type ())
G_DECLARE_FINAL_TYPE (ServerBans, server_bans, SERVER, BANS, GObject)

ServerBans *server_bans_new    (void);
void        server_bans_load   (ServerBans *self, GPtrArray *sanctions);
void        server_bans_follow (ServerBans *self, const ServerRecord *record);

gint64                server_bans_get_time     (void);
const ServerSanction *server_bans_find_user    (ServerBans *self, gint64 user, gint64 now);
const ServerSanction *server_bans_find_name    (ServerBans *self, const char *name, gint64 now);
const ServerSanction *server_bans_find_address (ServerBans *self, GInetAddress *address,
                                                gint64 now);
gboolean              server_bans_is_muted     (ServerBans *self, gint64 user, gint64 room,
                                                gint64 now);

G_END_DECLS
