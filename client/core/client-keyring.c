/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-keyring-private.h"

#include "client-keyring-file.h"
#include "client-secrets.h"

#define FIND_TAG ((gpointer) (guintptr) client_keyring_find_async)
#define SAVE_TAG ((gpointer) (guintptr) client_keyring_save_async)

/**
 * ClientKeyring:
 *
 * The keys to a person's accounts, one for each server and name. They are written to a file
 * that nobody else can read, and from there they are moved to the keyring of the desktop, if
 * there is one: a key is in the file until it is there for certain, also when the desktop
 * comes later. Nobody waits for that. Programs that run at the same time do not lose each
 * other's changes.
 */
enum
{
  PROP_IS_IN_FILE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_MOVING,
  SIGNAL_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClientKeyring, client_keyring, G_TYPE_OBJECT)

static void
request_free (gpointer data)
{
  ClientKeyringRequest *self = data;

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->account, client_account_free);
  g_clear_pointer (&self->address, g_free);
  g_free (self);
}

static void
client_keyring_finalize (GObject *object)
{
  ClientKeyring *self = CLIENT_KEYRING (object);

  g_clear_handle_id (&self->grace, g_source_remove);
  g_clear_object (&self->leaving);
  g_clear_pointer (&self->directory, g_free);

  G_OBJECT_CLASS (client_keyring_parent_class)->finalize (object);
}

static void
client_keyring_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_IS_IN_FILE:
      g_value_set_boolean (value, client_keyring_get_is_in_file (CLIENT_KEYRING (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_keyring_class_init (ClientKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = client_keyring_finalize;
  object_class->get_property = client_keyring_get_property;

  /**
   * ClientKeyring:is-in-file:
   *
   * Whether a key had to stay in the file, as no keyring of the desktop takes it.
   */
  properties[PROP_IS_IN_FILE] =
    g_param_spec_boolean ("is-in-file", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * ClientKeyring::moving:
   * @self: the keyring
   *
   * A key is on its way to a better place: a program that ends soon gives it time.
   */
  signals[SIGNAL_MOVING] = g_signal_new ("moving", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ClientKeyring::moved:
   * @self: the keyring
   *
   * It has arrived, or stays where it was.
   */
  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
client_keyring_init (ClientKeyring *self)
{
  self->leaving = g_cancellable_new ();
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
void
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
  ClientKeyringRequest *request = g_new0 (ClientKeyringRequest, 1);

  request->directory = g_strdup (self->directory);
  request->account = client_account_copy (account);
  request->address = g_strdup (address);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, func);
}

void
client_keyring_return_done (GTask *task, gboolean is_done, GError *error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
move (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClientKeyringRequest *request = data;
  GError *error = NULL;
  gboolean is_moved = client_secrets_save (request->account->server, request->account->name,
                                           request->account->token, cancellable, &error)
                      && client_keyring_file_move (request->directory, request->account, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, is_moved);
}

static void
on_moved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *ref = user_data;
  g_autoptr (ClientKeyring) self = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;
  gboolean is_in_file = FALSE;

  g_task_propagate_boolean (G_TASK (result), &error);
  is_in_file = error != NULL;
  if (error != NULL)
    g_info ("The key to the account stays in a file: %s", error->message);

  g_weak_ref_clear (ref);
  if (self == NULL)
    return;

  if (self->is_in_file != is_in_file)
    {
      self->is_in_file = is_in_file;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_IN_FILE]);
    }
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

/* Brings the token of @account from the file to a better place. Nobody has to wait for it,
 * and the keyring does not stay for it, either. */
static void
client_keyring_move (ClientKeyring *self, const ClientAccount *account)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);
  g_autoptr (GTask) task = g_task_new (NULL, self->leaving, on_moved, ref);
  ClientKeyringRequest *request = g_new0 (ClientKeyringRequest, 1);

  g_signal_emit (self, signals[SIGNAL_MOVING], 0);
  g_weak_ref_init (ref, self);
  request->directory = g_strdup (self->directory);
  request->account = client_account_copy (account);
  g_task_set_task_data (task, request, request_free);
  /* Not even for as long as a prompt takes to go away. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, move);
}

static gboolean
on_grace (gpointer user_data)
{
  ClientKeyring *self = user_data;

  self->grace = 0;
  g_cancellable_cancel (self->leaving);
  return G_SOURCE_REMOVE;
}

/**
 * client_keyring_leave:
 * @self: a keyring
 *
 * Says that the program ends. What the keyring of the desktop has not taken in
 * %CLIENT_KEYRING_GRACE_MS, as it is locked and nobody opens it, stays in the file until the
 * next time.
 */
void
client_keyring_leave (ClientKeyring *self)
{
  g_return_if_fail (CLIENT_IS_KEYRING (self));

  if (self->grace == 0)
    self->grace = g_timeout_add (CLIENT_KEYRING_GRACE_MS, on_grace, self);
}

/* Has the keyring give the token that the file says is there. */
static void
unlock (ClientAccount *account)
{
  g_autoptr (GError) error = NULL;

  account->token = client_secrets_find (account->server, account->name, &error);
  account->is_locked = account->token == NULL;
  if (error != NULL)
    g_message ("The keyring gives no key: %s", error->message);
}

static void
find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClientKeyringRequest *request = data;
  GError *error = NULL;
  ClientAccount *account = client_keyring_file_find (request->directory,
                                                     request->account->server,
                                                     request->account->name,
                                                     &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  request->is_in_file = account != NULL && account->token != NULL;
  if (account != NULL && account->is_locked)
    unlock (account);
  g_task_return_pointer (task, account, (GDestroyNotify) client_account_free);
}

static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClientKeyringRequest *request = data;
  GError *error = NULL;
  gboolean is_saved = client_keyring_file_save (request->directory,
                                                request->account,
                                                request->address,
                                                &error);

  client_keyring_return_done (task, is_saved, error);
}

static void
forget (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClientKeyringRequest *request = data;
  GError *error = NULL;
  g_autoptr (GError) left = NULL;
  g_autoptr (ClientAccount) account = client_keyring_file_find (
    request->directory, request->account->server, request->account->name, NULL);
  gboolean is_forgotten = FALSE;

  /* The server does not take it any more, wherever it stays. */
  if (account != NULL && account->is_locked
      && !client_secrets_forget (account->server, account->name, &left))
    g_message ("The keyring keeps a key of no use: %s", left->message);

  is_forgotten = client_keyring_file_forget (request->directory,
                                                      request->account->server,
                                                      request->account->name,
                                                      &error);

  client_keyring_return_done (task, is_forgotten, error);
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
  ClientKeyringRequest *request = NULL;
  ClientAccount *account = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, FIND_TAG), NULL);

  request = g_task_get_task_data (G_TASK (result));
  account = g_task_propagate_pointer (G_TASK (result), error);
  if (account != NULL && request->is_in_file)
    client_keyring_move (self, account);
  return account;
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
  ClientKeyringRequest *request = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, SAVE_TAG), FALSE);

  request = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  if (request->account->token != NULL)
    client_keyring_move (self, request->account);
  return TRUE;
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

  client_keyring_begin (self, CLIENT_KEYRING_FORGET_TAG, forget, &unwanted, NULL, cancellable, callback,
                        user_data);
}

/**
 * client_keyring_forget_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_keyring_forget_async() or another that forgets began. The errors are those of
 * client_keyring_save_finish().
 *
 * Returns: whether the account is not there any more
 */
gboolean
client_keyring_forget_finish (ClientKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, CLIENT_KEYRING_FORGET_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * client_keyring_get_is_in_file:
 * @self: a keyring
 *
 * Returns: whether a key had to stay in the file
 */
gboolean
client_keyring_get_is_in_file (ClientKeyring *self)
{
  g_return_val_if_fail (CLIENT_IS_KEYRING (self), FALSE);

  return self->is_in_file;
}
