/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-handlers.h"

static gboolean
is_with_online (ServerCall *call, const ServerRoomInfo *room)
{
  return room->with != NULL
         && server_directory_is_online (call->services->directory, room->with->id);
}

static void
answer_with_room (ServerCall *call, ServerResult *result)
{
  server_objects_add_room (server_call_get_builder (call), "room", result->room,
                           is_with_online (call, result->room));
  server_call_build (call);
}

static void
agree (ServerCall *call, ServerResult *result)
{
  server_call_build (call);
}

static void
answer_with_rooms (ServerCall *call, ServerAnswer *answer)
{
  CharlaBuilder *builder = server_call_get_builder (call);

  charla_builder_begin_array (builder, "rooms");
  for (guint i = 0; i < answer->rooms->len; i++)
    server_objects_add_room (builder, NULL, answer->rooms->pdata[i], FALSE);
  charla_builder_end (builder);
  charla_builder_add_bool (builder, "more", answer->has_more);
  server_call_build (call);
}

void
server_handle_rooms (ServerCall *call, const ServerArguments *arguments)
{
  server_call_query (call,
                     server_query_new_rooms (call->actor, arguments->query,
                                             MAX (arguments->after, 0), MAX (arguments->limit, 0)),
                     answer_with_rooms);
}

void
server_handle_create (ServerCall *call, const ServerArguments *arguments)
{
  const char *topic = arguments->topic != NULL ? arguments->topic : "";

  server_call_append (call,
                      server_change_new_create (call->actor, arguments->name, arguments->kind,
                                                topic),
                      answer_with_room);
}

void
server_handle_join (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call, server_change_new_join (call->actor, arguments->room),
                      answer_with_room);
}

void
server_handle_leave (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call, server_change_new_leave (call->actor, arguments->room),
                      answer_with_room);
}

void
server_handle_topic (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_topic (call->actor, arguments->room, arguments->topic),
                      agree);
}

void
server_handle_rename (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_rename (call->actor, arguments->room, arguments->name),
                      agree);
}

void
server_handle_direct (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call, server_change_new_direct (call->actor, arguments->user),
                      answer_with_room);
}
