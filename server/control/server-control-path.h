/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SERVER_CONTROL_SYSTEM_PATH:
 *
 * Where the control socket of the server is that the system starts.
 */
#define SERVER_CONTROL_SYSTEM_PATH "/run/charla-server/control"

char *server_control_path_new (void);

G_END_DECLS
