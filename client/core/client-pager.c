/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-pager.h"

#include <glib/gi18n.h>

#include "client-error.h"

/* How large a page may become by what comes while it is fetched. */
#define LIMIT_MAX 4096

#define PAGER_TAG ((gpointer) (guintptr) client_pager_finish)

/**
 * ClientPager:
 *
 * Where the messages of rooms come from, page by page: the cache has them at once, and
 * says whether the server has to be asked; what it answers goes to the cache first, and
 * is read from there, so that what is seen is always what is kept.
 */
struct _ClientPager
{
  GObject parent_instance;

  ClientCache *cache;
  gint64 cursor;

  ClientPagerAsk ask;
  ClientPagerAnswer answer;
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (ClientPager, client_pager, G_TYPE_OBJECT)

/* Which page is wanted, and what the server has answered. */
typedef struct
{
  char *room;
  ClientPlace place;
  gint64 anchor;
  guint limit;
  gint64 cursor;
  ClientHistory *history;
  gboolean is_late;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->history, client_history_unref);
  g_free (self);
}

static void
client_pager_finalize (GObject *object)
{
  ClientPager *self = CLIENT_PAGER (object);

  g_clear_object (&self->cache);

  G_OBJECT_CLASS (client_pager_parent_class)->finalize (object);
}

static void
client_pager_class_init (ClientPagerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_pager_finalize;
}

static void
client_pager_init (ClientPager *self)
{
}

/**
 * client_pager_new:
 * @cache: a cache
 * @ask: how a server is asked
 * @answer: how its answer is had
 * @user_data: for @ask and @answer
 *
 * Makes a pager, which asks until client_pager_stop().
 *
 * Returns: (transfer full): the pager
 */
ClientPager *
client_pager_new (ClientCache *cache,
                  ClientPagerAsk ask,
                  ClientPagerAnswer answer,
                  gpointer user_data)
{
  ClientPager *self = NULL;

  g_return_val_if_fail (CLIENT_IS_CACHE (cache), NULL);
  g_return_val_if_fail (ask != NULL, NULL);
  g_return_val_if_fail (answer != NULL, NULL);

  self = g_object_new (CLIENT_TYPE_PAGER, NULL);
  self->cache = g_object_ref (cache);
  self->ask = ask;
  self->answer = answer;
  self->user_data = user_data;

  return self;
}

/**
 * client_pager_stop:
 * @self: a pager
 *
 * Asks nobody any more, and calls nothing that it was made with. What is under way
 * ends with an error.
 */
void
client_pager_stop (ClientPager *self)
{
  g_return_if_fail (CLIENT_IS_PAGER (self));

  self->ask = NULL;
  self->answer = NULL;
}

/**
 * client_pager_set_cursor:
 * @self: a pager
 * @cursor: the last event that has come
 *
 * Says up to where an answer is true at least, if the server does not say so.
 */
void
client_pager_set_cursor (ClientPager *self, gint64 cursor)
{
  g_return_if_fail (CLIENT_IS_PAGER (self));

  self->cursor = MAX (cursor, 0);
}

/**
 * client_pager_error_new:
 *
 * Returns: (transfer full): that there is nobody to be asked
 */
GError *
client_pager_error_new (void)
{
  return g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_LOST,
                              _ ("There is no connection to the server."));
}

static GTask *
client_pager_begin (ClientPager *self,
                    const char *room,
                    ClientPlace place,
                    gint64 anchor,
                    guint limit,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  wish->room = g_strdup (room);
  wish->place = place;
  wish->anchor = anchor;
  wish->limit = limit;
  wish->cursor = self->cursor;
  g_task_set_source_tag (task, PAGER_TAG);
  g_task_set_task_data (task, wish, wish_free);

  return task;
}

static gint64
get_seq (GPtrArray *messages, guint position)
{
  return ((ClientMessageInfo *) g_ptr_array_index (messages, position))->seq;
}

/* Takes off what is beyond the answer: nobody has told how that is now. */
static void
page_trim (ClientPage *page, Wish *wish)
{
  GPtrArray *messages = page->messages;
  GPtrArray *answer = wish->history->messages;

  page->needs_server = wish->is_late;
  if (!wish->history->has_more)
    return;

  if (wish->place != CLIENT_PLACE_AFTER)
    while (messages->len > 0 && get_seq (messages, 0) < get_seq (answer, 0))
      {
        g_ptr_array_remove_index (messages, 0);
        page->has_older = TRUE;
      }
  if (wish->place == CLIENT_PLACE_AFTER || wish->place == CLIENT_PLACE_AROUND)
    while (messages->len > 0
           && get_seq (messages, messages->len - 1) > get_seq (answer, answer->len - 1))
      {
        ClientMessageInfo *last = g_ptr_array_index (messages, messages->len - 1);

        page->is_before_hole = last->is_after_hole;
        page->has_newer = TRUE;
        g_ptr_array_remove_index (messages, messages->len - 1);
      }
}

/* Whether a page has all that was answered. What has come meanwhile, and another notion of
 * “around”, may have pushed some of it off the page. */
static gboolean
page_has_all (ClientPage *page, ClientHistory *history)
{
  GPtrArray *messages = page->messages;
  GPtrArray *answer = history->messages;

  if (answer->len == 0)
    return TRUE;

  return messages->len > 0 && get_seq (messages, 0) <= get_seq (answer, 0)
         && get_seq (messages, messages->len - 1) >= get_seq (answer, answer->len - 1);
}

static void client_pager_read (ClientPager *self, GTask *task);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientPager *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  GError *error = NULL;
  ClientPage *page = client_cache_page_finish (CLIENT_CACHE (source), result, &error);

  if (page != NULL && wish->history != NULL && !page_has_all (page, wish->history)
      && wish->limit < LIMIT_MAX)
    {
      wish->limit *= 2;
      client_page_free (page);
      client_pager_read (self, g_steal_pointer (&task));
      return;
    }

  if (page != NULL && wish->history != NULL)
    page_trim (page, wish);
  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) client_page_free);
  else
    g_task_return_error (task, error);
}

/* Takes @task over. */
static void
client_pager_read (ClientPager *self, GTask *task)
{
  Wish *wish = g_task_get_task_data (task);

  client_cache_read_async (self->cache, wish->room, wish->place, wish->anchor, wish->limit, NULL,
                           on_read, task);
}

/**
 * client_pager_read_async:
 * @self: a pager
 * @room: id of a room
 * @place: which messages
 * @anchor: the event that @place is about, or 0
 * @limit: most messages
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads messages that are in the cache. The page says whether client_pager_fetch_async()
 * may have more to tell.
 */
void
client_pager_read_async (ClientPager *self,
                         const char *room,
                         ClientPlace place,
                         gint64 anchor,
                         guint limit,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_PAGER (self));
  g_return_if_fail (room != NULL);

  client_pager_read (self,
                     client_pager_begin (self, room, place, anchor, limit, callback, user_data));
}

/* The page is read anew, as there may be more by now than in the answer. */
static void
on_merged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientPager *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ClientPage) page = client_cache_page_finish (CLIENT_CACHE (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  wish->is_late = page->needs_server;
  client_pager_read (self, g_steal_pointer (&task));
}

static ClientHistory *
client_pager_parse (ClientPager *self, Wish *wish, GAsyncResult *result, GError **error)
{
  g_autoptr (CharlaMessage) ok = NULL;
  ClientHistory *history = NULL;

  if (self->answer == NULL)
    {
      g_propagate_error (error, client_pager_error_new ());
      return NULL;
    }

  ok = self->answer (result, error, self->user_data);
  if (ok == NULL)
    return NULL;

  history = client_history_parse (ok, wish->room, wish->place, wish->anchor, wish->cursor, NULL);
  if (history == NULL)
    g_set_error_literal (error, CLIENT_ERROR, CLIENT_ERROR_LOST,
                         _ ("The server’s answer cannot be understood."));
  return history;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientPager *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  GError *error = NULL;

  wish->history = client_pager_parse (self, wish, result, &error);
  if (wish->history != NULL)
    client_cache_merge_async (self->cache, wish->history, on_merged, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * client_pager_fetch_async:
 * @self: a pager
 * @room: id of a room
 * @place: which messages
 * @anchor: the event that @place is about, or 0
 * @limit: most messages
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks the server for messages, and reads them from the cache when they are there.
 */
void
client_pager_fetch_async (ClientPager *self,
                          const char *room,
                          ClientPlace place,
                          gint64 anchor,
                          guint limit,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CLIENT_IS_PAGER (self));
  g_return_if_fail (room != NULL);

  task = client_pager_begin (self, room, place, anchor, limit, callback, user_data);
  if (self->ask != NULL)
    {
      self->ask (client_request_new_history (room, place, anchor, limit), on_answered, task,
                 self->user_data);
      return;
    }

  g_task_return_error (task, client_pager_error_new ());
  g_object_unref (task);
}

/**
 * client_pager_finish:
 * @self: a pager
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_pager_read_async() or client_pager_fetch_async() began. The errors are
 * of #ClientCacheError, those of who asks, or %CLIENT_ERROR_LOST if what the server says
 * is no answer.
 *
 * Returns: (transfer full): messages, or %NULL with @error set
 */
ClientPage *
client_pager_finish (ClientPager *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, PAGER_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
