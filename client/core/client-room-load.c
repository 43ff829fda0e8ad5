/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-private.h"

#define LOAD_TAG ((gpointer) (guintptr) client_room_load_finish)

/* Which page somebody waits for. */
typedef struct
{
  ClientPlace place;
  gint64 anchor;
  guint epoch;
} Load;

/**
 * client_room_get_has_older:
 * @self: a room
 *
 * Returns: whether older messages can be loaded
 */
gboolean
client_room_get_has_older (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), FALSE);

  return self->has_older;
}

/**
 * client_room_get_has_newer:
 * @self: a room
 *
 * Returns: whether newer messages can be loaded
 */
gboolean
client_room_get_has_newer (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), FALSE);

  return self->has_newer;
}

/**
 * client_room_get_loading:
 * @self: a room
 *
 * Returns: whether messages are being loaded
 */
gboolean
client_room_get_loading (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), FALSE);

  return self->n_loads > 0;
}

/* Tells what has become of the two ends. */
void
client_room_tell_ends (ClientRoom *self)
{
  gboolean has_older = client_timeline_has_older (self->timeline);
  gboolean has_newer = client_timeline_has_newer (self->timeline);
  gboolean is_other_older = self->has_older != has_older;
  gboolean is_other_newer = self->has_newer != has_newer;

  self->has_older = has_older;
  self->has_newer = has_newer;
  client_room_notify (self, "has-older", is_other_older);
  client_room_notify (self, "has-newer", is_other_newer);
}

static void
client_room_count_loads (ClientRoom *self, int more)
{
  gboolean was_loading = self->n_loads > 0;

  self->n_loads += more;
  client_room_notify (self, "loading", was_loading != (self->n_loads > 0));
}

static void
client_room_take_page (ClientRoom *self, ClientPage *page, const Load *load)
{
  if (load->epoch != self->epoch)
    return;

  client_timeline_take_page (self->timeline, page, load->place, load->anchor);
  client_room_tell_ends (self);
}

/* Takes @error over; %NULL for none. */
static void
client_room_end_load (GTask *task, GError *error)
{
  client_room_count_loads (g_task_get_source_object (task), -1);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ClientPage) page = client_pager_finish (CLIENT_PAGER (source), result, &error);

  if (page != NULL)
    client_room_take_page (g_task_get_source_object (task), page, g_task_get_task_data (task));
  client_room_end_load (task, error);
}

/* What the cache has is shown before the server is asked for the rest. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientRoom *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ClientPage) page = client_pager_finish (CLIENT_PAGER (source), result, &error);

  if (page != NULL)
    client_room_take_page (self, page, load);
  if (page == NULL || !page->needs_server || load->epoch != self->epoch)
    client_room_end_load (task, error);
  else
    client_pager_fetch_async (CLIENT_PAGER (source), self->info->id, load->place, load->anchor,
                              CLIENT_ROOM_PAGE, on_fetched, g_steal_pointer (&task));
}

static void
client_room_load (ClientRoom *self,
                  ClientPlace place,
                  gint64 anchor,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->place = place;
  load->anchor = anchor;
  load->epoch = self->epoch;
  g_task_set_source_tag (task, LOAD_TAG);
  g_task_set_task_data (task, load, g_free);
  self->is_open = TRUE;
  client_room_count_loads (self, 1);

  if (self->pager == NULL)
    client_room_end_load (task, client_pager_error_new ());
  else
    client_pager_read_async (self->pager, self->info->id, place, anchor, CLIENT_ROOM_PAGE, on_read,
                             g_steal_pointer (&task));
}

/* There is no more of it. */
static void
client_room_load_nothing (ClientRoom *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, LOAD_TAG);
  g_task_return_boolean (task, TRUE);
}

/**
 * client_room_load_newest_async:
 * @self: a room
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Looks at the newest messages: those that the cache has are there at once, and then
 * those that the server has. The messages that come from then on are added.
 */
void
client_room_load_newest_async (ClientRoom *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_ROOM (self));

  client_room_load (self, CLIENT_PLACE_NEWEST, 0, callback, user_data);
}

/**
 * client_room_load_older_async:
 * @self: a room
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Loads messages before the first one.
 */
void
client_room_load_older_async (ClientRoom *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_ROOM (self));

  if (!client_timeline_is_loaded (self->timeline))
    client_room_load_newest_async (self, callback, user_data);
  else if (!self->has_older)
    client_room_load_nothing (self, callback, user_data);
  else
    client_room_load (self, CLIENT_PLACE_BEFORE, client_timeline_get_first (self->timeline),
                      callback, user_data);
}

/**
 * client_room_load_newer_async:
 * @self: a room
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Loads messages after the last one.
 */
void
client_room_load_newer_async (ClientRoom *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_ROOM (self));

  if (!client_timeline_is_loaded (self->timeline))
    client_room_load_newest_async (self, callback, user_data);
  else if (!self->has_newer)
    client_room_load_nothing (self, callback, user_data);
  else
    client_room_load (self, CLIENT_PLACE_AFTER, client_timeline_get_last (self->timeline),
                      callback, user_data);
}

/**
 * client_room_load_around_async:
 * @self: a room
 * @seq: a message
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Looks at the messages around one: see client_room_find() for where it is then.
 */
void
client_room_load_around_async (ClientRoom *self,
                               gint64 seq,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_ROOM (self));

  client_room_load (self, CLIENT_PLACE_AROUND, seq, callback, user_data);
}

/**
 * client_room_load_hole_async:
 * @self: a room
 * @message: a message in it that comes after a hole
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Loads what is missing before a message.
 */
void
client_room_load_hole_async (ClientRoom *self,
                             ClientMessage *message,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_ROOM (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  if (client_message_get_after_hole (message))
    client_room_load (self, CLIENT_PLACE_BEFORE, client_message_get_seq (message), callback,
                      user_data);
  else
    client_room_load_nothing (self, callback, user_data);
}

/**
 * client_room_load_finish:
 * @self: a room
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what one of client_room_load_newest_async() and the like began. After an error
 * what the cache has is there, and others may be missing.
 *
 * Returns: whether all of it is there
 */
gboolean
client_room_load_finish (ClientRoom *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, LOAD_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * client_room_forget:
 * @self: a room
 *
 * Says that nobody looks at the messages any more: they go, until one of
 * client_room_load_newest_async() and the like.
 */
void
client_room_forget (ClientRoom *self)
{
  g_return_if_fail (CLIENT_IS_ROOM (self));

  self->is_open = FALSE;
  client_room_reset (self);
}
