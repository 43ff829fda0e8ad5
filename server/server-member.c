/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-member.h"

G_DEFINE_INTERFACE (ServerMember, server_member, G_TYPE_OBJECT)

static void
server_member_default_init (ServerMemberInterface *iface)
{
}

/**
 * server_member_get_user:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): whose it is; %NULL when it has left
 */
ServerUser *
server_member_get_user (ServerMember *self)
{
  return SERVER_MEMBER_GET_IFACE (self)->get_user (self);
}

/**
 * server_member_get_token:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the token of its device, if it has one
 */
const char *
server_member_get_token (ServerMember *self)
{
  return SERVER_MEMBER_GET_IFACE (self)->get_token (self);
}

/**
 * server_member_get_cancellable:
 * @self: a connection
 *
 * Returns: (transfer none): is cancelled when it is over: what is still to be done
 *   for nobody but it need not be done then
 */
GCancellable *
server_member_get_cancellable (ServerMember *self)
{
  return SERVER_MEMBER_GET_IFACE (self)->get_cancellable (self);
}

/**
 * server_member_deliver:
 * @self: a connection
 * @event: what happened
 *
 * Tells it of an event. It may go away over it: one who does not read what it is
 * told is let go.
 */
void
server_member_deliver (ServerMember *self, ServerEvent *event)
{
  SERVER_MEMBER_GET_IFACE (self)->deliver (self, event);
}

/**
 * server_member_answer:
 * @self: a connection
 * @id: by what it knows the request, or %SERVER_NO_ID
 * @cost: what the request cost
 * @ok: (nullable): the answer, JSON; %NULL with @error
 * @error: (nullable): why not, in %CHARLA_CODE_ERROR
 *
 * Answers a request. It may go away over it, as over an event.
 */
void
server_member_answer (ServerMember *self, gint64 id, guint cost, GBytes *ok, const GError *error)
{
  SERVER_MEMBER_GET_IFACE (self)->answer (self, id, cost, ok, error);
}

/**
 * server_member_dismiss:
 * @self: a connection
 * @reason: why, in %CHARLA_CODE_ERROR
 *
 * Says goodbye and ends it, when it has read what waits for it.
 */
void
server_member_dismiss (ServerMember *self, const GError *reason)
{
  SERVER_MEMBER_GET_IFACE (self)->dismiss (self, reason);
}
