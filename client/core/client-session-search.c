/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#define SEARCH_TAG ((gpointer) (guintptr) client_session_search_async)

/* What is looked for, and what was found. */
typedef struct
{
  char *text;
  char *room;
  char *from;
  gint64 before;
  guint limit;

  gboolean has_more;
  gboolean is_partial;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->from, g_free);
  g_free (self);
}

/* The cache does not look at who has said something. */
static GPtrArray *
filter (GPtrArray *messages, const char *from)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) client_message_info_unref);

  for (guint i = 0; i < messages->len; i++)
    {
      ClientMessageInfo *message = g_ptr_array_index (messages, i);

      if (from == NULL || g_str_equal (from, message->user)
          || g_ascii_strcasecmp (from, message->name) == 0)
        g_ptr_array_add (found, client_message_info_ref (message));
    }

  return found;
}

static void
on_searched_here (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ClientPage) page = client_cache_page_finish (CLIENT_CACHE (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  search->has_more = page->has_older;
  search->is_partial = TRUE;
  g_task_return_pointer (task, filter (page->messages, search->from),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* Takes the task over. */
static void
search_here (ClientSession *self, GTask *task, const GError *why)
{
  Search *search = g_task_get_task_data (task);

  if (self->cache == NULL)
    {
      g_task_return_error (task, g_error_copy (why));
      g_object_unref (task);
      return;
    }

  client_cache_search_async (self->cache, search->text, search->room, search->before,
                             search->limit, NULL, on_searched_here, task);
}

static void
on_searched_there (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ClientSession *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, &error);
  GPtrArray *messages = NULL;

  if (ok == NULL && error->domain == CLIENT_ERROR)
    {
      search_here (self, task, error);
      return;
    }

  if (ok != NULL)
    messages = client_history_parse_messages (ok, &search->has_more, NULL);
  if (ok != NULL && messages == NULL)
    error = client_session_new_lost_error ();

  if (messages != NULL)
    g_task_return_pointer (task, messages, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

/**
 * client_session_search_async:
 * @self: a session
 * @text: words, or the beginnings of words
 * @room: (nullable): id of the room to look in; %NULL for all
 * @from: (nullable): id or name of who has said it; %NULL for anyone
 * @before: a message; only older ones are found; 0 for no such limit
 * @limit: most messages
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks for messages that have all the words in them. Where the server cannot be asked,
 * those are looked through that are on this device.
 */
void
client_session_search_async (ClientSession *self,
                             const char *text,
                             const char *room,
                             const char *from,
                             gint64 before,
                             guint limit,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;
  Search *search = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (text != NULL);

  search = g_new0 (Search, 1);
  search->text = g_strdup (text);
  search->room = g_strdup (room);
  search->from = g_strdup (from);
  search->before = before;
  search->limit = limit;
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, SEARCH_TAG);
  g_task_set_task_data (task, search, search_free);

  client_reconnector_request_async (self->reconnector,
                                    client_request_new_search (text, room, from, before, limit),
                                    on_searched_there,
                                    task);
}

/**
 * client_session_search_finish:
 * @self: a session
 * @result: what the callback was given
 * @has_more: (out) (optional): whether there are older ones
 * @is_partial: (out) (optional): whether only this device was looked through
 * @error: return location for an error
 *
 * Ends client_session_search_async(). The errors are of #CharlaCode, with the server's
 * sentence, of #ClientError or of #ClientCacheError.
 *
 * Returns: (transfer full) (element-type ClientMessageInfo): the messages, the newest first,
 *   or %NULL with @error set
 */
GPtrArray *
client_session_search_finish (ClientSession *self,
                              GAsyncResult *result,
                              gboolean *has_more,
                              gboolean *is_partial,
                              GError **error)
{
  Search *search = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, SEARCH_TAG), NULL);

  search = g_task_get_task_data (G_TASK (result));
  if (has_more != NULL)
    *has_more = search->has_more;
  if (is_partial != NULL)
    *is_partial = search->is_partial;

  return g_task_propagate_pointer (G_TASK (result), error);
}
