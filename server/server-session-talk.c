/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-call.h"
#include "server-ephemeral.h"
#include "server-log.h"
#include "server-session-private.h"
#include "server-welcome.h"

/* When more than this waits for a peer, in bytes, it reads before it asks for more. */
#define UNREAD_MAX (256 * 1024)

/**
 * server_session_is_arriving: (skip)
 * @self: a session
 *
 * Returns: whether its hello is still to be answered
 */
gboolean
server_session_is_arriving (ServerSession *self)
{
  return self->arrival != NULL && !server_arrival_is_welcomed (self->arrival);
}

/**
 * server_session_update_reading: (skip)
 * @self: a session
 *
 * Reads what the peer says, or not: it waits until its hello is answered, while too
 * much of what it asks for is under way, and until it has read the answers.
 */
void
server_session_update_reading (ServerSession *self)
{
  if (server_session_is_arriving (self) || self->in_flight >= SERVER_COST_MAX || self->is_full || self->is_stopping)
    charla_connection_pause (self->connection);
  else
    charla_connection_resume (self->connection);
}

static gboolean
has_room (ServerSession *self)
{
  return charla_connection_get_queued (self->connection) < UNREAD_MAX;
}

static void
update_backlog (ServerSession *self)
{
  server_backlog_set (self->surroundings->backlog, &self->backlog, self,
                      has_room (self) ? 0 : charla_connection_get_queued (self->connection));
}

/* Whoever has not read for longest has to go, at once, where too much waits for all
 * together. That may be @self. */
static void
make_room (ServerSession *self)
{
  ServerSession *slowest = NULL;
  g_autoptr (GError) reason
    = g_error_new_literal (CHARLA_ERROR, CHARLA_ERROR_TOO_SLOW,
                           "It does not read, like others, and too much waits for them");

  update_backlog (self);
  while ((slowest = server_backlog_get_excess (self->surroundings->backlog)) != NULL)
    server_session_close (slowest, reason);
}

/* After an answer: whoever does not read them gets no more of them. */
static void
note_room (ServerSession *self)
{
  self->is_full |= !has_room (self);
  make_room (self);
  server_session_go_on (self);
}

static void
let_go (ServerSession *self, const GError *error)
{
  g_autoptr (GError) reason = NULL;

  if (!g_error_matches (error, CHARLA_ERROR, CHARLA_ERROR_TOO_SLOW))
    {
      server_session_close (self, error);
      return;
    }

  reason = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_TOO_SLOW, error->message);
  server_session_dismiss (self, reason);
}

/* FALSE when that was the end of the session. */
static gboolean
send (ServerSession *self, GBytes *frames)
{
  g_autoptr (GError) error = NULL;
  gboolean is_first = charla_connection_get_queued (self->connection) == 0;

  if (self->is_over)
    return FALSE;

  if (!charla_connection_send (self->connection, frames, &error))
    {
      let_go (self, error);
      return FALSE;
    }

  server_counters_add_sent (self->surroundings->services->counters, frames);
  /* What goes out with something else is not told to the clock once more. */
  if (is_first && server_dialect_has_pings (self->dialect))
    charla_deadlines_start (self->surroundings->quiet, &self->quiet, self);
  return TRUE;
}

/**
 * server_session_say: (skip)
 * @self: a session
 * @event: what the peer is told, if its dialect has a word for it
 */
void
server_session_say (ServerSession *self, ServerEvent *event)
{
  GBytes *frames = server_event_get_frames (event, self->dialect);

  if (frames != NULL)
    send (self, frames);
}

static void
on_refuse (const GError *error, const char *needs, gpointer user_data)
{
  ServerSession *self = user_data;
  g_autoptr (GBytes) frame = server_dialect_write_error (
    self->dialect, server_arrival_get_id (self->arrival), error, needs);

  server_counters_add_error (self->surroundings->services->counters, error);
  if (send (self, frame))
    server_session_end (self, error);
}

static void
enter (ServerSession *self, ServerUser *user)
{
  g_autofree char *name = server_log_escape (user->info->name);

  self->user = user;
  server_log (G_LOG_LEVEL_INFO, self->address, "\"%s\" joined from %s", name, self->address);
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

  if (send (self, frame))
    server_session_go_on (self);
}

static gboolean
on_replay (GBytes *frames, gpointer user_data)
{
  g_autoptr (ServerSession) self = g_object_ref (user_data);

  if (!send (self, frames))
    return FALSE;

  make_room (self);
  return !self->is_over && has_room (self);
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

  if (send (self, frame))
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

/* What the peer says has no place in its dialect, and the same may be true of all
 * that follows. */
static void
refuse_frame (ServerSession *self, gint64 id, const GError *error)
{
  g_autoptr (GError) reason = g_error_new_literal (
    CHARLA_CODE_ERROR,
    error->domain == CHARLA_CODE_ERROR ? error->code : CHARLA_CODE_BAD_REQUEST, error->message);
  g_autoptr (GBytes) frame = server_dialect_write_error (self->dialect, id, reason, NULL);

  if (frame == NULL)
    server_session_close (self, error);
  else if (send (self, frame))
    server_session_end (self, error);
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

  if (send (self, frame))
    server_session_end (self, reason);
}

static void
take_hello (ServerSession *self, ServerHello *new_hello)
{
  g_autoptr (ServerHello) hello = new_hello;
  GSocket *socket = server_session_get_socket (self);

  if (server_networks_include_peer (get_networks (self, hello), socket))
    begin (self, g_steal_pointer (&hello));
  else if (hello->is_guest)
    server_session_refuse (self, CHARLA_ERROR_NOT_CHARLA,
                           "It speaks the classic dialect, which is not spoken with its network");
  else
    send_to_tls (self, hello);
}

static void
hello (ServerSession *self, GBytes *payload)
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

  refuse_frame (self, read->id, error);
}

static void
refuse_request (ServerSession *self, gint64 id, const GError *error)
{
  g_autoptr (GBytes) frame = server_dialect_write_error (self->dialect, id, error, NULL);

  server_counters_add_error (self->surroundings->services->counters, error);
  if (send (self, frame))
    note_room (self);
}

static void
request (ServerSession *self, GBytes *payload)
{
  g_auto (ServerRequest) asked = { SERVER_NO_ID };
  g_autoptr (GError) error = NULL;

  if (!server_dialect_read_request (self->dialect, payload, &asked, &error))
    {
      if (error->domain == CHARLA_CODE_ERROR)
        refuse_request (self, asked.id, error);
      else
        refuse_frame (self, SERVER_NO_ID, error);
      return;
    }
  if (asked.command == NULL)
    return;

  self->in_flight += asked.command->cost;
  server_session_update_reading (self);
  server_call_start (self->surroundings->services, SERVER_MEMBER (self), &asked);
}

/**
 * server_session_receive: (skip)
 * @self: a session
 * @payload: what the peer has said
 */
void
server_session_receive (ServerSession *self, GBytes *payload)
{
  if (self->dialect == NULL)
    hello (self, payload);
  else
    request (self, payload);
}

/**
 * server_session_go_on: (skip)
 * @self: a session
 *
 * Goes on with what had to wait: the peer has read all that it was sent, or a request
 * has been answered.
 */
void
server_session_go_on (ServerSession *self)
{
  g_autoptr (GError) reason = NULL;

  if (self->is_over)
    return;

  if (self->is_stopping && self->in_flight == 0 && !server_session_is_arriving (self))
    {
      reason = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_SHUTTING_DOWN,
                                    "The server stops");
      server_session_dismiss (self, reason);
      return;
    }

  update_backlog (self);
  if (has_room (self))
    self->is_full = FALSE;
  server_session_update_reading (self);
  if (self->arrival != NULL && charla_connection_get_queued (self->connection) == 0)
    server_arrival_go_on (self->arrival);
}

static ServerUser *
server_session_get_user (ServerMember *member)
{
  return SERVER_SESSION (member)->user;
}

static const char *
server_session_get_token (ServerMember *member)
{
  return SERVER_SESSION (member)->token;
}

static GCancellable *
server_session_get_cancellable (ServerMember *member)
{
  ServerSession *self = SERVER_SESSION (member);

  if (self->gone == NULL)
    {
      self->gone = g_cancellable_new ();
      if (self->is_over)
        g_cancellable_cancel (self->gone);
    }

  return self->gone;
}

/* Nobody has told a guest where in the log they are: what was said before they came
 * is not for them, even if it is not on the disk yet. */
static gboolean
is_news (ServerSession *self, gint64 seq)
{
  if (server_user_is_guest (self->user))
    return self->surroundings->services->turns->ended > self->earlier;

  return seq > self->cursor;
}

/* Until it is live, what is in the log waits for its turn. What is not is told at
 * once, but for what the welcome is going to say. */
static void
server_session_deliver (ServerMember *member, ServerEvent *event)
{
  ServerSession *self = SERVER_SESSION (member);
  gint64 seq = server_event_get_seq (event);

  if (self->is_full && has_room (self))
    server_session_go_on (self);
  if (self->is_over)
    return;

  if (self->arrival != NULL && seq > 0)
    server_arrival_hold (self->arrival, event);
  else if (self->arrival != NULL ? server_arrival_is_welcomed (self->arrival)
                                 : seq == 0 || is_news (self, seq))
    server_session_say (self, event);
}

static void
server_session_answer (ServerMember *member, gint64 id, guint cost, GBytes *ok,
                       const GError *error)
{
  ServerSession *self = SERVER_SESSION (member);
  g_autoptr (GBytes) frame = NULL;

  self->in_flight -= cost;
  if (self->is_over)
    return;

  frame = error != NULL ? server_dialect_write_error (self->dialect, id, error, NULL)
                        : server_dialect_write_answer (self->dialect, id, ok);
  if (frame != NULL && !send (self, frame))
    return;

  note_room (self);
}

static void
server_session_dismiss_member (ServerMember *member, const GError *reason)
{
  server_session_dismiss (SERVER_SESSION (member), reason);
}

/**
 * server_session_init_member: (skip)
 * @iface: the interface of a session as a member
 */
void
server_session_init_member (ServerMemberInterface *iface)
{
  iface->get_user = server_session_get_user;
  iface->get_token = server_session_get_token;
  iface->get_cancellable = server_session_get_cancellable;
  iface->deliver = server_session_deliver;
  iface->answer = server_session_answer;
  iface->dismiss = server_session_dismiss_member;
}
