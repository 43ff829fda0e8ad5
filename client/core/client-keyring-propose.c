/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-keyring-file.h"
#include "client-keyring-private.h"

#define PROPOSE_TAG ((gpointer) (guintptr) client_keyring_propose_async)

static void
propose (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClientKeyringRequest *request = data;
  GError *error = NULL;
  char *token = client_keyring_file_propose (request->directory,
                                             request->address,
                                             request->account->name,
                                             &error);

  if (token == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, token, g_free);
}

static void
forget_proposal (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClientKeyringRequest *request = data;
  GError *error = NULL;
  gboolean is_forgotten = client_keyring_file_forget_proposal (request->directory,
                                                               request->address,
                                                               request->account->name,
                                                               &error);

  client_keyring_return_done (task, is_forgotten, error);
}

/**
 * client_keyring_propose_async:
 * @self: a keyring
 * @address: an address, as client_address_to_string() writes it
 * @name: the name that the person wants there
 * @cancellable: (nullable): what ends it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Makes the token for an account that the server at the address may make, and keeps it.
 * An earlier one that has met no server yet is taken again: if the answer to it was lost,
 * it is the only key to the name.
 */
void
client_keyring_propose_async (ClientKeyring *self,
                              const char *address,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const ClientAccount wanted = { .name = (char *) name };

  g_return_if_fail (CLIENT_IS_KEYRING (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (name != NULL);

  client_keyring_begin (self, PROPOSE_TAG, propose, &wanted, address, cancellable, callback,
                        user_data);
}

/**
 * client_keyring_propose_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_keyring_propose_async() began. The errors are those of
 * client_keyring_save_finish().
 *
 * Returns: (transfer full): the token, which is on the disk, or %NULL with @error set
 */
char *
client_keyring_propose_finish (ClientKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, PROPOSE_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * client_keyring_forget_proposal_async:
 * @self: a keyring
 * @address: an address, as client_address_to_string() writes it
 * @name: the name that the person wanted there
 * @cancellable: (nullable): what ends the forgetting
 * @callback: called when it has ended; ends with client_keyring_forget_finish()
 * @user_data: for @callback
 *
 * Forgets a token that the server does not take, as somebody else has the name.
 */
void
client_keyring_forget_proposal_async (ClientKeyring *self,
                                      const char *address,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  const ClientAccount unwanted = { .name = (char *) name };

  g_return_if_fail (CLIENT_IS_KEYRING (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (name != NULL);

  client_keyring_begin (self, CLIENT_KEYRING_FORGET_TAG, forget_proposal, &unwanted, address, cancellable,
                        callback, user_data);
}
