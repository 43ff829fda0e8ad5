/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-worker.h"

struct _ClientWorker
{
  GAsyncQueue *queue;
};

typedef struct
{
  GTask *task;
  ClientJobKind kind;
  guint run;
  ClientJobFunc func;
  gpointer data;
  GDestroyNotify data_free;
  gpointer result;
  GDestroyNotify result_free;
  GError *error;
} Job;

typedef struct
{
  GAsyncQueue *queue;
  ClientStore store;
} Thread;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->data != NULL)
    job->data_free (job->data);
  if (job->result != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

/* In the context of who asked. The last reference to the task is there too, so that
 * nothing of it ends in another thread. */
static gboolean
deliver (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);

  return G_SOURCE_REMOVE;
}

static void
hand_back (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[charla] client_worker_deliver");
  g_source_set_callback (source, deliver, job, job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

/* Whether the job can be done at all. */
static gboolean
check_job (ClientStore *store, Job *job)
{
  if (job->kind != CLIENT_JOB_ANY && store->database == NULL)
    job->error = client_cache_error_new (CLIENT_CACHE_ERROR_CLOSED);
  else if (job->run != 0 && job->run == store->broken)
    job->error = client_cache_error_new (CLIENT_CACHE_ERROR_BUSY);
  else if (job->kind == CLIENT_JOB_READ)
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error);

  return job->error == NULL;
}

/* What failed in the database is the reason for whatever else went wrong. */
static void
end_job (ClientStore *store, Job *job, gboolean writes)
{
  if (!client_database_is_well (store->database))
    g_clear_error (&job->error);

  if (job->error != NULL)
    client_database_abort (store->database);
  else if (writes)
    client_database_end (store->database, &job->error);
  else
    client_database_check (store->database, &job->error);
}

static void
do_job (ClientStore *store, Job *job)
{
  gboolean writes = job->kind == CLIENT_JOB_WRITE || job->kind == CLIENT_JOB_WRITE_DURABLE;

  if (!check_job (store, job))
    return;

  if (writes)
    client_database_begin (store->database, job->kind == CLIENT_JOB_WRITE_DURABLE);
  job->result = job->func (store, job->data, &job->error);
  if (job->kind != CLIENT_JOB_ANY)
    end_job (store, job, writes);
  if (job->run != 0 && job->error != NULL)
    store->broken = job->run;
}

static gpointer
work (gpointer data)
{
  Thread *thread = data;
  Job *job = NULL;

  while ((job = g_async_queue_pop (thread->queue))->task != NULL)
    {
      do_job (&thread->store, job);
      hand_back (job);
    }

  job_free (job);
  g_clear_pointer (&thread->store.database, client_database_close);
  g_clear_pointer (&thread->store.path, g_free);
  g_clear_pointer (&thread->queue, g_async_queue_unref);
  g_free (thread);

  return NULL;
}

/**
 * client_worker_new:
 * @path: the file of the store
 *
 * Starts a thread.
 *
 * Returns: (transfer full): a worker, for client_worker_stop()
 */
ClientWorker *
client_worker_new (const char *path)
{
  ClientWorker *self = g_new0 (ClientWorker, 1);
  Thread *thread = g_new0 (Thread, 1);

  self->queue = g_async_queue_new ();
  thread->queue = g_async_queue_ref (self->queue);
  thread->store.path = g_strdup (path);
  g_thread_unref (g_thread_new ("charla-cache", work, thread));

  return self;
}

/**
 * client_worker_push:
 * @self: a worker
 * @task: (transfer full) (nullable): what returns the result, in its context; jobs return
 *   in the order in which they were pushed
 * @kind: what kind of job
 * @run: a number; when a job of it has failed the others of it fail, too; 0 for none
 * @func: what to do
 * @data: (transfer full) (nullable): for @func
 * @data_free: what frees @data
 * @result_free: what frees the result
 *
 * Has something done after all that was pushed before.
 */
void
client_worker_push (ClientWorker *self,
                    GTask *task,
                    ClientJobKind kind,
                    guint run,
                    ClientJobFunc func,
                    gpointer data,
                    GDestroyNotify data_free,
                    GDestroyNotify result_free)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->kind = kind;
  job->run = run;
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  g_async_queue_push (self->queue, job);
}

/**
 * client_worker_stop:
 * @self: (transfer full): a worker
 *
 * Has the thread end when it has done all that was pushed, and does not wait for it.
 */
void
client_worker_stop (ClientWorker *self)
{
  client_worker_push (self, NULL, CLIENT_JOB_ANY, 0, NULL, NULL, NULL, NULL);
  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_free (self);
}
