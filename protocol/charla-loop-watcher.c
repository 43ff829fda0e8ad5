/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-loop-watcher.h"

#include "charla-connection-private.h"

struct _CharlaLoopWatcher
{
  GObject parent_instance;

  int priority;
};

/* What is watched of one connection. */
typedef struct
{
  GMainContext *context;
  GSource *readable;
  GSource *writable; /* while a write would block */
  GSource *turn;     /* while something is queued */
  GSource *rest;     /* while something has been read that is still to be received */
} Watch;

static void charla_loop_watcher_iface_init (CharlaWatcherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CharlaLoopWatcher, charla_loop_watcher, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_WATCHER,
                                                      charla_loop_watcher_iface_init))

static void
destroy_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static GSource *
attach_source (Watch *watch, GSource *source, int priority, const char *name, GSourceFunc func,
               CharlaConnection *connection)
{
  g_source_set_priority (source, priority);
  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, connection, NULL);
  g_source_attach (source, watch->context);

  return source;
}

/* A source that nobody listens to would keep the loop busy. */
static gboolean
on_readable (GObject *stream, gpointer user_data)
{
  if (charla_connection_is_paused (user_data))
    {
      Watch *watch = charla_connection_get_watch (user_data);

      g_clear_pointer (&watch->readable, destroy_source);
      return G_SOURCE_REMOVE;
    }

  charla_connection_ready (user_data, G_IO_IN);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_writable (GObject *stream, gpointer user_data)
{
  Watch *watch = charla_connection_get_watch (user_data);

  g_clear_pointer (&watch->writable, destroy_source);
  charla_connection_ready (user_data, G_IO_OUT);

  return G_SOURCE_REMOVE;
}

static gboolean
on_turn (gpointer user_data)
{
  Watch *watch = charla_connection_get_watch (user_data);

  g_clear_pointer (&watch->turn, destroy_source);
  charla_connection_ready (user_data, G_IO_OUT);

  return G_SOURCE_REMOVE;
}

static gboolean
on_rest (gpointer user_data)
{
  Watch *watch = charla_connection_get_watch (user_data);

  g_clear_pointer (&watch->rest, destroy_source);
  charla_connection_ready (user_data, G_IO_IN);

  return G_SOURCE_REMOVE;
}

static void
watch_readable (CharlaLoopWatcher *self, CharlaConnection *connection)
{
  Watch *watch = charla_connection_get_watch (connection);
  GIOStream *stream = charla_connection_get_stream (connection);
  GPollableInputStream *input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream));

  watch->readable =
    attach_source (watch, g_pollable_input_stream_create_source (input, NULL), self->priority,
                   "[charla] readable", G_SOURCE_FUNC (on_readable), connection);
}

static gboolean
charla_loop_watcher_add (CharlaWatcher *watcher, CharlaConnection *connection, GError **error)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->context = g_main_context_ref_thread_default ();
  charla_connection_set_watch (connection, watch);
  watch_readable (CHARLA_LOOP_WATCHER (watcher), connection);

  return TRUE;
}

static void
charla_loop_watcher_remove (CharlaWatcher *watcher, CharlaConnection *connection)
{
  g_autofree Watch *watch = charla_connection_get_watch (connection);

  charla_connection_set_watch (connection, NULL);
  g_clear_pointer (&watch->readable, destroy_source);
  g_clear_pointer (&watch->writable, destroy_source);
  g_clear_pointer (&watch->turn, destroy_source);
  g_clear_pointer (&watch->rest, destroy_source);
  g_clear_pointer (&watch->context, g_main_context_unref);
}

static void
charla_loop_watcher_blocked (CharlaWatcher *watcher, CharlaConnection *connection)
{
  Watch *watch = charla_connection_get_watch (connection);
  GIOStream *stream = charla_connection_get_stream (connection);
  GPollableOutputStream *output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (stream));

  if (watch->writable == NULL)
    watch->writable =
      attach_source (watch, g_pollable_output_stream_create_source (output, NULL),
                     G_PRIORITY_DEFAULT, "[charla] writable", G_SOURCE_FUNC (on_writable),
                     connection);
}

static void
charla_loop_watcher_schedule (CharlaWatcher *watcher, CharlaConnection *connection,
                              GIOCondition condition)
{
  CharlaLoopWatcher *self = CHARLA_LOOP_WATCHER (watcher);
  Watch *watch = charla_connection_get_watch (connection);

  /* Reading needs no other reminder: the source goes on as long as there is something
   * to read. */
  if ((condition & G_IO_IN) && watch->readable == NULL)
    watch_readable (self, connection);
  if ((condition & G_IO_IN) && watch->rest == NULL && connection->unread != NULL)
    watch->rest = attach_source (watch, g_idle_source_new (), self->priority, "[charla] rest",
                                 on_rest, connection);

  if ((condition & G_IO_OUT) && watch->turn == NULL)
    watch->turn = attach_source (watch, g_idle_source_new (), G_PRIORITY_DEFAULT, "[charla] turn",
                                 on_turn, connection);
}

static void
charla_loop_watcher_iface_init (CharlaWatcherInterface *iface)
{
  iface->add = charla_loop_watcher_add;
  iface->remove = charla_loop_watcher_remove;
  iface->blocked = charla_loop_watcher_blocked;
  iface->schedule = charla_loop_watcher_schedule;
}

static void
charla_loop_watcher_class_init (CharlaLoopWatcherClass *klass)
{
}

static void
charla_loop_watcher_init (CharlaLoopWatcher *self)
{
}

CharlaWatcher *
charla_loop_watcher_new (int priority)
{
  CharlaLoopWatcher *self = g_object_new (CHARLA_TYPE_LOOP_WATCHER, NULL);

  self->priority = priority;

  return CHARLA_WATCHER (self);
}
