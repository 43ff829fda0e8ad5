/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room-info.h"

G_BEGIN_DECLS

/**
 * ClientMemberInfo:
 * @user: somebody
 * @role: what they are in the room
 *
 * A member of a room.
 */
typedef struct
{
  ClientUserInfo *user;
  ClientRole role;
} ClientMemberInfo;

void client_member_info_free (ClientMemberInfo *self);

GPtrArray *client_member_info_parse_list (CharlaMessage *ok, gboolean *has_more, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientMemberInfo, client_member_info_free)

G_END_DECLS
