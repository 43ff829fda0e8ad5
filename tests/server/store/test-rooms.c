/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

static CharlaMessage *
event_at (Fixture *fixture, guint from_end)
{
  ServerRecord *record = fixture->records->pdata[fixture->records->len - from_end];

  return parse_frame (record->frame);
}

static void
test_create (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (ServerResult) result = fixture_change (
    fixture, server_change_new_create (ana, "Tea", SERVER_ROOM_PUBLIC, "green"));
  g_autoptr (CharlaMessage) room_event = event_at (fixture, 2);
  g_autoptr (CharlaMessage) room = charla_message_get_object (room_event, "room");
  g_autoptr (CharlaMessage) member_event = event_at (fixture, 1);
  ServerRecord *first = fixture->records->pdata[fixture->records->len - 2];

  g_assert_no_error (result->error);
  g_assert_cmpstr (result->room->name, ==, "Tea");
  g_assert_cmpstr (result->room->topic, ==, "green");
  g_assert_cmpint (result->room->role, ==, SERVER_ROLE_OWNER);
  g_assert_cmpint (result->room->members, ==, 1);
  g_assert_cmpint (result->room->seq, ==, 3);
  g_assert_cmpint (result->room->unread, ==, 0);

  g_assert_cmpstr (charla_message_get_string (room_event, "ev"), ==, "room");
  g_assert_cmpstr (charla_message_get_string (room, "id"), ==, "r2");
  g_assert_cmpstr (charla_message_get_string (room, "kind"), ==, "public");
  g_assert_cmpstr (charla_message_get_string (room, "name"), ==, "Tea");
  g_assert_cmpstr (charla_message_get_string (room, "topic"), ==, "green");
  g_assert_cmpstr (charla_message_get_string (member_event, "ev"), ==, "member");
  g_assert_cmpstr (charla_message_get_string (member_event, "role"), ==, "owner");
  g_assert_cmpint (first->kind, ==, SERVER_RECORD_ROOM);
  g_assert_cmpint (first->first, ==, ana);
  g_assert_cmpint (first->second, ==, 0);
}

static void
test_create_refused (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");

  fixture_create (fixture, ana, "Tea", SERVER_ROOM_PRIVATE);
  fixture_refuse (fixture, server_change_new_create (ana, "tEA", SERVER_ROOM_PUBLIC, ""),
                  CHARLA_CODE_NAME_TAKEN);
  fixture_refuse (fixture, server_change_new_create (ana, "lobby", SERVER_ROOM_PUBLIC, ""),
                  CHARLA_CODE_NAME_TAKEN);
  fixture_refuse (fixture, server_change_new_create (99, "x", SERVER_ROOM_PUBLIC, ""),
                  CHARLA_CODE_UNKNOWN_USER);
}

static void
test_too_many (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, bob, "tea", SERVER_ROOM_PUBLIC);

  for (int i = 1; i < 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("room %d", i);

      fixture_create (fixture, ana, name, SERVER_ROOM_PRIVATE);
    }
  fixture_refuse (fixture, server_change_new_create (ana, "x", SERVER_ROOM_PUBLIC, ""),
                  CHARLA_CODE_CONFLICT);
  fixture_refuse (fixture, server_change_new_join (ana, tea), CHARLA_CODE_CONFLICT);
  fixture_refuse (fixture, server_change_new_invite (bob, tea, "ana", NULL, TRUE),
                  CHARLA_CODE_CONFLICT);
  fixture_refuse (fixture, server_change_new_direct (bob, "ana"), CHARLA_CODE_CONFLICT);
}

static void
test_direct (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  g_autoptr (ServerResult) first = fixture_change (fixture, server_change_new_direct (ana, "Bob"));
  g_autoptr (CharlaMessage) event = event_at (fixture, 1);
  g_autoptr (CharlaMessage) room = charla_message_get_object (event, "room");
  g_autoptr (CharlaMessage) one = charla_message_get_object_at (room, "users", 0);
  g_autoptr (CharlaMessage) other = charla_message_get_object_at (room, "users", 1);
  g_autoptr (ServerResult) back = fixture_change (fixture, server_change_new_direct (bob, "u1"));
  g_autoptr (ServerResult) again = fixture_change (fixture, server_change_new_direct (ana, "u2"));

  g_assert_no_error (first->error);
  g_assert_cmpint (first->room->kind, ==, SERVER_ROOM_DIRECT);
  g_assert_cmpint (first->room->role, ==, SERVER_ROLE_MEMBER);
  g_assert_cmpint (first->room->members, ==, 2);
  g_assert_cmpstr (first->room->name, ==, "");
  g_assert_cmpstr (first->room->with->name, ==, "bob");
  g_assert_cmpint (fixture_last (fixture)->first, ==, ana);
  g_assert_cmpint (fixture_last (fixture)->second, ==, bob);

  g_assert_cmpstr (charla_message_get_string (room, "kind"), ==, "direct");
  g_assert_cmpstr (charla_message_get_string (one, "id"), ==, "u1");
  g_assert_cmpstr (charla_message_get_string (other, "name"), ==, "bob");

  g_assert_cmpint (back->room->id, ==, first->room->id);
  g_assert_cmpstr (back->room->with->name, ==, "ana");
  g_assert_null (back->records);
  g_assert_cmpint (again->room->id, ==, first->room->id);
  g_assert_null (again->records);
}

/* Each is told how far the other one has read. */
static void
test_direct_read (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  g_autoptr (ServerResult) first = fixture_change (fixture, server_change_new_direct (ana, "bob"));
  gint64 room = first->room->id;
  gint64 begin = first->room->seq;
  gint64 seq = fixture_post (fixture, ana, room, "psst");
  g_autoptr (ServerResult) before = NULL;
  g_autoptr (ServerResult) ours = NULL;
  g_autoptr (ServerResult) theirs = NULL;

  before = fixture_change (fixture, server_change_new_direct (ana, "bob"));
  g_assert_cmpint (before->room->with_seen, ==, begin);

  fixture_do (fixture, server_change_new_read (bob, room, seq));
  ours = fixture_change (fixture, server_change_new_direct (ana, "bob"));
  g_assert_cmpint (ours->room->with_seen, ==, seq);
  g_assert_cmpint (ours->room->seen, ==, begin);
  theirs = fixture_change (fixture, server_change_new_direct (bob, "ana"));
  g_assert_cmpint (theirs->room->with_seen, ==, begin);
  g_assert_cmpint (theirs->room->seen, ==, seq);
}

static void
test_direct_refused (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  char guest[SERVER_ID_SIZE];

  fixture_do (fixture, server_change_new_guest_post ("eve", "x"));
  server_user_id_write (server_user_id_guest ("eve"), guest);
  fixture_refuse (fixture, server_change_new_direct (ana, "nobody"), CHARLA_CODE_UNKNOWN_USER);
  fixture_refuse (fixture, server_change_new_direct (ana, guest), CHARLA_CODE_UNKNOWN_USER);
  fixture_refuse (fixture, server_change_new_direct (ana, "ana"), CHARLA_CODE_BAD_REQUEST);
  fixture_refuse (fixture, server_change_new_direct (99, "ana"), CHARLA_CODE_UNKNOWN_USER);
}

static void
test_topic (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerResult) same = NULL;
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) room = NULL;

  fixture_do (fixture, server_change_new_topic (ana, tea, "black"));
  event = event_at (fixture, 1);
  room = charla_message_get_object (event, "room");
  g_assert_cmpstr (charla_message_get_string (room, "topic"), ==, "black");
  g_assert_cmpint (fixture_last (fixture)->first, ==, 0);
  same = fixture_change (fixture, server_change_new_topic (ana, tea, "black"));
  g_assert_no_error (same->error);
  g_assert_null (same->records);

  fixture_refuse (fixture, server_change_new_topic (bob, tea, "x"), CHARLA_CODE_NOT_MEMBER);
  fixture_do (fixture, server_change_new_join (bob, tea));
  fixture_refuse (fixture, server_change_new_topic (bob, tea, "x"), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_topic (bob, 99, "x"), CHARLA_CODE_UNKNOWN_ROOM);
}

static void
test_rename (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerResult) same = NULL;

  fixture_create (fixture, ana, "coffee", SERVER_ROOM_PUBLIC);
  fixture_refuse (fixture, server_change_new_rename (ana, tea, "Coffee"), CHARLA_CODE_NAME_TAKEN);
  fixture_refuse (fixture, server_change_new_rename (ana, SERVER_LOBBY, "Foyer"),
                  CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, server_change_new_rename (ana, tea, "TEA"));
  g_assert_cmpstr (fixture_last (fixture)->name, ==, "TEA");
  same = fixture_change (fixture, server_change_new_rename (ana, tea, "TEA"));
  g_assert_null (same->records);
  fixture_do (fixture, server_change_new_rename (ana, tea, "mate"));
  fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/rooms/create", test_create);
  fixture_add ("/rooms/create-refused", test_create_refused);
  fixture_add ("/rooms/too-many", test_too_many);
  fixture_add ("/rooms/direct", test_direct);
  fixture_add ("/rooms/direct-read", test_direct_read);
  fixture_add ("/rooms/direct-refused", test_direct_refused);
  fixture_add ("/rooms/topic", test_topic);
  fixture_add ("/rooms/rename", test_rename);

  return g_test_run ();
}
