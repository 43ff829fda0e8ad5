/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room.h"

/* What a view that believes only items-changed thinks is in the room. */
typedef struct
{
  guint n_items;
  guint emissions;
  guint removals;
} View;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  View *view = user_data;

  g_assert_cmpuint (position + removed, <=, view->n_items);
  view->n_items = view->n_items - removed + added;
  view->emissions++;
  view->removals += removed > 0;
  g_assert_cmpuint (view->n_items, ==, g_list_model_get_n_items (model));
}

static void
say (ClientRoom *room, guint number, gboolean own)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autoptr (ClientMessage) message =
    client_message_new (own ? "me" : "ana", text, number, own, CLIENT_MESSAGE_SENT);

  client_room_append (room, message);
}

static void
test_order (void)
{
  ClientRoom *room = client_room_new ("Lobby");
  View view = { 0 };

  g_signal_connect (room, "items-changed", G_CALLBACK (on_items_changed), &view);
  g_assert_cmpstr (client_room_get_name (room), ==, "Lobby");
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (room)) == CLIENT_TYPE_MESSAGE);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (room), 0));

  for (guint i = 0; i < 3; i++)
    say (room, i, FALSE);

  g_assert_cmpuint (view.n_items, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (room), i);

      g_assert_cmpint (client_message_get_time (message), ==, i);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (room), 3));

  g_assert_finalize_object (room);
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *count = user_data;

  *count += 1;
}

static void
test_unread (void)
{
  ClientRoom *room = client_room_new ("Lobby");
  guint notified = 0;
  guint unread = 0;

  g_signal_connect (room, "notify::unread", G_CALLBACK (count_notify), &notified);

  say (room, 0, TRUE);
  g_assert_cmpuint (client_room_get_unread (room), ==, 0);
  g_assert_cmpuint (notified, ==, 0);

  say (room, 1, FALSE);
  say (room, 2, FALSE);
  g_object_get (room, "unread", &unread, NULL);
  g_assert_cmpuint (unread, ==, 2);
  g_assert_cmpuint (notified, ==, 2);

  client_room_mark_read (room);
  client_room_mark_read (room);
  g_assert_cmpuint (client_room_get_unread (room), ==, 0);
  g_assert_cmpuint (notified, ==, 3);

  g_assert_finalize_object (room);
}

static void
test_bounded (void)
{
  const guint total = 2 * CLIENT_ROOM_MAX_MESSAGES + 7;
  ClientRoom *room = client_room_new ("Lobby");
  View view = { 0 };
  guint n_items = 0;

  g_signal_connect (room, "items-changed", G_CALLBACK (on_items_changed), &view);
  for (guint i = 0; i < total; i++)
    {
      say (room, i, FALSE);
      g_assert_cmpuint (view.n_items, <=, CLIENT_ROOM_MAX_MESSAGES);
    }

  /* The newest are all there, and the oldest went in few steps. */
  n_items = g_list_model_get_n_items (G_LIST_MODEL (room));
  g_assert_cmpuint (n_items, >=, CLIENT_ROOM_MAX_MESSAGES * 9 / 10);
  g_assert_cmpuint (view.removals, <, 50);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (room), i);

      g_assert_cmpint (client_message_get_time (message), ==, total - n_items + i);
    }

  g_assert_finalize_object (room);
}

static void
test_messages_released (void)
{
  ClientRoom *room = client_room_new ("Lobby");
  ClientMessage *message = client_message_new ("ana", "hi", 0, FALSE, CLIENT_MESSAGE_SENT);

  client_room_append (room, message);
  g_assert_finalize_object (room);
  g_assert_finalize_object (message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/room/order", test_order);
  g_test_add_func ("/client/room/unread", test_unread);
  g_test_add_func ("/client/room/bounded", test_bounded);
  g_test_add_func ("/client/room/messages-released", test_messages_released);

  return g_test_run ();
}
