/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-write-queue.h"

#include <string.h>

#include "server-mailbox.h"

/* Most that waits: of a disk that has become slow, the memory is not the victim. */
#define WAITING_MAX 16384
#define WAITING_SIZE_MAX (32 * 1024 * 1024)

/* How long nobody has to want anything before the writer tidies up; and when that is
 * due: so long that what has been written is answered first. */
#define IDLE_TIME_US (200 * G_TIME_SPAN_MILLISECOND)
#define PAUSE_US 400

struct _ServerWriteQueue
{
  ServerWriter *writer; /* the thread's own while it runs */
  ServerMailbox *done;
  GThread *thread;

  /* Shared, with the mutex held */
  GMutex mutex;
  GCond cond;
  GQueue waiting;
  gsize waiting_size;
  ServerCommits commits;
  gboolean is_stopping;

  /* The main loop's own */
  ServerListenFunc listener;
  gpointer listener_data;
  gint64 head;
};

static gsize
get_size (const ServerChange *change)
{
  return change->text != NULL ? strlen (change->text) : 0;
}

/* Waits for work; with nothing to do for a while, or for a moment when much has
 * come together, there may be tidying up. */
static gboolean
wait_for_work (ServerWriteQueue *self)
{
  gboolean is_due = server_writer_is_due (self->writer);
  gint64 deadline = g_get_monotonic_time () + (is_due ? PAUSE_US : IDLE_TIME_US);

  while (g_queue_is_empty (&self->waiting) && !self->is_stopping)
    {
      if (server_writer_is_done (self->writer))
        g_cond_wait (&self->cond, &self->mutex);
      else if (!g_cond_wait_until (&self->cond, &self->mutex, deadline))
        break;
    }

  return !g_queue_is_empty (&self->waiting);
}

static guint
take_jobs (ServerWriteQueue *self, ServerJob **jobs)
{
  guint n_jobs = 0;

  while (n_jobs < SERVER_BATCH_MAX && !g_queue_is_empty (&self->waiting))
    {
      jobs[n_jobs] = g_queue_pop_head (&self->waiting);
      if (jobs[n_jobs]->change != NULL)
        self->waiting_size -= get_size (jobs[n_jobs]->change);
      n_jobs++;
    }

  return n_jobs;
}

static void
note_commit (ServerWriteQueue *self, guint n_jobs, gint64 time)
{
  if (n_jobs == 0)
    return;

  server_histogram_add (&self->commits.sizes, n_jobs);
  server_histogram_add (&self->commits.times, (guint64) MAX (time, 0));
}

static gpointer
run (gpointer user_data)
{
  ServerWriteQueue *self = user_data;
  g_autofree ServerJob **jobs = g_new (ServerJob *, SERVER_BATCH_MAX);

  g_mutex_lock (&self->mutex);
  while (wait_for_work (self) || !self->is_stopping)
    {
      guint n_jobs = take_jobs (self, jobs);
      gint64 begun = g_get_monotonic_time ();

      g_mutex_unlock (&self->mutex);
      if (n_jobs > 0)
        {
          server_writer_commit (self->writer, jobs, n_jobs);
          server_mailbox_put (self->done, (gpointer *) jobs, n_jobs);
        }
      else
        server_writer_tidy_up (self->writer);
      g_mutex_lock (&self->mutex);
      note_commit (self, n_jobs, g_get_monotonic_time () - begun);
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static void
on_done (gpointer item, gpointer user_data)
{
  ServerWriteQueue *self = user_data;
  g_autoptr (ServerJob) job = item;
  GPtrArray *records = NULL;

  if (job->func != NULL)
    job->func (job->result, job->user_data);

  records = job->result->records;
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      ServerRecord *record = records->pdata[i];

      self->head = record->seq;
      if (self->listener != NULL)
        self->listener (record, self->listener_data);
    }
}

/**
 * server_write_queue_new:
 * @writer: (transfer full): who writes
 *
 * Starts the thread. Results go to the main context that is the caller's default.
 *
 * Returns: (transfer full): a queue
 */
ServerWriteQueue *
server_write_queue_new (ServerWriter *writer)
{
  ServerWriteQueue *self = g_new0 (ServerWriteQueue, 1);

  self->writer = writer;
  self->head = server_writer_get_head (writer);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->waiting);
  self->done = server_mailbox_new (on_done, self);
  self->thread = g_thread_new ("writer", run, self);

  return self;
}

/**
 * server_write_queue_free:
 * @self: (transfer full): a queue
 *
 * Ends the thread when it has written all that waits, and tells all of whom
 * nobody has been told: who was promised an answer gets one. It blocks for as
 * long as that takes.
 */
void
server_write_queue_free (ServerWriteQueue *self)
{
  g_mutex_lock (&self->mutex);
  self->is_stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  server_mailbox_close (self->done);
  server_writer_free (self->writer);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
push (ServerWriteQueue *self, ServerJob *job)
{
  /* Whoever waits does so because there was nothing. */
  if (g_queue_is_empty (&self->waiting))
    g_cond_signal (&self->cond);
  g_queue_push_tail (&self->waiting, job);
}

/**
 * server_write_queue_push:
 * @self: a queue
 * @change: (transfer full): what is to be written
 * @func: (nullable): is told what has become of it
 * @user_data: for @func
 *
 * See server_event_log_append().
 */
void
server_write_queue_push (ServerWriteQueue *self, ServerChange *change, ServerAppendFunc func,
                         gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  ServerJob *job = server_job_new (change, func, user_data);
  gsize size = get_size (change);

  g_mutex_lock (&self->mutex);
  if (self->waiting.length >= WAITING_MAX || self->waiting_size + size > WAITING_SIZE_MAX)
    {
      /* It still goes through the queue, so that it is not answered before its time. */
      g_clear_pointer (&job->change, server_change_free);
      server_refuse (&error, CHARLA_CODE_RATE_LIMITED, "The server has too much to write");
      server_result_fail (job->result, error);
    }
  else
    self->waiting_size += size;

  push (self, job);
  g_mutex_unlock (&self->mutex);
}

/**
 * server_write_queue_ping:
 * @self: a queue
 * @func: is called by and by
 * @user_data: for @func
 *
 * Has @func called when the thread has been through all that waits now. It changes
 * nothing, and says that the thread works.
 */
void
server_write_queue_ping (ServerWriteQueue *self, ServerAppendFunc func, gpointer user_data)
{
  g_mutex_lock (&self->mutex);
  push (self, server_job_new (NULL, func, user_data));
  g_mutex_unlock (&self->mutex);
}

/**
 * server_write_queue_set_listener:
 * @self: a queue
 * @func: (nullable): is told of each event
 * @user_data: for @func
 *
 * See server_event_log_set_listener().
 */
void
server_write_queue_set_listener (ServerWriteQueue *self, ServerListenFunc func, gpointer user_data)
{
  self->listener = func;
  self->listener_data = user_data;
}

/**
 * server_write_queue_get_head:
 * @self: a queue
 *
 * Returns: the newest event that the listener has been told of
 */
gint64
server_write_queue_get_head (ServerWriteQueue *self)
{
  return self->head;
}

/**
 * server_write_queue_get_commits:
 * @self: a queue
 * @commits: (out caller-allocates): what was written so far
 */
void
server_write_queue_get_commits (ServerWriteQueue *self, ServerCommits *commits)
{
  g_mutex_lock (&self->mutex);
  *commits = self->commits;
  commits->waiting = g_queue_get_length (&self->waiting);
  g_mutex_unlock (&self->mutex);
}
