/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-personal.h"

#include "server-bus.h"
#include "server-config.h"

/* Counting goes through all who are there. */
#define COUNT_MS 500

struct _ServerPersonal
{
  ServerServices *services;
  ServerAnnouncer *announcer;
  ServerBus *bus;
  ServerPersonalStop stop;
  gpointer user_data;

  char *name_file; /* (nullable) */
  guint writing;
  guint counting;
};

static void
on_stop (ServerBus *bus, gpointer user_data)
{
  ServerPersonal *self = user_data;

  self->stop (self->user_data);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerPersonal *self = user_data;
  g_autoptr (GError) error = NULL;

  self->writing--;
  if (!server_config_store_finish (result, &error))
    g_message ("the new name is forgotten with the end of the server: %s", error->message);
}

static void
on_renamed (ServerBus *bus, const char *name, gpointer user_data)
{
  ServerPersonal *self = user_data;

  g_free (self->services->name);
  self->services->name = g_strdup (name);
  server_announcer_set_name (self->announcer, name);
  if (self->name_file == NULL)
    return;

  self->writing++;
  server_config_store_async (self->name_file, "server", "name", name, on_written, self);
}

static void
count (ServerPersonal *self)
{
  server_bus_set_users (self->bus, server_directory_count_online (self->services->directory));
}

/**
 * server_personal_new: (skip)
 * @services: what the server works with
 * @announcer: announces the server
 * @options: how the server runs
 * @listening: (element-type GInetSocketAddress): where it listens
 * @stop: ends the server
 * @user_data: for @stop
 *
 * Goes on the session bus. @services and @announcer have to stay for as long as this.
 *
 * Returns: (transfer full): what makes a server a person's own
 */
ServerPersonal *
server_personal_new (ServerServices *services, ServerAnnouncer *announcer,
                     const ServerOptions *options, GPtrArray *listening, ServerPersonalStop stop,
                     gpointer user_data)
{
  ServerPersonal *self = g_new0 (ServerPersonal, 1);

  self->services = services;
  self->announcer = announcer;
  self->stop = stop;
  self->user_data = user_data;
  self->name_file = g_strdup (options->name_file);
  self->bus = server_bus_new (server_store_get_id (services->store), listening);
  g_signal_connect (self->bus, "stop", G_CALLBACK (on_stop), self);
  g_signal_connect (self->bus, "renamed", G_CALLBACK (on_renamed), self);
  g_signal_connect_swapped (self->bus, "count", G_CALLBACK (count), self);
  server_bus_set_name (self->bus, services->name);
  server_bus_start (self->bus);

  return self;
}

/**
 * server_personal_free: (skip)
 * @self: (transfer full): what makes a server a person's own; it is not busy
 *
 * Leaves the session bus.
 */
void
server_personal_free (ServerPersonal *self)
{
  g_clear_handle_id (&self->counting, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->bus, self);
  server_bus_stop (self->bus);
  g_object_unref (self->bus);
  g_free (self->name_file);
  g_free (self);
}

static gboolean
on_time_to_count (gpointer user_data)
{
  ServerPersonal *self = user_data;

  self->counting = 0;
  count (self);

  return G_SOURCE_REMOVE;
}

/**
 * server_personal_update: (skip)
 * @self: what makes a server a person's own
 *
 * Has it look, by and by, what the server is called and how many are there.
 */
void
server_personal_update (ServerPersonal *self)
{
  server_bus_set_name (self->bus, self->services->name);
  if (self->counting == 0)
    self->counting = g_timeout_add (COUNT_MS, on_time_to_count, self);
}

/**
 * server_personal_is_busy: (skip)
 * @self: what makes a server a person's own
 *
 * Returns: whether a name is being written
 */
gboolean
server_personal_is_busy (ServerPersonal *self)
{
  return self->writing > 0;
}
