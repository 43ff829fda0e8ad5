/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-cache-private.h"

#define PAGE_TAG ((gpointer) (guintptr) client_cache_page_finish)

/**
 * client_cache_read_async:
 * @self: a cache
 * @room: id of a room
 * @place: which messages
 * @anchor: the event that @place is about, or 0
 * @limit: most messages
 * @cancellable: (nullable): what ends the wait
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads messages of a room, those that are here. The page says whether a server has to
 * be asked for more.
 */
void
client_cache_read_async (ClientCache *self,
                         const char *room,
                         ClientPlace place,
                         gint64 anchor,
                         guint limit,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (room != NULL);

  request = client_cache_request_new ();
  request->room = g_strdup (room);
  request->place = place;
  request->seq = anchor;
  request->limit = limit;
  client_cache_begin (self, g_task_new (self, cancellable, callback, user_data), PAGE_TAG,
                      CLIENT_JOB_READ, 0, client_cache_request_read, request,
                      (GDestroyNotify) client_page_free);
}

/**
 * client_cache_merge_async:
 * @self: a cache
 * @history: a server's answer to `history`
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes over messages of a room, and closes the holes that they fill. The result is the
 * same page again, as it now stands.
 */
void
client_cache_merge_async (ClientCache *self,
                          ClientHistory *history,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (history != NULL);

  request = client_cache_request_new ();
  request->history = client_history_ref (history);
  client_cache_begin (self, g_task_new (self, NULL, callback, user_data), PAGE_TAG,
                      CLIENT_JOB_WRITE, 0, client_cache_request_merge, request,
                      (GDestroyNotify) client_page_free);
}

/**
 * client_cache_search_async:
 * @self: a cache
 * @text: words, or the beginnings of words
 * @room: (nullable): id of the room to look in; %NULL for all
 * @before: a message; only older ones are found; 0 for no such limit
 * @limit: most messages
 * @cancellable: (nullable): what ends the wait
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks for messages, among those that are here, that have all the words in them,
 * without regard to case or accents. The newest come first.
 */
void
client_cache_search_async (ClientCache *self,
                           const char *text,
                           const char *room,
                           gint64 before,
                           guint limit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (text != NULL);

  request = client_cache_request_new ();
  request->text = g_strdup (text);
  request->room = g_strdup (room);
  request->seq = before;
  request->limit = limit;
  client_cache_begin (self, g_task_new (self, cancellable, callback, user_data), PAGE_TAG,
                      CLIENT_JOB_READ, 0, client_cache_request_search, request,
                      (GDestroyNotify) client_page_free);
}

/**
 * client_cache_page_finish:
 * @self: a cache
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_cache_read_async(), client_cache_merge_async() or
 * client_cache_search_async() began. The errors are of #ClientCacheError, with sentences
 * for the person, or %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): messages, or %NULL with @error set
 */
ClientPage *
client_cache_page_finish (ClientCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, PAGE_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
