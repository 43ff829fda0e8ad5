/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-ephemeral.h"
#include "server-log.h"
#include "server-session-private.h"
#include "server-welcome.h"

static void
on_refuse (const GError *error, const char *needs, gpointer user_data)
{
  ServerSession *self = user_data;
  g_autoptr (GBytes) frame = server_dialect_write_error (
    self->dialect, server_arrival_get_id (self->arrival), error, needs);

  server_counters_add_error (self->surroundings->services->counters, error);
  if (server_session_send (self, frame))
    server_session_end (self, error);
}

static void
enter (ServerSession *self, ServerUser *user)
{
  g_autofree char *name = server_log_escape (user->info->name);

  self->user = user;
  server_log_event (G_LOG_LEVEL_INFO, "joined", self->address, name, "\"%s\" joined from %s", name,
                    self->address);
}

static void
on_admit (const ServerAdmission *admission, gpointer user_data)
{
  ServerSession *self = user_data;

  self->token = g_strdup (admission->token);
  enter (self, server_directory_join (self->surroundings->services->directory,
                                      SERVER_MEMBER (self), admission->user));
}

static void
on_welcome (GBytes *ok, gpointer user_data)
{
  ServerSession *self = user_data;
  g_autoptr (GBytes) frame
    = server_dialect_write_answer (self->dialect, server_arrival_get_id (self->arrival), ok);

  if (server_session_send (self, frame))
    server_session_go_on (self);
}

static gboolean
on_replay (GBytes *frames, gpointer user_data)
{
  g_autoptr (ServerSession) self = g_object_ref (user_data);

  if (!server_session_send (self, frames))
    return FALSE;

  server_session_make_room (self);
  return !self->is_over && server_session_has_room (self);
}

static void
on_live (gint64 seq, gpointer user_data)
{
  ServerSession *self = user_data;
  g_autoptr (ServerEvent) event = server_ephemeral_live (seq);

  self->cursor = seq;
  g_clear_pointer (&self->arrival, server_arrival_free);
  server_session_say (self, event);
}

static void
on_replay_failed (const GError *error, gpointer user_data)
{
  g_autoptr (GError) reason = g_error_new_literal (
    CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL, "The server cannot read what you have missed");

  server_session_dismiss (user_data, reason);
}

static const ServerArrivalFuncs arrival_funcs = {
  .refuse = on_refuse,
  .admit = on_admit,
  .welcome = on_welcome,
  .replay = { .send = on_replay, .live = on_live, .failed = on_replay_failed },
};

/* That is all that there is for somebody who only looks. */
static void
show (ServerSession *self, const ServerHello *hello)
{
  g_autoptr (GBytes) ok = server_welcome_write_look (self->surroundings->services);
  g_autoptr (GBytes) frame = server_dialect_write_answer (self->dialect, hello->id, ok);

  if (server_session_send (self, frame))
    server_session_end (self, NULL);
}

static void
begin (ServerSession *self, ServerHello *new_hello)
{
  g_autoptr (ServerHello) hello = new_hello;
  ServerDirectory *directory = self->surroundings->services->directory;
  g_autoptr (GError) error = NULL;

  charla_deadline_stop (&self->deadline);
  self->earlier = self->surroundings->services->turns->begun;
  if (hello->is_look)
    {
      show (self, hello);
      return;
    }
  if (hello->is_guest)
    {
      if (server_directory_check_name (directory, hello->name, TRUE, &error))
        enter (self, server_directory_join_guest (directory, SERVER_MEMBER (self), hello->name));
      else
        server_session_close (self, error);
      return;
    }

  charla_deadlines_start (self->surroundings->silent, &self->deadline, self);
  self->arrival = server_arrival_new (self->surroundings->services, g_steal_pointer (&hello),
                                      &arrival_funcs, self);
  server_session_update_reading (self);
}

/* The networks that somebody who says a hello has to be in. */
static ServerNetworks
get_networks (ServerSession *self, const ServerHello *hello)
{
  if (hello->is_guest)
    return self->surroundings->classic;

  return self->tls != NULL ? SERVER_NETWORKS_ANY : self->surroundings->plain;
}

/* Others on the way have read what was said already, so that the log tells of it. */
static void
send_to_tls (ServerSession *self, const ServerHello *hello)
{
  g_autoptr (GError) error = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_REQUIRED,
                                                  "From that network it takes TLS");
  g_autoptr (GError) reason = g_error_new_literal (
    CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_REQUIRED,
    hello->token != NULL || hello->password != NULL || hello->join != NULL
      ? "It said hello without TLS, with a secret that others may have read"
      : "It said hello without TLS");
  g_autoptr (GBytes) frame = server_dialect_write_error (self->dialect, hello->id, error, "tls");

  if (server_session_send (self, frame))
    server_session_end (self, reason);
}

static void
refuse_network (ServerSession *self, const ServerHello *hello)
{
  if (hello->is_guest)
    server_session_refuse (self, CHARLA_ERROR_NOT_CHARLA,
                           "It speaks the classic dialect, which is not spoken with its network");
  else
    send_to_tls (self, hello);
}

static void
take_hello (ServerSession *self, ServerHello *new_hello)
{
  g_autoptr (ServerHello) hello = new_hello;
  g_autoptr (GError) error = NULL;
  GSocket *socket = server_session_get_socket (self);

  if (!server_networks_include_peer (get_networks (self, hello), socket))
    refuse_network (self, hello);
  else if (server_session_use_hello (self, &error))
    {
      hello->place = server_networks_get_place (socket);
      begin (self, g_steal_pointer (&hello));
    }
  else
    server_session_refuse_frame (self, hello->id, error);
}

/**
 * server_session_take_hello: (skip)
 * @self: a session
 * @payload: the first that its peer has said
 *
 * Finds out in which dialect that is, and who it is.
 */
void
server_session_take_hello (ServerSession *self, GBytes *payload)
{
  GPtrArray *dialects = self->surroundings->dialects;
  g_autoptr (ServerHello) read = server_hello_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < dialects->len; i++)
    {
      g_clear_error (&error);
      self->dialect = dialects->pdata[i];
      if (server_dialect_read_hello (self->dialect, payload, read, &error))
        {
          take_hello (self, g_steal_pointer (&read));
          return;
        }
      if (!g_error_matches (error, CHARLA_ERROR, CHARLA_ERROR_NOT_CHARLA))
        break;
    }

  server_session_refuse_frame (self, read->id, error);
}
