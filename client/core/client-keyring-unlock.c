/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-keyring-private.h"

#include "client-secrets.h"

#define UNLOCK_TAG ((gpointer) (guintptr) client_keyring_unlock_async)

static void
unlock (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClientAccount *account = ((ClientKeyringRequest *) data)->account;
  GError *error = NULL;
  char *token = client_secrets_find (account->server, account->name, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, token, g_free);
}

/**
 * client_keyring_unlock_async:
 * @self: a keyring
 * @account: an account that is locked
 * @cancellable: (nullable): what ends the wait
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Asks the keyring of the desktop for the token of an account. If that is locked it asks the
 * person, which takes as long as they like.
 */
void
client_keyring_unlock_async (ClientKeyring *self,
                             const ClientAccount *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_KEYRING (self));
  g_return_if_fail (account != NULL);

  client_keyring_begin (self, UNLOCK_TAG, unlock, account, NULL, cancellable, callback, user_data);
}

/**
 * client_keyring_unlock_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_keyring_unlock_async() began. The errors are those of libsecret, with
 * sentences for a log.
 *
 * Returns: (transfer full) (nullable): the token; %NULL without an error if the keyring has
 *   none, or the person did not open it
 */
char *
client_keyring_unlock_finish (ClientKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, UNLOCK_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
