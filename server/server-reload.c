/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-reload.h"

#include "server-key.h"

#define SOURCE_TAG ((gpointer) (guintptr) server_reload_async)

struct _ServerReload
{
  GObject parent_instance;

  const ServerOptions *begun; /* with which the server began */
  ServerOptions *current;     /* (nullable): what has been read since */
  GPtrArray *parts;           /* of Part; complete before the first reload */

  guint busy;
  guint64 asked;
  guint64 done; /* the newest that has been applied */
};

typedef struct
{
  ServerReloader reloader;
  gpointer user_data;
} Part;

/* One reload: what it has read and made. */
typedef struct
{
  guint64 number;
  GPtrArray *parts;
  char **given;
  ServerOptions *options;
  gpointer *prepared;
} Reading;

G_DEFINE_FINAL_TYPE (ServerReload, server_reload, G_TYPE_OBJECT)

static void
server_reload_finalize (GObject *object)
{
  ServerReload *self = SERVER_RELOAD (object);

  g_clear_pointer (&self->current, server_options_free);
  g_ptr_array_unref (self->parts);

  G_OBJECT_CLASS (server_reload_parent_class)->finalize (object);
}

static void
server_reload_class_init (ServerReloadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = server_reload_finalize;
}

static void
server_reload_init (ServerReload *self)
{
  self->parts = g_ptr_array_new_with_free_func (g_free);
}

/**
 * server_reload_new:
 * @options: with what the server begins; they stay the caller's
 *
 * Returns: (transfer full): a reload without parts
 */
ServerReload *
server_reload_new (const ServerOptions *options)
{
  ServerReload *self = g_object_new (SERVER_TYPE_RELOAD, NULL);

  self->begun = options;

  return self;
}

/**
 * server_reload_add: (skip)
 * @self: a reload that has not been used
 * @reloader: how a part follows; it is copied
 * @user_data: for the functions of @reloader
 *
 * Adds a part of the server.
 */
void
server_reload_add (ServerReload *self, const ServerReloader *reloader, gpointer user_data)
{
  Part *part = g_new (Part, 1);

  *part = (Part) { *reloader, user_data };
  g_ptr_array_add (self->parts, part);
}

static void
reading_free (Reading *reading)
{
  for (guint i = 0; i < reading->parts->len; i++)
    {
      const Part *part = reading->parts->pdata[i];

      if (reading->prepared[i] != NULL && part->reloader.free != NULL)
        part->reloader.free (reading->prepared[i]);
    }
  g_free (reading->prepared);
  g_ptr_array_unref (reading->parts);
  g_strfreev (reading->given);
  g_clear_pointer (&reading->options, server_options_free);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;

  reading->options
    = server_options_new_from_arguments ((const char *const *) reading->given, &error);

  for (guint i = 0; error == NULL && i < reading->parts->len; i++)
    {
      const Part *part = reading->parts->pdata[i];

      if (part->reloader.prepare != NULL)
        reading->prepared[i]
          = part->reloader.prepare (reading->options, part->user_data, &error);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What cannot be changed now stays as it is, and is told of each time. */
static void
keep_fixed (ServerReload *self, ServerOptions *options)
{
  guint n_keys = 0;
  const ServerKey *keys = server_keys_get (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      if (!keys[i].is_fixed || server_key_equal (&keys[i], self->begun, options))
        continue;
      g_message ("%s in [%s] has changed: that takes a restart", keys[i].name, keys[i].group);
      server_key_copy (&keys[i], self->begun, options);
    }
}

static void
apply (ServerReload *self, Reading *reading)
{
  ServerOptions *options = g_steal_pointer (&reading->options);

  keep_fixed (self, options);
  for (guint i = 0; i < reading->parts->len; i++)
    {
      const Part *part = reading->parts->pdata[i];

      if (part->reloader.apply != NULL)
        part->reloader.apply (options, reading->prepared[i], part->user_data);
    }

  g_clear_pointer (&self->current, server_options_free);
  self->current = options;
  self->done = reading->number;
  g_message ("read the configuration again");
}

static void
complain (const GError *error)
{
  g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);

  g_message ("kept the configuration as it is, as there are mistakes in the new one");
  for (guint i = 0; lines[i] != NULL; i++)
    g_message ("%s", lines[i]);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerReload *self = SERVER_RELOAD (source);
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->busy--;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      complain (error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* One that was asked for later may have been faster; it has read what is newer. */
  if (reading->number > self->done)
    apply (self, reading);
  g_task_return_boolean (task, TRUE);
}

/**
 * server_reload_async: (skip)
 * @self: a reload
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the configuration again, as the server has read it at its start, and has all
 * parts follow. The log is told what has come of it.
 */
void
server_reload_async (ServerReload *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) read = g_task_new (self, NULL, on_read, task);
  Reading *reading = g_new0 (Reading, 1);

  reading->number = ++self->asked;
  reading->parts = g_ptr_array_ref (self->parts);
  reading->prepared = g_new0 (gpointer, self->parts->len);
  reading->given = g_strdupv (self->begun->given);
  g_task_set_source_tag (task, SOURCE_TAG);
  g_task_set_task_data (read, reading, (GDestroyNotify) reading_free);
  self->busy++;
  g_task_run_in_thread (read, read_in_thread);
}

/**
 * server_reload_finish: (skip)
 * @self: a reload
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is done, or %FALSE with an error whose message is for who has
 *   written the configuration, in one line or more
 */
gboolean
server_reload_finish (ServerReload *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, SOURCE_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * server_reload_is_busy:
 * @self: a reload
 *
 * Returns: whether the configuration is being read
 */
gboolean
server_reload_is_busy (ServerReload *self)
{
  return self->busy > 0;
}

/**
 * server_reload_get_options:
 * @self: a reload
 *
 * Returns: (transfer none): the options by which the server runs now
 */
const ServerOptions *
server_reload_get_options (ServerReload *self)
{
  return self->current != NULL ? self->current : self->begun;
}
