/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-member.h"
#include "client-session.h"

G_BEGIN_DECLS

/**
 * CLIENT_MEMBERS_MAX:
 *
 * Most members of a room that are at hand. A server cannot fill the memory with them.
 */
#define CLIENT_MEMBERS_MAX 10000

/**
 * CLIENT_MEMBERS_AT_ONCE:
 *
 * How many members are loaded without being asked for; of a room with more the rest comes
 * with client_members_load_more().
 */
#define CLIENT_MEMBERS_AT_ONCE 1000

#define CLIENT_TYPE_MEMBERS (client_members_get_type ())
G_DECLARE_FINAL_TYPE (ClientMembers, client_members, CLIENT, MEMBERS, GObject)

ClientMembers *client_members_new          (ClientSession *session, ClientRoom *room);
ClientMembers *client_session_get_members  (ClientSession *session, ClientRoom *room);

ClientRoom    *client_members_get_room     (ClientMembers *self);
guint          client_members_get_n_online (ClientMembers *self);
gboolean       client_members_get_has_more (ClientMembers *self);
gboolean       client_members_get_loading  (ClientMembers *self);
const GError  *client_members_get_error    (ClientMembers *self);

ClientMember  *client_members_find         (ClientMembers *self, const char *user);
void           client_members_load_more    (ClientMembers *self);
void           client_members_refresh      (ClientMembers *self);

G_END_DECLS
