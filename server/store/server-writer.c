/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-writer.h"

#include "server-store-lookup.h"

/* Messages that are added to the index at once, as soon as nobody waits. Each costs
 * less the more they are; but while it happens, who posts has to wait. */
#define INDEX_BATCH 32

/* The same when there is always somebody who waits: few when little comes at a
 * time, and many when much comes. */
#define INDEX_BATCH_MIN 128
#define INDEX_BATCH_MAX 1024
#define INDEX_BATCH_FACTOR 8

/* Nonces that are remembered, and how many are written at once then. The more are
 * remembered, the more of those that are written find room in the same page. */
#define NONCES_MAX 16384
#define NONCES_BATCH 1024

struct _ServerWriter
{
  ServerDatabase *database;
  ServerStoreIndex *index;
  ServerStoreNonces *nonces;
  CharlaBuilder *builder;
  ServerTransaction transaction;
  gint64 head; /* of what is committed */
  gint64 time;
  gboolean is_failing;
};

static const ServerApplyFunc apply_funcs[SERVER_N_CHANGES] = {
  [SERVER_CHANGE_POST] = server_apply_post,
  [SERVER_CHANGE_EDIT] = server_apply_edit,
  [SERVER_CHANGE_DELETE] = server_apply_delete,
  [SERVER_CHANGE_REACT] = server_apply_react,
  [SERVER_CHANGE_READ] = server_apply_read,
  [SERVER_CHANGE_CREATE] = server_apply_create,
  [SERVER_CHANGE_DIRECT] = server_apply_direct,
  [SERVER_CHANGE_TOPIC] = server_apply_topic,
  [SERVER_CHANGE_RENAME] = server_apply_rename,
  [SERVER_CHANGE_JOIN] = server_apply_join,
  [SERVER_CHANGE_LEAVE] = server_apply_leave,
  [SERVER_CHANGE_INVITE] = server_apply_invite,
  [SERVER_CHANGE_KICK] = server_apply_kick,
  [SERVER_CHANGE_ROLE] = server_apply_role,
  [SERVER_CHANGE_CLAIM] = server_apply_claim,
  [SERVER_CHANGE_ADD_TOKEN] = server_apply_add_token,
  [SERVER_CHANGE_DROP_TOKENS] = server_apply_drop_tokens,
  [SERVER_CHANGE_PASSWORD] = server_apply_password,
  [SERVER_CHANGE_STATUS] = server_apply_status,
  [SERVER_CHANGE_BAN] = server_apply_ban,
  [SERVER_CHANGE_MUTE] = server_apply_mute,
  [SERVER_CHANGE_SET_KIND] = server_apply_set_kind,
  [SERVER_CHANGE_RESET] = server_apply_reset,
  [SERVER_CHANGE_ANNOUNCE] = server_apply_announce,
  [SERVER_CHANGE_KEEP] = server_apply_keep,
  [SERVER_CHANGE_TRIM] = server_apply_trim,
  [SERVER_CHANGE_CLOCK] = server_apply_clock,
};

/**
 * server_job_new:
 * @change: (transfer full): what is to be written
 * @func: (nullable): is told what has become of it
 * @user_data: for @func
 *
 * Returns: (transfer full): a job that is to be done
 */
ServerJob *
server_job_new (ServerChange *change, ServerAppendFunc func, gpointer user_data)
{
  ServerJob *self = g_new (ServerJob, 1);

  *self = (ServerJob) { change, func, user_data, server_result_new () };

  return self;
}

/**
 * server_job_free:
 * @self: (transfer full): a job
 */
void
server_job_free (ServerJob *self)
{
  g_clear_pointer (&self->change, server_change_free);
  g_clear_pointer (&self->result, server_result_free);
  g_free (self);
}

/**
 * server_writer_new:
 * @database: (transfer full): the connection that writes
 * @clock: tells the time
 * @error: return location for an error
 *
 * Returns: (transfer full): a writer that goes on where the log ends, or %NULL
 *   with %SERVER_STORE_ERROR
 */
ServerWriter *
server_writer_new (ServerDatabase *database, ServerClock clock, GError **error)
{
  g_autoptr (ServerWriter) self = g_new0 (ServerWriter, 1);

  self->database = database;
  self->builder = charla_builder_new ();
  self->index = server_store_index_new (database);
  self->nonces = server_store_nonces_new (database);
  self->head = server_lookup_head (database);
  self->time = server_database_take_value (server_database_begin_statement (
    database, "SELECT time FROM events ORDER BY seq DESC LIMIT 1", NULL, 0));
  self->transaction = (ServerTransaction) {
    .database = database,
    .index = self->index,
    .nonces = self->nonces,
    .builder = self->builder,
    .clock = clock,
    .head = self->head,
    .time = self->time,
  };
  if (!server_database_take_failure (database, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * server_writer_free:
 * @self: (transfer full): a writer
 */
void
server_writer_free (ServerWriter *self)
{
  g_clear_pointer (&self->index, server_store_index_free);
  g_clear_pointer (&self->nonces, server_store_nonces_free);
  g_clear_pointer (&self->builder, charla_builder_unref);
  g_clear_pointer (&self->database, server_database_close);
  g_free (self);
}

/**
 * server_writer_get_head:
 * @self: a writer
 *
 * Returns: the newest event that is on the disk, or 0
 */
gint64
server_writer_get_head (ServerWriter *self)
{
  return self->head;
}

static void
apply (ServerWriter *self, ServerJob *job)
{
  g_autoptr (GError) error = NULL;

  self->transaction.result = job->result;
  if (apply_funcs[job->change->kind](&self->transaction, job->change, &error))
    return;

  if (error == NULL)
    server_refuse (&error, CHARLA_CODE_INTERNAL, "The server could not do it");
  server_result_fail (job->result, error);
}

static void
roll_back (ServerWriter *self)
{
  if (!sqlite3_get_autocommit (server_database_get_handle (self->database)))
    server_database_script (self->database, "ROLLBACK");
  server_database_take_failure (self->database, NULL);
  server_store_index_end (self->index, FALSE);
  server_store_nonces_end (self->nonces, FALSE);
  self->transaction.head = self->head;
  self->transaction.time = self->time;
}

/* Unlike those of a script, these statements are prepared once. */
static void
run (ServerWriter *self, const char *sql)
{
  server_database_take_value (server_database_begin_statement (self->database, sql, NULL, 0));
}

/* The log is told when it begins to fail and when it works again, not each time. */
static gboolean
end_transaction (ServerWriter *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean has_failed;

  run (self, "COMMIT");
  has_failed = !server_database_take_failure (self->database, &failure);
  if (has_failed && !self->is_failing)
    g_message ("Nothing can be stored: %s", failure->message);
  else if (!has_failed && self->is_failing)
    g_message ("The store works again");
  self->is_failing = has_failed;

  if (!has_failed)
    {
      server_store_index_end (self->index, TRUE);
      server_store_nonces_end (self->nonces, TRUE);
      self->head = self->transaction.head;
      self->time = self->transaction.time;
      return TRUE;
    }

  roll_back (self);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
update_tables (ServerWriter *self, guint n_jobs)
{
  guint batch = CLAMP (n_jobs * INDEX_BATCH_FACTOR, INDEX_BATCH_MIN, INDEX_BATCH_MAX);

  if (server_store_index_get_waiting (self->index) >= batch)
    server_store_index_update (self->index);
  if (server_store_nonces_get_waiting (self->nonces) >= NONCES_MAX)
    server_store_nonces_update (self->nonces, MAX (n_jobs, NONCES_BATCH));
}

/**
 * server_writer_commit:
 * @self: a writer
 * @jobs: (array length=n_jobs): changes
 * @n_jobs: their number
 *
 * Makes changes in one transaction. When this returns they are on the disk; or,
 * if anything failed, none of them is, and all their results say so.
 */
void
server_writer_commit (ServerWriter *self, ServerJob **jobs, guint n_jobs)
{
  g_autoptr (GError) error = NULL;

  server_database_check_place (self->database);
  run (self, "BEGIN IMMEDIATE");
  for (guint i = 0; i < n_jobs && !server_database_has_failed (self->database); i++)
    {
      if (jobs[i]->change != NULL)
        apply (self, jobs[i]);
    }
  update_tables (self, n_jobs);

  if (end_transaction (self, &error))
    {
      g_debug ("committed %u changes", n_jobs);
      return;
    }

  for (guint i = 0; i < n_jobs; i++)
    {
      if (jobs[i]->change != NULL)
        server_result_fail (jobs[i]->result, error);
    }
}

/**
 * server_writer_is_done:
 * @self: a writer
 *
 * Returns: whether server_writer_tidy_up() would do nothing
 */
gboolean
server_writer_is_done (ServerWriter *self)
{
  return self->is_failing
         || (server_store_index_get_waiting (self->index) == 0
             && server_store_nonces_get_waiting (self->nonces) == 0);
}

/**
 * server_writer_is_due:
 * @self: a writer
 *
 * Returns: whether there is enough to tidy up that the shortest pause should be
 *   used for it
 */
gboolean
server_writer_is_due (ServerWriter *self)
{
  return !self->is_failing && server_store_index_get_waiting (self->index) >= INDEX_BATCH;
}

/**
 * server_writer_tidy_up:
 * @self: a writer
 *
 * Does what can wait, for when nobody waits: what is due, or else all.
 */
void
server_writer_tidy_up (ServerWriter *self)
{
  gboolean is_due = server_writer_is_due (self);

  run (self, "BEGIN IMMEDIATE");
  server_store_index_update (self->index);
  if (!is_due)
    server_store_nonces_update (self->nonces, NONCES_BATCH);
  end_transaction (self, NULL);
}
