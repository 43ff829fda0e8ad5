/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-account.h"

G_BEGIN_DECLS

/*
 * The file of the keyring. All of this waits for the disk: it is for a thread other
 * than the main loop's.
 */

ClientAccount *client_keyring_file_find   (const char *directory, const char *place,
                                           const char *name, GError **error);
gboolean       client_keyring_file_save   (const char *directory, const ClientAccount *account,
                                           const char *address, GError **error);
gboolean       client_keyring_file_move   (const char *directory, const ClientAccount *account,
                                           GError **error);
gboolean       client_keyring_file_forget (const char *directory, const char *server,
                                           const char *name, GError **error);
GPtrArray     *client_keyring_file_list            (const char *directory, const char *server,
                                                    GError **error);
char          *client_keyring_file_propose         (const char *directory, const char *address,
                                                    const char *name, GError **error);
gboolean       client_keyring_file_forget_proposal (const char *directory, const char *address,
                                                    const char *name, GError **error);

G_END_DECLS
