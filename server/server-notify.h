/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-store.h"

G_BEGIN_DECLS

/**
 * ServerNotify:
 *
 * Tells the service manager when the server begins and ends, how many are connected, and
 * that it works: for as long as the main loop turns and the thread that writes gets
 * through with its work. A server that only seems to work is ended by the service
 * manager, and started again.
 */
typedef struct _ServerNotify ServerNotify;

ServerNotify *server_notify_new             (ServerStore *store);
void          server_notify_free            (ServerNotify *self);
void          server_notify_reload          (ServerNotify *self);
void          server_notify_ready           (ServerNotify *self);
void          server_notify_stop            (ServerNotify *self);
void          server_notify_set_connections (ServerNotify *self, guint connections);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerNotify, server_notify_free)

G_END_DECLS
