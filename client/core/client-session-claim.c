/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * Wipes the token that was made for a new account.
 */
void
client_session_clear_proposal (ClientSession *self)
{
  if (self->proposal != NULL)
    explicit_bzero (self->proposal, strlen (self->proposal));
  g_clear_pointer (&self->proposal, g_free);
}

static void
on_proposal_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, FALSE);
  g_autoptr (GError) error = NULL;

  if (!client_keyring_forget_finish (CLIENT_KEYRING (source), result, &error))
    g_message ("A token of no use stays: %s", error->message);
  if (self != NULL)
    client_session_end_work (self);
}

/*
 * Forgets the token for a new account, as the server has said that it is of no use.
 */
void
client_session_forget_proposal (ClientSession *self)
{
  g_autofree char *address = client_address_to_string (self->address);

  client_session_clear_proposal (self);
  client_session_update_hello (self);
  self->n_under_way++;
  client_keyring_forget_proposal_async (self->keyring, address, self->name, NULL,
                                        on_proposal_forgotten, client_session_step_new (self));
}

static void
on_proposed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, TRUE);
  g_autoptr (GError) error = NULL;
  char *token = client_keyring_propose_finish (CLIENT_KEYRING (source), result, &error);

  if (self == NULL)
    {
      g_free (token);
      return;
    }

  client_session_clear_proposal (self);
  self->proposal = token;
  if (token == NULL)
    {
      g_message ("No key to an account can be kept: %s", error->message);
      if (self->key_trouble == NULL)
        client_session_set_trouble (self, &self->key_trouble,
                                    _ ("The key to your account could not be kept on this "
                                       "device."));
    }
  client_session_connect (self);
}

/*
 * Makes the token for an account that may come to be, and connects with it: whoever keeps
 * it before it is said loses no name with an answer that is lost.
 */
void
client_session_propose (ClientSession *self)
{
  g_autofree char *address = client_address_to_string (self->address);

  client_keyring_propose_async (self->keyring, address, self->name, NULL, on_proposed,
                                client_session_step_new (self));
}
