/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gi18n.h>

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
  g_autofree char *path = self->account != NULL ? client_session_get_path (self) : NULL;

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
