/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

/**
 * client_session_get_address:
 * @self: a session
 *
 * Returns: (transfer none): where the chat is
 */
ClientAddress *
client_session_get_address (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->address;
}

/**
 * client_session_get_name:
 * @self: a session
 *
 * Returns: (transfer none): the name of the person
 */
const char *
client_session_get_name (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->name;
}

/**
 * client_session_get_state:
 * @self: a session
 *
 * Returns: whether the person is in the chat
 */
ClientSessionState
client_session_get_state (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), CLIENT_SESSION_OFFLINE);

  return self->state;
}

/**
 * client_session_get_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the last attempt failed or the line was
 *   lost
 */
const GError *
client_session_get_error (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  if (self->error != NULL || self->is_preparing)
    return self->error;

  return client_reconnector_get_error (self->reconnector);
}

/**
 * client_session_get_retry_at:
 * @self: a session
 *
 * Returns: when the next attempt begins, in microseconds of
 *   g_get_monotonic_time(); 0 when none is due
 */
gint64
client_session_get_retry_at (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), 0);

  return client_reconnector_get_retry_at (self->reconnector);
}

/**
 * client_session_get_is_loaded:
 * @self: a session
 *
 * Returns: whether what this device knows is among the rooms
 */
gboolean
client_session_get_is_loaded (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), FALSE);

  return self->is_loaded;
}

/**
 * client_session_get_is_classic:
 * @self: a session
 *
 * Returns: whether the server knows only the classic dialect
 */
gboolean
client_session_get_is_classic (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), FALSE);

  return self->is_classic;
}

/**
 * client_session_get_is_caught_up:
 * @self: a session
 *
 * Returns: whether it is online, and all that was missed has come
 */
gboolean
client_session_get_is_caught_up (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), FALSE);

  return self->is_caught_up;
}

/**
 * client_session_get_rooms:
 * @self: a session
 *
 * Returns: (transfer none): the rooms that the person is in
 */
ClientRoomList *
client_session_get_rooms (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->rooms;
}

/**
 * client_session_get_lobby:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the room that everyone is in
 */
ClientRoom *
client_session_get_lobby (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->lobby;
}

/**
 * client_session_get_me:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the person
 */
ClientUserInfo *
client_session_get_me (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->me;
}

/**
 * client_session_get_server_id:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the server has named itself when the person had an
 *   account there; %NULL before, and in the classic dialect
 */
const char *
client_session_get_server_id (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->account != NULL ? self->account->server : NULL;
}

/**
 * client_session_get_server_name:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the server calls itself
 */
const char *
client_session_get_server_name (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->server_name;
}

/**
 * client_session_get_motd:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the server has to say to everyone
 */
const char *
client_session_get_motd (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->motd;
}

/**
 * client_session_get_trouble:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): a sentence for the person, if what is to be kept on
 *   this device is not
 */
const char *
client_session_get_trouble (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);

  return self->cache_trouble != NULL ? self->cache_trouble : self->key_trouble;
}

/**
 * client_session_get_n_queued:
 * @self: a session
 *
 * Returns: how many messages the server has not got for certain
 */
guint
client_session_get_n_queued (ClientSession *self)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), 0);

  return client_outbox_get_n_queued (self->outbox);
}
