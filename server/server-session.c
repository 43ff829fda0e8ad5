/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-session.h"

#include "server-ephemeral.h"
#include "server-log.h"
#include "server-session-private.h"

/* What a goodbye needs in a queue that is full, in bytes. */
#define GOODBYE_SIZE 1024

/* What waits for all who do not read what they have asked for, in bytes. Those who
 * do read have their part of it for a moment. */
#define BACKLOG_MAX (128 * 1024 * 1024)

/* What may wait of frames that are not whole yet, from all together, in bytes. Ten
 * thousand who each begin the largest frame and do not end it could have twenty times as
 * much. */
#define INCOMING_MAX (64 * 1024 * 1024)

/* A room whose network fails is in the log one by one; a flood is not. */
#define ENDINGS_MAX 100
#define ENDINGS_MS 10000

/* How long somebody who does too much is not read, and again if that was not enough. */
#define SLOWED_MS 100

static void server_session_receiver_init (CharlaReceiverInterface *iface);

/**
 * ServerSession:
 *
 * One connection from its first byte to its end: the first byte tells what it
 * speaks, the first frame in which dialect and who it is, and all frames after it
 * what it wants.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (ServerSession, server_session, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_RECEIVER,
                                                      server_session_receiver_init)
                               G_IMPLEMENT_INTERFACE (SERVER_TYPE_MEMBER,
                                                      server_session_init_member))

static void
log_end (ServerSession *self, const GError *reason)
{
  g_autofree char *name = self->user != NULL ? server_log_escape (self->user->info->name) : NULL;

  if (reason != NULL && !server_log_bound_take (self->surroundings->endings, self->address))
    return;

  if (reason != NULL && name != NULL)
    server_log_event (G_LOG_LEVEL_MESSAGE, "closed", self->address, name,
                      "closed the connection of \"%s\" from %s: %s", name, self->address,
                      reason->message);
  else if (reason != NULL)
    server_log_event (G_LOG_LEVEL_MESSAGE, "closed", self->address, "",
                      "closed a connection from %s: %s", self->address, reason->message);
  else if (name != NULL)
    server_log_event (G_LOG_LEVEL_INFO, "left", self->address, name, "\"%s\" from %s left", name,
                      self->address);
  else
    server_log_event (G_LOG_LEVEL_INFO, "left", self->address, "",
                      "a connection from %s ended without a name", self->address);
}

/* Nothing that happens concerns it any more, though it may still have to read. */
static void
leave (ServerSession *self, const GError *reason)
{
  if (self->is_over)
    return;

  self->is_over = TRUE;
  g_cancellable_cancel (self->gone);
  log_end (self, reason);
  charla_deadline_stop (&self->deadline);
  charla_deadline_stop (&self->quiet);
  server_session_close_quotas (self);
  g_clear_pointer (&self->arrival, server_arrival_free);
  if (self->user != NULL)
    server_directory_leave (self->surroundings->services->directory, SERVER_MEMBER (self));
  self->user = NULL;
}

static void
on_closed (ServerSession *self, const GError *reason)
{
  if (self->is_closed)
    return;

  self->is_closed = TRUE;
  server_backlog_set (self->surroundings->backlog, &self->backlog, self, 0);
  server_backlog_set (self->surroundings->incoming, &self->incoming, self, 0);
  leave (self, reason);
  charla_deadline_stop (&self->deadline);
  self->surroundings->closed (self, self->surroundings->user_data);
}

/**
 * server_session_refuse: (skip)
 * @self: a session
 * @code: what is wrong with the peer
 * @sentence: the same for the log
 *
 * Closes the connection without a word to the peer.
 */
void
server_session_refuse (ServerSession *self, CharlaError code, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (CHARLA_ERROR, code, sentence);

  server_session_close (self, error);
}

static void
on_no_first_frame (gpointer item, gpointer user_data)
{
  server_session_refuse (item, CHARLA_ERROR_TIMED_OUT, "It did not say its name in time");
}

static void
on_quiet (gpointer item, gpointer user_data)
{
  g_autoptr (ServerSession) self = g_object_ref (item);
  g_autoptr (ServerEvent) ping = server_ephemeral_ping ();

  server_session_say (self, ping);
  if (!self->is_over)
    charla_deadlines_start (self->surroundings->quiet, &self->quiet, self);
}

/* Whom the server does not listen to is not silent, unless that is because they do
 * not read. */
static void
on_silent (gpointer item, gpointer user_data)
{
  ServerSession *self = item;

  if (self->is_full || !charla_connection_is_paused (self->connection))
    server_session_refuse (self, CHARLA_ERROR_TIMED_OUT, "It has been silent for too long");
  else
    charla_deadlines_start (self->surroundings->silent, &self->deadline, self);
}

static void
on_farewell_over (gpointer item, gpointer user_data)
{
  server_session_close (item, NULL);
}

/**
 * server_surroundings_set_times: (skip)
 * @self: surroundings
 * @times: the times that connections have
 *
 * Makes the deadlines that sessions share, their bounds in the log and in what waits
 * for them, and where their handshakes are.
 * server_surroundings_clear() frees them.
 */
void
server_surroundings_set_times (ServerSurroundings *self, const ServerTimes *times)
{
  self->first_frames = charla_deadlines_new (times->first_frame_ms, on_no_first_frame, NULL);
  self->quiet = charla_deadlines_new (times->quiet_ms, on_quiet, NULL);
  self->silent = charla_deadlines_new (times->silence_ms, on_silent, NULL);
  self->farewells = charla_deadlines_new (times->farewell_ms, on_farewell_over, NULL);
  self->slowed = charla_deadlines_new (SLOWED_MS, server_session_on_slowed, NULL);
  self->endings = server_log_bound_new (ENDINGS_MAX, ENDINGS_MS);
  self->handshakes = server_handshakes_new ();
  self->plain = SERVER_NETWORKS_LOOPBACK;
  self->classic = SERVER_NETWORKS_LAN;
  self->backlog = server_backlog_new (BACKLOG_MAX);
  self->incoming = server_backlog_new (INCOMING_MAX);
}

/**
 * server_surroundings_clear: (skip)
 * @self: surroundings of nobody
 */
void
server_surroundings_clear (ServerSurroundings *self)
{
  g_clear_pointer (&self->first_frames, charla_deadlines_free);
  g_clear_pointer (&self->quiet, charla_deadlines_free);
  g_clear_pointer (&self->silent, charla_deadlines_free);
  g_clear_pointer (&self->farewells, charla_deadlines_free);
  g_clear_pointer (&self->slowed, charla_deadlines_free);
  g_clear_pointer (&self->quotas, server_quotas_free);
  g_clear_pointer (&self->endings, server_log_bound_free);
  g_clear_pointer (&self->backlog, server_backlog_free);
  g_clear_pointer (&self->incoming, server_backlog_free);
  g_clear_pointer (&self->handshakes, server_handshakes_free);
  g_clear_pointer (&self->certificate, server_certificate_unref);
  g_clear_pointer (&self->dialects, g_ptr_array_unref);
  g_clear_object (&self->epoll);
}

static guint32
get_seconds (void)
{
  return (guint32) (g_get_monotonic_time () / G_USEC_PER_SEC);
}

static void
server_session_received (CharlaReceiver *receiver, CharlaConnection *connection, GBytes *payload)
{
  ServerSession *self = SERVER_SESSION (receiver);
  ServerCounters *counters = self->surroundings->services->counters;

  counters->frames_in++;
  counters->bytes_in += g_bytes_get_size (payload) + CHARLA_HEADER_SIZE;
  self->heard = get_seconds ();
  if (self->dialect != NULL && server_dialect_has_pings (self->dialect))
    charla_deadlines_start (self->surroundings->silent, &self->deadline, self);
  server_session_receive (self, payload);
}

static void
server_session_drained (CharlaReceiver *receiver, CharlaConnection *connection)
{
  server_session_go_on (SERVER_SESSION (receiver));
}

/* Whoever has taken longest for a frame has to go where too much waits. */
static void
server_session_holds (CharlaReceiver *receiver, CharlaConnection *connection, gsize size)
{
  ServerSession *self = SERVER_SESSION (receiver);
  ServerBacklog *incoming = self->surroundings->incoming;
  ServerSession *slowest = NULL;

  if (self->is_closed)
    return;

  server_backlog_set (incoming, &self->incoming, self, size);
  while ((slowest = server_backlog_get_excess (incoming)) != NULL)
    server_session_refuse (slowest, CHARLA_ERROR_TOO_SLOW,
                           "It does not end its frame, like others, and too much waits of them");
}

static void
server_session_closed (CharlaReceiver *receiver, CharlaConnection *connection,
                       const GError *reason)
{
  on_closed (SERVER_SESSION (receiver), reason);
}

static void
server_session_receiver_init (CharlaReceiverInterface *iface)
{
  iface->received = server_session_received;
  iface->drained = server_session_drained;
  iface->holds = server_session_holds;
  iface->closed = server_session_closed;
}

static void
server_session_dispose (GObject *object)
{
  ServerSession *self = SERVER_SESSION (object);

  /* Whoever drops a session has closed it: it would stay in the directory. */
  g_assert (self->is_closed && self->watch == NULL);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->tls, server_tls_unref);
  g_clear_object (&self->stream);
  g_clear_object (&self->gone);

  G_OBJECT_CLASS (server_session_parent_class)->dispose (object);
}

static void
server_session_finalize (GObject *object)
{
  ServerSession *self = SERVER_SESSION (object);

  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self->address);

  G_OBJECT_CLASS (server_session_parent_class)->finalize (object);
}

static void
server_session_class_init (ServerSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = server_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = server_session_finalize;
}

static void
server_session_init (ServerSession *self)
{
}

/**
 * server_session_new:
 * @stream: a connection that has been accepted
 * @address: where it comes from, for the log
 * @surroundings: (transfer none): what it works with
 *
 * Makes a session, which does nothing before server_session_start().
 *
 * Returns: (transfer full): a new session
 */
ServerSession *
server_session_new (GSocketConnection *stream, const char *address,
                    const ServerSurroundings *surroundings)
{
  ServerSession *self = g_object_new (SERVER_TYPE_SESSION, NULL);

  self->stream = g_object_ref (stream);
  self->address = g_strdup (address);
  self->surroundings = surroundings;
  self->began = self->heard = get_seconds ();

  return self;
}

/* Says goodbye, where the dialect has a word for it, and lets the peer read up to
 * there. Whoever waits for the answer to their hello gets that. */
static void
say_goodbye (ServerSession *self, const GError *reason)
{
  g_autoptr (ServerEvent) event = server_ephemeral_bye (reason);
  g_autoptr (GBytes) answer
    = server_session_is_arriving (self)
        ? server_dialect_write_error (self->dialect, server_arrival_get_id (self->arrival), reason,
                                      NULL)
        : NULL;
  GBytes *frames = answer != NULL ? answer : server_event_get_frames (event, self->dialect);

  charla_connection_set_queue_limit (self->connection, CHARLA_QUEUE_MAX + GOODBYE_SIZE);
  if (frames != NULL)
    charla_connection_send (self->connection, frames, NULL);
}

/**
 * server_session_end: (skip)
 * @self: a session
 * @reason: (nullable): why, for the log
 *
 * Ends the session when the peer has read what it has been sent, or has had time
 * enough for it.
 */
void
server_session_end (ServerSession *self, const GError *reason)
{
  g_autoptr (ServerSession) session = g_object_ref (self);

  if (self->is_over)
    return;

  leave (self, reason);
  charla_deadlines_start (self->surroundings->farewells, &self->deadline, self);
  charla_connection_end (self->connection, NULL);
}

/**
 * server_session_dismiss: (skip)
 * @self: a session
 * @reason: why, in %CHARLA_CODE_ERROR
 *
 * Says goodbye, and ends the session when the peer has read that.
 */
void
server_session_dismiss (ServerSession *self, const GError *reason)
{
  if (self->is_over)
    return;

  if (self->dialect != NULL)
    say_goodbye (self, reason);
  server_session_end (self, reason->code != CHARLA_CODE_SHUTTING_DOWN ? reason : NULL);
}

/**
 * server_session_stop:
 * @self: a session
 *
 * Takes no more requests, and says goodbye when those are answered that are under way.
 */
void
server_session_stop (ServerSession *self)
{
  self->is_stopping = TRUE;
  if (self->dialect == NULL)
    {
      server_session_close (self, NULL);
      return;
    }

  server_session_update_reading (self);
  server_session_go_on (self);
}

/**
 * server_session_close:
 * @self: a session
 * @reason: (nullable): why, for the log
 *
 * Closes the connection and ends the session now, if that has not happened yet.
 */
void
server_session_close (ServerSession *self, const GError *reason)
{
  g_autoptr (ServerSession) session = g_object_ref (self);

  server_session_stop_waiting (self);
  if (self->connection != NULL)
    charla_connection_close (self->connection, reason);

  /* A connection that is closed tells so, unless it was not open yet. */
  on_closed (self, reason);
}
