/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-keyring-private.h"

#include "client-keyring-file.h"
#include "client-secrets.h"

/* Whether its token may still be anywhere does not keep an account. */
static void
forget_secret (const ClientAccount *account)
{
  g_autoptr (GError) error = NULL;

  if (account->is_locked && !client_secrets_forget (account->server, account->name, &error))
    g_message ("The keyring keeps a key of no use: %s", error->message);
}

static void
forget_server (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClientKeyringRequest *request = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) accounts =
    client_keyring_file_list (request->directory, request->account->server, &error);
  gboolean is_done = accounts != NULL;

  for (guint i = 0; is_done && i < accounts->len; i++)
    {
      const ClientAccount *account = g_ptr_array_index (accounts, i);

      forget_secret (account);
      is_done = client_keyring_file_forget (request->directory, account->server, account->name,
                                            &error);
    }

  client_keyring_return_done (task, is_done, error);
}

/**
 * client_keyring_forget_server_async:
 * @self: a keyring
 * @server: the id of a server
 * @cancellable: (nullable): what ends the forgetting
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Forgets all accounts at a server, with their tokens; client_keyring_forget_finish() ends it.
 */
void
client_keyring_forget_server_async (ClientKeyring *self,
                                    const char *server,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  const ClientAccount unwanted = { .server = (char *) server };

  g_return_if_fail (CLIENT_IS_KEYRING (self));
  g_return_if_fail (server != NULL);

  client_keyring_begin (self, CLIENT_KEYRING_FORGET_TAG, forget_server, &unwanted, NULL,
                        cancellable, callback, user_data);
}
