/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

static ServerRole
role_of (Fixture *fixture, gint64 user, gint64 room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer
    = fixture_query (fixture, server_query_new_members (user, room, user - 1, 1), &error);
  ServerMemberInfo *member = NULL;

  if (error != NULL || answer->members->len == 0)
    return SERVER_ROLE_NONE;

  member = answer->members->pdata[0];
  return member->user->id == user ? member->role : SERVER_ROLE_NONE;
}

static void
test_join (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  g_autoptr (ServerResult) result = fixture_change (fixture, server_change_new_join (bob, tea));
  g_autoptr (CharlaMessage) event = parse_frame (fixture_last (fixture)->frame);
  g_autoptr (CharlaMessage) user = charla_message_get_object (event, "user");
  g_autoptr (CharlaMessage) about = charla_message_get_object (event, "about");
  g_autoptr (ServerResult) again = fixture_change (fixture, server_change_new_join (bob, tea));

  g_assert_no_error (result->error);
  g_assert_cmpint (result->room->role, ==, SERVER_ROLE_MEMBER);
  g_assert_cmpint (result->room->members, ==, 2);
  g_assert_cmpstr (charla_message_get_string (event, "ev"), ==, "member");
  g_assert_cmpstr (charla_message_get_string (event, "room"), ==, "r2");
  g_assert_cmpstr (charla_message_get_string (event, "role"), ==, "member");
  g_assert_cmpstr (charla_message_get_string (user, "id"), ==, "u2");
  g_assert_cmpstr (charla_message_get_string (about, "name"), ==, "tea");
  g_assert_false (charla_message_has (event, "by"));
  g_assert_no_error (again->error);
  g_assert_null (again->records);
  g_assert_cmpint (again->room->members, ==, 2);

  fixture_refuse (fixture, server_change_new_join (bob, den), CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse (fixture, server_change_new_join (bob, 99), CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse (fixture, server_change_new_join (99, tea), CHARLA_CODE_UNKNOWN_USER);
}

static void
test_leave (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerResult) direct = fixture_change (fixture, server_change_new_direct (ana, "bob"));
  g_autoptr (ServerResult) never = fixture_change (fixture, server_change_new_leave (bob, tea));
  g_autoptr (ServerResult) result = NULL;
  g_autoptr (CharlaMessage) event = NULL;

  g_assert_no_error (never->error);
  g_assert_null (never->records);
  fixture_do (fixture, server_change_new_join (bob, tea));
  result = fixture_change (fixture, server_change_new_leave (bob, tea));
  g_assert_no_error (result->error);
  g_assert_cmpint (result->room->role, ==, SERVER_ROLE_NONE);
  g_assert_cmpint (result->room->members, ==, 1);
  event = parse_frame (fixture_last (fixture)->frame);
  g_assert_null (charla_message_get_string (event, "role"));
  g_assert_cmpint (role_of (fixture, bob, tea), ==, SERVER_ROLE_NONE);

  fixture_refuse (fixture, server_change_new_leave (bob, SERVER_LOBBY), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_leave (bob, direct->room->id), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_leave (bob, 99), CHARLA_CODE_UNKNOWN_ROOM);
}

/* A room that others are in gets another owner; one that nobody is in, who comes. */
static void
test_last_owner (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 eve = fixture_claim (fixture, "eve");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerResult) result = NULL;

  fixture_do (fixture, server_change_new_join (bob, tea));
  fixture_do (fixture, server_change_new_join (eve, tea));
  fixture_do (fixture, server_change_new_role (ana, tea, "eve", SERVER_ROLE_MODERATOR, TRUE));
  fixture_do (fixture, server_change_new_leave (ana, tea));
  g_assert_cmpint (role_of (fixture, eve, tea), ==, SERVER_ROLE_OWNER);
  g_assert_cmpint (fixture_last (fixture)->role, ==, SERVER_ROLE_OWNER);
  fixture_do (fixture, server_change_new_leave (eve, tea));
  g_assert_cmpint (role_of (fixture, bob, tea), ==, SERVER_ROLE_OWNER);
  fixture_do (fixture, server_change_new_leave (bob, tea));

  result = fixture_change (fixture, server_change_new_join (ana, tea));
  g_assert_cmpint (result->room->role, ==, SERVER_ROLE_OWNER);
}

static void
test_name_is_free (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);

  fixture_do (fixture, server_change_new_leave (ana, den));
  fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
}

static void
test_invite (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 eve = fixture_claim (fixture, "eve");
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerResult) again = NULL;
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) user = NULL;
  g_autoptr (CharlaMessage) by = NULL;
  gboolean online = TRUE;

  fixture_do (fixture, server_change_new_invite (ana, den, "BOB", "come", FALSE));
  event = parse_frame (fixture_last (fixture)->frame);
  user = charla_message_get_object (event, "user");
  by = charla_message_get_object (event, "by");
  g_assert_true (charla_message_get_bool (user, "online", &online));
  g_assert_false (online);
  g_assert_cmpstr (charla_message_get_string (by, "id"), ==, "u1");
  g_assert_cmpstr (charla_message_get_string (by, "name"), ==, "ana");
  g_assert_cmpstr (charla_message_get_string (event, "reason"), ==, "come");
  again = fixture_change (fixture, server_change_new_invite (ana, den, "u2", NULL, TRUE));
  g_assert_no_error (again->error);
  g_assert_null (again->records);

  fixture_refuse (fixture, server_change_new_invite (bob, den, "eve", NULL, TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_invite (eve, den, "eve", NULL, TRUE),
                  CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse (fixture, server_change_new_invite (eve, tea, "bob", NULL, TRUE),
                  CHARLA_CODE_NOT_MEMBER);
  fixture_refuse (fixture, server_change_new_invite (ana, den, "nobody", NULL, TRUE),
                  CHARLA_CODE_UNKNOWN_USER);
  fixture_do (fixture, server_change_new_join (bob, tea));
  fixture_do (fixture, server_change_new_invite (bob, tea, "eve", NULL, TRUE));
}

static void
test_kick (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 eve = fixture_claim (fixture, "eve");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerResult) again = NULL;

  fixture_do (fixture, server_change_new_join (bob, tea));
  fixture_do (fixture, server_change_new_join (eve, tea));
  fixture_refuse (fixture, server_change_new_kick (eve, tea, "bob", NULL, TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, server_change_new_role (ana, tea, "eve", SERVER_ROLE_MODERATOR, TRUE));
  fixture_refuse (fixture, server_change_new_kick (eve, tea, "ana", NULL, TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_kick (eve, tea, "eve", NULL, TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, server_change_new_kick (eve, tea, "bob", "rude", TRUE));
  g_assert_cmpint (fixture_last (fixture)->role, ==, SERVER_ROLE_NONE);
  g_assert_cmpint (fixture_last (fixture)->user->id, ==, bob);
  again = fixture_change (fixture, server_change_new_kick (eve, tea, "bob", NULL, TRUE));
  g_assert_no_error (again->error);
  g_assert_null (again->records);
  fixture_refuse (fixture, server_change_new_kick (ana, SERVER_LOBBY, "bob", NULL, TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, server_change_new_kick (ana, tea, "eve", NULL, TRUE));
}

static void
test_role (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerResult) again = NULL;
  g_autoptr (CharlaMessage) event = NULL;

  fixture_refuse (fixture, server_change_new_role (ana, tea, "bob", SERVER_ROLE_OWNER, TRUE),
                  CHARLA_CODE_NOT_MEMBER);
  fixture_do (fixture, server_change_new_join (bob, tea));
  fixture_refuse (fixture, server_change_new_role (bob, tea, "bob", SERVER_ROLE_OWNER, TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_role (ana, tea, "ana", SERVER_ROLE_MEMBER, TRUE),
                  CHARLA_CODE_CONFLICT);
  fixture_do (fixture, server_change_new_role (ana, tea, "bob", SERVER_ROLE_OWNER, TRUE));
  event = parse_frame (fixture_last (fixture)->frame);
  g_assert_cmpstr (charla_message_get_string (event, "role"), ==, "owner");
  g_assert_false (charla_message_has (event, "about"));
  again
    = fixture_change (fixture, server_change_new_role (ana, tea, "bob", SERVER_ROLE_OWNER, TRUE));
  g_assert_no_error (again->error);
  g_assert_null (again->records);
  fixture_do (fixture, server_change_new_role (bob, tea, "ana", SERVER_ROLE_MEMBER, TRUE));
  g_assert_cmpint (role_of (fixture, ana, tea), ==, SERVER_ROLE_MEMBER);
}

static void
test_pages (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  g_autoptr (ServerAnswer) first = NULL;
  g_autoptr (ServerAnswer) last = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("user %d", i);

      fixture_claim (fixture, name);
    }

  first = fixture_query (fixture, server_query_new_members (ana, SERVER_LOBBY, 0, 4), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->members->len, ==, 4);
  g_assert_true (first->has_more);
  last = fixture_query (fixture, server_query_new_members (ana, SERVER_LOBBY, 4, 4), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last->members->len, ==, 3);
  g_assert_false (last->has_more);
  g_assert_cmpstr (((ServerMemberInfo *) last->members->pdata[2])->user->name, ==, "user 5");

  fixture_refuse_query (fixture, server_query_new_members (2, den, 0, 0),
                        CHARLA_CODE_UNKNOWN_ROOM);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/members/join", test_join);
  fixture_add ("/members/leave", test_leave);
  fixture_add ("/members/last-owner", test_last_owner);
  fixture_add ("/members/name-is-free", test_name_is_free);
  fixture_add ("/members/invite", test_invite);
  fixture_add ("/members/kick", test_kick);
  fixture_add ("/members/role", test_role);
  fixture_add ("/members/pages", test_pages);

  return g_test_run ();
}
