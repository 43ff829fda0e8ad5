/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-dialect.h"

G_DEFINE_INTERFACE (ClientDialect, client_dialect, G_TYPE_OBJECT)

static void
client_dialect_default_init (ClientDialectInterface *iface)
{
}

/**
 * client_dialect_has_pings:
 * @self: a dialect
 *
 * Returns: whether the server answers each request by itself, so that its silence
 *   means that it is gone
 */
gboolean
client_dialect_has_pings (ClientDialect *self)
{
  g_return_val_if_fail (CLIENT_IS_DIALECT (self), FALSE);

  return CLIENT_DIALECT_GET_IFACE (self)->has_pings;
}

/**
 * client_dialect_hello:
 * @self: a dialect
 * @hello: who joins
 *
 * Says who one is.
 *
 * Returns: (transfer full): the frames that begin a conversation
 */
GBytes *
client_dialect_hello (ClientDialect *self, const ClientHello *hello)
{
  g_return_val_if_fail (CLIENT_IS_DIALECT (self), NULL);
  g_return_val_if_fail (hello != NULL, NULL);

  return CLIENT_DIALECT_GET_IFACE (self)->hello (self, hello);
}

/**
 * client_dialect_request:
 * @self: a dialect
 * @id: by what the answer is known; not that of another request
 * @request: what is asked for
 * @inputs: (element-type ClientInput): where what the server says goes
 *
 * Asks for something. What cannot be said in the dialect, or needs no server, is
 * answered at once, in @inputs.
 *
 * Returns: (transfer full) (nullable): the frames that ask for it
 */
GBytes *
client_dialect_request (ClientDialect *self, gint64 id, const ClientRequest *request,
                        GQueue *inputs)
{
  g_return_val_if_fail (CLIENT_IS_DIALECT (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (inputs != NULL, NULL);

  return CLIENT_DIALECT_GET_IFACE (self)->request (self, id, request, inputs);
}

/**
 * client_dialect_read:
 * @self: a dialect
 * @payload: the payload of the next frame that the server has sent
 * @inputs: (element-type ClientInput): where what the server says goes
 * @error: return location for an error
 *
 * Takes a frame.
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_ERROR_BAD_MESSAGE or %CHARLA_ERROR_TOO_DEEP
 *   if that is nothing that a server says in this dialect
 */
gboolean
client_dialect_read (ClientDialect *self, GBytes *payload, GQueue *inputs, GError **error)
{
  g_return_val_if_fail (CLIENT_IS_DIALECT (self), FALSE);
  g_return_val_if_fail (payload != NULL, FALSE);
  g_return_val_if_fail (inputs != NULL, FALSE);

  return CLIENT_DIALECT_GET_IFACE (self)->read (self, payload, inputs, error);
}

/**
 * client_dialect_drained:
 * @self: a dialect
 * @inputs: (element-type ClientInput): where what the server says goes
 *
 * Tells that all frames, the hello among them, have left this program.
 */
void
client_dialect_drained (ClientDialect *self, GQueue *inputs)
{
  ClientDialectInterface *iface = NULL;

  g_return_if_fail (CLIENT_IS_DIALECT (self));
  g_return_if_fail (inputs != NULL);

  iface = CLIENT_DIALECT_GET_IFACE (self);
  if (iface->drained != NULL)
    iface->drained (self, inputs);
}
