/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills the cache as years of reading would: joins rooms, and reads all of each. */
#include "desktop-user.h"

typedef struct
{
  gboolean is_done;
  guint n_loaded;
} Filling;

static void
wait_until_done (Filling *filling)
{
  filling->is_done = FALSE;
  while (!filling->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray **rooms = data;
  gboolean has_more = FALSE;

  *rooms = client_session_list_rooms_finish (CLIENT_SESSION (source), result, &has_more, &error);
  g_assert_no_error (error);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer data)
{
  Filling *filling = data;

  client_session_room_finish (CLIENT_SESSION (source), result, NULL);
  filling->is_done = TRUE;
}

static void
join_rooms (ClientSession *session, Filling *filling)
{
  g_autoptr (GPtrArray) rooms = NULL;

  client_session_list_rooms_async (session, "", NULL, 100, on_listed, &rooms);
  while (rooms == NULL)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < rooms->len; i++)
    {
      const ClientRoomInfo *room = g_ptr_array_index (rooms, i);

      client_session_join_async (session, room->id, on_joined, filling);
      wait_until_done (filling);
    }
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Filling *filling = data;
  g_autoptr (GError) error = NULL;

  client_room_load_finish (CLIENT_ROOM (source), result, &error);
  g_assert_no_error (error);
  filling->is_done = TRUE;
}

static void
read_room (ClientRoom *room, Filling *filling, guint n_messages)
{
  client_room_load_newest_async (room, on_loaded, filling);
  wait_until_done (filling);
  while (client_room_get_has_older (room) && filling->n_loaded < n_messages)
    {
      client_room_load_older_async (room, on_loaded, filling);
      wait_until_done (filling);
      filling->n_loaded += CLIENT_ROOM_PAGE;
    }
}

void
desktop_user_fill (DesktopUser *self, guint n_messages)
{
  ClientSession *session = ui_window_get_session (self->window);
  GListModel *rooms = G_LIST_MODEL (client_session_get_rooms (session));
  Filling filling = { 0 };

  join_rooms (session, &filling);
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (ClientRoom) room = g_list_model_get_item (rooms, i);

      read_room (room, &filling, n_messages);
    }

  g_print ("{\"messages\": %u, \"rooms\": %u}\n", filling.n_loaded,
           g_list_model_get_n_items (rooms));
}
