/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-address.h"

G_BEGIN_DECLS

/**
 * ClientServer:
 *
 * A chat that one can go to: one that announces itself, one that was used before, or both.
 * It stays the same object while it is in the list, whatever changes about it.
 */
#define CLIENT_TYPE_SERVER (client_server_get_type ())
G_DECLARE_FINAL_TYPE (ClientServer, client_server, CLIENT, SERVER, GObject)

const char    *client_server_get_id              (ClientServer *self);
const char    *client_server_get_name            (ClientServer *self);
ClientAddress *client_server_get_address         (ClientServer *self);
gboolean       client_server_get_needs_join_word (ClientServer *self);
gboolean       client_server_get_is_encrypted    (ClientServer *self);
gboolean       client_server_get_is_here         (ClientServer *self);
gboolean       client_server_get_is_known        (ClientServer *self);
gboolean       client_server_get_is_live         (ClientServer *self);
gint64         client_server_get_last_used       (ClientServer *self);

G_END_DECLS
