/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-handlers.h"
#include "server-id.h"
#include "server-ephemeral.h"
#include "server-user.h"

static void
answer_with_place (ServerCall *call, ServerResult *result)
{
  CharlaBuilder *builder = server_call_get_builder (call);

  charla_builder_add_int (builder, "seq", result->seq);
  charla_builder_add_int (builder, "time", result->time);
  server_call_build (call);
}

static void
answer_with_seq (ServerCall *call, ServerResult *result)
{
  charla_builder_add_int (server_call_get_builder (call), "seq", result->seq);
  server_call_build (call);
}

void
server_handle_post (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_post (call->actor, arguments->room, arguments->text,
                                              arguments->nonce, MAX (arguments->reply, 0)),
                      answer_with_place);
}

/* The one who has said it is not told of it, as in the original. */
static void
on_said (ServerCall *call, ServerResult *result)
{
  server_directory_set_speaker (call->services->directory, call->member, result->seq);
  server_call_build (call);
}

void
server_handle_say (ServerCall *call, const ServerArguments *arguments)
{
  const char *name = server_member_get_user (call->member)->info->name;

  server_call_append (call, server_change_new_guest_post (name, arguments->text), on_said);
}

void
server_handle_edit (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_edit (call->actor, arguments->seq, arguments->text),
                      answer_with_place);
}

void
server_handle_delete (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call, server_change_new_delete (call->actor, arguments->seq),
                      answer_with_seq);
}

void
server_handle_react (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_react (call->actor, arguments->seq, arguments->emoji,
                                               arguments->on),
                      answer_with_seq);
}

static void
answer_with_page (ServerCall *call, ServerAnswer *answer)
{
  server_call_answer (call, answer->json);
}

/* For the store 0 is none: before the first event there is nothing, as before 0. */
static gint64
get_bound (gint64 seq)
{
  return seq < 0 ? 0 : MAX (seq, 1);
}

void
server_handle_history (ServerCall *call, const ServerArguments *arguments)
{
  guint n_ways
    = (arguments->before >= 0) + (arguments->after >= 0) + (arguments->around >= 0);
  gint64 after = arguments->after > 0 ? arguments->after : arguments->after == 0 ? -1 : 0;

  if (n_ways > 1)
    {
      server_call_deny (call, CHARLA_CODE_BAD_REQUEST,
                        "Of “before”, “after” and “around” there may be one");
      return;
    }

  server_call_query (call,
                     server_query_new_history (call->actor, arguments->room,
                                               get_bound (arguments->before), after,
                                               get_bound (arguments->around),
                                               MAX (arguments->limit, 0)),
                     answer_with_page);
}

/* The store knows guests by their ids only. */
static const char *
find_author (ServerCall *call, const char *who, char id[SERVER_ID_SIZE])
{
  ServerUser *user
    = who != NULL ? server_directory_find_user (call->services->directory, who) : NULL;

  if (user == NULL || !server_user_is_guest (user))
    return who;

  server_user_id_write (user->id, id);
  return id;
}

void
server_handle_search (ServerCall *call, const ServerArguments *arguments)
{
  char id[SERVER_ID_SIZE];

  server_call_query (call,
                     server_query_new_search (call->actor, arguments->text,
                                              MAX (arguments->room, 0),
                                              find_author (call, arguments->user, id),
                                              get_bound (arguments->before),
                                              MAX (arguments->limit, 0)),
                     answer_with_page);
}

static void
on_read (ServerCall *call, ServerResult *result)
{
  ServerDirectory *directory = call->services->directory;
  g_autoptr (ServerEvent) event = NULL;

  if (result->has_changed)
    {
      event = server_ephemeral_read (call->request.arguments.room, call->actor, result->seq);
      server_directory_tell_of_read (directory, event, call->request.arguments.room, call->actor,
                                     call->member);
    }

  charla_builder_add_int (server_call_get_builder (call), "seq", result->seq);
  server_call_build (call);
}

void
server_handle_read (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_read (call->actor, arguments->room, arguments->seq),
                      on_read);
}

void
server_handle_typing (ServerCall *call, const ServerArguments *arguments)
{
  g_autoptr (GError) error = NULL;

  if (!server_directory_type (call->services->directory, call->actor, arguments->room,
                              arguments->on, &error))
    {
      server_call_refuse (call, error);
      return;
    }

  server_call_build (call);
}
