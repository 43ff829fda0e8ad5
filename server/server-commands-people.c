/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-handlers.h"
#include "server-user.h"

static void
agree (ServerCall *call, ServerResult *result)
{
  server_call_build (call);
}

static gboolean
is_online (ServerCall *call, const char *who)
{
  ServerUser *user = server_directory_find_user (call->services->directory, who);

  return user != NULL && server_user_is_online (user);
}

void
server_handle_invite (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_invite (call->actor, arguments->room, arguments->user,
                                                arguments->reason,
                                                is_online (call, arguments->user)),
                      agree);
}

void
server_handle_kick (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_kick (call->actor, arguments->room, arguments->user,
                                              arguments->reason,
                                              is_online (call, arguments->user)),
                      agree);
}

void
server_handle_role (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_role (call->actor, arguments->room, arguments->user,
                                              arguments->role,
                                              is_online (call, arguments->user)),
                      agree);
}

static void
answer_with_members (ServerCall *call, ServerAnswer *answer)
{
  CharlaBuilder *builder = server_call_get_builder (call);

  charla_builder_begin_array (builder, "members");
  for (guint i = 0; i < answer->members->len; i++)
    {
      const ServerMemberInfo *member = answer->members->pdata[i];

      server_objects_add_member (builder, member,
                                 server_directory_is_online (call->services->directory,
                                                             member->user->id));
    }
  charla_builder_end (builder);
  charla_builder_add_bool (builder, "more", answer->has_more);
  server_call_build (call);
}

void
server_handle_members (ServerCall *call, const ServerArguments *arguments)
{
  server_call_query (call,
                     server_query_new_members (call->actor, arguments->room,
                                               MAX (arguments->after, 0),
                                               MAX (arguments->limit, 0)),
                     answer_with_members);
}

/* The directory knows everyone who has an account, and the guests who are here. */
void
server_handle_whois (ServerCall *call, const ServerArguments *arguments)
{
  ServerUser *user = server_directory_find_user (call->services->directory, arguments->user);

  if (user == NULL)
    {
      server_call_deny (call, CHARLA_CODE_UNKNOWN_USER, "There is nobody of that name");
      return;
    }

  server_objects_add_user (server_call_get_builder (call), "user", user->info,
                           server_user_is_online (user));
  server_call_build (call);
}
