/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-application.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

#include "server-announcer.h"
#include "server-control.h"
#include "server-control-path.h"
#include "server-descriptors.h"
#include "server-listener.h"
#include "server-log.h"
#include "server-notify.h"
#include "server-personal.h"
#include "server-places.h"
#include "server-reception.h"
#include "server-reload.h"
#include "server-retention.h"

/* Silence that the other side of a connection notices, and that is taken for an end. */
#define QUIET_MS 30000
#define SILENCE_MS 90000

/* Comings and goings that are told together; how often somebody seems to type. */
#define PRESENCE_MS 1000
#define TYPING_MS 3000

/* How long a peer may take to read the last of what it is told. */
#define FAREWELL_MS 5000

/* How long an administrator may say nothing, or not read. */
#define CONTROL_IDLE_MS 30000

/* How long the server takes to end, at most, before it closes what is open: longer
 * than a disk takes that is slow, and no longer than who waits for it. */
#define STOP_MS 15000

/* How long what administrators have asked for may take to end, at most, before it is
 * broken off: nobody may read what they export. */
#define CALLS_MS 5000

struct _ServerApplication
{
  GObject parent_instance;

  GMainLoop *loop;
  ServerServices services;
  ServerTurns turns;
  ServerCounters counters;
  ServerListener *listener;
  GPtrArray *listening; /* (nullable): addresses */
  ServerReception *reception;
  ServerControl *control;
  ServerControlSurroundings surroundings;
  ServerAnnouncer *announcer;
  ServerNotify *notify;
  ServerPersonal *personal; /* (nullable) */
  ServerReload *reload;
  ServerRetention *retention;
  guint stopping; /* until it has to be over */
  gboolean is_ending;
  gboolean is_over;
};

G_DEFINE_FINAL_TYPE (ServerApplication, server_application, G_TYPE_OBJECT)

static void
server_application_dispose (GObject *object)
{
  ServerApplication *self = SERVER_APPLICATION (object);

  g_assert (self->listener == NULL && self->reception == NULL && self->control == NULL);
  g_clear_pointer (&self->surroundings.addresses, g_ptr_array_unref);
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
  self->surroundings.addresses = g_ptr_array_new_with_free_func (g_free);
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
  guint connections = server_reception_get_connections (self->reception);

  server_listener_set_connections (self->listener, connections);
  if (self->notify != NULL)
    server_notify_set_connections (self->notify, connections);
  if (self->personal != NULL)
    server_personal_update (self->personal);
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
  ServerApplication *self = user_data;

  update_connections (self);
  if (self->stopping != 0 && server_reception_get_connections (reception) == 0)
    g_main_loop_quit (self->loop);
}

static gboolean
listen_on_all (ServerApplication *self, const ServerOptions *options, GError **error)
{
  g_autoptr (GPtrArray) addresses = server_places_listen (self->listener, options, error);

  if (addresses == NULL)
    return FALSE;

  for (guint i = 0; i < addresses->len; i++)
    {
      GSocketConnectable *address = g_ptr_array_index (addresses, i);
      g_autofree char *text = g_socket_connectable_to_string (address);

      server_announcer_add_address (self->announcer, G_SOCKET_ADDRESS (address));
      /* Programs read this line, so it is the same in all languages. */
      printf ("listening on %s\n", text);
      g_ptr_array_add (self->surroundings.addresses, g_steal_pointer (&text));
    }
  fflush (stdout);

  self->listening = g_steal_pointer (&addresses);
  return TRUE;
}

static gpointer
read_certificate (const ServerOptions *options, gpointer user_data, GError **error)
{
  return server_certificate_new (options->certificate, options->key, options->data_dir, error);
}

static void
apply_certificate (const ServerOptions *options, gpointer certificate, gpointer user_data)
{
  ServerApplication *self = user_data;

  server_reception_set_certificate (self->reception, certificate);
}

static void
apply_options (const ServerOptions *options, gpointer prepared, gpointer user_data)
{
  ServerApplication *self = user_data;

  server_log_set_level (options->log_level);
  server_services_set_options (&self->services, options);
  server_reception_set_access (self->reception, options->plain, options->classic);
  server_reception_set_limits (self->reception, &options->limits);
  server_announcer_set_name (self->announcer, self->services.name);
  server_announcer_set_needs_join_word (self->announcer, options->join_word != NULL);
  if (options->announce)
    server_announcer_start (self->announcer);
  else
    server_announcer_stop (self->announcer);
  server_retention_set_days (self->retention, options->retention_days);
  self->surroundings.options = options;
  if (self->personal != NULL)
    server_personal_update (self->personal);
}

static void
follow_configuration (ServerApplication *self, const ServerOptions *options)
{
  static const ServerReloader certificate
    = { read_certificate, apply_certificate, (GDestroyNotify) server_certificate_unref };
  static const ServerReloader others = { .apply = apply_options };

  self->reload = server_reload_new (options);
  server_reload_add (self->reload, &certificate, self);
  server_reload_add (self->reload, &others, self);
  self->surroundings.reload = self->reload;
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerApplication *self = user_data;

  /* The log has been told, and nobody else waits. */
  server_reload_finish (self->reload, result, NULL);
  if (!server_reload_is_busy (self->reload) && !self->is_ending)
    server_notify_ready (self->notify);
}

static gboolean
on_hangup (gpointer user_data)
{
  ServerApplication *self = user_data;

  if (self->is_ending || self->notify == NULL)
    return G_SOURCE_CONTINUE;

  server_notify_reload (self->notify);
  server_reload_async (self->reload, on_reloaded, self);

  return G_SOURCE_CONTINUE;
}

static void
open_announcer (ServerApplication *self)
{
  self->announcer = server_announcer_new (server_store_get_id (self->services.store));
  server_announcer_set_name (self->announcer, self->services.name);
  server_announcer_set_needs_join_word (self->announcer, self->services.join_word != NULL);
  server_announcer_set_is_encrypted (self->announcer, TRUE);
}

/* The folder belongs to this server alone by now: the store has seen to that. */
static gboolean
show_certificate (ServerApplication *self, const ServerOptions *options, GError **error)
{
  g_autoptr (ServerCertificate) certificate
    = server_certificate_new (options->certificate, options->key, options->data_dir, error);

  if (certificate == NULL)
    return FALSE;

  g_info ("the fingerprint of the key for TLS is %s",
          server_certificate_get_fingerprint (certificate));
  server_reception_set_certificate (self->reception, certificate);
  server_reception_set_access (self->reception, options->plain, options->classic);
  return TRUE;
}

static gboolean
on_too_long (gpointer user_data)
{
  ServerApplication *self = user_data;

  self->stopping = 0;
  g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

/* Whoever says it twice is in a hurry. */
static void
end (gpointer user_data)
{
  ServerApplication *self = user_data;

  if (self->notify != NULL && !self->is_ending)
    server_notify_stop (self->notify);
  self->is_ending = TRUE;
  if (self->stopping != 0 || server_reception_get_connections (self->reception) == 0)
    {
      self->is_over = TRUE;
      g_main_loop_quit (self->loop);
      return;
    }

  /* Nobody is sent here any more before those who are here are sent away. */
  self->stopping = g_timeout_add (STOP_MS, on_too_long, self);
  server_announcer_stop (self->announcer);
  server_listener_stop (self->listener);
  server_reception_stop (self->reception);
}

/* Where nobody has said where, a server without a control socket is better than none:
 * another one of the same user may be there. */
static gboolean
start_control (ServerApplication *self, const ServerOptions *options, GError **error)
{
  g_autofree char *usual = server_control_path_new ();
  g_autofree char *folder = g_path_get_dirname (usual);
  const char *path = options->control_socket;
  g_autoptr (GError) reason = NULL;

  self->surroundings.services = &self->services;
  self->surroundings.reception = self->reception;
  self->surroundings.retention = self->retention;
  self->surroundings.announcer = self->announcer;
  self->surroundings.options = options;
  self->surroundings.started = g_get_real_time () / 1000;
  self->surroundings.stop = end;
  self->surroundings.user_data = self;
  self->control = server_control_new (&self->surroundings, CONTROL_IDLE_MS);
  if (path != NULL)
    return server_control_start (self->control, path, options->control_group, error);

  g_mkdir_with_parents (folder, 0700);
  if (!server_control_start (self->control, usual, options->control_group, &reason))
    g_message ("charla-ctl cannot reach this server: %s", reason->message);

  return TRUE;
}

static gboolean
start (ServerApplication *self, const ServerOptions *options, GError **error)
{
  static const ServerPace pace = { .presence_ms = PRESENCE_MS, .typing_ms = TYPING_MS };
  const ServerTimes times = {
    .first_frame_ms = options->first_frame_timeout_ms,
    .quiet_ms = QUIET_MS,
    .silence_ms = SILENCE_MS,
    .farewell_ms = FAREWELL_MS,
  };
  guint capacity = server_descriptors_provide (options->limits.connections);

  if (capacity < options->limits.connections)
    g_message ("there are descriptors for %u connections, not for %u", capacity,
               options->limits.connections);

  self->listener = server_listener_new (capacity);
  self->services.turns = &self->turns;
  self->services.counters = &self->counters;
  if (!server_services_open (&self->services, options, &pace, error))
    return FALSE;
  self->retention = server_retention_new (&self->services, NULL, options->retention_days);
  open_announcer (self);
  self->reception = server_reception_new (&options->limits, &times, &self->services, error);
  if (self->reception == NULL || !show_certificate (self, options, error)
      || !start_control (self, options, error) || !listen_on_all (self, options, error))
    return FALSE;

  g_signal_connect_object (self->listener, "incoming", G_CALLBACK (on_incoming), self, 0);
  g_signal_connect_object (self->reception, "left", G_CALLBACK (on_left), self, 0);
  server_listener_start (self->listener);
  if (options->announce)
    server_announcer_start (self->announcer);
  follow_configuration (self, options);
  self->notify = server_notify_new (self->services.store);
  server_notify_ready (self->notify);
  if (options->is_user)
    self->personal = server_personal_new (&self->services, self->announcer, options,
                                          self->listening, end, self);

  return TRUE;
}

static void
finish_all (ServerApplication *self)
{
  while (g_main_context_iteration (g_main_loop_get_context (self->loop), FALSE))
    ;
}

static gboolean
on_calls_too_long (gpointer user_data)
{
  ServerApplication *self = user_data;

  self->stopping = 0;
  if (self->control != NULL)
    server_control_close (self->control);

  return G_SOURCE_REMOVE;
}

/* Who has asked for something may be gone, but what they have asked for goes on, and
 * needs the services one after the other. */
static void
finish_calls (ServerApplication *self)
{
  self->stopping = g_timeout_add (CALLS_MS, on_calls_too_long, self);
  while (self->turns.calls > 0 || (self->reload != NULL && server_reload_is_busy (self->reload))
         || (self->personal != NULL && server_personal_is_busy (self->personal)))
    g_main_context_iteration (g_main_loop_get_context (self->loop), TRUE);
  g_clear_handle_id (&self->stopping, g_source_remove);
}

/* What GIO and the threads still have to do is done when this returns. */
static void
stop (ServerApplication *self)
{
  g_clear_handle_id (&self->stopping, g_source_remove);
  if (self->announcer != NULL)
    server_announcer_stop (self->announcer);
  server_listener_stop (self->listener);
  if (self->control != NULL)
    server_control_stop (self->control);
  self->surroundings.reload = NULL;
  if (self->reception != NULL)
    server_reception_close (self->reception);
  if (self->retention != NULL)
    server_retention_stop (self->retention);
  finish_calls (self);
  finish_all (self);
  g_clear_pointer (&self->personal, server_personal_free);
  g_clear_pointer (&self->notify, server_notify_free);
  g_clear_object (&self->reload);
  g_clear_pointer (&self->retention, server_retention_free);
  server_services_close (&self->services);
  finish_all (self);
  if (self->control != NULL)
    server_control_close (self->control);
  finish_all (self);

  g_clear_object (&self->control);
  g_clear_object (&self->announcer);
  g_clear_object (&self->reception);
  g_clear_object (&self->listener);
  g_clear_pointer (&self->listening, g_ptr_array_unref);
}

static gboolean
on_signal (gpointer user_data)
{
  ServerApplication *self = user_data;

  if (self->reception == NULL)
    self->is_over = TRUE;
  else
    end (self);

  return G_SOURCE_CONTINUE;
}

/**
 * server_application_run:
 * @self: a server
 * @options: how it is to run
 * @error: return location for an error
 *
 * Serves until SIGTERM or SIGINT, and reads the configuration again at SIGHUP. When it
 * listens, it says so on standard output, one line an address.
 *
 * Returns: %TRUE at its end, or %FALSE when it could not begin
 */
gboolean
server_application_run (ServerApplication *self, const ServerOptions *options, GError **error)
{
  guint sigterm = g_unix_signal_add (SIGTERM, on_signal, self);
  guint sigint = g_unix_signal_add (SIGINT, on_signal, self);
  guint sighup = g_unix_signal_add (SIGHUP, on_hangup, self);
  gboolean started = start (self, options, error);

  if (started && !self->is_over)
    g_main_loop_run (self->loop);

  stop (self);
  g_source_remove (sigterm);
  g_source_remove (sigint);
  g_source_remove (sighup);

  return started;
}
