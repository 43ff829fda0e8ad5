/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

static ServerAnswer *
ask (Fixture *fixture, ServerQuery *query)
{
  g_autoptr (GError) error = NULL;
  ServerAnswer *answer = fixture_query (fixture, query, &error);

  g_assert_no_error (error);

  return answer;
}

static ServerAnswer *
welcome (Fixture *fixture, gint64 user)
{
  return ask (fixture, server_query_new_welcome (user, -1));
}

static void
assert_rooms (ServerAnswer *answer, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < answer->rooms->len; i++)
    {
      ServerRoomInfo *room = answer->rooms->pdata[i];

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                              room->with != NULL ? room->with->name : room->name);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static ServerRoomInfo *
room_at (ServerAnswer *answer, guint index)
{
  g_assert_cmpuint (answer->rooms->len, >, index);

  return answer->rooms->pdata[index];
}

static void
test_rooms (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerAnswer) of_ana = NULL;
  g_autoptr (ServerAnswer) of_bob = NULL;

  fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  fixture_do (fixture, server_change_new_direct (bob, "ana"));
  fixture_post (fixture, ana, tea, "x");

  of_ana = welcome (fixture, ana);
  assert_rooms (of_ana, "tea bob den Lobby");
  g_assert_cmpstr (of_ana->user->name, ==, "ana");
  g_assert_cmpint (of_ana->cursor, ==, fixture_last (fixture)->seq);
  g_assert_false (of_ana->is_behind);
  g_assert_cmpint (room_at (of_ana, 0)->role, ==, SERVER_ROLE_OWNER);
  g_assert_cmpint (room_at (of_ana, 0)->seq, ==, fixture_last (fixture)->seq);
  of_bob = welcome (fixture, bob);
  assert_rooms (of_bob, "ana Lobby");
}

static void
test_unread (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  g_autoptr (ServerAnswer) first = NULL;
  g_autoptr (ServerAnswer) second = NULL;
  g_autoptr (ServerAnswer) third = NULL;
  gint64 seq = 0;
  gint64 gone = 0;

  seq = fixture_post (fixture, ana, SERVER_LOBBY, "hello @bob");
  fixture_post (fixture, bob, SERVER_LOBBY, "my own @bob");
  gone = fixture_post (fixture, ana, SERVER_LOBBY, "gone @Bob");
  fixture_post (fixture, ana, SERVER_LOBBY, "third");
  fixture_do (fixture, server_change_new_react (ana, seq, "👍", TRUE));
  fixture_do (fixture, server_change_new_guest_post ("eve", "fourth, to @bob"));

  first = welcome (fixture, bob);
  g_assert_cmpint (room_at (first, 0)->unread, ==, 4);
  g_assert_cmpint (room_at (first, 0)->mentions, ==, 3);

  fixture_do (fixture, server_change_new_delete (ana, gone));
  fixture_do (fixture, server_change_new_read (bob, SERVER_LOBBY, seq));
  second = welcome (fixture, bob);
  g_assert_cmpint (room_at (second, 0)->unread, ==, 2);
  g_assert_cmpint (room_at (second, 0)->mentions, ==, 1);
  g_assert_cmpint (room_at (second, 0)->seen, ==, seq);

  fixture_do (fixture, server_change_new_read (bob, SERVER_LOBBY, 9999));
  third = welcome (fixture, bob);
  g_assert_cmpint (room_at (third, 0)->unread, ==, 0);
  g_assert_cmpint (room_at (third, 0)->mentions, ==, 0);
}

/* What was said before one came is not unread. */
static void
test_before_joining (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = 0;
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerAnswer) answer = NULL;
  g_autoptr (ServerResult) joined = NULL;

  fixture_post (fixture, ana, SERVER_LOBBY, "early");
  fixture_post (fixture, ana, tea, "early");
  bob = fixture_claim (fixture, "bob");
  joined = fixture_change (fixture, server_change_new_join (bob, tea));
  g_assert_cmpint (joined->room->unread, ==, 0);
  fixture_post (fixture, ana, tea, "late");
  answer = welcome (fixture, bob);
  g_assert_cmpint (room_at (answer, 0)->unread, ==, 1);
  g_assert_cmpint (room_at (answer, 1)->unread, ==, 0);
}

static void
test_thousand (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  g_autoptr (ServerAnswer) answer = NULL;

  for (int i = 0; i < 1005; i++)
    fixture_post (fixture, ana, SERVER_LOBBY, "@bob");
  answer = welcome (fixture, bob);
  g_assert_cmpint (room_at (answer, 0)->unread, ==, 1000);
  g_assert_cmpint (room_at (answer, 0)->mentions, ==, 1000);
}

static void
test_last (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autofree char *long_text = g_strnfill (1001, 'x');
  g_autoptr (ServerAnswer) first = NULL;
  g_autoptr (ServerAnswer) second = NULL;
  g_autoptr (ServerAnswer) third = NULL;
  g_autoptr (CharlaMessage) last = NULL;
  gint64 newest = 0;

  first = welcome (fixture, ana);
  g_assert_null (room_at (first, 0)->last);
  fixture_post (fixture, ana, SERVER_LOBBY, "stays");
  newest = fixture_post (fixture, ana, SERVER_LOBBY, "gone");
  fixture_do (fixture, server_change_new_delete (ana, newest));
  second = welcome (fixture, ana);
  last = charla_message_parse (room_at (second, 0)->last, NULL);
  g_assert_cmpstr (charla_message_get_string (last, "text"), ==, "stays");
  fixture_post (fixture, ana, SERVER_LOBBY, long_text);
  third = welcome (fixture, ana);
  g_assert_null (room_at (third, 0)->last);
}

static void
test_list (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "Tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerAnswer) all = NULL;
  g_autoptr (ServerAnswer) page = NULL;
  g_autoptr (ServerAnswer) rest = NULL;
  g_autoptr (ServerAnswer) found = NULL;

  fixture_create (fixture, ana, "coffee", SERVER_ROOM_PUBLIC);
  fixture_create (fixture, ana, "teapots", SERVER_ROOM_PUBLIC);
  fixture_create (fixture, ana, "den of tea", SERVER_ROOM_PRIVATE);
  fixture_do (fixture, server_change_new_join (bob, tea));

  all = ask (fixture, server_query_new_rooms (bob, NULL, 0, 0));
  assert_rooms (all, "coffee Lobby Tea teapots");
  g_assert_false (all->has_more);
  g_assert_cmpint (room_at (all, 0)->role, ==, SERVER_ROLE_NONE);
  g_assert_cmpint (room_at (all, 0)->unread, ==, 0);
  g_assert_cmpint (room_at (all, 2)->role, ==, SERVER_ROLE_MEMBER);
  g_assert_cmpint (room_at (all, 2)->members, ==, 2);

  page = ask (fixture, server_query_new_rooms (bob, NULL, 0, 2));
  assert_rooms (page, "coffee Lobby");
  g_assert_true (page->has_more);
  rest = ask (fixture, server_query_new_rooms (bob, NULL, room_at (page, 1)->id, 2));
  assert_rooms (rest, "Tea teapots");
  g_assert_false (rest->has_more);
  found = ask (fixture, server_query_new_rooms (ana, "TEA", 0, 0));
  assert_rooms (found, "Tea teapots");
}

static void
test_directory (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  g_autoptr (ServerAnswer) answer = NULL;
  ServerMembership *last = NULL;

  fixture_create (fixture, bob, "den", SERVER_ROOM_PRIVATE);
  fixture_do (fixture, server_change_new_direct (ana, "bob"));
  answer = ask (fixture, server_query_new_directory ());
  g_assert_cmpuint (answer->rooms->len, ==, 3);
  g_assert_cmpstr (room_at (answer, 1)->name, ==, "den");
  g_assert_cmpint (room_at (answer, 2)->kind, ==, SERVER_ROOM_DIRECT);
  g_assert_cmpuint (answer->users->len, ==, 2);
  g_assert_cmpint (((ServerUserInfo *) answer->users->pdata[0])->id, ==, ana);
  g_assert_cmpstr (((ServerUserInfo *) answer->users->pdata[1])->name, ==, "bob");
  g_assert_cmpuint (answer->memberships->len, ==, 5);
  last = &g_array_index (answer->memberships, ServerMembership, 2);
  g_assert_cmpint (last->room, ==, 2);
  g_assert_cmpint (last->user, ==, bob);
  g_assert_cmpint (last->role, ==, SERVER_ROLE_OWNER);
  g_assert_cmpint (answer->cursor, ==, fixture_last (fixture)->seq);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/welcome/rooms", test_rooms);
  fixture_add ("/welcome/unread", test_unread);
  fixture_add ("/welcome/before-joining", test_before_joining);
  fixture_add ("/welcome/thousand", test_thousand);
  fixture_add ("/welcome/last", test_last);
  fixture_add ("/welcome/list", test_list);
  fixture_add ("/welcome/directory", test_directory);

  return g_test_run ();
}
