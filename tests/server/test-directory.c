/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-member.h"
#include "peer.h"
#include "records.h"
#include "server-directory.h"
#include "server-id.h"

#define ROOM 7

static const ServerPace pace = { .presence_ms = 20, .typing_ms = 20 };

typedef struct
{
  ServerDirectory *directory;
  gint64 seq;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = server_directory_new (&pace);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->directory);
}

static FakeMember *
join_guest (Fixture *fixture, const char *name)
{
  FakeMember *member = fake_member_new ();

  member->user = server_directory_join_guest (fixture->directory, SERVER_MEMBER (member), name);

  return member;
}

static FakeMember *
join (Fixture *fixture, gint64 user)
{
  FakeMember *member = fake_member_new ();
  g_autoptr (ServerUserInfo) info = record_user (user);

  member->user = server_directory_join (fixture->directory, SERVER_MEMBER (member), info);

  return member;
}

static void
leave (Fixture *fixture, FakeMember *member)
{
  server_directory_leave (fixture->directory, SERVER_MEMBER (member));
  g_assert_finalize_object (member);
}

static void
follow (Fixture *fixture, ServerRecord *new_record)
{
  g_autoptr (ServerRecord) record = new_record;

  fixture->seq = record->seq;
  server_directory_follow (fixture->directory, record);
}

static void
enter (Fixture *fixture, gint64 room, gint64 user, ServerRole role)
{
  follow (fixture, record_member (fixture->seq + 1, room, user, role));
}

static void
post (Fixture *fixture, gint64 room, gint64 user, const char *text)
{
  follow (fixture, record_post (fixture->seq + 1, room, user, text));
}

static FakeMember *
join_lobby (Fixture *fixture, gint64 user)
{
  enter (fixture, SERVER_LOBBY, user, SERVER_ROLE_MEMBER);
  return join (fixture, user);
}

/* What who posts as a guest has posted is told to all others. */
static void
test_guests (Fixture *fixture, gconstpointer data)
{
  FakeMember *gus = join_guest (fixture, "gus");
  FakeMember *guy = join_guest (fixture, "guy");
  FakeMember *ana = join_lobby (fixture, 1);

  fake_member_assert_heard (gus, "member\n");
  server_directory_set_speaker (fixture->directory, SERVER_MEMBER (gus), 2);
  post (fixture, SERVER_LOBBY, -5, "hi");
  fake_member_assert_heard (gus, "");
  fake_member_assert_heard (guy, "member\nu-5: hi\n");
  fake_member_assert_heard (ana, "u-5: hi\n");

  /* It holds for one event, and for that one only. */
  post (fixture, SERVER_LOBBY, -5, "again");
  fake_member_assert_heard (gus, "u-5: again\n");
  server_directory_set_speaker (fixture->directory, SERVER_MEMBER (gus), 99);
  post (fixture, SERVER_LOBBY, 1, "hello");
  fake_member_assert_heard (gus, "u1: hello\n");

  server_directory_set_speaker (fixture->directory, SERVER_MEMBER (guy), fixture->seq + 1);
  leave (fixture, guy);
  post (fixture, SERVER_LOBBY, 1, "bye");
  leave (fixture, gus);
  leave (fixture, ana);
}

static void
test_guest_names (Fixture *fixture, gconstpointer data)
{
  const char *wanted[] = { "ana", "ana", "Ana", "ａｎａ", "u1" };
  const char *shown[] = { "ana", "ana 2", "Ana 3", "ａｎａ 4", "u1 2" };
  FakeMember *members[G_N_ELEMENTS (wanted)] = { NULL };

  /* Somebody who is not here has that name. */
  enter (fixture, SERVER_LOBBY, 1, SERVER_ROLE_MEMBER);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      members[i] = join_guest (fixture, wanted[i]);
      g_assert_cmpstr (members[i]->user->info->name, ==, shown[i]);
      g_assert_cmpint (members[i]->user->id, ==, server_user_id_guest (shown[i]));
      g_assert_true (server_directory_find_user (fixture->directory, shown[i])
                     == members[i]->user);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    leave (fixture, members[i]);
  g_assert_null (server_directory_find_user (fixture->directory, "ana"));
}

/* Who makes an account of a guest's name gets it. */
static void
test_claimed_name (Fixture *fixture, gconstpointer data)
{
  FakeMember *guest = join_guest (fixture, "U1");
  FakeMember *ana = join_lobby (fixture, 1);

  g_assert_cmpstr (guest->user->info->name, ==, "U1 2");
  g_assert_true (server_directory_find_user (fixture->directory, "u1") == ana->user);
  g_assert_true (server_directory_find_user (fixture->directory, "u1 2") == guest->user);
  leave (fixture, guest);
  leave (fixture, ana);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  FakeMember *ana = join_lobby (fixture, 1);

  enter (fixture, SERVER_LOBBY, 2, SERVER_ROLE_MEMBER);
  g_assert_true (server_directory_get_user (fixture->directory, 1) == ana->user);
  g_assert_true (server_directory_find_user (fixture->directory, "u1") == ana->user);
  g_assert_true (server_directory_find_user (fixture->directory, "Ｕ1") == ana->user);
  g_assert_nonnull (server_directory_find_user (fixture->directory, "u2"));
  g_assert_null (server_directory_find_user (fixture->directory, "u3"));
  g_assert_true (server_directory_is_online (fixture->directory, 1));
  g_assert_false (server_directory_is_online (fixture->directory, 2));
  g_assert_false (server_directory_is_online (fixture->directory, 3));
  leave (fixture, ana);
  g_assert_false (server_directory_is_online (fixture->directory, 1));
}

/* Who comes in is told so, and who is thrown out is told that as the last. */
static void
test_coming_and_going (Fixture *fixture, gconstpointer data)
{
  FakeMember *ana = join_lobby (fixture, 1);
  FakeMember *ben = join_lobby (fixture, 2);

  fake_member_assert_heard (ana, "member\n");
  follow (fixture, record_room (10, ROOM, SERVER_ROOM_PRIVATE, 1, 0));
  enter (fixture, ROOM, 1, SERVER_ROLE_OWNER);
  fake_member_assert_heard (ana, "room\nmember\n");
  post (fixture, ROOM, 1, "alone");
  fake_member_assert_heard (ben, "");

  enter (fixture, ROOM, 2, SERVER_ROLE_MEMBER);
  post (fixture, ROOM, 1, "two");
  fake_member_assert_heard (ben, "member\nu1: two\n");
  enter (fixture, ROOM, 2, SERVER_ROLE_MODERATOR);
  enter (fixture, ROOM, 2, SERVER_ROLE_NONE);
  post (fixture, ROOM, 1, "alone again");
  fake_member_assert_heard (ben, "member\nmember\n");

  /* With the last member a private room is gone. */
  enter (fixture, ROOM, 1, SERVER_ROLE_NONE);
  post (fixture, ROOM, 1, "nowhere");
  fake_member_assert_heard (ana, "u1: alone\nmember\nu1: two\nmember\nmember\n"
                                 "u1: alone again\nmember\n");
  leave (fixture, ana);
  leave (fixture, ben);
}

static void
test_direct (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerRecord) record = record_post (1, ROOM, 1, "x");
  g_autoptr (ServerEvent) event = server_event_new_durable (record);
  FakeMember *ana = join_lobby (fixture, 1);
  FakeMember *ben = join_lobby (fixture, 2);

  fake_member_assert_heard (ana, "member\n");
  follow (fixture, record_room (10, ROOM, SERVER_ROOM_DIRECT, 1, 2));
  post (fixture, ROOM, 2, "psst");
  fake_member_assert_heard (ana, "room\nu2: psst\n");
  fake_member_assert_heard (ben, "room\nu2: psst\n");

  /* Both are told how far one has read there; elsewhere it is one's own business. */
  server_directory_tell_of_read (fixture->directory, event, ROOM, 1, SERVER_MEMBER (ana));
  fake_member_assert_heard (ben, "u1: x\n");
  server_directory_tell_of_read (fixture->directory, event, SERVER_LOBBY, 1, NULL);
  fake_member_assert_heard (ana, "u1: x\n");
  fake_member_assert_heard (ben, "");
  leave (fixture, ana);
  leave (fixture, ben);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  const ServerMembership memberships[] = {
    { SERVER_LOBBY, 1, SERVER_ROLE_MEMBER }, { SERVER_LOBBY, 2, SERVER_ROLE_MEMBER },
    { ROOM, 1, SERVER_ROLE_OWNER },          { 99, 1, SERVER_ROLE_MEMBER },
    { ROOM, 99, SERVER_ROLE_MEMBER },
  };
  g_autoptr (ServerAnswer) answer = g_new0 (ServerAnswer, 1);
  FakeMember *ana = NULL;
  FakeMember *ben = NULL;

  answer->rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) server_room_info_free);
  g_ptr_array_add (answer->rooms, g_new0 (ServerRoomInfo, 1));
  ((ServerRoomInfo *) answer->rooms->pdata[0])->id = ROOM;
  answer->users = g_ptr_array_new_with_free_func ((GDestroyNotify) server_user_info_free);
  g_ptr_array_add (answer->users, record_user (1));
  g_ptr_array_add (answer->users, record_user (2));
  answer->sanctions = g_ptr_array_new ();
  answer->memberships = g_array_new (FALSE, FALSE, sizeof (ServerMembership));
  g_array_append_vals (answer->memberships, memberships, G_N_ELEMENTS (memberships));
  server_directory_load (fixture->directory, answer);

  ana = join (fixture, 1);
  ben = join (fixture, 2);
  post (fixture, ROOM, 1, "hi");
  fake_member_assert_heard (ana, "u1: hi\n");
  fake_member_assert_heard (ben, "");
  leave (fixture, ana);
  leave (fixture, ben);
}

static void
test_type (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  FakeMember *ana = join_lobby (fixture, 1);
  FakeMember *ben = join_lobby (fixture, 2);

  fake_member_assert_heard (ana, "member\n");
  g_assert_true (server_directory_type (fixture->directory, 1, SERVER_LOBBY, TRUE, NULL));
  fake_member_assert_heard (ana, "");
  fake_member_assert_heard (ben, "{\"ev\":\"typing\",\"room\":\"r1\",\"user\":\"u1\",\"on\":true}\n");
  post (fixture, SERVER_LOBBY, 1, "there");
  fake_member_assert_heard (ben, "u1: there\n");

  g_assert_false (server_directory_type (fixture->directory, 1, 99, TRUE, &error));
  g_assert_error (error, CHARLA_CODE_ERROR, CHARLA_CODE_UNKNOWN_ROOM);
  g_clear_error (&error);
  follow (fixture, record_room (10, ROOM, SERVER_ROOM_PUBLIC, 2, 0));
  g_assert_false (server_directory_type (fixture->directory, 1, ROOM, TRUE, &error));
  g_assert_error (error, CHARLA_CODE_ERROR, CHARLA_CODE_NOT_MEMBER);
  leave (fixture, ana);
  leave (fixture, ben);
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServerUserInfo) info = record_user (1);
  FakeMember *ana = join_lobby (fixture, 1);
  FakeMember *ben = join_lobby (fixture, 2);

  WAIT_FOR (strstr (ben->heard->str, "presence") != NULL);
  g_string_truncate (ben->heard, 0);
  info->status = g_strdup ("at lunch");
  server_directory_update_user (fixture->directory, info);
  WAIT_FOR (ben->heard->len > 0);
  fake_member_assert_heard (ben, "{\"ev\":\"user\",\"user\":{\"id\":\"u1\",\"name\":\"u1\",\"kind\":"
                                 "\"user\",\"online\":true,\"status\":\"at lunch\",\"state\":"
                                 "\"active\"}}\n");
  g_assert_cmpstr (ana->user->info->status, ==, "at lunch");
  info->id = 99;
  server_directory_update_user (fixture->directory, info);
  leave (fixture, ana);
  leave (fixture, ben);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/directory/guests", test_guests);
  add ("/directory/guest-names", test_guest_names);
  add ("/directory/claimed-name", test_claimed_name);
  add ("/directory/find", test_find);
  add ("/directory/coming-and-going", test_coming_and_going);
  add ("/directory/direct", test_direct);
  add ("/directory/load", test_load);
  add ("/directory/type", test_type);
  add ("/directory/status", test_status);

  return g_test_run ();
}
