/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-replay.h"

/* Bytes that are read at once: enough to fill the sockets' own queues, and a
 * small part of what a slow reader may keep in memory. */
#define PIECE_SIZE (256 * 1024)

/* Most that is held back, as bytes and a hundred more for each event. */
#define HELD_MAX (1024 * 1024)
#define HELD_COST 100

typedef struct
{
  gint64 seq;
  GBytes *frame;
} Held;

struct _ServerReplay
{
  ServerEventLog *log;
  gint64 user;
  const ServerReplayFuncs *funcs;
  gpointer user_data;

  gint64 cursor;
  GCancellable *reading;
  gboolean is_waiting; /* for the peer to read */
  gboolean *going;     /* within send: whether it may go on */

  GArray *held; /* Held, since the last piece was asked for */
  gsize held_size;
  gboolean has_lost; /* of what was to be held */
};

static void
held_clear (gpointer item)
{
  g_bytes_unref (((Held *) item)->frame);
}

/**
 * server_replay_new:
 * @log: the log
 * @user: who reads
 * @funcs: what it does
 * @user_data: for @funcs
 *
 * Makes a replay that holds back what happens from now on, and does nothing
 * else before server_replay_start().
 *
 * Returns: (transfer full): a replay
 */
ServerReplay *
server_replay_new (ServerEventLog *log, gint64 user, const ServerReplayFuncs *funcs,
                   gpointer user_data)
{
  ServerReplay *self = g_new0 (ServerReplay, 1);

  self->log = log;
  self->user = user;
  self->funcs = funcs;
  self->user_data = user_data;
  self->held = g_array_new (FALSE, FALSE, sizeof (Held));
  g_array_set_clear_func (self->held, held_clear);

  return self;
}

/**
 * server_replay_free:
 * @self: (transfer full): a replay
 */
void
server_replay_free (ServerReplay *self)
{
  if (self->going != NULL)
    *self->going = FALSE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_array_unref (self->held);
  g_free (self);
}

/* FALSE when @self has been freed over it. */
static gboolean
send (ServerReplay *self, GBytes *frames)
{
  gboolean going = TRUE;
  gboolean may_go_on = FALSE;

  if (g_bytes_get_size (frames) == 0)
    return TRUE;

  self->going = &going;
  may_go_on = self->funcs->send (frames, self->user_data);
  if (!going)
    return FALSE;

  self->going = NULL;
  self->is_waiting = !may_go_on;
  return TRUE;
}

static void
send_held (ServerReplay *self)
{
  for (guint i = 0; i < self->held->len; i++)
    {
      const Held *held = &g_array_index (self->held, Held, i);

      if (held->seq > self->cursor && !send (self, held->frame))
        return;
    }

  self->funcs->live (MAX (self->cursor, server_event_log_get_head (self->log)), self->user_data);
}

static void on_read (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_on (ServerReplay *self, gint64 until)
{
  g_array_set_size (self->held, 0);
  self->held_size = 0;
  self->has_lost = FALSE;
  self->reading = g_cancellable_new ();
  server_event_log_read_async (self->log, self->user, self->cursor, until, PIECE_SIZE,
                               self->reading, on_read, self);
}

/* With the last piece everything is there up to where the log was when it was
 * asked for; what came later is held. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerReplay *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) frames = NULL;
  gboolean has_more = FALSE;
  gint64 cursor = 0;

  frames = server_event_log_read_finish (SERVER_EVENT_LOG (source), result, &cursor, &has_more,
                                         &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reading);
  if (frames == NULL)
    {
      self->funcs->failed (error, self->user_data);
      return;
    }

  self->cursor = cursor;
  if (!send (self, frames))
    return;

  if (!has_more && !self->has_lost)
    send_held (self);
  else if (!self->is_waiting)
    read_on (self, server_event_log_get_head (self->log));
}

/**
 * server_replay_start:
 * @self: a replay
 * @after: the event that the peer has last seen
 * @head: where the log was when the peer was told where it is
 *
 * Begins to replay what comes after @after.
 */
void
server_replay_start (ServerReplay *self, gint64 after, gint64 head)
{
  gint64 until = MAX (head, server_event_log_get_head (self->log));

  self->cursor = after;
  if (after >= until && !self->has_lost)
    send_held (self);
  else
    read_on (self, until);
}

/**
 * server_replay_hold:
 * @self: a replay
 * @event: something that has just happened
 *
 * Holds an event back until its turn has come.
 */
void
server_replay_hold (ServerReplay *self, ServerEvent *event)
{
  Held held = { server_event_get_seq (event), NULL };

  if (self->has_lost)
    return;

  held.frame = g_bytes_ref (server_event_get_frame (event));
  self->held_size += g_bytes_get_size (held.frame) + HELD_COST;
  g_array_append_val (self->held, held);
  if (self->held_size > HELD_MAX)
    {
      g_array_set_size (self->held, 0);
      self->has_lost = TRUE;
    }
}

/**
 * server_replay_go_on:
 * @self: a replay
 *
 * The peer has read all that it was sent.
 */
void
server_replay_go_on (ServerReplay *self)
{
  if (!self->is_waiting)
    return;

  self->is_waiting = FALSE;
  read_on (self, server_event_log_get_head (self->log));
}
