/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the service manager and the server say to each other. Without libsystemd, or when
 * there is no service manager, there is nothing to say and nothing to hear. */

void       server_systemd_notify       (const char *state);
guint64    server_systemd_get_watchdog (void);
GPtrArray *server_systemd_get_sockets  (GError **error);

G_END_DECLS
