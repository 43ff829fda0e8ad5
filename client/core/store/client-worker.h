/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-database.h"

G_BEGIN_DECLS

/**
 * ClientStore:
 * @path: (nullable): its file; %NULL for one in memory
 * @database: (nullable): the database, while it is open
 * @broken: the run of which a job could not be done, or 0
 *
 * What the thread of a cache has for itself.
 */
typedef struct
{
  char *path;
  ClientDatabase *database;
  guint broken;
} ClientStore;

/**
 * ClientJobKind:
 * @CLIENT_JOB_ANY: does what it does
 * @CLIENT_JOB_READ: reads a database that is open
 * @CLIENT_JOB_WRITE: writes in a transaction
 * @CLIENT_JOB_WRITE_DURABLE: the same, and waits until it is on the disk itself
 */
typedef enum
{
  CLIENT_JOB_ANY,
  CLIENT_JOB_READ,
  CLIENT_JOB_WRITE,
  CLIENT_JOB_WRITE_DURABLE,
} ClientJobKind;

/**
 * ClientJobFunc:
 * @store: the store
 * @data: what was given to client_job_new()
 * @error: return location for an error
 *
 * What is done in the thread of a cache.
 *
 * Returns: (transfer full) (nullable): the result; %NULL with or without an error
 */
typedef gpointer (*ClientJobFunc) (ClientStore *store, gpointer data, GError **error);

/**
 * ClientWorker:
 *
 * A thread that has a store for itself and does one job after the other.
 */
typedef struct _ClientWorker ClientWorker;

ClientWorker *client_worker_new  (const char *path);
void          client_worker_push (ClientWorker *self, GTask *task, ClientJobKind kind,
                                  guint run, ClientJobFunc func, gpointer data,
                                  GDestroyNotify data_free, GDestroyNotify result_free);
void          client_worker_stop (ClientWorker *self);

G_END_DECLS
