/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-store-error.h"

G_BEGIN_DECLS

/**
 * SERVER_STORE_KEPT_FILES:
 *
 * The files beside the database that make a server the one that clients know: its
 * certificate and the key to it, where it has made them itself. %NULL-terminated.
 */
#define SERVER_STORE_KEPT_FILES                                                                    \
  ((const char *const[]){ "tls-certificate.pem", "tls-key.pem", NULL })

/**
 * SERVER_STORE_KEPT_FILE_MAX:
 *
 * Most bytes of one of these: more than any key or chain of certificates has, and
 * little enough to be held in memory.
 */
#define SERVER_STORE_KEPT_FILE_MAX (256 * 1024)

gboolean server_store_back_up (const char *folder, int descriptor, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
