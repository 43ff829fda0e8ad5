/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-check.h"
#include "client-event.h"
#include "client-server.h"

G_BEGIN_DECLS

/*
 * What programs read: each of these is one JSON object on one line, without its line
 * end. The manual page says what is in it; what is there once, stays.
 */

char *cli_json_message (const ClientMessageInfo *message, const char *room);
char *cli_json_event   (const ClientEvent *event, const char *room, const char *name);
char *cli_json_room    (const ClientRoomInfo *room);
char *cli_json_check   (ClientCheck *check);
char *cli_json_server  (ClientServer *server, gboolean is_gone);
char *cli_json_user    (const ClientUserInfo *user, ClientRole role);

G_END_DECLS
