/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The keyring of the desktop, in which tokens are safer than in a file. All of this waits for
 * it, for as long as it takes a person to open it: it is for a thread other than the main
 * loop's.
 */

gboolean client_secrets_save   (const char *server, const char *user, const char *token,
                                GCancellable *cancellable, GError **error);
char    *client_secrets_find   (const char *server, const char *user, GError **error);
gboolean client_secrets_forget (const char *server, const char *user, GError **error);

G_END_DECLS
