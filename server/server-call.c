/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-call.h"

#include "server-user.h"

static void
call_free (ServerCall *self)
{
  self->services->turns->calls--;
  g_object_unref (self->member);
  server_request_clear (&self->request);
  g_free (self->secret);
  g_free (self);
}

/**
 * server_call_start:
 * @services: what it is done with
 * @member: the connection that asks, of somebody who is here
 * @request: what for; it is empty afterwards
 *
 * Does what a request asks for. The answer comes through server_member_answer(),
 * sooner or later, and maybe at once.
 */
void
server_call_start (const ServerServices *services, ServerMember *member, ServerRequest *request)
{
  ServerCall *self = g_new0 (ServerCall, 1);

  services->turns->calls++;
  services->counters->requests[server_commands_get_index (request->command)]++;
  self->services = services;
  self->member = g_object_ref (member);
  self->actor = server_member_get_user (member)->info->id;
  self->request = *request;
  *request = (ServerRequest) { .id = SERVER_NO_ID };

  self->request.command->handle (self, &self->request.arguments);
}

/**
 * server_call_answer:
 * @self: (transfer full): a call
 * @ok: the answer, JSON
 *
 * Answers a call.
 */
void
server_call_answer (ServerCall *self, GBytes *ok)
{
  server_member_answer (self->member, self->request.id, self->request.command->cost, ok, NULL);
  call_free (self);
}

/**
 * server_call_get_builder:
 * @self: a call
 *
 * Returns: (transfer none): where the members of the answer go, which
 *   server_call_build() then gives
 */
CharlaBuilder *
server_call_get_builder (ServerCall *self)
{
  return self->services->builder;
}

/**
 * server_call_build:
 * @self: (transfer full): a call
 *
 * Answers a call with what is in its builder.
 */
void
server_call_build (ServerCall *self)
{
  g_autoptr (GBytes) ok = charla_builder_to_bytes (self->services->builder);

  server_call_answer (self, ok);
}

/**
 * server_call_refuse:
 * @self: (transfer full): a call
 * @error: why, in %CHARLA_CODE_ERROR
 *
 * Answers a call with an error.
 */
void
server_call_refuse (ServerCall *self, const GError *error)
{
  server_counters_add_error (self->services->counters, error);
  server_member_answer (self->member, self->request.id, self->request.command->cost, NULL, error);
  call_free (self);
}

/**
 * server_call_deny:
 * @self: (transfer full): a call
 * @code: why
 * @sentence: the same for a person
 *
 * Answers a call with an error.
 */
void
server_call_deny (ServerCall *self, CharlaCode code, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (CHARLA_CODE_ERROR, code, sentence);

  server_call_refuse (self, error);
}

static void
on_appended (ServerResult *result, gpointer user_data)
{
  ServerCall *self = user_data;

  self->services->turns->ended++;
  if (result->error != NULL)
    server_call_refuse (self, result->error);
  else
    self->appended (self, result);
}

/**
 * server_call_append:
 * @self: (transfer full): a call
 * @change: (transfer full): what is to be written
 * @appended: answers the call when it is on the disk
 *
 * Has something written; if that fails, the call is answered with the error.
 */
void
server_call_append (ServerCall *self, ServerChange *change, ServerAppendedFunc appended)
{
  self->appended = appended;
  self->services->turns->begun++;
  server_event_log_append (self->services->log, change, on_appended, self);
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerCall *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer
    = server_store_query_finish (SERVER_STORE (source), result, &error);

  if (answer == NULL)
    server_call_refuse (self, error);
  else
    self->queried (self, answer);
}

/**
 * server_call_query:
 * @self: (transfer full): a call
 * @query: (transfer full): what is to be read
 * @queried: answers the call when it is read
 *
 * Has something read; if that fails, the call is answered with the error. For a
 * connection that is gone nothing is read any more.
 */
void
server_call_query (ServerCall *self, ServerQuery *query, ServerQueriedFunc queried)
{
  self->queried = queried;
  server_store_query_async (self->services->store, query,
                            server_member_get_cancellable (self->member), on_queried, self);
}
