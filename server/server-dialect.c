/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-dialect.h"

G_DEFINE_INTERFACE (ServerDialect, server_dialect, G_TYPE_OBJECT)

static void
server_dialect_default_init (ServerDialectInterface *iface)
{
}

/**
 * server_dialect_has_pings:
 * @self: a dialect
 *
 * Returns: whether both sides say something now and then, so that each notices
 *   when the other is gone
 */
gboolean
server_dialect_has_pings (ServerDialect *self)
{
  return SERVER_DIALECT_GET_IFACE (self)->pings;
}

/**
 * server_dialect_read_hello:
 * @self: a dialect
 * @payload: the first payload of a connection
 * @hello: a new hello, for who they say to be, with a valid name
 * @error: return location for an error
 *
 * Reads who somebody says to be.
 *
 * Returns: %TRUE, or %FALSE: %CHARLA_ERROR_NOT_CHARLA when it is of another dialect,
 *   any other of %CHARLA_ERROR or %CHARLA_CODE_ERROR when it is a bad one of this
 */
gboolean
server_dialect_read_hello (ServerDialect *self, GBytes *payload, ServerHello *hello,
                           GError **error)
{
  return SERVER_DIALECT_GET_IFACE (self)->read_hello (self, payload, hello, error);
}

/**
 * server_dialect_read_request:
 * @self: a dialect
 * @payload: a payload after the first
 * @request: (out caller-allocates): what it asks for; it has no command when it is
 *   allowed but asks for nothing
 * @error: return location for an error
 *
 * Reads what somebody asks for.
 *
 * Returns: %TRUE, or %FALSE: %CHARLA_CODE_ERROR when the answer is an error,
 *   %CHARLA_ERROR when the peer breaks the rules of the dialect
 */
gboolean
server_dialect_read_request (ServerDialect *self, GBytes *payload, ServerRequest *request,
                             GError **error)
{
  *request = (ServerRequest) { .id = SERVER_NO_ID };

  return SERVER_DIALECT_GET_IFACE (self)->read_request (self, payload, request, error);
}

/**
 * server_dialect_write_answer:
 * @self: a dialect
 * @id: by what who asked knows the request, or %SERVER_NO_ID
 * @ok: the answer, JSON
 *
 * Returns: (transfer full) (nullable): a frame; %NULL where nobody is answered
 */
GBytes *
server_dialect_write_answer (ServerDialect *self, gint64 id, GBytes *ok)
{
  ServerDialectInterface *iface = SERVER_DIALECT_GET_IFACE (self);

  return iface->write_answer != NULL ? iface->write_answer (self, id, ok) : NULL;
}

/**
 * server_dialect_write_error:
 * @self: a dialect
 * @id: by what who asked knows the request, or %SERVER_NO_ID
 * @error: what is wrong, in %CHARLA_CODE_ERROR
 * @needs: (nullable): what is needed
 *
 * Returns: (transfer full) (nullable): a frame; %NULL where nobody is answered
 */
GBytes *
server_dialect_write_error (ServerDialect *self, gint64 id, const GError *error, const char *needs)
{
  ServerDialectInterface *iface = SERVER_DIALECT_GET_IFACE (self);

  return iface->write_error != NULL ? iface->write_error (self, id, error, needs) : NULL;
}

/**
 * server_dialect_write_event:
 * @self: a dialect
 * @event: what happened
 *
 * Writes an event. server_event_get_frames() calls this once for each event.
 *
 * Returns: (transfer full) (nullable): one or more whole frames; %NULL when nobody is
 *   told of it in this dialect
 */
GBytes *
server_dialect_write_event (ServerDialect *self, ServerEvent *event)
{
  return SERVER_DIALECT_GET_IFACE (self)->write_event (self, event);
}
