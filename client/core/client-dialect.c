/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-dialect.h"

G_DEFINE_INTERFACE (ClientDialect, client_dialect, G_TYPE_OBJECT)

static void
client_dialect_default_init (ClientDialectInterface *iface)
{
}

/**
 * client_dialect_hello:
 * @self: a dialect
 * @name: the name of the person who joins
 *
 * Says who one is.
 *
 * Returns: (transfer full): the frames that begin a conversation
 */
GBytes *
client_dialect_hello (ClientDialect *self, const char *name)
{
  g_return_val_if_fail (CLIENT_IS_DIALECT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return CLIENT_DIALECT_GET_IFACE (self)->hello (self, name);
}

/**
 * client_dialect_post:
 * @self: a dialect
 * @text: what to say
 *
 * Says something in the room.
 *
 * Returns: (transfer full): the frames that say it
 */
GBytes *
client_dialect_post (ClientDialect *self, const char *text)
{
  g_return_val_if_fail (CLIENT_IS_DIALECT (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return CLIENT_DIALECT_GET_IFACE (self)->post (self, text);
}

/**
 * client_dialect_read:
 * @self: a dialect
 * @payload: the payload of the next frame that the server has sent
 *
 * Takes a frame. There is no frame that a dialect does not bear.
 *
 * Returns: (transfer full) (nullable): what somebody has said, when @payload
 *   completes it
 */
ClientMessage *
client_dialect_read (ClientDialect *self, GBytes *payload)
{
  g_return_val_if_fail (CLIENT_IS_DIALECT (self), NULL);
  g_return_val_if_fail (payload != NULL, NULL);

  return CLIENT_DIALECT_GET_IFACE (self)->read (self, payload);
}
