/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClientAccount:
 * @server: the server's id
 * @name: the person's name there
 * @user: their id there
 * @token: (nullable): this device's key to the account
 * @is_locked: whether the key is in a keyring that has not given it
 *
 * What a device has to remember of somebody's account at a server.
 */
typedef struct
{
  char *server;
  char *name;
  char *user;
  char *token;
  gboolean is_locked;
} ClientAccount;

ClientAccount *client_account_new  (const char *server, const char *name, const char *user,
                                    const char *token);
ClientAccount *client_account_copy (const ClientAccount *self);
void           client_account_free (ClientAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientAccount, client_account_free)

G_END_DECLS
