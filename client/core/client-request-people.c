/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-request-private.h"

static const char *const states[] = {
  [CLIENT_USER_ACTIVE] = "active",
  [CLIENT_USER_AWAY] = "away",
  [CLIENT_USER_BUSY] = "busy",
};

/**
 * client_request_new_whois:
 * @user: their id, or their name
 *
 * Asks who somebody is. The answer has `user`.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_whois (const char *user)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (user != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_WHOIS);
  client_request_add_string (self, "user", user);
  return self;
}

/**
 * client_request_new_status:
 * @state: how one is
 * @text: (nullable): the same in words; empty to say none, %NULL to leave them as
 *   they are
 *
 * Says how one is, for everybody.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_status (ClientUserState state, const char *text)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), NULL);

  self = client_request_make (CLIENT_REQUEST_STATUS);
  client_request_add_string (self, "state", states[state]);
  client_request_add_string (self, "text", text);
  return self;
}

/**
 * client_request_new_password:
 * @new_password: the password
 * @old_password: (nullable): the one that it had
 *
 * Gives the account a password.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_password (const char *new_password, const char *old_password)
{
  ClientRequest *self = NULL;

  g_return_val_if_fail (new_password != NULL, NULL);

  self = client_request_make (CLIENT_REQUEST_PASSWORD);
  client_request_add_string (self, "new", new_password);
  client_request_add_string (self, "old", old_password);
  return self;
}

/**
 * client_request_new_logout:
 * @all: whether that of every device
 *
 * Takes this device’s key to the account away.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_logout (gboolean all)
{
  ClientRequest *self = client_request_make (CLIENT_REQUEST_LOGOUT);

  client_request_add_bool (self, "all", all);
  return self;
}

/**
 * client_request_new_ping:
 *
 * Asks for nothing but an answer.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_ping (void)
{
  return client_request_make (CLIENT_REQUEST_PING);
}
