/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-epoll.h"

#include <errno.h>
#include <gio/gio.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "server-tls-stream.h"

/* Most events of one turn. What they make the server send is written at the end of
 * the turn, so a turn that takes more writes less often. */
#define EVENTS_A_TURN 512

/* Someone who closes its sending side wakes nobody in edge-triggered mode
 * without EPOLLRDHUP. */
#define EVENTS_READ (EPOLLIN | EPOLLRDHUP | EPOLLET)

struct _ServerWatch
{
  /* One of the two, or neither once it is over. */
  CharlaConnection *connection;
  ServerWatchFunc func;
  gpointer user_data;

  int descriptor;
  guint blocked : 1;  /* is told, too, when it can be written */
  guint reading : 1;  /* is in the list of those who have more to read */
  guint flushing : 1; /* is in the list of those who have something to write */
};

struct _ServerEpoll
{
  GObject parent_instance;

  GSource *source;
  int descriptor;
  guint n_watches;

  /* Watches; only those that are over are owned. Their memory lasts to the end of
   * the turn, as they may still be in a list, or among the events of the turn. */
  GPtrArray *reading;
  GPtrArray *flushing;
  GPtrArray *over;
};

typedef struct
{
  GSource source;
  ServerEpoll *epoll;
  gpointer tag;
} EpollSource;

static void server_epoll_watcher_init (CharlaWatcherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ServerEpoll, server_epoll, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_WATCHER,
                                                      server_epoll_watcher_init))

static gboolean
has_work (ServerEpoll *self)
{
  return self->reading->len > 0 || self->flushing->len > 0 || self->over->len > 0;
}

static gboolean
source_prepare (GSource *source, int *timeout)
{
  return has_work (((EpollSource *) source)->epoll);
}

static gboolean
source_check (GSource *source)
{
  EpollSource *self = (EpollSource *) source;

  return g_source_query_unix_fd (source, self->tag) != 0 || has_work (self->epoll);
}

static void
tell (ServerWatch *watch, GIOCondition condition)
{
  if (watch->connection != NULL)
    charla_connection_ready (watch->connection, condition);
  else if (watch->func != NULL)
    watch->func (watch->user_data);
}

static void
read_on (ServerEpoll *self)
{
  g_autoptr (GPtrArray) reading = self->reading;

  self->reading = g_ptr_array_new ();
  for (guint i = 0; i < reading->len; i++)
    {
      ServerWatch *watch = g_ptr_array_index (reading, i);

      watch->reading = FALSE;
      tell (watch, G_IO_IN);
    }
}

/* The conditions of GLib have the numbers of those of poll(), and so of epoll. */
static void
take_events (ServerEpoll *self)
{
  struct epoll_event events[EVENTS_A_TURN];
  int n = epoll_wait (self->descriptor, events, G_N_ELEMENTS (events), 0);

  for (int i = 0; i < n; i++)
    {
      GIOCondition condition =
        events[i].events & (EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP);

      if (events[i].events & EPOLLRDHUP)
        condition |= G_IO_IN;
      tell (events[i].data.ptr, condition);
    }
}

static void
flush (ServerEpoll *self)
{
  for (guint i = 0; i < self->flushing->len; i++)
    {
      ServerWatch *watch = g_ptr_array_index (self->flushing, i);

      watch->flushing = FALSE;
      tell (watch, G_IO_OUT);
    }
  g_ptr_array_set_size (self->flushing, 0);
}

static gboolean
is_over (ServerWatch *watch)
{
  return watch->connection == NULL && watch->func == NULL;
}

static void
bury (ServerEpoll *self)
{
  if (self->over->len == 0)
    return;

  for (guint i = self->reading->len; i > 0; i--)
    {
      if (is_over (g_ptr_array_index (self->reading, i - 1)))
        g_ptr_array_remove_index_fast (self->reading, i - 1);
    }
  g_ptr_array_set_size (self->over, 0);
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  ServerEpoll *self = ((EpollSource *) source)->epoll;

  read_on (self);
  take_events (self);
  flush (self);
  bury (self);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = {
  .prepare = source_prepare,
  .check = source_check,
  .dispatch = source_dispatch,
};

static ServerWatch *
add_watch (ServerEpoll *self, GSocket *socket, GError **error)
{
  g_autofree ServerWatch *watch = g_new0 (ServerWatch, 1);
  struct epoll_event event = { .events = EVENTS_READ, .data.ptr = watch };

  watch->descriptor = g_socket_get_fd (socket);
  if (epoll_ctl (self->descriptor, EPOLL_CTL_ADD, watch->descriptor, &event) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "Cannot watch a socket: %s",
                   g_strerror (code));
      return NULL;
    }

  self->n_watches++;
  return g_steal_pointer (&watch);
}

static void
end_watch (ServerEpoll *self, ServerWatch *watch)
{
  epoll_ctl (self->descriptor, EPOLL_CTL_DEL, watch->descriptor, NULL);
  watch->connection = NULL;
  watch->func = NULL;
  g_ptr_array_add (self->over, watch);
  self->n_watches--;
}

static GSocket *
get_socket (GIOStream *stream)
{
  if (SERVER_IS_TLS_STREAM (stream))
    return server_tls_stream_get_socket (SERVER_TLS_STREAM (stream));

  return g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));
}

static gboolean
server_epoll_add (CharlaWatcher *watcher, CharlaConnection *connection, GError **error)
{
  GIOStream *stream = charla_connection_get_stream (connection);
  ServerWatch *watch = add_watch (SERVER_EPOLL (watcher), get_socket (stream), error);

  if (watch == NULL)
    return FALSE;

  watch->connection = connection;
  charla_connection_set_watch (connection, watch);
  return TRUE;
}

static void
server_epoll_remove (CharlaWatcher *watcher, CharlaConnection *connection)
{
  end_watch (SERVER_EPOLL (watcher), charla_connection_get_watch (connection));
  charla_connection_set_watch (connection, NULL);
}

static void
server_epoll_blocked (CharlaWatcher *watcher, CharlaConnection *connection)
{
  server_epoll_wait_to_write (SERVER_EPOLL (watcher), charla_connection_get_watch (connection));
}

/**
 * server_epoll_wait_to_write:
 * @self: a watcher
 * @watch: a watch
 *
 * Tells of @watch, from now on, also when its socket can be written.
 *
 * Few ever block, so only those are told of that. Asking anew for the same events tells
 * at once of what has happened already.
 */
void
server_epoll_wait_to_write (ServerEpoll *self, ServerWatch *watch)
{
  struct epoll_event event = { .events = EVENTS_READ | EPOLLOUT, .data.ptr = watch };

  if (watch->blocked)
    return;

  watch->blocked = TRUE;
  epoll_ctl (self->descriptor, EPOLL_CTL_MOD, watch->descriptor, &event);
}

static void
server_epoll_schedule (CharlaWatcher *watcher, CharlaConnection *connection, GIOCondition condition)
{
  ServerEpoll *self = SERVER_EPOLL (watcher);
  ServerWatch *watch = charla_connection_get_watch (connection);

  if ((condition & G_IO_IN) && !watch->reading)
    {
      watch->reading = TRUE;
      g_ptr_array_add (self->reading, watch);
    }
  if ((condition & G_IO_OUT) && !watch->flushing)
    {
      watch->flushing = TRUE;
      g_ptr_array_add (self->flushing, watch);
    }
}

static void
server_epoll_watcher_init (CharlaWatcherInterface *iface)
{
  iface->add = server_epoll_add;
  iface->remove = server_epoll_remove;
  iface->blocked = server_epoll_blocked;
  iface->schedule = server_epoll_schedule;
}

static void
server_epoll_dispose (GObject *object)
{
  ServerEpoll *self = SERVER_EPOLL (object);

  g_assert (self->n_watches == 0);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);

  G_OBJECT_CLASS (server_epoll_parent_class)->dispose (object);
}

static void
server_epoll_finalize (GObject *object)
{
  ServerEpoll *self = SERVER_EPOLL (object);

  g_ptr_array_unref (self->reading);
  g_ptr_array_unref (self->flushing);
  g_ptr_array_unref (self->over);
  if (self->descriptor >= 0)
    close (self->descriptor);

  G_OBJECT_CLASS (server_epoll_parent_class)->finalize (object);
}

static void
server_epoll_class_init (ServerEpollClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = server_epoll_dispose;
  G_OBJECT_CLASS (klass)->finalize = server_epoll_finalize;
}

static void
server_epoll_init (ServerEpoll *self)
{
  self->descriptor = -1;
  self->reading = g_ptr_array_new ();
  self->flushing = g_ptr_array_new ();
  self->over = g_ptr_array_new_with_free_func (g_free);
}

/**
 * server_epoll_new:
 * @error: return location for an error
 *
 * Makes a watcher on the thread-default main context.
 *
 * Returns: (transfer full): a new watcher, or %NULL with an error of %G_IO_ERROR
 */
ServerEpoll *
server_epoll_new (GError **error)
{
  g_autoptr (ServerEpoll) self = g_object_new (SERVER_TYPE_EPOLL, NULL);
  EpollSource *source = NULL;

  self->descriptor = epoll_create1 (EPOLL_CLOEXEC);
  if (self->descriptor < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "Cannot watch sockets: %s",
                   g_strerror (code));
      return NULL;
    }

  self->source = g_source_new (&source_funcs, sizeof (EpollSource));
  source = (EpollSource *) self->source;
  source->epoll = self;
  source->tag = g_source_add_unix_fd (self->source, self->descriptor, G_IO_IN);
  g_source_set_static_name (self->source, "[charla-server] epoll");
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return g_steal_pointer (&self);
}

/**
 * server_epoll_watch:
 * @self: a watcher
 * @socket: a socket that does not belong to a connection yet
 * @func: called when it can be read, or is broken: once, and again whenever more arrives
 * @user_data: given to @func
 * @error: return location for an error
 *
 * Waits for a socket outside of a [class@Charla.Connection].
 *
 * Returns: (transfer full): a watch, to be ended with server_epoll_unwatch() before
 *   @socket is closed, or %NULL with an error of %G_IO_ERROR
 */
ServerWatch *
server_epoll_watch (ServerEpoll *self, GSocket *socket, ServerWatchFunc func, gpointer user_data,
                    GError **error)
{
  ServerWatch *watch = add_watch (self, socket, error);

  if (watch != NULL)
    {
      watch->func = func;
      watch->user_data = user_data;
    }

  return watch;
}

/**
 * server_epoll_unwatch:
 * @self: a watcher
 * @watch: (transfer full): what server_epoll_watch() returned
 *
 * Ends a watch, which is not called any more.
 */
void
server_epoll_unwatch (ServerEpoll *self, ServerWatch *watch)
{
  end_watch (self, watch);
}
