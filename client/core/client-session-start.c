/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gi18n.h>

/*
 * Says what the next attempt is to begin with. A password counts for more than the key
 * that this device has: the person gives it when the key is of no use.
 */
void
client_session_update_hello (ClientSession *self)
{
  g_autoptr (ClientHello) hello = client_hello_copy (self->secrets);

  if (self->account != NULL && hello->password == NULL)
    hello->token = g_strdup (self->account->token);
  else if (self->account == NULL && hello->password == NULL)
    hello->token = g_strdup (self->proposal);
  hello->is_proposed = self->account == NULL && hello->token != NULL;
  hello->since = client_sync_get_cursor (self->sync);

  self->hello_since = hello->since;
  client_reconnector_set_hello (self->reconnector,
                                hello,
                                self->account != NULL ? CLIENT_SPEECH_CHARLA : CLIENT_SPEECH_ANY);
}

static void
ask (ClientRequest *request, GAsyncReadyCallback callback, gpointer data, gpointer user_data)
{
  ClientSession *self = user_data;

  client_reconnector_request_async (self->reconnector, request, callback, data);
}

static CharlaMessage *
answer (GAsyncResult *result, GError **error, gpointer user_data)
{
  return client_reconnector_request_finish (result, error);
}

/* What was written to another server is not for this one. */
static void
client_session_check_server (ClientSession *self)
{
  const char *server = self->account != NULL ? self->account->server : "";
  g_auto (GStrv) left = NULL;

  if (g_strcmp0 (self->outbox_server, server) == 0)
    return;

  if (self->outbox_server != NULL)
    left = client_outbox_leave (self->outbox, _ ("This was written to another server."));
  for (guint i = 0; left != NULL && left[i] != NULL; i++)
    client_room_list_remove_outgoing (self->rooms, left[i]);

  g_free (self->outbox_server);
  self->outbox_server = g_strdup (server);
  client_session_notify (self, "n-queued");
}

/* Shows what is in a cache, and has all that comes go into it. */
static void
client_session_take_cache (ClientSession *self, ClientOpening *opening)
{
  client_session_check_server (self);
  self->cache = g_steal_pointer (&opening->cache);
  self->is_in_memory = opening->is_in_memory;
  if (opening->trouble != NULL || !opening->is_in_memory)
    client_session_set_trouble (self, &self->cache_trouble, opening->trouble);

  self->pager = client_pager_new (self->cache, ask, answer, self);
  client_session_show_start (self, opening->start);
  client_sync_open (self->sync, self->cache, opening->start->cursor);
  client_outbox_open (self->outbox, self->cache, opening->start->outbox);
}

static void
on_cache_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = NULL;
  g_autoptr (GError) error = NULL;

  if (!client_cache_write_finish (CLIENT_CACHE (source), result, &error))
    g_message ("The cache was not closed well: %s", error->message);

  self = client_session_step_end (user_data, FALSE);
  if (self != NULL)
    client_session_end_work (self);
}

/*
 * Leaves the cache, for another one or for none. What waits to be sent stays.
 */
void
client_session_drop_cache (ClientSession *self)
{
  g_autoptr (ClientCache) cache = g_steal_pointer (&self->cache);

  client_sync_close (self->sync);
  client_outbox_close (self->outbox, cache != NULL && !self->is_in_memory);
  client_room_list_set_pager (self->rooms, NULL);
  if (self->pager != NULL)
    client_pager_stop (self->pager);
  g_clear_object (&self->pager);

  self->is_settled = FALSE;
  if (cache == NULL)
    return;
  self->n_under_way++;
  client_cache_close_async (cache, on_cache_closed, client_session_step_new (self));
}

/*
 * Opens a line, with what is known.
 */
void
client_session_connect (ClientSession *self)
{
  client_session_update_hello (self);
  client_reconnector_open (self->reconnector);
  self->is_preparing = FALSE;
  client_session_update_state (self);
}

/* There is not even a cache in memory. */
static void
client_session_give_up (ClientSession *self, const GError *error)
{
  client_session_close (self);
  self->error = g_error_copy (error);
  client_session_notify (self, "error");
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientOpening) opening = client_opening_finish (result, &error);

  if (self == NULL)
    return;
  if (opening == NULL)
    {
      client_session_give_up (self, error);
      return;
    }

  client_session_take_cache (self, opening);
  client_session_connect (self);
}

static char *
get_path (ClientSession *self)
{
  return client_cache_get_path (self->directory, self->account->server, self->name);
}

/* Takes @account over. */
static void
client_session_set_account (ClientSession *self, ClientAccount *account)
{
  g_clear_pointer (&self->account, client_account_free);
  self->account = account;
}

static void on_account_found (GObject *source, GAsyncResult *result, gpointer user_data);

/* A server that is known by its key at another address has the same accounts. */
static gboolean
client_session_find_by_id (ClientSession *self)
{
  const char *id = self->known != NULL && !self->is_found_by_id
                     ? client_known_server_get_id (self->known)
                     : NULL;

  if (id == NULL)
    return FALSE;

  self->is_found_by_id = TRUE;
  client_keyring_find_async (self->keyring, id, self->name, NULL, on_account_found,
                             client_session_step_new (self));
  return TRUE;
}

static void
on_account_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientAccount) account =
    client_keyring_find_finish (CLIENT_KEYRING (source), result, &error);
  g_autofree char *path = NULL;

  if (self == NULL)
    return;
  if (error != NULL)
    {
      g_message ("The keys to accounts cannot be read: %s", error->message);
      client_session_set_trouble (self, &self->key_trouble,
                                  _ ("The keys to your accounts on this device cannot be read."));
    }

  if (account != NULL && !client_session_is_of_known (self, account))
    g_clear_pointer (&account, client_account_free);
  if (account != NULL && account->is_locked)
    client_session_set_trouble (self, &self->key_trouble,
                                _ ("The key to your account is in your keyring, which has not "
                                   "given it."));

  /* A key that could not be kept is known here alone. */
  if (account != NULL)
    client_session_set_account (self, g_steal_pointer (&account));
  if (self->account == NULL && client_session_find_by_id (self))
    return;
  if (self->account == NULL)
    {
      client_session_propose (self);
      return;
    }

  path = get_path (self);
  client_opening_async (path, on_prepared, client_session_step_new (self));
}

/*
 * Looks for an account at the address, or at the server that is known to be there.
 */
void
client_session_find_account (ClientSession *self)
{
  g_autofree char *address = client_address_to_string (self->address);

  self->is_found_by_id = FALSE;
  client_keyring_find_async (self->keyring, address, self->name, NULL, on_account_found,
                             client_session_step_new (self));
}

static void
on_known_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, TRUE);
  g_autoptr (GError) error = NULL;

  if (!client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, &error))
    g_message ("The known servers cannot be read: %s", error->message);
  if (self == NULL)
    return;

  client_session_find_known (self);
  if (self->cache != NULL)
    client_session_connect (self);
  else
    client_session_find_account (self);
}

/*
 * Looks for what this device knows of the server at the address, and of an account there: what
 * is known can be seen before there is a line, and without one.
 */
void
client_session_prepare (ClientSession *self)
{
  self->is_preparing = TRUE;
  client_session_notify (self, "error");
  client_session_update_state (self);
  client_known_servers_load_async (self->known_servers, NULL, on_known_loaded,
                                   client_session_step_new (self));
}

static void
on_file_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, TRUE);
  g_autoptr (ClientOpening) opening = client_opening_finish (result, NULL);

  if (self == NULL || opening == NULL || opening->is_in_memory || self->welcome != NULL)
    return;

  client_session_drop_cache (self);
  client_session_take_cache (self, opening);
  client_session_update_hello (self);
}

/*
 * Sees, while there is no line, whether there can be a file by now.
 */
void
client_session_try_file (ClientSession *self)
{
  g_autofree char *path = NULL;

  if (self->account == NULL || self->cache == NULL || !self->is_in_memory)
    return;

  path = get_path (self);
  client_opening_async (path, on_file_tried, client_session_step_new (self));
}

static void
on_memory_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientOpening) opening = client_opening_finish (result, &error);

  if (self == NULL)
    return;
  if (opening == NULL)
    {
      client_session_give_up (self, error);
      return;
    }

  client_session_take_cache (self, opening);
  client_session_update_hello (self);
  if (self->was_connected)
    client_reconnector_reopen (self->reconnector);
  self->is_preparing = FALSE;
  client_session_update_state (self);
}

/*
 * Goes on without a file, as the one that there is does not keep what it is given. All
 * that is missing then is asked of the server again.
 */
void
client_session_go_to_memory (ClientSession *self, const GError *why)
{
  /* If the memory does not do, either, it is what the server tells that cannot be kept. */
  if (self->is_in_memory)
    {
      client_session_give_up (self, why);
      return;
    }

  g_message ("The cache is left: %s", why->message);
  self->turn++;
  self->is_preparing = TRUE;
  self->is_greeting = FALSE;
  client_session_set_trouble (self, &self->cache_trouble, why->message);
  client_session_drop_cache (self);
  self->was_connected =
    client_reconnector_get_state (self->reconnector) != CLIENT_SESSION_OFFLINE;
  client_reconnector_close (self->reconnector);
  client_opening_async (NULL, on_memory_opened, client_session_step_new (self));
}

static void
client_session_end_greeting (ClientSession *self)
{
  self->is_greeting = FALSE;
  client_session_update_hello (self);
  if (self->welcome != NULL)
    client_sync_welcome (self->sync, self->welcome, self->line_since);
}

static void
on_greeting_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientOpening) opening = client_opening_finish (result, &error);

  if (self == NULL)
    return;
  if (opening == NULL)
    {
      client_session_give_up (self, error);
      return;
    }

  client_session_take_cache (self, opening);
  client_session_end_greeting (self);
}

static void
client_session_open_for_greeting (ClientSession *self)
{
  g_autofree char *path = self->account != NULL ? get_path (self) : NULL;

  if (self->cache != NULL)
    client_session_end_greeting (self);
  else
    client_opening_async (path, on_greeting_opened, client_session_step_new (self));
}

static void
on_account_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint turn = client_session_step_get_turn (user_data);
  g_autoptr (ClientSession) self = client_session_step_end (user_data, FALSE);
  g_autoptr (GError) error = NULL;

  if (!client_keyring_save_finish (CLIENT_KEYRING (source), result, &error))
    g_message ("The key to the account cannot be kept: %s", error->message);
  if (self == NULL)
    return;

  client_session_end_work (self);
  if (turn != self->turn)
    return;
  client_session_set_trouble (self, &self->key_trouble,
                              error == NULL ? NULL
                                            : _ ("The key to your account could not be kept on "
                                                 "this device."));
  client_session_open_for_greeting (self);
}

static void
on_key_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, FALSE);
  g_autoptr (GError) error = NULL;

  if (!client_keyring_save_finish (CLIENT_KEYRING (source), result, &error))
    g_message ("The key to the account is not kept: %s", error->message);
  if (self == NULL)
    return;

  if (error == NULL)
    client_session_set_trouble (self, &self->key_trouble, NULL);
  client_session_end_work (self);
}

/*
 * Tries once more to keep a key that could not be kept, before the person leaves.
 */
void
client_session_keep_key (ClientSession *self)
{
  g_autofree char *address = client_address_to_string (self->address);

  if (self->key_trouble == NULL || self->cache == NULL || self->account == NULL
      || self->account->token == NULL)
    return;

  self->n_under_way++;
  client_keyring_save_async (self->keyring, self->account, address, NULL, on_key_kept,
                             client_session_step_new (self));
}

/* Whether the keyring has to learn something. Another server at the same address is
 * another account, with another cache. */
static gboolean
client_session_meet (ClientSession *self, ClientWelcome *welcome)
{
  gboolean is_same =
    self->account != NULL && g_str_equal (self->account->server, welcome->server_id);
  const char *token = welcome->token;

  if (is_same && token == NULL && self->key_trouble == NULL
      && g_str_equal (self->account->user, welcome->you->id))
    return FALSE;

  if (!is_same && self->cache != NULL)
    client_session_drop_cache (self);
  /* It is the one that has let the person in. */
  if (token == NULL)
    token = self->account != NULL ? self->account->token : self->proposal;

  client_session_set_account (self, client_account_new (welcome->server_id, self->name,
                                                        welcome->you->id, token));
  client_session_clear_proposal (self);
  return TRUE;
}

/*
 * Takes a server's welcome in: the key to the account first, as without it the name
 * would be lost; then what there is.
 */
void
client_session_greet (ClientSession *self)
{
  g_autofree char *address = client_address_to_string (self->address);

  self->turn++;
  self->is_greeting = TRUE;
  client_session_set_secrets (self, NULL, NULL);
  client_session_remember (self, self->welcome);

  if (self->welcome->is_classic || !client_session_meet (self, self->welcome))
    {
      client_session_open_for_greeting (self);
      return;
    }

  /* The line may be lost before the key is kept. */
  client_session_update_hello (self);
  self->n_under_way++;
  client_keyring_save_async (self->keyring, self->account, address, NULL, on_account_saved,
                             client_session_step_new (self));
}
