/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-services.h"

static void
on_record (ServerRecord *record, gpointer user_data)
{
  ServerServices *self = user_data;

  if (record->kind == SERVER_RECORD_MESSAGE)
    self->counters->messages++;
  server_directory_follow (self->directory, record);
}

static void
on_directory (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/* Nobody can come in before it is known who there is. */
static gboolean
load_directory (ServerServices *self, const char *folder, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ServerAnswer) answer = NULL;

  server_store_query_async (self->store, server_query_new_directory (), NULL, on_directory,
                            &result);
  while (result == NULL)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);

  answer = server_store_query_finish (self->store, result, error);
  if (answer == NULL)
    {
      g_prefix_error (error, "Cannot use the data folder “%s”: ", folder);
      return FALSE;
    }

  server_directory_load (self->directory, answer);
  return TRUE;
}

/**
 * server_services_open: (skip)
 * @self: services of which only the turns and the counters are there
 * @options: how the server is to run
 * @pace: how often people are told of others
 * @error: return location for an error
 *
 * Opens all that requests are done with. It turns the main loop until it is there.
 * server_services_close() is to be called, also after an error.
 *
 * Returns: whether it is all there
 */
gboolean
server_services_open (ServerServices *self, const ServerOptions *options, const ServerPace *pace,
                      GError **error)
{
  server_services_set_options (self, options);
  self->builder = charla_builder_new ();
  self->directory = server_directory_new (pace);
  self->passwords = server_passwords_new (error);
  if (self->passwords == NULL)
    return FALSE;

  self->store = server_store_open (options->data_dir, error);
  if (self->store == NULL)
    return FALSE;

  self->log = SERVER_EVENT_LOG (self->store);
  server_event_log_set_listener (self->log, on_record, self);
  return load_directory (self, options->data_dir, error);
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/**
 * server_services_set_options: (skip)
 * @self: services
 * @options: how the server is to run
 *
 * Says from now on what @options say.
 */
void
server_services_set_options (ServerServices *self, const ServerOptions *options)
{
  replace (&self->name, options->name != NULL ? options->name : g_get_host_name ());
  replace (&self->motd, options->motd);
  replace (&self->join_word, options->join_word);
}

/* The store writes all that it has taken on before it is closed, and whoever waits
 * for something to be read has it until that is read. */
static void
close_store (ServerServices *self)
{
  ServerStore *store = g_steal_pointer (&self->store);

  if (store == NULL)
    return;

  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *) &store);
  g_object_unref (store);
  while (store != NULL)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

/**
 * server_services_close: (skip)
 * @self: services that nobody uses any more
 *
 * Closes all. It turns the main loop until all that was to be written is written.
 */
void
server_services_close (ServerServices *self)
{
  g_clear_object (&self->passwords);
  close_store (self);
  g_clear_object (&self->directory);
  g_clear_pointer (&self->builder, charla_builder_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->motd, g_free);
  g_clear_pointer (&self->join_word, g_free);
}
