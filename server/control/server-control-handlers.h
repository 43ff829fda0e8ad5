/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-control-call.h"

G_BEGIN_DECLS

/* What the commands of an administrator do: server-control-command.c is their table,
 * charla-ctl(1) says what each of them means. */

/* The server: server-control-server.c */
void server_control_handle_status (ServerControlCall *call);
void server_control_handle_reload (ServerControlCall *call);
void server_control_handle_stop   (ServerControlCall *call);

/* Numbers: server-control-stats.c */
void server_control_handle_stats (ServerControlCall *call);

/* People and rooms: server-control-people.c */
void server_control_handle_users    (ServerControlCall *call);
void server_control_handle_rooms    (ServerControlCall *call);

/* What is kept: server-control-data.c */
void server_control_handle_backup    (ServerControlCall *call);
void server_control_handle_export    (ServerControlCall *call);
void server_control_handle_retention (ServerControlCall *call);

/* Who may do what: server-control-moderation.c and server-control-reset.c */
void server_control_handle_kick     (ServerControlCall *call);
void server_control_handle_ban      (ServerControlCall *call);
void server_control_handle_mute     (ServerControlCall *call);
void server_control_handle_bans     (ServerControlCall *call);
void server_control_handle_log      (ServerControlCall *call);
void server_control_handle_role     (ServerControlCall *call);
void server_control_handle_announce (ServerControlCall *call);
void server_control_handle_reset    (ServerControlCall *call);

G_END_DECLS
