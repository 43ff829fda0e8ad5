/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-readers.h"
#include "server-store-folder.h"
#include "server-store-private.h"
#include "server-store-schema.h"
#include "server-store-staging.h"
#include "server-write-queue.h"

/* Through an integer, as ISO C has no other way from a function to a pointer. */
#define SOURCE_TAG ((gpointer) (guintptr) server_store_query_async)

/* In bytes: SQLite has no pages smaller than this. */
#define SMALLEST_DATABASE 512

/* In bytes: how large SQLite makes them unless it is told otherwise. */
#define DATABASE_PAGE_SIZE 4096

#define N_READERS 2
#define N_SEARCHERS 1

struct _ServerStore
{
  GObject parent_instance;

  ServerStoreFolder *folder;
  char *id;
  ServerWriteQueue *queue;
  ServerReaders *readers;
  ServerReaders *searchers;
};

static void server_store_event_log_init (ServerEventLogInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ServerStore, server_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SERVER_TYPE_EVENT_LOG,
                                                      server_store_event_log_init))

static void
server_store_finalize (GObject *object)
{
  ServerStore *self = SERVER_STORE (object);

  /* Who writes closes last, as only they can put all into the database's own file. */
  g_clear_pointer (&self->readers, server_readers_free);
  g_clear_pointer (&self->searchers, server_readers_free);
  g_clear_pointer (&self->queue, server_write_queue_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->folder, server_store_folder_close);

  G_OBJECT_CLASS (server_store_parent_class)->finalize (object);
}

static void
server_store_append (ServerEventLog *log, ServerChange *change, ServerAppendFunc func,
                     gpointer user_data)
{
  server_write_queue_push (SERVER_STORE (log)->queue, change, func, user_data);
}

static void
server_store_set_listener (ServerEventLog *log, ServerListenFunc func, gpointer user_data)
{
  server_write_queue_set_listener (SERVER_STORE (log)->queue, func, user_data);
}

static gint64
server_store_get_head (ServerEventLog *log)
{
  return server_write_queue_get_head (SERVER_STORE (log)->queue);
}

static void
server_store_read_async (ServerEventLog *log, gint64 user, gint64 after, gint64 until, gsize size,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  server_store_query_async (SERVER_STORE (log), server_query_new_events (user, after, until, size),
                            cancellable, callback, user_data);
}

static GBytes *
server_store_read_finish (ServerEventLog *log, GAsyncResult *result, gint64 *cursor,
                          gboolean *has_more, GError **error)
{
  g_autoptr (ServerAnswer) answer = server_store_query_finish (SERVER_STORE (log), result, error);

  if (answer == NULL)
    return NULL;

  *cursor = answer->cursor;
  *has_more = answer->has_more;
  return g_steal_pointer (&answer->frames);
}

static void
server_store_event_log_init (ServerEventLogInterface *iface)
{
  iface->append = server_store_append;
  iface->set_listener = server_store_set_listener;
  iface->get_head = server_store_get_head;
  iface->read_async = server_store_read_async;
  iface->read_finish = server_store_read_finish;
}

static void
server_store_class_init (ServerStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = server_store_finalize;
}

static void
server_store_init (ServerStore *self)
{
}

static gint64
get_time (void)
{
  return g_get_real_time () / 1000;
}

static gsize
get_size (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 ? status.st_size : 0;
}

static gboolean
fail_as_cut_off (GError **error, const char *path)
{
  g_set_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED,
               "The database “%s” has been cut off. Put a copy in its place; or, to begin anew "
               "without anything that was said, remove all of the folder", path);
  return FALSE;
}

/* SQLite reads what is missing of the last page as zeros. Only what its log is going
 * to write again may be missing. */
static gboolean
check_pages (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat status;

  if (stat (path, &status) != 0 || status.st_size % DATABASE_PAGE_SIZE == 0
      || (stat (log, &status) == 0 && status.st_size > 0))
    return TRUE;

  return fail_as_cut_off (error, path);
}

/* SQLite gives its other files the mode of this one. And it takes a file of a few
 * bytes, or none, for one that is new: whether it is, the lock file tells, which
 * has something in it since there was a database. */
static gboolean
make_file (ServerStore *self, const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  gsize size;

  if (fd < 0)
    return server_store_folder_fail (error, "Cannot write", path);
  size = get_size (fd);
  if (!g_close (fd, error))
    return FALSE;

  if (size >= SMALLEST_DATABASE || (size == 0 && !server_store_folder_is_marked (self->folder)))
    return TRUE;

  return fail_as_cut_off (error, path);
}

static ServerDatabase *
open_database (ServerStore *self, const char *path, GError **error)
{
  g_autoptr (ServerDatabase) database = NULL;
  g_auto (ServerStatement) statement = { 0 };

  if (!make_file (self, path, error))
    return NULL;
  database = server_database_open (path, TRUE, error);
  if (database == NULL
      || !server_store_schema_migrate (database, server_store_schema_get_newest (), error)
      || !check_pages (path, error))
    return NULL;

  server_database_set_durable (database);
  statement = server_database_begin_statement (
    database, "SELECT value FROM meta WHERE key = 'id'", NULL, 0);
  if (server_statement_next (&statement))
    self->id = server_statement_string (&statement, 0);
  else
    server_database_fail (database, SQLITE_CORRUPT);
  server_statement_end (&statement);
  if (!server_database_take_failure (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

static gboolean
open_all (ServerStore *self, const char *folder, ServerClock clock, GError **error)
{
  g_autofree char *path = g_build_filename (folder, SERVER_STORE_FILE, NULL);
  g_autoptr (ServerDatabase) database = NULL;
  g_autoptr (ServerWriter) writer = NULL;

  self->folder = server_store_folder_open (folder, error);
  if (self->folder == NULL || !server_store_staging_complete (self->folder, error))
    return FALSE;
  database = open_database (self, path, error);
  if (database == NULL || !server_store_folder_mark (self->folder, error))
    return FALSE;
  writer = server_writer_new (g_steal_pointer (&database), clock, error);
  if (writer == NULL)
    return FALSE;

  self->readers = server_readers_new (path, N_READERS, error);
  self->searchers = self->readers == NULL ? NULL : server_readers_new (path, N_SEARCHERS, error);
  if (self->searchers == NULL)
    return FALSE;

  self->queue = server_write_queue_new (g_steal_pointer (&writer));
  return TRUE;
}

ServerStore *
server_store_open_with_clock (const char *folder, ServerClock clock, GError **error)
{
  g_autoptr (ServerStore) self = g_object_new (SERVER_TYPE_STORE, NULL);
  g_autoptr (GError) reason = NULL;

  if (open_all (self, folder, clock, &reason))
    return g_steal_pointer (&self);

  g_propagate_prefixed_error (error, g_steal_pointer (&reason),
                              "Cannot use the data folder “%s”: ", folder);
  return NULL;
}

/**
 * server_store_open:
 * @folder: where the store is, or is to be
 * @error: return location for an error
 *
 * Opens the store, making it if there is none and bringing an older one up to
 * date. It blocks, for the start of the server, but reads no history: how long it
 * takes does not depend on how much has been said.
 *
 * Returns: (transfer full): a store, or %NULL with %SERVER_STORE_ERROR
 */
ServerStore *
server_store_open (const char *folder, GError **error)
{
  return server_store_open_with_clock (folder, get_time, error);
}

/**
 * server_store_get_id:
 * @self: a store
 *
 * Returns: (transfer none): by what clients know this server again, wherever it is
 */
const char *
server_store_get_id (ServerStore *self)
{
  return self->id;
}

/**
 * server_store_ping: (skip)
 * @self: a store
 * @func: is called by and by
 * @user_data: for @func
 *
 * Has @func called when the thread that writes has been through all that it has been
 * given. It writes nothing.
 */
void
server_store_ping (ServerStore *self, ServerAppendFunc func, gpointer user_data)
{
  server_write_queue_ping (self->queue, func, user_data);
}

/**
 * server_store_query_async:
 * @self: a store
 * @query: (transfer full): what is to be read
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads something, as it stands when its turn comes.
 */
void
server_store_query_async (ServerStore *self, ServerQuery *query, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, SOURCE_TAG);
  server_readers_push (query->kind == SERVER_QUERY_SEARCH ? self->searchers : self->readers, task,
                       query);
}

/**
 * server_store_query_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the answer, or %NULL with %CHARLA_CODE_ERROR
 */
ServerAnswer *
server_store_query_finish (ServerStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, SOURCE_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * server_store_get_commits:
 * @self: a store
 * @commits: (out caller-allocates): what was written so far
 */
void
server_store_get_commits (ServerStore *self, ServerCommits *commits)
{
  server_write_queue_get_commits (self->queue, commits);
}
