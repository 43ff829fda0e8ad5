/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-cache-private.h"

#include "charla-name.h"

#define OPEN_TAG ((gpointer) (guintptr) client_cache_open_async)
#define LOAD_TAG ((gpointer) (guintptr) client_cache_load_async)
#define CHANGES_TAG ((gpointer) (guintptr) client_cache_changes_finish)

/**
 * ClientCache:
 *
 * What a device keeps of a person's account at a server: rooms, messages as they now
 * stand, what is on its way, and up to where all of it is true. It is there before the
 * network is, and without it.
 *
 * All of it is in one file, which one program has at a time, or in memory where there
 * can be no file. A thread does what is asked, one thing after the other, and the
 * callbacks come in that order, in the context of who asked. Only what is refused at
 * once because too much waits already, %CLIENT_CACHE_ERROR_BUSY, may be told earlier.
 *
 * Events and the cursor are written together. When events could not be written, those
 * after them are refused until client_cache_welcome_async(), so that the cursor
 * passes nothing that is not here: the session goes on without the cache, or connects
 * anew with the cursor that it has.
 */
struct _ClientCache
{
  GObject parent_instance;

  ClientWorker *worker;
  gboolean is_closed;
  guint n_waiting;
  guint run;
  guint refused_run;
};

G_DEFINE_FINAL_TYPE (ClientCache, client_cache, G_TYPE_OBJECT)

static void
client_cache_finalize (GObject *object)
{
  ClientCache *self = CLIENT_CACHE (object);

  g_clear_pointer (&self->worker, client_worker_stop);

  G_OBJECT_CLASS (client_cache_parent_class)->finalize (object);
}

static void
client_cache_class_init (ClientCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_cache_finalize;
}

static void
client_cache_init (ClientCache *self)
{
  self->run = 1;
}

/* Why a request is not even begun. */
static gboolean
client_cache_refuses (ClientCache *self, guint run, GTask *task)
{
  if (self->is_closed)
    {
      g_task_return_error (task, client_cache_error_new (CLIENT_CACHE_ERROR_CLOSED));
      return TRUE;
    }

  if (self->n_waiting < CLIENT_CACHE_MAX_WAITING && (run == 0 || run != self->refused_run))
    return FALSE;
  if (run != 0)
    self->refused_run = run;
  g_task_return_error (task, client_cache_error_new (CLIENT_CACHE_ERROR_BUSY));
  return TRUE;
}

/*
 * Has something done, and @task return what comes of it: takes both over.
 */
void
client_cache_begin (ClientCache *self,
                    GTask *task,
                    gpointer tag,
                    ClientJobKind kind,
                    guint run,
                    ClientJobFunc func,
                    ClientCacheRequest *request,
                    GDestroyNotify result_free)
{
  g_task_set_source_tag (task, tag);
  if (client_cache_refuses (self, run, task))
    {
      client_cache_request_free (request);
      g_object_unref (task);
      return;
    }

  self->n_waiting++;
  request->n_waiting = &self->n_waiting;
  client_worker_push (self->worker, task, kind, run, func, request, client_cache_request_free,
                      result_free);
}

/**
 * client_cache_get_path:
 * @directory: (nullable): where caches are; %NULL for a folder “charla” in the one for the
 *   state of the user's programs
 * @server: the id of a server
 * @name: the person's name there
 *
 * Tells where an account's cache is. A server's id can be anything, and none leads to a
 * file elsewhere.
 *
 * Returns: (transfer full) (type filename): the path of a file
 */
char *
client_cache_get_path (const char *directory, const char *server, const char *name)
{
  g_autofree char *folded = charla_name_fold (name);
  g_autofree char *both = g_strjoin ("\n", server, folded, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  g_autofree char *file = g_strconcat (digest, ".db", NULL);

  if (directory != NULL)
    return g_build_filename (directory, file, NULL);
  return g_build_filename (g_get_user_state_dir (), "charla", file, NULL);
}

/**
 * client_cache_open_async:
 * @path: (nullable): a file, see client_cache_get_path(); %NULL for a cache in memory, for
 *   who has no file: it is gone when it is closed
 * @anew: whether to put aside what is there and begin anew, as is to be done when it is
 *   %CLIENT_CACHE_ERROR_DAMAGED or %CLIENT_CACHE_ERROR_NEWER, and told; what the person has
 *   written and is on its way is taken over as far as it can be read
 * @cancellable: (nullable): what ends the wait
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens a cache, and makes it if there is none.
 */
void
client_cache_open_async (const char *path,
                         gboolean anew,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ClientCache *self = NULL;
  ClientCacheRequest *request = NULL;
  GTask *task = NULL;

  g_return_if_fail (path != NULL || !anew);

  self = g_object_new (CLIENT_TYPE_CACHE, NULL);
  self->worker = client_worker_new (path);
  request = client_cache_request_new ();
  request->anew = anew;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_task_data (task, self, g_object_unref);
  client_cache_begin (self, task, OPEN_TAG, CLIENT_JOB_ANY, 0, client_cache_request_open, request,
                      NULL);
}

/**
 * client_cache_open_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_cache_open_async() began. The errors are of #ClientCacheError, with
 * sentences for the person.
 *
 * Returns: (transfer full): the cache, or %NULL with @error set
 */
ClientCache *
client_cache_open_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) inner = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, OPEN_TAG), NULL);

  g_task_propagate_pointer (G_TASK (result), &inner);
  if (inner == NULL)
    return g_object_ref (g_task_get_task_data (G_TASK (result)));

  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/**
 * client_cache_close_async:
 * @self: a cache
 * @callback: (nullable): called when it is closed
 * @user_data: for @callback
 *
 * Closes a cache after all that was asked of it before. It takes nothing more then. A
 * cache that nobody holds any more closes itself, without anybody knowing when.
 */
void
client_cache_close_async (ClientCache *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_CACHE (self));

  client_cache_begin (self, g_task_new (self, NULL, callback, user_data), CLIENT_CACHE_WRITE_TAG,
                      CLIENT_JOB_ANY, 0, client_cache_request_close, client_cache_request_new (),
                      NULL);
  self->is_closed = TRUE;
}

/**
 * client_cache_load_async:
 * @self: a cache
 * @cancellable: (nullable): what ends the wait
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads what a session begins with.
 */
void
client_cache_load_async (ClientCache *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_CACHE (self));

  client_cache_begin (self, g_task_new (self, cancellable, callback, user_data), LOAD_TAG,
                      CLIENT_JOB_READ, 0, client_cache_request_load, client_cache_request_new (),
                      (GDestroyNotify) client_start_free);
}

/**
 * client_cache_load_finish:
 * @self: a cache
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_cache_load_async() began. The errors are of #ClientCacheError, with
 * sentences for the person, or %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what a session begins with, or %NULL with @error set
 */
ClientStart *
client_cache_load_finish (ClientCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, LOAD_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
client_cache_change (ClientCache *self,
                     guint run,
                     ClientJobFunc func,
                     ClientCacheRequest *request,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  client_cache_begin (self, g_task_new (self, NULL, callback, user_data), CHANGES_TAG,
                      CLIENT_JOB_WRITE, run, func, request, (GDestroyNotify) client_changes_free);
}

/**
 * client_cache_welcome_async:
 * @self: a cache
 * @welcome: a server's answer to the hello
 * @since: the cursor that was in the hello, or -1 if there was none
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Takes over what a server says when one comes back. If too much was missed, the cursor
 * moves to now, and pages that are read from then on say what is missing.
 */
void
client_cache_welcome_async (ClientCache *self,
                            ClientWelcome *welcome,
                            gint64 since,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (welcome != NULL);

  request = client_cache_request_new ();
  request->welcome = client_welcome_ref (welcome);
  request->since = since;
  client_cache_change (self, ++self->run, client_cache_request_welcome, request, callback,
                       user_data);
}

/**
 * client_cache_apply_async:
 * @self: a cache
 * @events: (element-type ClientEvent): events in the order in which they came, of every kind;
 *   the cache keeps a reference, and nobody changes the array any more
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Writes events, and with them the cursor. Repeats change nothing.
 */
void
client_cache_apply_async (ClientCache *self,
                          GPtrArray *events,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (events != NULL);

  request = client_cache_request_new ();
  request->events = g_ptr_array_ref (events);
  client_cache_change (self, self->run, client_cache_request_apply, request, callback, user_data);
}

/**
 * client_cache_put_room_async:
 * @self: a cache
 * @room: a Room that a server has sent in an answer
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Takes over what a server says of a room.
 */
void
client_cache_put_room_async (ClientCache *self,
                             ClientRoomInfo *room,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (room != NULL);

  request = client_cache_request_new ();
  request->info = client_room_info_ref (room);
  client_cache_change (self, 0, client_cache_request_put_room, request, callback, user_data);
}

/**
 * client_cache_set_seen_async:
 * @self: a cache
 * @room: id of a room
 * @seq: up to where the person has read it
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Moves a read mark, but not back.
 */
void
client_cache_set_seen_async (ClientCache *self,
                             const char *room,
                             gint64 seq,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (room != NULL);

  request = client_cache_request_new ();
  request->room = g_strdup (room);
  request->seq = seq;
  client_cache_change (self, 0, client_cache_request_set_seen, request, callback, user_data);
}

/**
 * client_cache_changes_finish:
 * @self: a cache
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_cache_welcome_async(), client_cache_apply_async(),
 * client_cache_put_room_async() or client_cache_set_seen_async() began. The errors are of
 * #ClientCacheError, with sentences for the person.
 *
 * Returns: (transfer full): what has changed, or %NULL with @error set
 */
ClientChanges *
client_cache_changes_finish (ClientCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, CHANGES_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
