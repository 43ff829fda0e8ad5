/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-options.h"

G_BEGIN_DECLS

/**
 * ServerApplication:
 *
 * The server: owns the listener and the reception, and runs until it is told to
 * end.
 */
#define SERVER_TYPE_APPLICATION (server_application_get_type ())
G_DECLARE_FINAL_TYPE (ServerApplication, server_application, SERVER, APPLICATION, GObject)

ServerApplication *server_application_new (void);
gboolean           server_application_run (ServerApplication *self, const ServerOptions *options,
                                           GError **error);

G_END_DECLS
