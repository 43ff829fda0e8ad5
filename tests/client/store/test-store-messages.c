/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-messages.h"

#include "client-store-rooms.h"
#include "client-store-search.h"
#include "client-store.h"
#include "stored.h"

typedef struct
{
  Folder *folder;
  ClientDatabase *database;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->database = stored_open (self->folder);
  stored_begin (self->database, 10);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_true (client_database_check (self->database, NULL));
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->folder, folder_free);
}

/* What the messages weigh is what was counted on the way. */
static void
assert_weight (Fixture *self, gint64 n_messages, gint64 bytes)
{
  g_assert_cmpint (client_store_get_weight (self->database), ==, n_messages * 256 + bytes);
}

static void
test_weight (Fixture *self, gconstpointer data)
{
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "ñ"), MESSAGE (12, "r1", BERTA, "abc"),
             "{'ev': 'message', " SAID (13, "r1", BERTA, "abc") ", 'mentions': ['u1'], "
             "'reply': {'seq': 11, 'name': 'Berta', 'excerpt': 'ñ'}}", NULL);
  assert_weight (self, 3, 2 + 3 + 3 + 2 + 2);
  stored_do (self->database, EDIT (14, "r1", 12, "abcdef"), NULL);
  assert_weight (self, 3, 2 + 6 + 7);
  stored_do (self->database, DELETE (15, "r1", 12), NULL);
  assert_weight (self, 3, 2 + 7);
  client_store_drop_message (self->database, 11);
  client_store_drop_message (self->database, 11);
  assert_weight (self, 2, 7);
}

static void
test_prune (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientPage) found = NULL;

  for (int i = 11; i <= 30; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': 1, 'room': 'r1', 'from': " BERTA
                         ", 'text': 'tea'}", i);

      stored_do (self->database, json, NULL);
    }
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 10, 3, "| 11 12 13 …");

  client_store_prune_messages (self->database, 20 * 259);
  assert_weight (self, 20, 20 * 3);
  client_store_prune_messages (self->database, 5 * 259);
  assert_weight (self, 5, 5 * 3);
  stored_assert_page (self->database, "r1", CLIENT_PLACE_NEWEST, 0, 5, "| 26 27 28 29 30");
  stored_assert_page (self->database, "r1", CLIENT_PLACE_BEFORE, 26, 5, "| … ?");
  found = client_store_search (self->database, "tea", NULL, 0, 100);
  g_assert_cmpuint (found->messages->len, ==, 5);

  client_store_prune_messages (self->database, 0);
  assert_weight (self, 0, 0);
}

/* One message cannot have more kinds of reactions than anybody could see. */
static void
test_reactions_are_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessageInfo) message = NULL;

  stored_do (self->database, MESSAGE (11, "r1", BERTA, "hi"), NULL);
  client_database_begin (self->database, FALSE);
  for (guint i = 0; i < 1100; i++)
    {
      g_autofree char *emoji = g_strdup_printf ("%u", i);

      client_store_react (self->database, 11, emoji, TRUE, FALSE);
    }
  g_assert_true (client_database_end (self->database, NULL));
  message = stored_message (self->database, 11);
  g_assert_cmpuint (message->reactions->len, ==, 1000);
}

static void
test_rooms_are_bounded (Fixture *self, gconstpointer data)
{
  client_database_begin (self->database, FALSE);
  for (guint i = 0; i < CLIENT_STORE_ROOMS_MAX - 1; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autoptr (ClientStoreRoom) room = client_store_room_make (self->database, id);

      g_assert_nonnull (room);
    }
  g_assert_null (client_store_room_make (self->database, "one too many"));
  g_assert_true (client_database_end (self->database, NULL));

  stored_do (self->database, MESSAGE (11, "one too many", BERTA, "hi"), NULL);
  g_assert_cmpint (client_store_get_cursor (self->database), ==, 11);
}

static void
test_people_are_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) users = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autoptr (ClientUserInfo) user = client_user_info_new (id, "Somebody");

      client_store_put_user (self->database, user, 20 + i);
    }
  client_store_prune_users (self->database, 10);
  users = client_store_list_users (self->database, 100);
  g_assert_cmpuint (users->len, ==, 10);
  g_assert_cmpstr (((ClientUserInfo *) users->pdata[0])->id, ==, "x49");
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-messages/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("weight", test_weight);
  ADD ("prune", test_prune);
  ADD ("reactions-are-bounded", test_reactions_are_bounded);
  ADD ("rooms-are-bounded", test_rooms_are_bounded);
  ADD ("people-are-bounded", test_people_are_bounded);

  return g_test_run ();
}
