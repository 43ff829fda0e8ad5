/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-event-log.h"
#include "server-transaction.h"

G_BEGIN_DECLS

/**
 * SERVER_BATCH_MAX:
 *
 * Most changes of one transaction, so that the first of them does not wait long
 * for the last one.
 */
#define SERVER_BATCH_MAX 1024

/**
 * ServerJob:
 * @change: (nullable): what is to be written
 * @func: (nullable): is told what has become of it
 * @user_data: for @func
 * @result: what has become of it
 *
 * A change on its way through the writer.
 */
typedef struct
{
  ServerChange *change;
  ServerAppendFunc func;
  gpointer user_data;
  ServerResult *result;
} ServerJob;

/**
 * ServerWriter:
 *
 * The only one who writes: makes changes, many in one transaction. It is for one
 * thread at a time.
 */
typedef struct _ServerWriter ServerWriter;

ServerJob *server_job_new  (ServerChange *change, ServerAppendFunc func, gpointer user_data);
void       server_job_free (ServerJob *self);

ServerWriter *server_writer_new     (ServerDatabase *database, ServerClock clock, GError **error);
void          server_writer_free    (ServerWriter *self);
gint64        server_writer_get_head (ServerWriter *self);
void          server_writer_commit  (ServerWriter *self, ServerJob **jobs, guint n_jobs);
gboolean      server_writer_is_done (ServerWriter *self);
gboolean      server_writer_is_due  (ServerWriter *self);
void          server_writer_tidy_up (ServerWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerJob, server_job_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerWriter, server_writer_free)

G_END_DECLS
