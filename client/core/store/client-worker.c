/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-worker.h"

typedef struct
{
  GList link; /* in one of the two queues */
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

/* What the thread and the others have in common. */
struct _ClientWorker
{
  gatomicrefcount references;
  GMainContext *context;
  GSource *source; /* of who has the worker */

  GMutex mutex;
  GCond wanted;
  GQueue waiting;
  GQueue done;
  gboolean is_stopped;

  ClientStore store; /* of the thread */
};

typedef struct
{
  GSource parent;
  ClientWorker *worker;
} Delivery;

static void
job_free (Job *job)
{
  if (job->data != NULL)
    job->data_free (job->data);
  if (job->result != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

static void
client_worker_unref (ClientWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wanted);
  g_clear_pointer (&self->store.path, g_free);
  g_free (self);
}

/* All references to the task are let go in the context of who asked, so that nothing
 * of it ends in another thread. */
static void
deliver (Job *job)
{
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);
  job_free (job);
}

static gboolean
delivery_check (GSource *source)
{
  ClientWorker *worker = ((Delivery *) source)->worker;
  gboolean has_any = FALSE;

  g_mutex_lock (&worker->mutex);
  has_any = worker->done.length > 0;
  g_mutex_unlock (&worker->mutex);

  return has_any;
}

static gboolean
delivery_prepare (GSource *source, int *timeout)
{
  *timeout = -1;

  return delivery_check (source);
}

/* What comes in meanwhile waits for the next turn of the loop. */
static gboolean
delivery_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  ClientWorker *worker = ((Delivery *) source)->worker;
  GQueue done = G_QUEUE_INIT;
  GList *link = NULL;

  g_mutex_lock (&worker->mutex);
  done = worker->done;
  g_queue_init (&worker->done);
  g_mutex_unlock (&worker->mutex);

  while ((link = g_queue_pop_head_link (&done)) != NULL)
    deliver (link->data);

  return G_SOURCE_CONTINUE;
}

static void
delivery_finalize (GSource *source)
{
  client_worker_unref (((Delivery *) source)->worker);
}

static GSourceFuncs delivery_funcs = {
  .prepare = delivery_prepare,
  .check = delivery_check,
  .dispatch = delivery_dispatch,
  .finalize = delivery_finalize,
};

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

/* The next job; NULL when there will be none any more. */
static Job *
wait_for_job (ClientWorker *self)
{
  GList *link = NULL;

  g_mutex_lock (&self->mutex);
  while (self->waiting.length == 0 && !self->is_stopped)
    g_cond_wait (&self->wanted, &self->mutex);
  link = g_queue_pop_head_link (&self->waiting);
  g_mutex_unlock (&self->mutex);

  return link != NULL ? link->data : NULL;
}

static void
hand_back (ClientWorker *self, Job *job)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail_link (&self->done, &job->link);
  g_mutex_unlock (&self->mutex);
  g_main_context_wakeup (self->context);
}

static gpointer
work (gpointer data)
{
  ClientWorker *self = data;
  Job *job = NULL;

  while ((job = wait_for_job (self)) != NULL)
    {
      do_job (&self->store, job);
      hand_back (self, job);
    }

  g_clear_pointer (&self->store.database, client_database_close);
  client_worker_unref (self);

  return NULL;
}

static GSource *
delivery_new (ClientWorker *worker)
{
  GSource *source = g_source_new (&delivery_funcs, sizeof (Delivery));

  ((Delivery *) source)->worker = worker;
  g_source_set_static_name (source, "[charla] ClientWorker");
  g_source_attach (source, worker->context);

  return source;
}

/**
 * client_worker_new:
 * @path: (nullable): the file of the store; %NULL for one in memory
 *
 * Starts a thread. What it does is told in the context that is the caller's now.
 *
 * Returns: (transfer full): a worker, for client_worker_stop()
 */
ClientWorker *
client_worker_new (const char *path)
{
  ClientWorker *self = g_new0 (ClientWorker, 1);

  g_atomic_ref_count_init (&self->references);
  g_atomic_ref_count_inc (&self->references);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wanted);
  self->context = g_main_context_ref_thread_default ();
  self->store.path = g_strdup (path);
  self->source = delivery_new (self);
  g_thread_unref (g_thread_new ("charla-cache", work, self));

  return self;
}

/**
 * client_worker_push:
 * @self: a worker
 * @task: (transfer full): what returns the result; jobs return in the order in which they
 *   were pushed
 * @kind: what kind of job
 * @run: a number; when a job of it has failed the others of it fail, too; 0 for none
 * @func: what to do
 * @data: (transfer full): for @func
 * @data_free: what frees @data
 * @result_free: (nullable): what frees the result
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

  job->link.data = job;
  job->task = task;
  job->kind = kind;
  job->run = run;
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;

  g_mutex_lock (&self->mutex);
  g_queue_push_tail_link (&self->waiting, &job->link);
  g_cond_signal (&self->wanted);
  g_mutex_unlock (&self->mutex);
}

/**
 * client_worker_stop:
 * @self: (transfer full): a worker to which all was returned that was pushed
 *
 * Has the thread end, and does not wait for it.
 */
void
client_worker_stop (ClientWorker *self)
{
  GSource *source = self->source;

  g_mutex_lock (&self->mutex);
  self->is_stopped = TRUE;
  g_cond_signal (&self->wanted);
  g_mutex_unlock (&self->mutex);

  g_source_destroy (source);
  g_source_unref (source);
}
