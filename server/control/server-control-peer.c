/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-peer.h"

#include <gio/gunixfdmessage.h>
#include <unistd.h>

#include "charla.h"
#include "server-control-call.h"

/* What is read at once, in bytes: a request and more. */
#define READ_SIZE 4096

struct _ServerControlPeer
{
  GObject parent_instance;

  const ServerControlSurroundings *surroundings;
  char *actor;
  ServerControlPeerClosed closed;
  gpointer user_data;
  guint idle_ms;

  GSocket *socket;
  GSource *source; /* what it waits for */
  guint idle;      /* until it has been silent for too long */
  GCancellable *gone;

  /* What came and was not asked for yet: one request at a time */
  CharlaFramer framer;
  guint8 read[READ_SIZE];
  gsize read_length;
  gsize read_done;
  int file; /* that came with it, or -1 */

  GQueue waiting; /* of GBytes */
  gsize waiting_size;
  gsize sent; /* of the first of them */

  guint is_asking : 1;
  guint is_stopping : 1; /* it asks for nothing more */
  guint is_closed : 1;
  guint is_ending : 1; /* when all is sent */
};

G_DEFINE_FINAL_TYPE (ServerControlPeer, server_control_peer, G_TYPE_OBJECT)

static void update (ServerControlPeer *self);

static void
drop_file (ServerControlPeer *self)
{
  if (self->file >= 0)
    close (self->file);
  self->file = -1;
}

static void
server_control_peer_dispose (GObject *object)
{
  ServerControlPeer *self = SERVER_CONTROL_PEER (object);

  g_assert (self->is_closed);
  g_clear_object (&self->socket);
  g_clear_object (&self->gone);

  G_OBJECT_CLASS (server_control_peer_parent_class)->dispose (object);
}

static void
server_control_peer_finalize (GObject *object)
{
  ServerControlPeer *self = SERVER_CONTROL_PEER (object);

  charla_framer_clear (&self->framer);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);
  g_free (self->actor);

  G_OBJECT_CLASS (server_control_peer_parent_class)->finalize (object);
}

static void
server_control_peer_class_init (ServerControlPeerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = server_control_peer_dispose;
  object_class->finalize = server_control_peer_finalize;
}

static void
server_control_peer_init (ServerControlPeer *self)
{
  charla_framer_init (&self->framer, CHARLA_FRAME_MAX_FROM_CLIENT);
  g_queue_init (&self->waiting);
  self->gone = g_cancellable_new ();
  self->file = -1;
}

/**
 * server_control_peer_new:
 * @socket: a connection that has been let in
 * @actor: the name of the person
 * @idle_ms: how long they may say nothing, or not read, in milliseconds; nobody who has
 *   forgotten a connection keeps others from theirs
 * @surroundings: what commands work with
 * @closed: called once, when it is over; drops the last reference to it
 * @user_data: given to @closed
 *
 * Returns: (transfer full): a connection, which does nothing before
 *   server_control_peer_start()
 */
ServerControlPeer *
server_control_peer_new (GSocket *socket, const char *actor, guint idle_ms,
                         const ServerControlSurroundings *surroundings,
                         ServerControlPeerClosed closed, gpointer user_data)
{
  ServerControlPeer *self = g_object_new (SERVER_TYPE_CONTROL_PEER, NULL);

  self->socket = g_object_ref (socket);
  self->actor = g_strdup (actor);
  self->idle_ms = idle_ms;
  self->surroundings = surroundings;
  self->closed = closed;
  self->user_data = user_data;
  g_socket_set_blocking (socket, FALSE);

  return self;
}

static void
stop_waiting (ServerControlPeer *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_handle_id (&self->idle, g_source_remove);
}

/**
 * server_control_peer_close:
 * @self: a connection
 *
 * Closes it. What is under way for it goes on, and its answer is lost.
 */
void
server_control_peer_close (ServerControlPeer *self)
{
  if (self->is_closed)
    return;

  self->is_closed = TRUE;
  stop_waiting (self);
  drop_file (self);
  g_socket_close (self->socket, NULL);
  g_cancellable_cancel (self->gone);
  self->closed (self, self->user_data);
}

static void
close_with (ServerControlPeer *self, const char *reason)
{
  if (!self->is_closed)
    g_info ("closed a connection of %s to the control socket: %s", self->actor, reason);
  server_control_peer_close (self);
}

static gboolean
on_idle (gpointer user_data)
{
  ServerControlPeer *self = user_data;

  self->idle = 0;
  close_with (self, "it has been silent for too long");

  return G_SOURCE_REMOVE;
}

/* FALSE when it is over. */
static gboolean
write_waiting (ServerControlPeer *self)
{
  while (!self->is_closed && self->waiting_size > 0)
    {
      gsize size = 0;
      const char *data = g_bytes_get_data (g_queue_peek_head (&self->waiting), &size);
      g_autoptr (GError) error = NULL;
      gssize n = g_socket_send (self->socket, data + self->sent, size - self->sent, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return TRUE;
      if (n < 0)
        {
          close_with (self, error->message);
          return FALSE;
        }

      self->sent += (gsize) n;
      self->waiting_size -= (gsize) n;
      if (self->sent < size)
        continue;

      g_bytes_unref (g_queue_pop_head (&self->waiting));
      self->sent = 0;
    }

  return !self->is_closed;
}

static void
ask (ServerControlPeer *self, GBytes *payload)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) message = charla_message_parse (payload, &error);
  int file = self->file;

  if (message == NULL)
    {
      close_with (self, error->message);
      return;
    }

  self->file = -1;
  self->is_asking = TRUE;
  server_control_call_start (self, message, file);
}

/* Of what has been read, one request after the other. */
static void
take_requests (ServerControlPeer *self)
{
  while (!self->is_closed && !self->is_stopping && !self->is_asking && self->waiting_size == 0
         && self->read_done < self->read_length)
    {
      g_autoptr (GBytes) payload = NULL;
      g_autoptr (GError) error = NULL;
      gsize consumed = 0;

      if (!charla_framer_feed (&self->framer, self->read + self->read_done,
                               self->read_length - self->read_done, &consumed, &payload, &error))
        {
          close_with (self, error->message);
          return;
        }

      self->read_done += consumed;
      if (payload != NULL)
        ask (self, payload);
    }
}

/* One descriptor at a time is kept, the others are closed at once. */
static gboolean
take_files (ServerControlPeer *self, GSocketControlMessage **messages, int n_messages)
{
  gboolean is_one = TRUE;

  for (int i = 0; i < n_messages; i++)
    {
      int length = 0;
      g_autofree int *files = NULL;

      if (!G_IS_UNIX_FD_MESSAGE (messages[i]))
        continue;

      files = g_unix_fd_message_steal_fds (G_UNIX_FD_MESSAGE (messages[i]), &length);
      for (int j = 0; j < length; j++)
        {
          if (self->file < 0)
            self->file = files[j];
          else
            {
              close (files[j]);
              is_one = FALSE;
            }
        }
    }

  return is_one;
}

static void
read_more (ServerControlPeer *self)
{
  GInputVector vector = { self->read, sizeof self->read };
  GSocketControlMessage **messages = NULL;
  int n_messages = 0;
  g_autoptr (GError) error = NULL;
  gssize n = g_socket_receive_message (self->socket, NULL, &vector, 1, &messages, &n_messages, NULL,
                                       NULL, &error);
  gboolean is_fine = take_files (self, messages, n_messages);

  for (int i = 0; i < n_messages; i++)
    g_object_unref (messages[i]);
  g_free (messages);

  self->read_done = 0;
  self->read_length = (gsize) MAX (n, 0);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return;

  if (n < 0)
    close_with (self, error->message);
  else if (!is_fine)
    close_with (self, "more than one descriptor came at once");
  else if (n == 0)
    server_control_peer_close (self);
}

static gboolean
on_ready (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  g_autoptr (ServerControlPeer) self = g_object_ref (user_data);

  if (condition & G_IO_OUT)
    write_waiting (self);
  if (!self->is_closed && condition & G_IO_IN)
    read_more (self);
  else if (!self->is_closed && condition & (G_IO_HUP | G_IO_ERR))
    server_control_peer_close (self);
  if (!self->is_closed)
    {
      take_requests (self);
      update (self);
    }

  return G_SOURCE_CONTINUE;
}

/* It reads when nothing is under way and all is said: who does not read asks no more. */
static GIOCondition
get_condition (ServerControlPeer *self)
{
  if (self->waiting_size > 0)
    return G_IO_OUT;

  return self->is_asking || self->is_stopping || self->read_done < self->read_length ? G_IO_HUP
                                                                                    : G_IO_IN;
}

static void
update (ServerControlPeer *self)
{
  gboolean has_time = self->is_asking && self->waiting_size == 0;

  if (self->is_closed)
    return;
  if (self->is_ending && self->waiting_size == 0)
    {
      server_control_peer_close (self);
      return;
    }

  stop_waiting (self);
  self->source = g_socket_create_source (self->socket, get_condition (self), NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_ready), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  if (!has_time)
    self->idle = g_timeout_add (self->idle_ms, on_idle, self);
}

/**
 * server_control_peer_start:
 * @self: a connection
 *
 * Begins to read.
 */
void
server_control_peer_start (ServerControlPeer *self)
{
  update (self);
}

/**
 * server_control_peer_stop:
 * @self: a connection
 *
 * Takes no more requests: the server ends. What is under way is still answered.
 */
void
server_control_peer_stop (ServerControlPeer *self)
{
  self->is_stopping = TRUE;
  update (self);
}

/**
 * server_control_peer_send:
 * @self: a connection
 * @frame: a frame
 *
 * Sends something. Whoever does not read is let go of beyond %SERVER_CONTROL_QUEUE_MAX.
 *
 * Returns: whether it is still there
 */
gboolean
server_control_peer_send (ServerControlPeer *self, GBytes *frame)
{
  g_autoptr (ServerControlPeer) me = g_object_ref (self);

  if (self->is_closed)
    return FALSE;

  if (self->waiting_size + g_bytes_get_size (frame) > SERVER_CONTROL_QUEUE_MAX)
    {
      close_with (self, "it does not read");
      return FALSE;
    }

  g_queue_push_tail (&self->waiting, g_bytes_ref (frame));
  self->waiting_size += g_bytes_get_size (frame);
  if (!write_waiting (self))
    return FALSE;

  update (self);
  return !self->is_closed;
}

static gboolean
on_answered (gpointer user_data)
{
  ServerControlPeer *self = user_data;

  if (!self->is_closed)
    {
      take_requests (self);
      update (self);
    }

  return G_SOURCE_REMOVE;
}

/**
 * server_control_peer_answer:
 * @self: a connection
 * @frame: the answer to what it has asked
 *
 * Answers, and takes the next request in another turn of the loop.
 */
void
server_control_peer_answer (ServerControlPeer *self, GBytes *frame)
{
  self->is_asking = FALSE;
  if (!server_control_peer_send (self, frame))
    return;

  if (self->read_done < self->read_length)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_answered, g_object_ref (self), g_object_unref);
}

/**
 * server_control_peer_dismiss:
 * @self: a connection
 * @frame: the last that it is told
 *
 * Tells it something, and closes it when that is read.
 */
void
server_control_peer_dismiss (ServerControlPeer *self, GBytes *frame)
{
  self->is_ending = TRUE;
  server_control_peer_send (self, frame);
}

/**
 * server_control_peer_get_surroundings:
 * @self: a connection
 *
 * Returns: (transfer none): what commands work with
 */
const ServerControlSurroundings *
server_control_peer_get_surroundings (ServerControlPeer *self)
{
  return self->surroundings;
}

/**
 * server_control_peer_get_actor:
 * @self: a connection
 *
 * Returns: (transfer none): the name of the person
 */
const char *
server_control_peer_get_actor (ServerControlPeer *self)
{
  return self->actor;
}

/**
 * server_control_peer_get_cancellable:
 * @self: a connection
 *
 * Returns: (transfer none): is cancelled when it is over
 */
GCancellable *
server_control_peer_get_cancellable (ServerControlPeer *self)
{
  return self->gone;
}
