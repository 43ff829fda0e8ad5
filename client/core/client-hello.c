/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-hello.h"

#include <string.h>

static void
clear_secret (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

/**
 * client_hello_new:
 * @name: the name to join with
 *
 * Returns: (transfer full): what somebody says who has no secret and has seen nothing;
 *   the rest of it may be set
 */
ClientHello *
client_hello_new (const char *name)
{
  ClientHello *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (ClientHello, 1);
  self->name = g_strdup (name);
  self->since = CLIENT_HELLO_NOTHING_SEEN;
  return self;
}

/**
 * client_hello_copy:
 * @self: a hello
 *
 * Returns: (transfer full): another one that says the same
 */
ClientHello *
client_hello_copy (const ClientHello *self)
{
  ClientHello *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = client_hello_new (self->name);
  copy->token = g_strdup (self->token);
  copy->is_proposed = self->is_proposed;
  copy->password = g_strdup (self->password);
  copy->join = g_strdup (self->join);
  copy->since = self->since;
  return copy;
}

/**
 * client_hello_drop_token:
 * @self: a hello
 *
 * Says no token any more.
 */
void
client_hello_drop_token (ClientHello *self)
{
  g_return_if_fail (self != NULL);

  clear_secret (&self->token);
  self->is_proposed = FALSE;
}

/**
 * client_hello_free:
 * @self: (transfer full): a hello
 *
 * Frees @self. Its secrets do not stay in memory.
 */
void
client_hello_free (ClientHello *self)
{
  g_return_if_fail (self != NULL);

  clear_secret (&self->token);
  clear_secret (&self->password);
  clear_secret (&self->join);
  g_free (self->name);
  g_free (self);
}
