/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-call.h"

#include <unistd.h>

#include "server-control-peer.h"
#include "server-request.h"

static void
call_free (ServerControlCall *self)
{
  self->services->turns->calls--;
  server_control_call_set_data (self, NULL, NULL);
  if (self->file >= 0)
    close (self->file);
  g_clear_object (&self->peer);
  g_clear_pointer (&self->message, charla_message_unref);
  g_free (self->actor);
  g_free (self);
}

static gboolean
read_request (ServerControlCall *self, GError **error)
{
  const char *name = charla_message_get_string (self->message, "do");

  self->command = name != NULL ? server_control_command_find (name) : NULL;
  if (self->command == NULL)
    {
      g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST,
                           "The server does not know this command");
      return FALSE;
    }
  if (self->command->takes_file != (self->file >= 0))
    {
      g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST,
                           self->file >= 0 ? "No file goes with this command"
                                           : "A file goes with this command");
      return FALSE;
    }

  return server_arguments_read (&self->arguments, self->command->fields, self->message, error);
}

/**
 * server_control_call_start:
 * @peer: who asks
 * @message: what for
 * @file: (transfer full): a descriptor that came with it, or -1
 *
 * Does what an administrator asks for. The answer comes through
 * server_control_peer_answer(), sooner or later, and maybe at once.
 */
void
server_control_call_start (ServerControlPeer *peer, CharlaMessage *message, int file)
{
  ServerControlCall *self = g_new0 (ServerControlCall, 1);
  g_autoptr (GError) error = NULL;

  self->peer = g_object_ref (peer);
  self->surroundings = server_control_peer_get_surroundings (peer);
  self->services = self->surroundings->services;
  self->services->turns->calls++;
  self->actor = g_strdup (server_control_peer_get_actor (peer));
  self->message = charla_message_ref (message);
  self->file = file;
  self->id = SERVER_NO_ID;
  charla_message_get_int (message, "id", &self->id);

  if (read_request (self, &error))
    self->command->handle (self);
  else
    server_control_call_refuse (self, error);
}

static void
send_answer (ServerControlCall *self, const char *member, GBytes *value)
{
  CharlaBuilder *builder = self->services->builder;
  g_autoptr (GBytes) frame = NULL;

  if (self->id != SERVER_NO_ID)
    charla_builder_add_int (builder, "re", self->id);
  charla_builder_add_json (builder, member, value);
  frame = charla_builder_to_frame (builder);
  server_control_peer_answer (self->peer, frame);
  call_free (self);
}

/**
 * server_control_call_answer:
 * @self: (transfer full): a call
 * @ok: the answer, JSON
 *
 * Answers a call.
 */
void
server_control_call_answer (ServerControlCall *self, GBytes *ok)
{
  send_answer (self, "ok", ok);
}

/**
 * server_control_call_get_builder:
 * @self: a call
 *
 * Returns: (transfer none): where the members of the answer go, which
 *   server_control_call_build() then gives
 */
CharlaBuilder *
server_control_call_get_builder (ServerControlCall *self)
{
  return self->services->builder;
}

/**
 * server_control_call_build:
 * @self: (transfer full): a call
 *
 * Answers a call with what is in its builder.
 */
void
server_control_call_build (ServerControlCall *self)
{
  g_autoptr (GBytes) ok = charla_builder_to_bytes (self->services->builder);

  server_control_call_answer (self, ok);
}

/**
 * server_control_call_refuse:
 * @self: (transfer full): a call
 * @error: why, in %CHARLA_CODE_ERROR; of any other it is told that it was internal
 *
 * Answers a call with an error.
 */
void
server_control_call_refuse (ServerControlCall *self, const GError *error)
{
  CharlaBuilder *builder = self->services->builder;
  CharlaCode code = error->domain == CHARLA_CODE_ERROR ? (CharlaCode) error->code
                                                       : CHARLA_CODE_INTERNAL;
  g_autoptr (GBytes) object = NULL;

  charla_builder_add_string (builder, "code", charla_code_to_string (code));
  charla_builder_add_string (builder, "text", error->message);
  object = charla_builder_to_bytes (builder);
  send_answer (self, "error", object);
}

/**
 * server_control_call_deny:
 * @self: (transfer full): a call
 * @code: why
 * @sentence: the same for a person
 *
 * Answers a call with an error.
 */
void
server_control_call_deny (ServerControlCall *self, CharlaCode code, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (CHARLA_CODE_ERROR, code, sentence);

  server_control_call_refuse (self, error);
}

static void
on_appended (ServerResult *result, gpointer user_data)
{
  ServerControlCall *self = user_data;

  self->services->turns->ended++;
  if (result->error != NULL)
    server_control_call_refuse (self, result->error);
  else
    self->appended (self, result);
}

/**
 * server_control_call_append:
 * @self: (transfer full): a call
 * @change: (transfer full): what is to be written
 * @appended: answers the call when it is on the disk
 *
 * Has something written; if that fails, the call is answered with the error.
 */
void
server_control_call_append (ServerControlCall *self, ServerChange *change,
                            ServerControlAppendedFunc appended)
{
  self->appended = appended;
  self->services->turns->begun++;
  server_event_log_append (self->services->log, change, on_appended, self);
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerControlCall *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer
    = server_store_query_finish (SERVER_STORE (source), result, &error);

  if (answer == NULL)
    server_control_call_refuse (self, error);
  else
    self->queried (self, answer);
}

/**
 * server_control_call_query:
 * @self: (transfer full): a call
 * @query: (transfer full): what is to be read
 * @queried: answers the call when it is read
 *
 * Has something read; if that fails, the call is answered with the error. For who is
 * gone nothing is read any more.
 */
void
server_control_call_query (ServerControlCall *self, ServerQuery *query,
                           ServerControlQueriedFunc queried)
{
  self->queried = queried;
  server_store_query_async (self->services->store, query,
                            server_control_peer_get_cancellable (self->peer), on_queried, self);
}

/**
 * server_control_call_get_cancellable:
 * @self: a call
 *
 * Returns: (transfer none): is cancelled when who asks is gone
 */
GCancellable *
server_control_call_get_cancellable (ServerControlCall *self)
{
  return server_control_peer_get_cancellable (self->peer);
}

/**
 * server_control_call_steal_file:
 * @self: a call of a command that takes a file
 *
 * Returns: the descriptor, which the caller closes
 */
int
server_control_call_steal_file (ServerControlCall *self)
{
  int file = self->file;

  self->file = -1;
  return file;
}

/**
 * server_control_call_tell:
 * @self: a call
 * @frame: an event, as a frame
 *
 * Tells who asks something before the answer. They are gone, too, when they do not read.
 *
 * Returns: whether they are still there
 */
gboolean
server_control_call_tell (ServerControlCall *self, GBytes *frame)
{
  return server_control_peer_send (self->peer, frame);
}

/**
 * server_control_call_set_data:
 * @self: a call
 * @data: (nullable): what its handler wants to remember
 * @destroy: (nullable): frees it, when the call is over
 */
void
server_control_call_set_data (ServerControlCall *self, gpointer data, GDestroyNotify destroy)
{
  if (self->data != NULL && self->destroy_data != NULL)
    self->destroy_data (self->data);
  self->data = data;
  self->destroy_data = destroy;
}
