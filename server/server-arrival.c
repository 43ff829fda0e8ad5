/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-arrival.h"

#include "server-welcome.h"

struct _ServerArrival
{
  const ServerServices *services;
  ServerHello *hello;
  const ServerArrivalFuncs *funcs;
  gpointer user_data;

  GCancellable *cancellable;
  ServerAdmission *admission;
  ServerReplay *replay;
  gboolean is_welcomed;
};

/**
 * server_arrival_free:
 * @self: (transfer full): an arrival
 */
void
server_arrival_free (ServerArrival *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->replay, server_replay_free);
  g_clear_pointer (&self->admission, server_admission_free);
  g_clear_pointer (&self->hello, server_hello_free);
  g_free (self);
}

/* A client that has seen more than there is has seen another store, or this one
 * before it was set back: it begins anew, as one that has missed too much. */
static gboolean
has_gap (ServerArrival *self, ServerAnswer *answer)
{
  return self->hello->since >= 0
         && (answer->is_behind || self->hello->since > answer->cursor);
}

static void
on_welcome (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) ok = NULL;
  g_autoptr (ServerAnswer) answer
    = server_store_query_finish (SERVER_STORE (source), result, &error);
  ServerArrival *self = user_data;
  gboolean is_behind = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (answer == NULL)
    {
      self->funcs->refuse (error, NULL, self->user_data);
      return;
    }

  cancellable = g_object_ref (self->cancellable);
  is_behind = has_gap (self, answer);
  ok = server_welcome_write (self->services, self->admission, answer, is_behind);
  self->is_welcomed = TRUE;
  self->funcs->welcome (ok, self->user_data);
  if (g_cancellable_is_cancelled (cancellable))
    return;

  server_replay_start (self->replay,
                       self->hello->since < 0 || is_behind ? answer->cursor : self->hello->since,
                       answer->cursor);
}

/* What happens from here on is held, so whatever the welcome says stays true. */
static void
on_login (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GError) error = NULL;
  const char *needs = NULL;
  g_autoptr (GError) banned = NULL;
  g_autoptr (ServerAdmission) admission = server_login_finish (result, &needs, &error);
  ServerArrival *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (admission == NULL && !g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN))
    {
      self->funcs->refuse (error, needs, self->user_data);
      return;
    }
  if (!server_directory_check_name (self->services->directory, self->hello->name, FALSE, &banned)
      || admission == NULL)
    {
      self->funcs->refuse (banned != NULL ? banned : error, NULL, self->user_data);
      return;
    }

  cancellable = g_object_ref (self->cancellable);
  self->admission = g_steal_pointer (&admission);
  self->replay = server_replay_new (self->services->log, self->admission->user->id,
                                    &self->funcs->replay, self->user_data);
  self->funcs->admit (self->admission, self->user_data);
  if (g_cancellable_is_cancelled (cancellable))
    return;

  server_store_query_async (self->services->store,
                            server_query_new_welcome (self->admission->user->id,
                                                      self->hello->since),
                            cancellable, on_welcome, self);
}

/**
 * server_arrival_new:
 * @services: what it works with
 * @hello: (transfer full): who somebody says to be
 * @funcs: what it does
 * @user_data: for @funcs
 *
 * Begins an arrival.
 *
 * Returns: (transfer full): an arrival
 */
ServerArrival *
server_arrival_new (const ServerServices *services, ServerHello *hello,
                    const ServerArrivalFuncs *funcs, gpointer user_data)
{
  ServerArrival *self = g_new0 (ServerArrival, 1);

  self->services = services;
  self->hello = hello;
  self->funcs = funcs;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  server_login_async (services, hello, self->cancellable, on_login, self);

  return self;
}

/**
 * server_arrival_get_id:
 * @self: an arrival
 *
 * Returns: by what the client knows the answer to its hello
 */
gint64
server_arrival_get_id (ServerArrival *self)
{
  return self->hello->id;
}

/**
 * server_arrival_is_welcomed:
 * @self: an arrival
 *
 * Returns: whether the hello has been answered
 */
gboolean
server_arrival_is_welcomed (ServerArrival *self)
{
  return self->is_welcomed;
}

/**
 * server_arrival_hold:
 * @self: an arrival
 * @event: something that has just happened, and is in the log
 *
 * Holds an event back until its turn has come.
 */
void
server_arrival_hold (ServerArrival *self, ServerEvent *event)
{
  server_replay_hold (self->replay, event);
}

/**
 * server_arrival_go_on:
 * @self: an arrival
 *
 * The peer has read all that it was sent.
 */
void
server_arrival_go_on (ServerArrival *self)
{
  if (self->replay != NULL)
    server_replay_go_on (self->replay);
}
