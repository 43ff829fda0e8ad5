/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"
#include "ui-rights.h"

G_BEGIN_DECLS

UiRights ui_room_rights      (ClientSession *session, ClientRoom *room);
UiRights ui_room_rights_over (ClientSession *session, ClientRoom *room,
                              const ClientUserInfo *user, ClientRole role);
gboolean ui_room_is_me       (ClientSession *session, const char *user);

G_END_DECLS
