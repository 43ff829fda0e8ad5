/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-account.h"

G_BEGIN_DECLS

/**
 * CLIENT_KEYRING_STRAYS_MAX:
 *
 * Most accounts that are kept of servers that no address leads to any more. A
 * server that gives itself another id at each connection cannot fill the disk. It is
 * also the most tokens that wait for their account.
 */
#define CLIENT_KEYRING_STRAYS_MAX 16

/**
 * CLIENT_KEYRING_GRACE_MS:
 *
 * How long the keyring of the desktop has to take a key when the program ends, in
 * milliseconds. One that is open takes it at once; one that is locked waits for a person.
 */
#define CLIENT_KEYRING_GRACE_MS 2000

#define CLIENT_TYPE_KEYRING (client_keyring_get_type ())
G_DECLARE_FINAL_TYPE (ClientKeyring, client_keyring, CLIENT, KEYRING, GObject)

ClientKeyring *client_keyring_new (const char *directory);

void           client_keyring_find_async    (ClientKeyring *self, const char *place,
                                             const char *name, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
ClientAccount *client_keyring_find_finish   (ClientKeyring *self, GAsyncResult *result,
                                             GError **error);
void           client_keyring_save_async    (ClientKeyring *self, const ClientAccount *account,
                                             const char *address, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean       client_keyring_save_finish   (ClientKeyring *self, GAsyncResult *result,
                                             GError **error);
void           client_keyring_forget_async  (ClientKeyring *self, const char *server,
                                             const char *name, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
void           client_keyring_forget_server_async (ClientKeyring *self, const char *server,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
gboolean       client_keyring_forget_finish (ClientKeyring *self, GAsyncResult *result,
                                             GError **error);

void     client_keyring_propose_async          (ClientKeyring *self, const char *address,
                                                const char *name, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
char    *client_keyring_propose_finish         (ClientKeyring *self, GAsyncResult *result,
                                                GError **error);
void     client_keyring_forget_proposal_async  (ClientKeyring *self, const char *address,
                                                const char *name, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);

void     client_keyring_leave          (ClientKeyring *self);
gboolean client_keyring_get_is_in_file (ClientKeyring *self);

G_END_DECLS
