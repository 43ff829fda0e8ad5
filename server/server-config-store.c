/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "server-config.h"

#define SOURCE_TAG ((gpointer) (guintptr) server_config_store_async)

/* What is to be written where. */
typedef struct
{
  char *path;
  char *group;
  char *name;
  char *value;
} Line;

static void
line_free (Line *line)
{
  g_free (line->path);
  g_free (line->group);
  g_free (line->name);
  g_free (line->value);
  g_free (line);
}

static gboolean
store (const Line *line, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (line->path);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (g_file_test (line->path, G_FILE_TEST_EXISTS)
      && !g_key_file_load_from_file (file, line->path, G_KEY_FILE_KEEP_COMMENTS, error))
    return FALSE;

  g_key_file_set_string (file, line->group, line->name, line->value);
  text = g_key_file_to_data (file, &length, NULL);
  g_mkdir_with_parents (folder, 0700);

  return g_file_set_contents_full (line->path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static void
store_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (store (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * server_config_store_async: (skip)
 * @path: a file, which is made if there is none
 * @group: a group
 * @name: a key of that group
 * @value: its value
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Writes one key into a configuration, and leaves the rest of it as it is.
 */
void
server_config_store_async (const char *path, const char *group, const char *name,
                           const char *value, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Line *line = g_new (Line, 1);

  *line = (Line) { g_strdup (path), g_strdup (group), g_strdup (name), g_strdup (value) };
  g_task_set_source_tag (task, SOURCE_TAG);
  g_task_set_task_data (task, line, (GDestroyNotify) line_free);
  g_task_run_in_thread (task, store_in_thread);
}

/**
 * server_config_store_finish: (skip)
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is written
 */
gboolean
server_config_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, SOURCE_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
