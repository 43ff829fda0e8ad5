/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-call.h"

G_BEGIN_DECLS

/* What the commands do: server-commands.c is their table, docs/protocol.md says what
 * each of them means. */

/* Messages: server-commands-messages.c */
void server_handle_post    (ServerCall *call, const ServerArguments *arguments);
void server_handle_say     (ServerCall *call, const ServerArguments *arguments);
void server_handle_edit    (ServerCall *call, const ServerArguments *arguments);
void server_handle_delete  (ServerCall *call, const ServerArguments *arguments);
void server_handle_react   (ServerCall *call, const ServerArguments *arguments);
void server_handle_history (ServerCall *call, const ServerArguments *arguments);
void server_handle_search  (ServerCall *call, const ServerArguments *arguments);
void server_handle_read    (ServerCall *call, const ServerArguments *arguments);
void server_handle_typing  (ServerCall *call, const ServerArguments *arguments);

/* Rooms: server-commands-rooms.c */
void server_handle_rooms   (ServerCall *call, const ServerArguments *arguments);
void server_handle_create  (ServerCall *call, const ServerArguments *arguments);
void server_handle_join    (ServerCall *call, const ServerArguments *arguments);
void server_handle_leave   (ServerCall *call, const ServerArguments *arguments);
void server_handle_topic   (ServerCall *call, const ServerArguments *arguments);
void server_handle_rename  (ServerCall *call, const ServerArguments *arguments);
void server_handle_direct  (ServerCall *call, const ServerArguments *arguments);

/* People: server-commands-people.c */
void server_handle_invite  (ServerCall *call, const ServerArguments *arguments);
void server_handle_kick    (ServerCall *call, const ServerArguments *arguments);
void server_handle_role    (ServerCall *call, const ServerArguments *arguments);
void server_handle_members (ServerCall *call, const ServerArguments *arguments);
void server_handle_whois   (ServerCall *call, const ServerArguments *arguments);

/* Order: server-commands-moderation.c */
void server_handle_ban     (ServerCall *call, const ServerArguments *arguments);
void server_handle_mute    (ServerCall *call, const ServerArguments *arguments);
void server_handle_bans    (ServerCall *call, const ServerArguments *arguments);
void server_handle_audit   (ServerCall *call, const ServerArguments *arguments);

/* One's own account: server-commands-account.c */
void server_handle_status   (ServerCall *call, const ServerArguments *arguments);
void server_handle_password (ServerCall *call, const ServerArguments *arguments);
void server_handle_logout   (ServerCall *call, const ServerArguments *arguments);
void server_handle_ping     (ServerCall *call, const ServerArguments *arguments);

G_END_DECLS
