/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-reconnector-private.h"

/**
 * client_reconnector_get_state:
 * @self: a reconnector
 *
 * Returns: whether the person is in the chat
 */
ClientSessionState
client_reconnector_get_state (ClientReconnector *self)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), CLIENT_SESSION_OFFLINE);

  return self->state;
}

/**
 * client_reconnector_get_error:
 * @self: a reconnector
 *
 * Returns: (transfer none) (nullable): why the last attempt failed or the line was
 *   lost
 */
const GError *
client_reconnector_get_error (ClientReconnector *self)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), NULL);

  return self->error;
}

/**
 * client_reconnector_get_retry_at:
 * @self: a reconnector
 *
 * Returns: when the next attempt begins, in microseconds of
 *   g_get_monotonic_time(); 0 when none is due
 */
gint64
client_reconnector_get_retry_at (ClientReconnector *self)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), 0);

  return self->retry_at;
}

/**
 * client_reconnector_get_security:
 * @self: a reconnector
 *
 * Returns: who can listen on the line that there is, or was last
 */
ClientSecurity
client_reconnector_get_security (ClientReconnector *self)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), CLIENT_SECURITY_NONE);

  return self->security;
}

/**
 * client_reconnector_get_identity:
 * @self: a reconnector
 *
 * Returns: (transfer none) (nullable): what the server has shown of itself
 */
ClientIdentity *
client_reconnector_get_identity (ClientReconnector *self)
{
  g_return_val_if_fail (CLIENT_IS_RECONNECTOR (self), NULL);

  return self->identity;
}
