/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-member-private.h"
#include "client-room-private.h"
#include "ui-match.h"
#include "ui-sidebar-model.h"

typedef struct
{
  GListStore *rooms;
  GListStore *others;
  GListStore *people;
  UiSidebarModel *model;
  GPtrArray *shadow; /* what who follows the changes has */
  guint n_changes;
  guint n_touched;
} Fixture;

/* Keeps a copy by what the model says, and nothing else. */
static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Fixture *self)
{
  self->n_changes++;
  self->n_touched += MAX (removed, added);
  if (removed > 0)
    g_ptr_array_remove_range (self->shadow, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (self->shadow, (int) i, g_list_model_get_item (model, i));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->rooms = g_list_store_new (CLIENT_TYPE_ROOM);
  self->others = g_list_store_new (UI_TYPE_SIDEBAR_ITEM);
  self->people = g_list_store_new (CLIENT_TYPE_MEMBER);
  self->model = ui_sidebar_model_new ();
  self->shadow = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (on_items_changed), self);
  ui_sidebar_model_set_rooms (self->model, G_LIST_MODEL (self->rooms));
  ui_sidebar_model_set_others (self->model, G_LIST_MODEL (self->others));
  ui_sidebar_model_set_people (self->model, G_LIST_MODEL (self->people), "me");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->shadow);
  g_assert_finalize_object (self->model);
  g_assert_finalize_object (self->people);
  g_assert_finalize_object (self->others);
  g_assert_finalize_object (self->rooms);
}

static ClientRoomInfo *
make_info (const char *id, const char *name, gint64 active)
{
  ClientRoomInfo *info = client_room_info_new ();

  info->id = g_strdup (id);
  info->name = g_strdup (name);
  info->topic = g_strdup ("");
  info->role = CLIENT_ROLE_MEMBER;
  info->active = active;
  return info;
}

static ClientRoom *
add_room (Fixture *self, const char *id, const char *name, gint64 active)
{
  g_autoptr (ClientRoomInfo) info = make_info (id, name, active);
  g_autoptr (ClientRoom) room = client_room_new_with (info);

  g_list_store_append (self->rooms, room);
  return room;
}

static void
set_room (ClientRoom *room, const char *name, gint64 active)
{
  g_autoptr (ClientRoomInfo) info = make_info (client_room_get_id (room), name, active);

  client_room_set_info (room, info);
}

static void
add_other (Fixture *self, const char *id, const char *name)
{
  g_autoptr (ClientRoomInfo) info = make_info (id, name, 0);
  g_autoptr (UiSidebarItem) item = ui_sidebar_item_new_other (info);

  g_list_store_append (self->others, item);
}

static void
add_person (Fixture *self, const char *id, const char *name)
{
  g_autoptr (ClientUserInfo) user = client_user_info_new (id, name);
  g_autoptr (ClientMember) member = client_member_new (user, CLIENT_ROLE_MEMBER);

  g_list_store_append (self->people, member);
}

static char *
describe (Fixture *self)
{
  static const char *const marks[] = { "=", "", "+", "@", "?" };
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->model)), ==, self->shadow->len);
  for (guint i = 0; i < self->shadow->len; i++)
    {
      g_autoptr (UiSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      g_assert_true (item == g_ptr_array_index (self->shadow, i));
      g_string_append_printf (text, "%s%s%s", i > 0 ? "|" : "",
                              marks[ui_sidebar_item_get_kind (item)],
                              ui_sidebar_item_get_name (item));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_shown (Fixture *self, const char *expected)
{
  g_autofree char *text = describe (self);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  ClientRoom *tea = NULL;
  ClientRoom *lobby = add_room (self, "lobby", "Lobby", 10);

  tea = add_room (self, "r1", "Tea", 20);
  add_room (self, "r2", "Cake", 30);
  add_room (self, "r3", "Beer", 30);
  assert_shown (self, "Cake|Beer|Tea|Lobby");

  self->n_changes = 0;
  set_room (lobby, "Lobby", 25);
  assert_shown (self, "Cake|Beer|Lobby|Tea");
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_cmpuint (self->n_touched, <=, 10);

  client_room_set_flags (tea, CLIENT_ROOM_PINNED);
  assert_shown (self, "Tea|Cake|Beer|Lobby");
  client_room_set_flags (tea, 0);
  assert_shown (self, "Cake|Beer|Lobby|Tea");

  set_room (tea, "Coffee", 20);
  assert_shown (self, "Cake|Beer|Lobby|Coffee");
}

/* A list that moves a room takes it out first; its row stays. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (UiSidebarItem) before = NULL;
  g_autoptr (UiSidebarItem) after = NULL;
  g_autoptr (ClientRoom) tea = g_object_ref (add_room (self, "r1", "Tea", 20));

  add_room (self, "r2", "Cake", 30);
  assert_shown (self, "Cake|Tea");
  before = g_list_model_get_item (G_LIST_MODEL (self->model), 1);

  self->n_changes = 0;
  g_list_store_remove (self->rooms, 0);
  g_list_store_append (self->rooms, tea);
  set_room (tea, "Tea", 40);
  assert_shown (self, "Tea|Cake");
  g_assert_cmpuint (self->n_changes, ==, 1);
  after = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  g_assert_true (before == after);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_shown (self, "Tea|Cake");
}

static void
test_left (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientRoomInfo) info = make_info ("r1", "Tea", 50);
  ClientRoom *tea = add_room (self, "r1", "Tea", 20);

  add_room (self, "r2", "Cake", 30);
  info->role = CLIENT_ROLE_NONE;
  client_room_set_info (tea, info);
  g_list_store_remove (self->rooms, 0);
  assert_shown (self, "Cake");

  g_list_store_remove_all (self->rooms);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_shown (self, "");
}

static void
test_another_chat (Fixture *self, gconstpointer data)
{
  g_autoptr (GListStore) rooms = g_list_store_new (CLIENT_TYPE_ROOM);

  add_room (self, "r1", "Tea", 20);
  ui_sidebar_model_set_rooms (self->model, G_LIST_MODEL (rooms));
  assert_shown (self, "");
  ui_sidebar_model_set_rooms (self->model, G_LIST_MODEL (self->rooms));
  assert_shown (self, "Tea");
  ui_sidebar_model_set_rooms (self->model, NULL);
  assert_shown (self, "");
}

static void
test_find (Fixture *self, gconstpointer data)
{
  ClientRoom *tea = add_room (self, "r1", "Team Red", 20);

  add_room (self, "r2", "The tea room", 30);
  add_room (self, "r3", "Beer", 40);
  add_room (self, "r4", "Tea", 5);
  add_other (self, "r1", "Team Red");
  add_other (self, "o1", "Teapots");
  add_other (self, "o2", "Steam");
  add_other (self, "o3", "Cars");
  add_person (self, "me", "Teo");
  add_person (self, "u1", "Téa");
  add_person (self, "u2", "Bob");

  ui_sidebar_model_set_query (self->model, "tea");
  assert_shown (self, "Tea|Team Red|The tea room|=Other Rooms|+Teapots|+Steam|=People|@Téa");
  ui_sidebar_model_set_query (self->model, "TEAM ");
  assert_shown (self, "Team Red|=Other Rooms|+Steam");
  ui_sidebar_model_set_may_create (self->model, TRUE);
  assert_shown (self, "Team Red|=Other Rooms|+Steam|?TEAM");
  ui_sidebar_model_set_query (self->model, "team red");
  assert_shown (self, "Team Red");
  set_room (tea, "Blue", 20);
  assert_shown (self, "?team red");
  ui_sidebar_model_set_query (self->model, "  ");
  assert_shown (self, "Beer|The tea room|Blue|Tea");
  ui_sidebar_model_set_query (self->model, NULL);
  assert_shown (self, "Beer|The tea room|Blue|Tea");
}

static void
test_people (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientRoomInfo) info = make_info ("d1", "", 1);
  g_autoptr (ClientRoom) direct = NULL;
  UiSidebarItem *last = NULL;

  for (guint i = 0; i < 2 * UI_SIDEBAR_PEOPLE_MAX; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);
      g_autofree char *name = g_strdup_printf ("Ana %u", i);

      add_person (self, id, name);
    }
  info->kind = CLIENT_ROOM_DIRECT;
  info->with = client_user_info_new ("u0", "Ana 0");
  direct = client_room_new_with (info);
  g_list_store_append (self->rooms, direct);

  ui_sidebar_model_set_query (self->model, "ana");
  g_assert_cmpuint (self->shadow->len, ==, 1 + 1 + UI_SIDEBAR_PEOPLE_MAX);
  last = g_ptr_array_index (self->shadow, self->shadow->len - 1);
  g_assert_cmpstr (ui_sidebar_item_get_id (last), ==, "u50");

  /* Who types more sees the same rows. */
  g_object_ref (last);
  ui_sidebar_model_set_query (self->model, "ana 5");
  g_assert_true (g_ptr_array_find (self->shadow, last, NULL));
  g_object_unref (last);
  ui_sidebar_model_set_query (self->model, "");
}

static void
test_steps (Fixture *self, gconstpointer data)
{
  UiSidebarItem *item = NULL;

  g_assert_null (ui_sidebar_model_step (self->model, NULL, 1));
  add_room (self, "r1", "Tea", 20);
  add_other (self, "o1", "Teapots");
  ui_sidebar_model_set_query (self->model, "te");

  item = ui_sidebar_model_step (self->model, NULL, 1);
  g_assert_cmpstr (ui_sidebar_item_get_name (item), ==, "Tea");
  g_assert_true (ui_sidebar_model_step (self->model, item, -1) == item);
  item = ui_sidebar_model_step (self->model, item, 1);
  g_assert_cmpstr (ui_sidebar_item_get_name (item), ==, "Teapots");
  g_assert_true (ui_sidebar_model_step (self->model, item, 1) == item);
  item = ui_sidebar_model_step (self->model, item, -1);
  g_assert_cmpstr (ui_sidebar_item_get_name (item), ==, "Tea");
}

static void
set_unread (ClientRoom *room, const char *name, gint64 active, gint64 unread, gint64 mentions)
{
  g_autoptr (ClientRoomInfo) info = make_info (client_room_get_id (room), name, active);

  info->unread = unread;
  info->mentions = mentions;
  client_room_set_info (room, info);
}

static void
test_neighbors (Fixture *self, gconstpointer data)
{
  ClientRoom *a = add_room (self, "a", "A", 30);
  ClientRoom *b = add_room (self, "b", "B", 20);
  ClientRoom *c = add_room (self, "c", "C", 10);

  g_assert_true (ui_sidebar_model_get_neighbor (self->model, NULL, 1, FALSE) == a);
  g_assert_true (ui_sidebar_model_get_neighbor (self->model, NULL, -1, FALSE) == c);
  g_assert_true (ui_sidebar_model_get_neighbor (self->model, a, 1, FALSE) == b);
  g_assert_null (ui_sidebar_model_get_neighbor (self->model, a, -1, FALSE));
  g_assert_null (ui_sidebar_model_get_neighbor (self->model, c, 1, FALSE));
  g_assert_null (ui_sidebar_model_get_neighbor (self->model, a, 1, TRUE));

  set_unread (b, "B", 20, 3, 0);
  g_assert_true (ui_sidebar_model_get_neighbor (self->model, c, 1, TRUE) == b);
  client_room_set_flags (b, CLIENT_ROOM_MUTED);
  g_assert_null (ui_sidebar_model_get_neighbor (self->model, c, 1, TRUE));
  set_unread (b, "B", 20, 3, 1);
  g_assert_true (ui_sidebar_model_get_neighbor (self->model, c, 1, TRUE) == b);
  g_assert_null (ui_sidebar_model_get_neighbor (self->model, b, 1, TRUE));
}

static int
compare (gconstpointer one, gconstpointer other)
{
  ClientRoom *a = *(ClientRoom *const *) one;
  ClientRoom *b = *(ClientRoom *const *) other;

  if (client_room_get_is_pinned (a) != client_room_get_is_pinned (b))
    return client_room_get_is_pinned (a) ? -1 : 1;
  if (client_room_get_activity (a) != client_room_get_activity (b))
    return client_room_get_activity (a) > client_room_get_activity (b) ? -1 : 1;
  return g_strcmp0 (client_room_get_id (a), client_room_get_id (b));
}

static void
assert_sorted (Fixture *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rooms));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sorted, g_list_model_get_item (G_LIST_MODEL (self->rooms), i));
  g_ptr_array_sort (sorted, compare);
  g_assert_cmpuint (self->shadow->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_true (ui_sidebar_item_get_room (g_ptr_array_index (self->shadow, i))
                   == g_ptr_array_index (sorted, i));
}

/* Whatever happens to rooms, the list is what sorting all of them gives. */
static void
test_walk (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 3000; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rooms));
      guint place = n > 0 ? (guint) g_test_rand_int_range (0, (int) n) : 0;
      g_autoptr (ClientRoom) room = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->rooms), place) : NULL;
      g_autofree char *id = g_strdup_printf ("r%u", i);

      switch (g_test_rand_int_range (0, n > 60 ? 6 : 5))
        {
        case 0:
          add_room (self, id, id, g_test_rand_int_range (0, 20));
          break;
        case 1:
        case 2:
          if (room != NULL)
            set_room (room, "x", g_test_rand_int_range (0, 50));
          break;
        case 3:
          if (room != NULL)
            client_room_set_flags (room, g_test_rand_bit () ? CLIENT_ROOM_PINNED : 0);
          break;
        case 4:
          if (room != NULL)
            {
              g_list_store_remove (self->rooms, place);
              g_list_store_insert (self->rooms, 0, room);
            }
          break;
        default:
          g_list_store_remove (self->rooms, place);
          while (g_main_context_iteration (NULL, FALSE))
            ;
          break;
        }
      assert_sorted (self);
    }
}

/* One room's news is one small change among 2,000 rooms, at once. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();

  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", i);

      add_room (self, id, id, i);
    }

  g_timer_start (timer);
  self->n_changes = 0;
  for (int i = 0; i < 1000; i++)
    {
      g_autoptr (ClientRoom) room = g_list_model_get_item (G_LIST_MODEL (self->rooms),
                                                           (guint) g_test_rand_int_range (0, 2000));

      set_room (room, "x", 3000 + i);
    }
  g_test_minimized_result (g_timer_elapsed (timer, NULL), "seconds for 1,000 moves");
  g_assert_cmpuint (self->n_changes, <=, 1000);
  assert_sorted (self);

  g_timer_start (timer);
  ui_sidebar_model_set_query (self->model, "r1");
  g_test_minimized_result (g_timer_elapsed (timer, NULL), "seconds to look through 2,000 rooms");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/sidebar-model/order", test_order);
  ADD ("/sidebar-model/moved", test_moved);
  ADD ("/sidebar-model/left", test_left);
  ADD ("/sidebar-model/another-chat", test_another_chat);
  ADD ("/sidebar-model/find", test_find);
  ADD ("/sidebar-model/people", test_people);
  ADD ("/sidebar-model/steps", test_steps);
  ADD ("/sidebar-model/neighbors", test_neighbors);
  ADD ("/sidebar-model/walk", test_walk);
  ADD ("/sidebar-model/many", test_many);

  return g_test_run ();
}
