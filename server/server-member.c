/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-member.h"

G_DEFINE_INTERFACE (ServerMember, server_member, G_TYPE_OBJECT)

static void
server_member_default_init (ServerMemberInterface *iface)
{
}

/**
 * server_member_get_name:
 * @self: a member
 *
 * Returns: (transfer none): the name under which the others see it
 */
const char *
server_member_get_name (ServerMember *self)
{
  return SERVER_MEMBER_GET_IFACE (self)->get_name (self);
}

/**
 * server_member_deliver:
 * @self: a member
 * @event: what happened
 *
 * Tells a member of an event. It may go away over it: one who does not read what
 * it is told is let go.
 */
void
server_member_deliver (ServerMember *self, ServerEvent *event)
{
  SERVER_MEMBER_GET_IFACE (self)->deliver (self, event);
}
