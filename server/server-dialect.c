/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-dialect.h"

G_DEFINE_INTERFACE (ServerDialect, server_dialect, G_TYPE_OBJECT)

static void
server_dialect_default_init (ServerDialectInterface *iface)
{
}

/**
 * server_dialect_read_hello:
 * @self: a dialect
 * @payload: the first payload of a connection
 * @error: return location for an error
 *
 * Reads who somebody says to be.
 *
 * Returns: (transfer full): a valid name, or %NULL with an error of %CHARLA_ERROR
 */
char *
server_dialect_read_hello (ServerDialect *self, GBytes *payload, GError **error)
{
  return SERVER_DIALECT_GET_IFACE (self)->read_hello (self, payload, error);
}

/**
 * server_dialect_read_request:
 * @self: a dialect
 * @payload: a payload after the first
 * @request: (out caller-allocates): what it asks for; %SERVER_REQUEST_NONE when it is
 *   allowed but asks for nothing
 * @error: return location for an error
 *
 * Reads what somebody asks for.
 *
 * Returns: %TRUE, or %FALSE with an error of %CHARLA_ERROR when the peer breaks the
 *   rules of the dialect
 */
gboolean
server_dialect_read_request (ServerDialect *self, GBytes *payload, ServerRequest *request,
                             GError **error)
{
  return SERVER_DIALECT_GET_IFACE (self)->read_request (self, payload, request, error);
}

/**
 * server_dialect_write_event:
 * @self: a dialect
 * @event: what happened
 *
 * Writes an event. server_event_get_frames() calls this once for each event.
 *
 * Returns: (transfer full): one or more whole frames
 */
GBytes *
server_dialect_write_event (ServerDialect *self, ServerEvent *event)
{
  return SERVER_DIALECT_GET_IFACE (self)->write_event (self, event);
}
