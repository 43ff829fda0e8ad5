/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-pages.h"

typedef struct
{
  gint64 before;
  guint n;
} Wanted;

/* Those that are there and are wanted: the oldest first. */
static GPtrArray *
collect (ClientRoom *room, const Wanted *wanted)
{
  GListModel *model = G_LIST_MODEL (room);
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) client_message_info_unref);
  guint length = g_list_model_get_n_items (model);

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (model, i);
      ClientMessageInfo *info = client_message_get_info (message);
      gint64 seq = client_message_get_seq (message);

      if (info != NULL && seq > 0 && (wanted->before == 0 || seq < wanted->before))
        g_ptr_array_add (messages, client_message_info_ref (info));
    }

  return messages;
}

static void on_loaded (GObject *source, GAsyncResult *result, gpointer user_data);

static void
take_or_go_on (GTask *task)
{
  ClientRoom *room = g_task_get_source_object (task);
  const Wanted *wanted = g_task_get_task_data (task);
  g_autoptr (GPtrArray) messages = collect (room, wanted);

  if (messages->len < wanted->n && client_room_get_has_older (room))
    {
      client_room_load_older_async (room, on_loaded, task);
      return;
    }

  if (messages->len > wanted->n)
    g_ptr_array_remove_range (messages, 0, messages->len - wanted->n);
  g_task_return_pointer (task, g_steal_pointer (&messages), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (client_room_load_finish (CLIENT_ROOM (source), result, &error))
    take_or_go_on (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * cli_pages_load_async:
 * @room: a room
 * @before: only messages before this one, or 0 for the newest
 * @n: how many
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Gets the last messages of a room, page by page.
 */
void
cli_pages_load_async (ClientRoom *room, gint64 before, guint n, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (room, NULL, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  g_task_set_source_tag (task, (gpointer) (guintptr) cli_pages_load_async);
  wanted->before = before;
  wanted->n = n;
  g_task_set_task_data (task, wanted, g_free);

  if (before > 0)
    client_room_load_around_async (room, before, on_loaded, task);
  else
    client_room_load_newest_async (room, on_loaded, task);
}

/**
 * cli_pages_load_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ClientMessageInfo): the messages, the oldest
 *   first, or %NULL with an error
 */
GPtrArray *
cli_pages_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
