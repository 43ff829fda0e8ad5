/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-handlers.h"
#include "server-control-room.h"
#include "server-ephemeral.h"
#include "server-id.h"

static void
agree (ServerControlCall *call, ServerResult *result)
{
  server_control_call_build (call);
}

/* What an administrator does is said to be theirs, in what others are told of it and in
 * the audit. */
static void
append (ServerControlCall *call, ServerChange *change, ServerControlAppendedFunc appended)
{
  server_change_set_administrator (change, call->actor);
  server_control_call_append (call, change, appended);
}

static ServerUser *
find_user (ServerControlCall *call)
{
  return call->arguments.user != NULL
           ? server_directory_find_user (call->services->directory, call->arguments.user)
           : NULL;
}

static gboolean
is_online (ServerControlCall *call)
{
  ServerUser *user = find_user (call);

  return user != NULL && server_user_is_online (user);
}

/* Nobody leaves the Lobby, so that who is removed from it is so from the server. */
static void
on_kicked (ServerControlCall *call, ServerResult *result)
{
  ServerUser *user = find_user (call);
  const char *why = call->arguments.reason;
  g_autoptr (GError) reason = g_error_new_literal (
    CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN,
    why != NULL && *why != '\0' ? why : "The administrator has removed you");

  if (user != NULL && call->arguments.room == SERVER_LOBBY)
    server_directory_dismiss (call->services->directory, user->id, reason);
  server_control_call_build (call);
}

static void
kick (ServerControlCall *call)
{
  const ServerArguments *arguments = &call->arguments;

  if (arguments->room == SERVER_LOBBY && !is_online (call))
    server_control_call_deny (call, CHARLA_CODE_CONFLICT, "They are not here");
  else
    append (call,
            server_change_new_kick (0, arguments->room, arguments->user, arguments->reason,
                                    is_online (call)),
            on_kicked);
}

void
server_control_handle_kick (ServerControlCall *call)
{
  server_control_call_find_room (call, kick);
}

static void
judge (ServerControlCall *call, ServerSanctionKind kind)
{
  const ServerArguments *arguments = &call->arguments;
  ServerUser *user = find_user (call);
  ServerVerdict verdict = {
    .who = arguments->user,
    .network = arguments->address,
    .is_on = arguments->on,
    .is_online = user != NULL && server_user_is_online (user),
    .until = MAX (arguments->until, 0),
    .reason = arguments->reason,
  };

  if (user != NULL && server_user_is_guest (user))
    verdict.guest = user->info->name;

  append (call, server_change_new_sanction (kind, 0, arguments->room, &verdict), agree);
}

static void
ban (ServerControlCall *call)
{
  judge (call, SERVER_SANCTION_BAN);
}

void
server_control_handle_ban (ServerControlCall *call)
{
  if ((call->arguments.user == NULL) == (call->arguments.address == NULL))
    server_control_call_deny (call, CHARLA_CODE_BAD_REQUEST,
                              "It takes either the member “user” or the member “address”");
  else
    server_control_call_find_room (call, ban);
}

static void
mute (ServerControlCall *call)
{
  judge (call, SERVER_SANCTION_MUTE);
}

void
server_control_handle_mute (ServerControlCall *call)
{
  server_control_call_find_room (call, mute);
}

static void
answer_with_page (ServerControlCall *call, ServerAnswer *answer)
{
  server_control_call_answer (call, answer->json);
}

static void
list_bans (ServerControlCall *call)
{
  const ServerArguments *arguments = &call->arguments;

  server_control_call_query (call,
                             server_query_new_bans (0, arguments->room,
                                                    MAX (arguments->before, 0),
                                                    SERVER_PAGE_LIMIT),
                             answer_with_page);
}

static void
list_log (ServerControlCall *call)
{
  const ServerArguments *arguments = &call->arguments;

  server_control_call_query (call,
                             server_query_new_audit (0, arguments->room,
                                                     MAX (arguments->before, 0),
                                                     MAX (arguments->limit, 0)),
                             answer_with_page);
}

/* Without a room it is about all of them. */
static void
list (ServerControlCall *call, ServerControlRoomFunc func)
{
  if (call->arguments.query != NULL)
    {
      server_control_call_find_room (call, func);
      return;
    }

  call->arguments.room = 0;
  func (call);
}

void
server_control_handle_bans (ServerControlCall *call)
{
  list (call, list_bans);
}

void
server_control_handle_log (ServerControlCall *call)
{
  list (call, list_log);
}

static void
on_kind (ServerControlCall *call, ServerResult *result)
{
  server_directory_update_user (call->services->directory, result->user);
  server_control_call_build (call);
}

static void
set_role (ServerControlCall *call)
{
  const ServerArguments *arguments = &call->arguments;

  append (call,
          server_change_new_role (0, arguments->room, arguments->user, arguments->role,
                                  is_online (call)),
          agree);
}

/* A role is one in a room; what kind of user somebody is holds everywhere. */
void
server_control_handle_role (ServerControlCall *call)
{
  ServerArguments *arguments = &call->arguments;
  ServerUserKind kind;

  if (server_role_from_string (arguments->text, &arguments->role))
    server_control_call_find_room (call, set_role);
  else if (!server_user_kind_from_string (arguments->text, &kind) || kind == SERVER_USER_GUEST)
    server_control_call_deny (call, CHARLA_CODE_BAD_REQUEST,
                              "A role is “member”, “moderator” or “owner”, or of the whole "
                              "server “user”, “bot” or “admin”");
  else if (arguments->query != NULL)
    server_control_call_deny (call, CHARLA_CODE_BAD_REQUEST,
                              "That is a role of the whole server, not of a room");
  else
    append (call, server_change_new_set_kind (0, arguments->user, kind), on_kind);
}

/* It is told to those who are here, and to nobody later: what is to stay is posted. */
static void
on_announced (ServerControlCall *call, ServerResult *result)
{
  g_autoptr (ServerEvent) event = server_ephemeral_notice (call->arguments.text);

  server_directory_tell_all (call->services->directory, event);
  server_control_call_build (call);
}

void
server_control_handle_announce (ServerControlCall *call)
{
  append (call, server_change_new_announce (0, call->arguments.text), on_announced);
}
