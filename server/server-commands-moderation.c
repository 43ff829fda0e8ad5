/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-handlers.h"
#include "server-user.h"

static void
agree (ServerCall *call, ServerResult *result)
{
  server_call_build (call);
}

/* The store knows those who have an account; guests are known while they are here. */
static void
find_out (ServerCall *call, ServerVerdict *verdict)
{
  ServerUser *user = server_directory_find_user (call->services->directory, verdict->who);

  if (user == NULL)
    return;

  verdict->is_online = server_user_is_online (user);
  if (server_user_is_guest (user))
    verdict->guest = user->info->name;
}

static void
judge (ServerCall *call, ServerSanctionKind kind, const ServerArguments *arguments)
{
  ServerVerdict verdict = {
    .who = arguments->user,
    .network = arguments->address,
    .is_on = arguments->on,
    /* 0 is a time like any other, though long past; not to be taken for never. */
    .until = arguments->until < 0 ? 0 : MAX (arguments->until, 1),
    .reason = arguments->reason,
  };

  if ((verdict.who == NULL) == (verdict.network == NULL))
    {
      server_call_deny (call, CHARLA_CODE_BAD_REQUEST,
                        "It takes either the member “user” or the member “address”");
      return;
    }

  if (verdict.who != NULL)
    find_out (call, &verdict);
  server_call_append (call,
                      server_change_new_sanction (kind, call->actor, arguments->room, &verdict),
                      agree);
}

void
server_handle_ban (ServerCall *call, const ServerArguments *arguments)
{
  judge (call, SERVER_SANCTION_BAN, arguments);
}

void
server_handle_mute (ServerCall *call, const ServerArguments *arguments)
{
  judge (call, SERVER_SANCTION_MUTE, arguments);
}

static void
answer_with_page (ServerCall *call, ServerAnswer *answer)
{
  server_call_answer (call, answer->json);
}

void
server_handle_bans (ServerCall *call, const ServerArguments *arguments)
{
  server_call_query (call,
                     server_query_new_bans (call->actor, arguments->room,
                                            MAX (arguments->before, 0),
                                            MAX (arguments->limit, 0)),
                     answer_with_page);
}

void
server_handle_audit (ServerCall *call, const ServerArguments *arguments)
{
  server_call_query (call,
                     server_query_new_audit (call->actor, MAX (arguments->room, 0),
                                             MAX (arguments->before, 0),
                                             MAX (arguments->limit, 0)),
                     answer_with_page);
}
