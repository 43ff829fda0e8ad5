/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>

#include "server-sanction.h"

G_BEGIN_DECLS

/**
 * SERVER_BANNED_ERROR:
 *
 * Somebody is banned from the server. Its codes are those of %CHARLA_CODE_ERROR, and it
 * is always %CHARLA_CODE_FORBIDDEN; it says besides until when, and why.
 */
#define SERVER_BANNED_ERROR (server_banned_error_quark ())

GQuark  server_banned_error_quark (void);
GError *server_banned_error_new   (const ServerSanction *ban);
void    server_banned_error_write (const GError *error, CharlaBuilder *builder);

G_END_DECLS
