/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"

G_BEGIN_DECLS

void        cli_lookup_room_async      (ClientSession *session, const char *name,
                                        GAsyncReadyCallback callback, gpointer user_data);
void        cli_lookup_join_async      (ClientSession *session, const char *name,
                                        GAsyncReadyCallback callback, gpointer user_data);
ClientRoom *cli_lookup_finish          (GAsyncResult *result, GError **error);
const char *cli_lookup_get_user_name   (ClientSession *session, const ClientUserInfo *user);
void        cli_lookup_meet            (ClientSession *session, GPtrArray *members);
const char *cli_lookup_get_room_name   (ClientSession *session, const char *room);
ClientRoomInfo *cli_lookup_describe    (ClientRoom *room);

G_END_DECLS
