/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-member.h"

G_BEGIN_DECLS

ClientMember *client_member_new      (ClientUserInfo *user, ClientRole role);
void          client_member_set_user (ClientMember *self, ClientUserInfo *user);
void          client_member_set_role (ClientMember *self, ClientRole role);
gint          client_member_compare  (ClientMember *self, ClientMember *other);

G_END_DECLS
