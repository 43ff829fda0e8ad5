/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-keyring.h"

#include "client-keyring-file.h"

#define FIND_TAG ((gpointer) (guintptr) client_keyring_find_async)
#define SAVE_TAG ((gpointer) (guintptr) client_keyring_save_async)
#define PROPOSE_TAG ((gpointer) (guintptr) client_keyring_propose_async)
#define FORGET_TAG ((gpointer) (guintptr) client_keyring_forget_async)

/**
 * ClientKeyring:
 *
 * The keys to a person's accounts, one for each server and name. They are in a file
 * that nobody else can read. Programs that run at the same time do not lose each
 * other's changes.
 */
struct _ClientKeyring
{
  GObject parent_instance;

  char *directory;
};

G_DEFINE_FINAL_TYPE (ClientKeyring, client_keyring, G_TYPE_OBJECT)

/* What a thread is to do; it has its own copy of everything. */
typedef struct
{
  char *directory;
  ClientAccount *account;
  char *address;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->account, client_account_free);
  g_clear_pointer (&self->address, g_free);
  g_free (self);
}

static void
client_keyring_finalize (GObject *object)
{
  ClientKeyring *self = CLIENT_KEYRING (object);

  g_clear_pointer (&self->directory, g_free);

  G_OBJECT_CLASS (client_keyring_parent_class)->finalize (object);
}

static void
client_keyring_class_init (ClientKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_keyring_finalize;
}

static void
client_keyring_init (ClientKeyring *self)
{
}

/**
 * client_keyring_new:
 * @directory: (nullable): where the file is, or is to be; %NULL for a folder “charla” in
 *   the one for the state of the user's programs
 *
 * Returns: (transfer full): a keyring
 */
ClientKeyring *
client_keyring_new (const char *directory)
{
  ClientKeyring *self = g_object_new (CLIENT_TYPE_KEYRING, NULL);

  self->directory = directory != NULL
                      ? g_strdup (directory)
                      : g_build_filename (g_get_user_state_dir (), "charla", NULL);
  return self;
}

/* Has a thread look for, save or forget @account. */
static void
client_keyring_begin (ClientKeyring *self,
                      gpointer tag,
                      GTaskThreadFunc func,
                      const ClientAccount *account,
                      const char *address,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->directory = g_strdup (self->directory);
  request->account = client_account_copy (account);
  request->address = g_strdup (address);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, func);
}

static void
return_done (GTask *task, gboolean is_done, GError *error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  ClientAccount *account = client_keyring_file_find (request->directory,
                                                     request->account->server,
                                                     request->account->name,
                                                     &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, account, (GDestroyNotify) client_account_free);
}

static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  gboolean is_saved = client_keyring_file_save (request->directory,
                                                request->account,
                                                request->address,
                                                &error);

  return_done (task, is_saved, error);
}

static void
forget (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  gboolean is_forgotten = client_keyring_file_forget (request->directory,
                                                      request->account->server,
                                                      request->account->name,
                                                      &error);

  return_done (task, is_forgotten, error);
}

static void
propose (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
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
  Request *request = data;
  GError *error = NULL;
  gboolean is_forgotten = client_keyring_file_forget_proposal (request->directory,
                                                               request->address,
                                                               request->account->name,
                                                               &error);

  return_done (task, is_forgotten, error);
}

/**
 * client_keyring_find_async:
 * @self: a keyring
 * @place: an address, as client_address_to_string() writes it, or the id of a server
 * @name: the person's name there
 * @cancellable: (nullable): what ends the search
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Looks for an account, without regard to the case of its name.
 */
void
client_keyring_find_async (ClientKeyring *self,
                           const char *place,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const ClientAccount wanted = { .server = (char *) place, .name = (char *) name };

  g_return_if_fail (CLIENT_IS_KEYRING (self));
  g_return_if_fail (place != NULL);
  g_return_if_fail (name != NULL);

  client_keyring_begin (self, FIND_TAG, find, &wanted, NULL, cancellable, callback, user_data);
}

/**
 * client_keyring_find_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_keyring_find_async() began. The errors are of #GIOErrorEnum or
 * #GKeyFileError.
 *
 * Returns: (transfer full) (nullable): the account; %NULL without an error if
 *   there is none
 */
ClientAccount *
client_keyring_find_finish (ClientKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, FIND_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * client_keyring_save_async:
 * @self: a keyring
 * @account: an account; if it has no token, the one that is known already stays
 * @address: the address at which its server was met, as client_address_to_string()
 *   writes it
 * @cancellable: (nullable): what ends the saving
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Keeps an account. The address leads to it from now on, and not to another server's
 * any more.
 */
void
client_keyring_save_async (ClientKeyring *self,
                           const ClientAccount *account,
                           const char *address,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_KEYRING (self));
  g_return_if_fail (account != NULL);
  g_return_if_fail (address != NULL);

  client_keyring_begin (self, SAVE_TAG, save, account, address, cancellable, callback, user_data);
}

/**
 * client_keyring_save_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_keyring_save_async() began. The errors are of #GIOErrorEnum,
 * #GFileError or #GKeyFileError.
 *
 * Returns: whether the account is on the disk
 */
gboolean
client_keyring_save_finish (ClientKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, SAVE_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * client_keyring_forget_async:
 * @self: a keyring
 * @server: the id of a server
 * @name: the person's name there
 * @cancellable: (nullable): what ends the forgetting
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Forgets an account, with its token.
 */
void
client_keyring_forget_async (ClientKeyring *self,
                             const char *server,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  const ClientAccount unwanted = { .server = (char *) server, .name = (char *) name };

  g_return_if_fail (CLIENT_IS_KEYRING (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (name != NULL);

  client_keyring_begin (self, FORGET_TAG, forget, &unwanted, NULL, cancellable, callback,
                        user_data);
}

/**
 * client_keyring_forget_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_keyring_forget_async() began. The errors are those of
 * client_keyring_save_finish().
 *
 * Returns: whether the account is not there any more
 */
gboolean
client_keyring_forget_finish (ClientKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, FORGET_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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

  client_keyring_begin (self, FORGET_TAG, forget_proposal, &unwanted, address, cancellable,
                        callback, user_data);
}
