/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gi18n.h>

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
 * Says who can listen, and what the server has shown.
 */
void
client_session_set_identity (ClientSession *self,
                             ClientSecurity security,
                             ClientIdentity *identity)
{
  g_autoptr (ClientIdentity) old = g_steal_pointer (&self->identity);

  self->identity = identity != NULL ? client_identity_ref (identity) : NULL;
  if (self->identity != old)
    client_session_notify (self, "identity");
  if (self->security == security)
    return;

  self->security = security;
  client_session_notify (self, "security");
}

/* Whether the session waits for the person to say whom they trust. */
static gboolean
client_session_is_asking (ClientSession *self)
{
  const GError *error = client_session_get_error (self);

  return self->state == CLIENT_SESSION_OFFLINE && self->identity != NULL
         && (g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_UNKNOWN_SERVER)
             || g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_CHANGED_SERVER));
}

static void
on_trusted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientSession) self = client_session_step_end (user_data, TRUE);
  g_autoptr (GError) error = NULL;

  if (!client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, &error))
    g_message ("The server cannot be remembered: %s", error->message);
  if (self == NULL)
    return;

  if (self->cache != NULL)
    client_session_connect (self);
  else
    client_session_prepare (self);
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
  g_autofree char *address = NULL;
  g_autoptr (ClientKnownServer) server = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));

  if (!client_session_is_asking (self))
    return;

  address = client_address_to_string (self->address);
  server = client_known_server_new (address, NULL, NULL, self->identity->fingerprint,
                                    CLIENT_SECURITY_PINNED, FALSE,
                                    g_get_real_time () / G_TIME_SPAN_MILLISECOND);
  g_clear_error (&self->error);
  self->is_preparing = TRUE;
  client_session_notify (self, "error");
  client_session_update_state (self);
  client_known_servers_remember_async (self->known_servers, server, NULL, on_trusted,
                                       client_session_step_new (self));
}
