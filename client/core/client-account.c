/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-account.h"

#include <string.h>

/**
 * client_account_new:
 * @server: the server's id
 * @name: the person's name there
 * @user: their id there
 * @token: (nullable): this device's key to the account
 *
 * Returns: (transfer full): an account
 */
ClientAccount *
client_account_new (const char *server, const char *name, const char *user, const char *token)
{
  ClientAccount *self = g_new0 (ClientAccount, 1);

  self->server = g_strdup (server);
  self->name = g_strdup (name);
  self->user = g_strdup (user);
  self->token = g_strdup (token);

  return self;
}

/**
 * client_account_copy:
 * @self: an account
 *
 * Returns: (transfer full): a copy of @self
 */
ClientAccount *
client_account_copy (const ClientAccount *self)
{
  ClientAccount *copy = client_account_new (self->server, self->name, self->user, self->token);

  copy->is_locked = self->is_locked;
  return copy;
}

/**
 * client_account_free:
 * @self: (transfer full): an account
 *
 * Frees an account; its token does not stay behind in memory that something else
 * gets.
 */
void
client_account_free (ClientAccount *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));

  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->token, g_free);
  g_free (self);
}
