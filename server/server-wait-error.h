/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>

G_BEGIN_DECLS

/**
 * SERVER_WAIT_ERROR:
 *
 * Somebody has to wait. Its codes are those of %CHARLA_CODE_ERROR, and it is always
 * %CHARLA_CODE_RATE_LIMITED; it says besides how long.
 */
#define SERVER_WAIT_ERROR (server_wait_error_quark ())

GQuark  server_wait_error_quark (void);
GError *server_wait_error_new   (gint64 microseconds, const char *sentence);
void    server_wait_error_write (const GError *error, CharlaBuilder *builder);

G_END_DECLS
