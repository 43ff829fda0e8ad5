/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-request.h"

#include <string.h>

static void
secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * server_hello_new:
 *
 * Returns: (transfer full): a hello of nobody
 */
ServerHello *
server_hello_new (void)
{
  ServerHello *self = g_new0 (ServerHello, 1);

  self->id = SERVER_NO_ID;
  self->since = -1;

  return self;
}

/**
 * server_hello_free:
 * @self: (transfer full): a hello
 */
void
server_hello_free (ServerHello *self)
{
  secret_free (self->token);
  secret_free (self->password);
  secret_free (self->join);
  g_free (self->name);
  g_free (self->place);
  g_free (self);
}

/**
 * server_request_clear:
 * @self: a request in memory of the caller's
 *
 * Frees what @self holds.
 */
void
server_request_clear (ServerRequest *self)
{
  g_clear_pointer (&self->message, charla_message_unref);
  g_clear_pointer (&self->text, g_free);
}
