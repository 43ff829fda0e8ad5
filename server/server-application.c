/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-application.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

#include "server-descriptors.h"
#include "server-listener.h"
#include "server-reception.h"

struct _ServerApplication
{
  GObject parent_instance;

  GMainLoop *loop;
  ServerListener *listener;
  ServerReception *reception;
};

G_DEFINE_FINAL_TYPE (ServerApplication, server_application, G_TYPE_OBJECT)

static void
server_application_dispose (GObject *object)
{
  ServerApplication *self = SERVER_APPLICATION (object);

  g_assert (self->listener == NULL && self->reception == NULL);
  g_clear_pointer (&self->loop, g_main_loop_unref);

  G_OBJECT_CLASS (server_application_parent_class)->dispose (object);
}

static void
server_application_class_init (ServerApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = server_application_dispose;
}

static void
server_application_init (ServerApplication *self)
{
  self->loop = g_main_loop_new (g_main_context_get_thread_default (), FALSE);
}

/**
 * server_application_new:
 *
 * Returns: (transfer full): a server that does not run
 */
ServerApplication *
server_application_new (void)
{
  return g_object_new (SERVER_TYPE_APPLICATION, NULL);
}

static void
update_connections (ServerApplication *self)
{
  server_listener_set_connections (self->listener,
                                   server_reception_get_connections (self->reception));
}

static void
on_incoming (ServerListener *listener, GSocketConnection *stream, gpointer user_data)
{
  ServerApplication *self = user_data;

  server_reception_take (self->reception, stream);
  update_connections (self);
}

static void
on_left (ServerReception *reception, gpointer user_data)
{
  update_connections (user_data);
}

/* All or none: who asked for two addresses is not served by one of them. */
static gboolean
listen_on_all (ServerApplication *self, const ServerOptions *options, GError **error)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < options->addresses->len; i++)
    {
      GSocketAddress *wanted = g_ptr_array_index (options->addresses, i);
      GSocketAddress *address = server_listener_listen (self->listener, wanted, error);

      if (address == NULL)
        return FALSE;
      g_ptr_array_add (addresses, address);
    }

  for (guint i = 0; i < addresses->len; i++)
    {
      GSocketConnectable *address = g_ptr_array_index (addresses, i);
      g_autofree char *text = g_socket_connectable_to_string (address);

      /* Programs read this line, so it is the same in all languages. */
      printf ("listening on %s\n", text);
    }
  fflush (stdout);

  return TRUE;
}

static gboolean
start (ServerApplication *self, const ServerOptions *options, GError **error)
{
  guint capacity = server_descriptors_provide (options->limits.connections);

  if (capacity < options->limits.connections)
    g_message ("there are descriptors for %u connections, not for %u", capacity,
               options->limits.connections);

  self->listener = server_listener_new (capacity);
  self->reception =
    server_reception_new (&options->limits, options->first_frame_timeout_ms, error);
  if (self->reception == NULL || !listen_on_all (self, options, error))
    return FALSE;

  g_signal_connect_object (self->listener, "incoming", G_CALLBACK (on_incoming), self, 0);
  g_signal_connect_object (self->reception, "left", G_CALLBACK (on_left), self, 0);
  server_listener_start (self->listener);

  return TRUE;
}

/* What GIO still has to do for the listener is done when this returns. */
static void
stop (ServerApplication *self)
{
  server_listener_stop (self->listener);
  if (self->reception != NULL)
    server_reception_stop (self->reception);
  while (g_main_context_iteration (g_main_loop_get_context (self->loop), FALSE))
    ;

  g_clear_object (&self->reception);
  g_clear_object (&self->listener);
}

static gboolean
on_signal (gpointer user_data)
{
  ServerApplication *self = user_data;

  g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

/**
 * server_application_run:
 * @self: a server
 * @options: how it is to run
 * @error: return location for an error
 *
 * Serves until SIGTERM or SIGINT. When it listens, it says so on standard output,
 * one line an address.
 *
 * Returns: %TRUE at its end, or %FALSE when it could not begin
 */
gboolean
server_application_run (ServerApplication *self, const ServerOptions *options, GError **error)
{
  guint sigterm = g_unix_signal_add (SIGTERM, on_signal, self);
  guint sigint = g_unix_signal_add (SIGINT, on_signal, self);
  gboolean started = start (self, options, error);

  if (started)
    g_main_loop_run (self->loop);

  stop (self);
  g_source_remove (sigterm);
  g_source_remove (sigint);

  return started;
}
