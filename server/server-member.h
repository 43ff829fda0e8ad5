/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "server-event.h"

G_BEGIN_DECLS

/**
 * ServerMember:
 *
 * Somebody who is here: the side of a session that directory and rooms see. They
 * know that it is told of events, not how.
 */
#define SERVER_TYPE_MEMBER (server_member_get_type ())
G_DECLARE_INTERFACE (ServerMember, server_member, SERVER, MEMBER, GObject)

/**
 * ServerMemberInterface:
 * @get_name: see server_member_get_name()
 * @deliver: see server_member_deliver()
 */
struct _ServerMemberInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  const char *(*get_name) (ServerMember *self);
  void        (*deliver)  (ServerMember *self, ServerEvent *event);
};

const char *server_member_get_name (ServerMember *self);
void        server_member_deliver  (ServerMember *self, ServerEvent *event);

G_END_DECLS
