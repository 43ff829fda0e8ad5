/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-call.h"
#include "server-session-private.h"
#include "server-wait-error.h"

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
 * much of what it asks for is under way, until it has read the answers, and a while if
 * it does too much.
 */
void
server_session_update_reading (ServerSession *self)
{
  if (server_session_is_arriving (self) || self->in_flight >= SERVER_COST_MAX
      || self->is_full || self->is_slowed || self->is_stopping)
    charla_connection_pause (self->connection);
  else
    charla_connection_resume (self->connection);
}

/**
 * server_session_has_room: (skip)
 * @self: a session
 *
 * Returns: whether so little waits for the peer that it may be told more
 */
gboolean
server_session_has_room (ServerSession *self)
{
  return charla_connection_get_queued (self->connection) < UNREAD_MAX;
}

static void
update_backlog (ServerSession *self)
{
  server_backlog_set (self->surroundings->backlog, &self->backlog, self,
                      server_session_has_room (self) ? 0 : charla_connection_get_queued (self->connection));
}

/**
 * server_session_make_room: (skip)
 * @self: a session
 *
 * Whoever has not read for longest has to go, at once, where too much waits for all
 * together. That may be @self.
 */
void
server_session_make_room (ServerSession *self)
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
  self->is_full |= !server_session_has_room (self);
  server_session_make_room (self);
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

/**
 * server_session_send: (skip)
 * @self: a session
 * @frames: frames
 *
 * Returns: %FALSE when that was the end of the session
 */
gboolean
server_session_send (ServerSession *self, GBytes *frames)
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
    server_session_send (self, frames);
}

/**
 * server_session_refuse_frame: (skip)
 * @self: a session
 * @id: by what the peer knows what it has said, or %SERVER_NO_ID
 * @error: what is wrong with it
 *
 * Ends a session whose peer says what has no place in its dialect: the same may be true
 * of all that follows.
 */
void
server_session_refuse_frame (ServerSession *self, gint64 id, const GError *error)
{
  g_autoptr (GError) reason
    = error->domain == CHARLA_CODE_ERROR || error->domain == SERVER_WAIT_ERROR
        ? g_error_copy (error)
        : g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST, error->message);
  g_autoptr (GBytes) frame = server_dialect_write_error (self->dialect, id, reason, NULL);

  if (frame == NULL)
    server_session_close (self, error);
  else if (server_session_send (self, frame))
    server_session_end (self, error);
}

static void
refuse_request (ServerSession *self, gint64 id, const GError *error)
{
  g_autoptr (GBytes) frame = server_dialect_write_error (self->dialect, id, error, NULL);

  server_counters_add_error (self->surroundings->services->counters, error);
  if (server_session_send (self, frame))
    note_room (self);
}

static void
request (ServerSession *self, GBytes *payload)
{
  g_auto (ServerRequest) asked = { SERVER_NO_ID };
  g_autoptr (GError) error = NULL;

  if (!server_dialect_read_request (self->dialect, payload, &asked, &error))
    {
      server_session_use_request (self, NULL, NULL);
      if (error->domain == CHARLA_CODE_ERROR)
        refuse_request (self, asked.id, error);
      else
        server_session_refuse_frame (self, SERVER_NO_ID, error);
      return;
    }
  if (asked.command == NULL)
    return;
  if (!server_session_use_request (self, asked.command, &error))
    {
      refuse_request (self, asked.id, error);
      return;
    }

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
  gboolean is_first = self->dialect == NULL;

  if (is_first)
    server_session_open_place (self);
  server_session_use_bytes (self, g_bytes_get_size (payload));

  if (is_first)
    server_session_take_hello (self, payload);
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
  if (server_session_has_room (self))
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

  if (self->is_full && server_session_has_room (self))
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
  if (frame != NULL && !server_session_send (self, frame))
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
