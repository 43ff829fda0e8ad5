/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-opening.h"

#define OPENING_TAG ((gpointer) (guintptr) client_opening_async)

typedef struct
{
  char *path;
  gboolean was_anew;
  ClientOpening *opening;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *self = data;

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->opening, client_opening_free);
  g_free (self);
}

/**
 * client_opening_free:
 * @self: (transfer full): a cache that has been opened
 *
 * Frees it; the cache closes itself if nobody else holds it.
 */
void
client_opening_free (ClientOpening *self)
{
  g_clear_object (&self->cache);
  g_clear_pointer (&self->start, client_start_free);
  g_clear_pointer (&self->trouble, g_free);
  g_free (self);
}

static void try_open (GTask *task, const char *path, gboolean anew);

static gboolean
can_begin_anew (const GError *error)
{
  return g_error_matches (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_DAMAGED)
         || g_error_matches (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_NEWER);
}

/* What cannot be read is put aside; where there can be no file there is the memory. */
static void
try_next (GTask *task, const GError *error)
{
  Attempt *attempt = g_task_get_task_data (task);
  gboolean anew = !attempt->was_anew && can_begin_anew (error);

  if (attempt->opening->is_in_memory)
    {
      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
      return;
    }

  g_clear_object (&attempt->opening->cache);
  g_free (attempt->opening->trouble);
  attempt->opening->trouble = g_strdup (error->message);
  attempt->was_anew = anew;
  try_open (task, anew ? attempt->path : NULL, anew);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ClientOpening *opening = ((Attempt *) g_task_get_task_data (task))->opening;
  g_autoptr (GError) error = NULL;

  opening->start = client_cache_load_finish (CLIENT_CACHE (source), result, &error);
  if (opening->start == NULL)
    {
      try_next (task, error);
      return;
    }

  g_task_return_pointer (task,
                         g_steal_pointer (&((Attempt *) g_task_get_task_data (task))->opening),
                         (GDestroyNotify) client_opening_free);
  g_object_unref (task);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ClientOpening *opening = ((Attempt *) g_task_get_task_data (task))->opening;
  g_autoptr (GError) error = NULL;

  opening->cache = client_cache_open_finish (result, &error);
  if (opening->cache == NULL)
    try_next (task, error);
  else
    client_cache_load_async (opening->cache, NULL, on_loaded, task);
}

static void
try_open (GTask *task, const char *path, gboolean anew)
{
  Attempt *attempt = g_task_get_task_data (task);

  attempt->opening->is_in_memory = path == NULL;
  client_cache_open_async (path, anew, NULL, on_opened, task);
}

/**
 * client_opening_async:
 * @path: (nullable): a file, see client_cache_get_path(); %NULL for a cache in memory
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens a cache, and reads what is in it. A file that is damaged, or that is a newer
 * version's, is put aside, and what the person has written taken over. If there can be
 * no file at all the cache is in memory: a person who has no room on the disk can still
 * talk.
 */
void
client_opening_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->path = g_strdup (path);
  attempt->opening = g_new0 (ClientOpening, 1);
  g_task_set_source_tag (task, OPENING_TAG);
  g_task_set_task_data (task, attempt, attempt_free);
  try_open (task, path, FALSE);
}

/**
 * client_opening_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_opening_async() began. There is an error, of #ClientCacheError, only
 * if there is no cache in memory, either.
 *
 * Returns: (transfer full): the cache, or %NULL with @error set
 */
ClientOpening *
client_opening_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, OPENING_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
