/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServerPasswords:
 *
 * Hashes passwords, and checks them against hashes, in threads of its own: each
 * takes a tenth of a second and 64 MiB on purpose, so that who gets hold of the
 * hashes cannot try many.
 */
#define SERVER_TYPE_PASSWORDS (server_passwords_get_type ())
G_DECLARE_FINAL_TYPE (ServerPasswords, server_passwords, SERVER, PASSWORDS, GObject)

ServerPasswords *server_passwords_new (GError **error);

void     server_passwords_hash_async   (ServerPasswords *self, const char *place,
                                        const char *password,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
char    *server_passwords_hash_finish  (ServerPasswords *self, GAsyncResult *result, GError **error);
void     server_passwords_check_async  (ServerPasswords *self, const char *who, const char *place,
                                        const char *password, const char *hash, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean server_passwords_check_finish (ServerPasswords *self, GAsyncResult *result,
                                        GError **error);
gboolean server_passwords_check_word   (ServerPasswords *self, const char *place, const char *given,
                                        const char *word, GError **error);
gboolean server_passwords_are_equal    (ServerPasswords *self, const char *a, const char *b);

G_END_DECLS
