/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "client-room-info.h"
#include "client-user-info.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_MEMBER (client_member_get_type ())
G_DECLARE_FINAL_TYPE (ClientMember, client_member, CLIENT, MEMBER, GObject)

ClientUserInfo *client_member_get_user (ClientMember *self);
ClientRole      client_member_get_role (ClientMember *self);

G_END_DECLS
