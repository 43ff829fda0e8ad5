/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-member.h"
#include "peer.h"
#include "records.h"
#include "server-presence.h"

#define GATHER_MS 20

typedef struct
{
  GHashTable *users;
  ServerRoom *lobby;
  ServerRoom *room;
  ServerPresence *presence;
  FakeMember *ana; /* is here, in both rooms */
} Fixture;

static ServerUser *
add_user (Fixture *fixture, gint64 id)
{
  ServerUser *user = server_user_new (record_user (id));

  g_hash_table_insert (fixture->users, &user->id, user);
  server_room_seat (fixture->lobby, user, SERVER_ROLE_MEMBER);

  return user;
}

static FakeMember *
come (Fixture *fixture, ServerUser *user)
{
  FakeMember *member = fake_member_new ();

  member->user = user;
  server_user_add_member (user, SERVER_MEMBER (member));
  server_presence_changed (fixture->presence, user->id, FALSE);

  return member;
}

static void
go (Fixture *fixture, FakeMember *member)
{
  server_user_remove_member (member->user, SERVER_MEMBER (member));
  server_presence_changed (fixture->presence, member->user->id, TRUE);
  g_assert_finalize_object (member);
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + 3 * GATHER_MS * 1000;

  WAIT_FOR (g_get_monotonic_time () > end);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->users = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                          (GDestroyNotify) server_user_free);
  fixture->lobby = server_room_new (1, SERVER_ROOM_PUBLIC);
  fixture->room = server_room_new (2, SERVER_ROOM_PRIVATE);
  fixture->presence = server_presence_new (GATHER_MS, fixture->users, fixture->lobby);
  fixture->ana = come (fixture, add_user (fixture, 1));
  server_room_seat (fixture->room, fixture->ana->user, SERVER_ROLE_MEMBER);
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  go (fixture, fixture->ana);
  server_presence_free (fixture->presence);
  g_hash_table_unref (fixture->users);
  server_room_free (fixture->lobby);
  server_room_free (fixture->room);
}

/* One is told of the others, together and once, whatever rooms one shares. */
static void
test_gathered (Fixture *fixture, gconstpointer data)
{
  ServerUser *ben = add_user (fixture, 2);
  ServerUser *eva = add_user (fixture, 3);
  FakeMember *members[2] = { NULL };

  server_room_seat (fixture->room, ben, SERVER_ROLE_MEMBER);
  members[0] = come (fixture, ben);
  members[1] = come (fixture, eva);
  fake_member_assert_heard (fixture->ana, "");
  settle ();
  if (strstr (fixture->ana->heard->str, "\"u2\",\"u3\"") != NULL)
    fake_member_assert_heard (fixture->ana,
                              "{\"ev\":\"presence\",\"on\":[\"u2\",\"u3\"],\"off\":[]}\n");
  else
    fake_member_assert_heard (fixture->ana,
                              "{\"ev\":\"presence\",\"on\":[\"u3\",\"u2\"],\"off\":[]}\n");
  fake_member_assert_heard (members[0], "{\"ev\":\"presence\",\"on\":[\"u3\"],\"off\":[]}\n");

  go (fixture, members[0]);
  settle ();
  fake_member_assert_heard (fixture->ana, "{\"ev\":\"presence\",\"on\":[],\"off\":[\"u2\"]}\n");
  go (fixture, members[1]);
}

/* Who is back soon has not been away. */
static void
test_flicker (Fixture *fixture, gconstpointer data)
{
  ServerUser *ben = add_user (fixture, 2);
  FakeMember *member = come (fixture, ben);

  settle ();
  fake_member_assert_heard (fixture->ana, "{\"ev\":\"presence\",\"on\":[\"u2\"],\"off\":[]}\n");
  go (fixture, member);
  member = come (fixture, ben);
  settle ();
  fake_member_assert_heard (fixture->ana, "");
  go (fixture, member);
}

/* Whoever has been seen for a moment does not stay in anybody's list. */
static void
test_moment (Fixture *fixture, gconstpointer data)
{
  ServerUser *ben = add_user (fixture, 2);

  go (fixture, come (fixture, ben));
  settle ();
  fake_member_assert_heard (fixture->ana, "{\"ev\":\"presence\",\"on\":[],\"off\":[\"u2\"]}\n");
}

static void
test_nothing_shared (Fixture *fixture, gconstpointer data)
{
  ServerUser *ben = add_user (fixture, 2);
  FakeMember *member = NULL;

  server_room_unseat (fixture->lobby, ben);
  member = come (fixture, ben);
  settle ();
  fake_member_assert_heard (fixture->ana, "");
  go (fixture, member);
}

static void
test_large_room (Fixture *fixture, gconstpointer data)
{
  ServerUser *ben = add_user (fixture, 2);
  FakeMember *member = NULL;

  for (gint64 i = 3; i <= SERVER_PRESENCE_MEMBERS_MAX; i++)
    add_user (fixture, i);
  g_assert_cmpuint (fixture->lobby->n_members, ==, SERVER_PRESENCE_MEMBERS_MAX);
  member = come (fixture, ben);
  settle ();
  fake_member_assert_heard (fixture->ana, "{\"ev\":\"presence\",\"on\":[\"u2\"],\"off\":[]}\n");

  add_user (fixture, SERVER_PRESENCE_MEMBERS_MAX + 1);
  go (fixture, member);
  settle ();
  fake_member_assert_heard (fixture->ana, "");
}

static void
test_guest (Fixture *fixture, gconstpointer data)
{
  ServerUser *guest = server_user_new (record_user (-255));
  FakeMember *member = NULL;

  guest->info->kind = SERVER_USER_GUEST;
  g_hash_table_insert (fixture->users, &guest->id, guest);
  server_room_seat (fixture->lobby, guest, SERVER_ROLE_MEMBER);
  member = come (fixture, guest);
  settle ();
  fake_member_assert_heard (fixture->ana, "{\"ev\":\"presence\",\"on\":[\"gff\"],\"off\":[]}\n");
  fake_member_assert_heard (member, "");

  go (fixture, member);
  server_room_unseat (fixture->lobby, guest);
  g_hash_table_remove (fixture->users, &guest->id);
  settle ();
  fake_member_assert_heard (fixture->ana, "{\"ev\":\"presence\",\"on\":[],\"off\":[\"gff\"]}\n");
}

/* A new status is told to oneself too, for one's other devices. */
static void
test_updated (Fixture *fixture, gconstpointer data)
{
  const char *told = "{\"ev\":\"user\",\"user\":{\"id\":\"u2\",\"name\":\"u2\",\"kind\":\"user\","
                     "\"online\":true,\"state\":\"away\"}}\n";
  ServerUser *ben = add_user (fixture, 2);
  FakeMember *member = come (fixture, ben);

  settle ();
  g_string_truncate (fixture->ana->heard, 0);
  g_string_truncate (member->heard, 0);
  ben->info->state = SERVER_STATE_AWAY;
  server_presence_updated (fixture->presence, ben);
  server_presence_updated (fixture->presence, ben);
  settle ();
  fake_member_assert_heard (fixture->ana, told);
  fake_member_assert_heard (member, told);
  go (fixture, member);
}

/* More than one turn of the loop takes. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  FakeMember *members[200] = { NULL };
  guint n_ids = 0;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    members[i] = come (fixture, add_user (fixture, i + 2));
  settle ();
  for (const char *p = fixture->ana->heard->str; (p = strstr (p, "\"u")) != NULL; p++)
    n_ids++;
  g_assert_cmpuint (n_ids, ==, G_N_ELEMENTS (members));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    go (fixture, members[i]);
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

  add ("/presence/gathered", test_gathered);
  add ("/presence/flicker", test_flicker);
  add ("/presence/moment", test_moment);
  add ("/presence/nothing-shared", test_nothing_shared);
  add ("/presence/large-room", test_large_room);
  add ("/presence/guest", test_guest);
  add ("/presence/updated", test_updated);
  add ("/presence/many", test_many);

  return g_test_run ();
}
