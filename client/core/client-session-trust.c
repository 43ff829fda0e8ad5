/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * client_session_get_security:
 * @self: a session
 *
 * Returns: who can listen on the line that there is, or was last
 */
ClientSecurity
client_session_get_security (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), CLIENT_SECURITY_NONE);

  return self->security;
}

/**
 * client_session_get_identity:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the server has shown of itself
 */
ClientIdentity *
client_session_get_identity (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->identity;
}

/**
 * client_session_get_secrets_place:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): a sentence for the person, if the key to the account
 *   is in a file, as there is nothing better
 */
const char *
client_session_get_secrets_place (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->secrets_place;
}

/*
 * Says it, if the key to the account is in a file.
 */
void
client_session_update_secrets_place (ClientSession *self)
{
  client_session_set_text (self, &self->secrets_place,
                           client_keyring_get_is_in_file (self->keyring)
                             ? _ ("The key to your account is in a file that only you can read, "
                                  "as no keyring of the desktop has taken it.")
                             : NULL,
                           "secrets-place");
}

static void
client_session_set_identity (ClientSession *self,
                             ClientSecurity security,
                             ClientIdentity *identity)
{
  g_autoptr (ClientIdentity) old = g_steal_pointer (&self->identity);
  gboolean is_other = self->security != security;

  self->identity = identity != NULL ? client_identity_ref (identity) : NULL;
  self->security = security;
  if (self->identity != old)
    client_session_notify (self, "identity");
  if (is_other)
    client_session_notify (self, "security");
}

/*
 * Says who can listen, and what the server has shown.
 */
void
client_session_update_identity (ClientSession *self)
{
  client_session_set_identity (self, client_reconnector_get_security (self->reconnector),
                               client_reconnector_get_identity (self->reconnector));
}

static void
client_session_set_known (ClientSession *self, ClientKnownServer *known)
{
  g_set_object (&self->known, known);
  client_reconnector_set_known (self->reconnector, known);
}

static gboolean
was_encrypted (ClientKnownServer *server)
{
  return client_security_is_encrypted (client_known_server_get_security (server));
}

/* The server @id, as it was when it last had a key: at other addresses it may have had none. */
static ClientKnownServer *
client_session_find_key_of (ClientSession *self, const char *id)
{
  GListModel *servers = G_LIST_MODEL (self->known_servers);

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr (ClientKnownServer) server = g_list_model_get_item (servers, i);

      /* The list keeps it. */
      if (g_strcmp0 (client_known_server_get_id (server), id) == 0
          && client_known_server_get_fingerprint (server) != NULL)
        return server;
    }

  return NULL;
}

/*
 * Looks up what is known of the server at the address. What was encrypted once stays so, also
 * when the person has written otherwise, and at every address.
 */
void
client_session_find_known (ClientSession *self)
{
  g_autofree char *address = client_address_to_string (self->address);
  ClientKnownServer *known = client_known_servers_find (self->known_servers, address);
  ClientKnownServer *other = NULL;

  if (client_address_get_is_plain (self->address))
    {
      const char *place = strstr (address, "://") + strlen ("://");

      other = client_known_servers_find (self->known_servers, place);
      if (other != NULL && was_encrypted (other))
        known = other;
    }
  if (known != NULL && !was_encrypted (known) && client_known_server_get_id (known) != NULL)
    other = client_session_find_key_of (self, client_known_server_get_id (known));
  if (other != NULL && was_encrypted (other))
    known = other;

  client_session_set_known (self, known);
}

/*
 * Returns: whether an account is one of the server that is known, by its key, to be at the
 *   address: another one may have been there before, and a server may call itself by another's
 *   address
 */
gboolean
client_session_is_of_known (ClientSession *self, const ClientAccount *account)
{
  const char *id = self->known != NULL ? client_known_server_get_id (self->known) : NULL;

  return id == NULL || g_strcmp0 (account->server, id) == 0;
}

static gboolean
is_question (const GError *error)
{
  return g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_UNKNOWN_SERVER)
         || g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_CHANGED_SERVER);
}

static void
on_trusted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint turn = client_session_step_get_turn (user_data);
  g_autoptr (ClientSession) self = client_session_step_end (user_data, FALSE);
  g_autoptr (GError) error = NULL;

  if (!client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, &error))
    g_message ("The server cannot be remembered: %s", error->message);
  if (self == NULL)
    return;

  client_session_end_work (self);
  if (turn != self->turn)
    return;
  if (self->cache != NULL)
    client_session_connect (self);
  else
    client_session_find_account (self);
}

/* Takes the key that the server has shown for that of the server @id, and goes on. */
static void
client_session_accept (ClientSession *self, const char *id, const char *name)
{
  g_autofree char *address = client_address_to_string (self->address);
  g_autoptr (ClientKnownServer) server =
    client_known_server_new (address, id, name, self->identity->fingerprint,
                             CLIENT_SECURITY_PINNED, FALSE,
                             g_get_real_time () / G_TIME_SPAN_MILLISECOND);

  g_clear_error (&self->error);
  self->is_preparing = TRUE;
  client_session_set_known (self, server);
  self->n_under_way++;
  client_known_servers_remember_async (self->known_servers, server, NULL, on_trusted,
                                       client_session_step_new (self));
}

/* Over the loopback interface there is no question, and so nothing is known of an address
 * there before its server asks whose name it is. */
static gboolean
may_have_account_elsewhere (ClientSession *self, const GError *error)
{
  return self->account == NULL && self->known == NULL
         && g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_AUTH_REQUIRED);
}

/*
 * Shows what a line has found out, and answers a question that need not be asked, when it has
 * ended with one: the key is known already, of a server that has another address now.
 */
void
client_session_check_question (ClientSession *self)
{
  const GError *error = client_reconnector_get_error (self->reconnector);
  ClientKnownServer *other = NULL;
  const char *id = NULL;

  if (self->is_preparing)
    return;

  client_session_update_identity (self);
  if (self->identity == NULL
      || !(is_question (error) || may_have_account_elsewhere (self, error)))
    return;

  other = client_known_servers_find_key (self->known_servers, self->identity->fingerprint);
  if (other == NULL)
    return;

  id = client_known_server_get_id (other);
  if (error->code == CLIENT_ERROR_CHANGED_SERVER
      && (id == NULL || self->known == NULL
          || g_strcmp0 (client_known_server_get_id (self->known), id) != 0))
    return;

  client_session_accept (self, id, client_known_server_get_name (other));
}

/* Ends the line before anything of the server is believed. Who is told that it is over can read
 * why. */
static void
client_session_refuse_welcome (ClientSession *self, ClientIdentity *identity, GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  client_session_close (self);
  client_session_set_identity (self, self->security, identity);
  self->error = error;
  client_session_notify (self, "error");
  g_object_thaw_notify (G_OBJECT (self));
}

/* Whether the server is at the address at which it was used under @id before, with the key that
 * it had there, or with one that an authority vouches for: that word is about the address, and
 * does not lead from there to another server's accounts. */
static gboolean
client_session_is_at_home (ClientSession *self, const char *id)
{
  if (self->known == NULL || self->identity == NULL
      || g_strcmp0 (client_known_server_get_id (self->known), id) != 0)
    return FALSE;

  return self->security == CLIENT_SECURITY_CERTIFIED
         || client_fingerprint_equal (client_known_server_get_fingerprint (self->known),
                                      self->identity->fingerprint);
}

/*
 * Looks whether the server is the one that it says it is: an id is easily said, and leads to
 * the keys of accounts.
 *
 * Returns: whether it may be; otherwise the session is offline
 */
gboolean
client_session_check_welcome (ClientSession *self, ClientWelcome *welcome)
{
  const char *host = client_address_get_host (self->address);
  ClientKnownServer *other =
    welcome->is_classic ? NULL
                        : client_session_find_key_of (self, welcome->server_id);
  const ClientFingerprint *key =
    other != NULL ? client_known_server_get_fingerprint (other) : NULL;
  g_autoptr (ClientIdentity) identity = NULL;

  if (key == NULL || client_session_is_at_home (self, welcome->server_id))
    return TRUE;

  if (self->identity == NULL)
    {
      client_session_refuse_welcome (
        self, NULL,
        g_error_new (CLIENT_ERROR, CLIENT_ERROR_NOT_ENCRYPTED,
                     _ ("“%s” says that it is a server that was encrypted when you used it last, "
                        "and is not encrypted now."),
                     host));
      return FALSE;
    }
  if (client_fingerprint_equal (key, self->identity->fingerprint))
    return TRUE;

  identity = client_identity_new_changed (self->identity, key);
  g_free (self->claimed);
  self->claimed = g_strdup (welcome->server_id);
  client_session_refuse_welcome (
    self, identity,
    g_error_new (CLIENT_ERROR, CLIENT_ERROR_CHANGED_SERVER,
                 _ ("“%s” says that it is a server that you know, and does not have its key. It "
                    "is another server, or somebody wants to listen."),
                 host));
  return FALSE;
}

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, FALSE);
  g_autoptr (GError) error = NULL;

  if (!client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, &error))
    g_message ("The server cannot be remembered: %s", error->message);
  if (self != NULL)
    client_session_end_work (self);
}

/*
 * Remembers a server that has let the person in, and how one speaks to it.
 */
void
client_session_remember (ClientSession *self, ClientWelcome *welcome)
{
  g_autofree char *address = client_address_to_string (self->address);
  g_autoptr (ClientKnownServer) server = client_known_server_new (
    address, welcome->is_classic ? NULL : welcome->server_id,
    welcome->is_classic ? NULL : welcome->server_name,
    self->identity != NULL ? self->identity->fingerprint : NULL, self->security,
    welcome->is_classic, g_get_real_time () / G_TIME_SPAN_MILLISECOND);

  g_clear_pointer (&self->claimed, g_free);
  client_session_set_known (self, server);
  self->n_under_way++;
  client_known_servers_remember_async (self->known_servers, server, NULL, on_remembered,
                                       client_session_step_new (self));
}

/**
 * client_session_trust:
 * @self: a session that is offline with %CLIENT_ERROR_UNKNOWN_SERVER or
 *   %CLIENT_ERROR_CHANGED_SERVER
 *
 * Says that the person has compared what is in [property@Session:identity], and that this is
 * the right server. Exactly that key is remembered, and the chat joined; nothing happens when
 * nobody was asked.
 */
void
client_session_trust (ClientSession *self)
{
  g_autofree char *id = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));

  if (self->state != CLIENT_SESSION_OFFLINE || self->identity == NULL
      || !is_question (client_session_get_error (self)))
    return;

  g_object_ref (self);
  id = g_strdup (self->claimed);
  if (id == NULL && self->known != NULL)
    id = g_strdup (client_known_server_get_id (self->known));
  /* The one with the other key may have made an account with it. */
  if (client_session_get_error (self)->code == CLIENT_ERROR_CHANGED_SERVER
      && self->account == NULL && self->claimed == NULL)
    client_session_forget_proposal (self);
  client_session_accept (self, id, NULL);
  client_session_notify (self, "error");
  client_session_update_state (self);
  g_object_unref (self);
}
