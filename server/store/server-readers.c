/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-readers.h"

#include <charla.h>

#include "server-fair-queue.h"
#include "server-mailbox.h"
#include "server-store-read.h"

/* Most queries that wait; who asks for more gets an error at once. One user waits for
 * their own. Those of who is not known yet are of nobody, who may have all. */
#define WAITING_MAX 4096

/* Most searches of one user that wait: one with many words takes as long as a
 * hundred others, and nobody who wants to find something waits for more of them. */
#define SEARCHES_MAX 8

/* A question on its way through a reader. */
typedef struct
{
  GTask *task; /* with the query as its data */
  ServerAnswer *answer;
  GError *error;
} Job;

typedef struct
{
  ServerReaders *readers;
  ServerReader reader;
  GThread *thread;
} Reader;

struct _ServerReaders
{
  GPtrArray *threads; /* Reader */
  ServerMailbox *done;

  /* Shared, with the mutex held */
  GMutex mutex;
  GCond cond;
  ServerFairQueue *waiting; /* Job */
  gboolean is_stopping;
};

static const ServerReadFunc read_funcs[SERVER_N_QUERIES] = {
  [SERVER_QUERY_HISTORY] = server_read_history, [SERVER_QUERY_SEARCH] = server_read_search,
  [SERVER_QUERY_EVENTS] = server_read_events,   [SERVER_QUERY_WELCOME] = server_read_welcome,
  [SERVER_QUERY_ROOMS] = server_read_rooms,     [SERVER_QUERY_MEMBERS] = server_read_members,
  [SERVER_QUERY_WHOIS] = server_read_whois,     [SERVER_QUERY_ACCOUNT] = server_read_account,
  [SERVER_QUERY_DIRECTORY] = server_read_directory,
  [SERVER_QUERY_RULES] = server_read_rules,
  [SERVER_QUERY_BANS] = server_read_bans,
  [SERVER_QUERY_AUDIT] = server_read_audit,
};

static void
check_failure (ServerDatabase *database, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (server_database_take_failure (database, &failure))
    return;

  if (!sqlite3_get_autocommit (server_database_get_handle (database)))
    server_database_script (database, "ROLLBACK");
  server_database_take_failure (database, NULL);

  g_message ("Nothing can be read: %s", failure->message);
  g_clear_error (error);
  g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL,
                       "The server could not read it");
}

static void
answer (Reader *self, Job *job)
{
  const ServerQuery *query = g_task_get_task_data (job->task);
  ServerDatabase *database = self->reader.database;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (job->task)))
    return;

  job->answer = g_new0 (ServerAnswer, 1);
  server_database_script (database, "BEGIN");
  read_funcs[query->kind](&self->reader, query, job->answer, &job->error);
  server_database_script (database, "COMMIT");
  check_failure (database, &job->error);
}

/* In the main loop. The last reference to the task, and with it to the store, is
 * not for a thread to drop that the store is waiting for. */
static void
on_done (gpointer item, gpointer user_data)
{
  g_autofree Job *job = item;
  g_autoptr (GTask) task = job->task;
  g_autoptr (ServerAnswer) found = job->answer;

  if (job->error != NULL)
    g_task_return_error (task, job->error);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) server_answer_free);
}

static Job *
wait_for_job (ServerReaders *self)
{
  Job *job = NULL;

  g_mutex_lock (&self->mutex);
  while ((job = server_fair_queue_pop (self->waiting)) == NULL && !self->is_stopping)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  return job;
}

static gpointer
run (gpointer user_data)
{
  Reader *self = user_data;
  gpointer job = NULL;

  while ((job = wait_for_job (self->readers)) != NULL)
    {
      answer (self, job);
      server_mailbox_put (self->readers->done, &job, 1);
    }

  return NULL;
}

static void
reader_free (Reader *self)
{
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_clear_pointer (&self->reader.tokenizer, server_tokenizer_free);
  g_clear_pointer (&self->reader.database, server_database_close);
  g_free (self);
}

static gboolean
add_thread (ServerReaders *self, const char *path, GError **error)
{
  Reader *reader = g_new0 (Reader, 1);

  g_ptr_array_add (self->threads, reader);
  reader->readers = self;
  reader->reader.database = server_database_open (path, FALSE, error);
  if (reader->reader.database == NULL)
    return FALSE;
  reader->reader.tokenizer = server_tokenizer_new (reader->reader.database, error);
  if (reader->reader.tokenizer == NULL)
    return FALSE;

  reader->thread = g_thread_new ("reader", run, reader);
  return TRUE;
}

/**
 * server_readers_new:
 * @path: the file of the database
 * @n_threads: how many read at the same time
 * @error: return location for an error
 *
 * Returns: (transfer full): readers, or %NULL with %SERVER_STORE_ERROR
 */
ServerReaders *
server_readers_new (const char *path, guint n_threads, GError **error)
{
  g_autoptr (ServerReaders) self = g_new0 (ServerReaders, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->waiting = server_fair_queue_new (WAITING_MAX, WAITING_MAX);
  self->done = server_mailbox_new (on_done, NULL);
  self->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) reader_free);
  for (guint i = 0; i < n_threads; i++)
    {
      if (!add_thread (self, path, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * server_readers_free:
 * @self: (transfer full): readers
 *
 * Ends the threads when they have answered all that waits.
 */
void
server_readers_free (ServerReaders *self)
{
  g_mutex_lock (&self->mutex);
  self->is_stopping = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&self->threads, g_ptr_array_unref);
  server_mailbox_close (self->done);
  server_fair_queue_free (self->waiting);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
wants_too_much (ServerReaders *self, const char *key, const ServerQuery *query)
{
  guint n_searches = 0;

  if (query->kind != SERVER_QUERY_SEARCH)
    return FALSE;

  for (const GList *link = server_fair_queue_peek_of (self->waiting, key); link != NULL; link = link->next)
    {
      GTask *task = ((Job *) link->data)->task;
      const ServerQuery *other = g_task_get_task_data (task);

      if (other->kind == SERVER_QUERY_SEARCH
          && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        n_searches++;
    }

  return n_searches >= SEARCHES_MAX;
}

/**
 * server_readers_push:
 * @self: readers
 * @task: (transfer full): is given a #ServerAnswer, or an error of %CHARLA_CODE_ERROR
 * @query: (transfer full): what is to be read
 *
 * Asks a question. Users have turns. How many may wait is bounded, and how many searches
 * of one user.
 */
void
server_readers_push (ServerReaders *self, GTask *task, ServerQuery *query)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, query->user);
  Job *job = g_new0 (Job, 1);
  gboolean is_refused;

  job->task = task;
  g_task_set_task_data (task, query, (GDestroyNotify) server_query_free);

  g_mutex_lock (&self->mutex);
  is_refused
    = wants_too_much (self, key, query) || !server_fair_queue_push (self->waiting, key, job);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  if (is_refused)
    {
      job->error = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED,
                                        "The server has too much to read");
      on_done (job, NULL);
    }
}
