/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-requests.h"

#include "charla-deadlines.h"

/* Through an integer, as ISO C has no other way from a function to a pointer. */
#define SOURCE_TAG ((gpointer) (guintptr) client_requests_add)

typedef struct
{
  gint64 id;
  GTask *task;
  CharlaDeadline deadline;
} Pending;

struct _ClientRequests
{
  /* All that wait, by their ids, which grow. */
  GTree *pending;
  gint64 next_id;

  CharlaDeadlines *deadlines;
  ClientRequestsLateFunc late;
  gpointer user_data;
};

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gint64 one = *(const gint64 *) a;
  const gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  charla_deadline_stop (&pending->deadline);
  g_clear_object (&pending->task);
  g_free (pending);
}

static void
on_late (gpointer item, gpointer user_data)
{
  ClientRequests *self = user_data;

  self->late (self->user_data);
}

static GTask *
make_task (GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, SOURCE_TAG);
  return task;
}

/**
 * client_requests_new:
 * @milliseconds: in how long a request has to be answered
 * @late: called when one is not; it may free the requests only later
 * @user_data: for @late
 *
 * Returns: (transfer full): requests, of which there is none
 */
ClientRequests *
client_requests_new (guint milliseconds, ClientRequestsLateFunc late, gpointer user_data)
{
  ClientRequests *self = g_new0 (ClientRequests, 1);

  self->pending = g_tree_new_full (compare_ids, NULL, NULL, pending_free);
  self->next_id = CLIENT_REQUESTS_FIRST_ID;
  self->deadlines = charla_deadlines_new (milliseconds, on_late, self);
  self->late = late;
  self->user_data = user_data;
  return self;
}

/**
 * client_requests_free:
 * @self: (transfer full): requests, of which none waits: see client_requests_fail()
 */
void
client_requests_free (ClientRequests *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (g_tree_nnodes (self->pending) == 0);

  g_clear_pointer (&self->pending, g_tree_unref);
  g_clear_pointer (&self->deadlines, charla_deadlines_free);
  g_free (self);
}

/**
 * client_requests_add:
 * @self: requests
 * @callback: (nullable): called when it is answered, never before the caller has
 *   returned to the main loop
 * @user_data: for @callback
 *
 * Begins to wait for an answer.
 *
 * Returns: by what the request is known; 0 when %CLIENT_REQUESTS_MAX wait already
 */
gint64
client_requests_add (ClientRequests *self, GAsyncReadyCallback callback, gpointer user_data)
{
  Pending *pending = NULL;

  g_return_val_if_fail (self != NULL, 0);

  if (g_tree_nnodes (self->pending) >= CLIENT_REQUESTS_MAX)
    return 0;

  pending = g_new0 (Pending, 1);
  pending->id = self->next_id++;
  pending->task = make_task (callback, user_data);
  charla_deadlines_start (self->deadlines, &pending->deadline, pending);
  g_tree_insert (self->pending, &pending->id, pending);
  return pending->id;
}

static GTask *
take (ClientRequests *self, gint64 id)
{
  Pending *pending = g_tree_lookup (self->pending, &id);
  GTask *task = NULL;

  if (pending == NULL)
    return NULL;

  task = g_steal_pointer (&pending->task);
  g_tree_remove (self->pending, &id);
  return task;
}

static void
give (GTask *task, CharlaMessage *ok, const GError *error)
{
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_pointer (task, charla_message_ref (ok), (GDestroyNotify) charla_message_unref);
}

/**
 * client_requests_answer:
 * @self: requests
 * @id: what a server calls a request
 * @ok: (nullable): its answer
 * @error: (nullable): or why not
 * @retry_ms: when to try again, in milliseconds, or 0
 *
 * Hands an answer to who waits for it. They may do with the requests what they like.
 *
 * Returns: whether anybody waits for it; a server answers once what was asked
 */
gboolean
client_requests_answer (ClientRequests *self, gint64 id, CharlaMessage *ok, const GError *error,
                        guint retry_ms)
{
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail ((ok != NULL) != (error != NULL), FALSE);

  task = take (self, id);
  if (task == NULL)
    return FALSE;

  g_task_set_task_data (task, GUINT_TO_POINTER (retry_ms), NULL);
  give (task, ok, error);
  return TRUE;
}

static gboolean
collect (gpointer key, gpointer value, gpointer user_data)
{
  Pending *pending = value;

  g_ptr_array_add (user_data, g_steal_pointer (&pending->task));
  return FALSE;
}

/**
 * client_requests_fail:
 * @self: requests
 * @error: why
 *
 * Tells all who wait that there will be no answer, in the order in which they began.
 */
void
client_requests_fail (ClientRequests *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (self != NULL);
  g_return_if_fail (error != NULL);

  g_tree_foreach (self->pending, collect, tasks);
  g_tree_remove_all (self->pending);
  for (guint i = 0; i < tasks->len; i++)
    give (g_ptr_array_index (tasks, i), NULL, error);
}

static gboolean
restart (gpointer key, gpointer value, gpointer user_data)
{
  ClientRequests *self = user_data;
  Pending *pending = value;

  charla_deadlines_start (self->deadlines, &pending->deadline, pending);
  return FALSE;
}

/**
 * client_requests_restart:
 * @self: requests
 *
 * Gives all who wait their full time again, as when no answer could be read meanwhile.
 */
void
client_requests_restart (ClientRequests *self)
{
  g_return_if_fail (self != NULL);

  g_tree_foreach (self->pending, restart, self);
}

/**
 * client_requests_refuse:
 * @error: why
 * @callback: (nullable): called from the main loop
 * @user_data: for @callback
 *
 * Answers a request that is not even asked.
 */
void
client_requests_refuse (const GError *error, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = make_task (callback, user_data);

  g_return_if_fail (error != NULL);

  give (task, NULL, error);
}

/**
 * client_requests_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the member `ok` of the answer, or %NULL with @error set: a
 *   %CHARLA_CODE_ERROR with the sentence of the server, or a %CLIENT_ERROR
 */
CharlaMessage *
client_requests_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, SOURCE_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * client_requests_get_retry:
 * @result: what the callback was given
 *
 * Returns: after how many milliseconds the server lets one ask again, when it was too
 *   much at once; or 0
 */
guint
client_requests_get_retry (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, SOURCE_TAG), 0);

  return GPOINTER_TO_UINT (g_task_get_task_data (G_TASK (result)));
}
