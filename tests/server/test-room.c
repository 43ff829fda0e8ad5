/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-member.h"
#include "records.h"
#include "server-room.h"

#define MEMBERS 10

static ServerEvent *
say (const char *text)
{
  g_autoptr (ServerRecord) record = record_post (1, 1, 1, text);

  return server_event_new_durable (record);
}

static ServerUser *
new_user (gint64 id, ServerUserKind kind)
{
  ServerUser *user = server_user_new (record_user (id));

  user->info->kind = kind;

  return user;
}

static void
test_seats (void)
{
  g_autoptr (ServerRoom) room = server_room_new (1, SERVER_ROOM_PUBLIC);
  g_autoptr (ServerUser) user = new_user (1, SERVER_USER_PERSON);

  server_room_unseat (room, user);
  server_room_seat (room, user, SERVER_ROLE_MEMBER);
  server_room_seat (room, user, SERVER_ROLE_OWNER);
  g_assert_cmpuint (room->n_members, ==, 1);
  g_assert_cmpint (server_user_find_seat (user, room)->role, ==, SERVER_ROLE_OWNER);
  g_assert_cmpuint (room->present->len, ==, 0);

  server_room_unseat (room, user);
  g_assert_null (server_user_find_seat (user, room));
  g_assert_cmpuint (room->n_members, ==, 0);
}

/* Guests are told what happens, but are no members. */
static void
test_guests (void)
{
  g_autoptr (ServerRoom) room = server_room_new (1, SERVER_ROOM_PUBLIC);
  g_autoptr (ServerUser) guest = new_user (-1, SERVER_USER_GUEST);
  g_autoptr (FakeMember) member = fake_member_new ();
  g_autoptr (ServerEvent) event = say ("hi");

  server_user_add_member (guest, SERVER_MEMBER (member));
  server_room_seat (room, guest, SERVER_ROLE_MEMBER);
  g_assert_cmpuint (room->n_members, ==, 0);
  g_assert_cmpuint (room->guests->len, ==, 1);
  server_room_publish (room, event, NULL, NULL);
  fake_member_assert_heard (member, "u1: hi\n");
  server_user_remove_member (guest, SERVER_MEMBER (member));
  server_room_unseat (room, guest);
}

static void
test_publish (void)
{
  g_autoptr (ServerRoom) room = server_room_new (1, SERVER_ROOM_PUBLIC);
  g_autoptr (ServerUser) ana = new_user (1, SERVER_USER_PERSON);
  g_autoptr (ServerUser) ben = new_user (2, SERVER_USER_PERSON);
  g_autoptr (FakeMember) desk = fake_member_new ();
  g_autoptr (FakeMember) phone = fake_member_new ();
  g_autoptr (FakeMember) other = fake_member_new ();
  g_autoptr (ServerEvent) event = say ("hi");

  server_room_seat (room, ana, SERVER_ROLE_MEMBER);
  server_room_seat (room, ben, SERVER_ROLE_MEMBER);
  server_room_publish (room, event, NULL, NULL);
  server_user_add_member (ana, SERVER_MEMBER (desk));
  server_user_add_member (ana, SERVER_MEMBER (phone));
  server_user_add_member (ben, SERVER_MEMBER (other));

  server_room_publish (room, event, NULL, SERVER_MEMBER (desk));
  fake_member_assert_heard (desk, "");
  fake_member_assert_heard (phone, "u1: hi\n");
  fake_member_assert_heard (other, "u1: hi\n");
  server_room_publish (room, event, ana, NULL);
  fake_member_assert_heard (phone, "");
  fake_member_assert_heard (other, "u1: hi\n");

  server_user_remove_member (ana, SERVER_MEMBER (phone));
  server_user_remove_member (ana, SERVER_MEMBER (desk));
  server_room_publish (room, event, NULL, NULL);
  fake_member_assert_heard (desk, "");
  fake_member_assert_heard (other, "u1: hi\n");
  server_user_remove_member (ben, SERVER_MEMBER (other));
  g_assert_cmpuint (room->n_members, ==, 2);
}

static void
leave (FakeMember *member, gpointer user_data)
{
  server_user_remove_member (user_data, SERVER_MEMBER (member));
}

/* Whoever goes away over an event, the others hear it once. */
static void
test_leave_meanwhile (void)
{
  for (guint leavers = 0; leavers < 1 << MEMBERS; leavers += 7)
    {
      g_autoptr (ServerRoom) room = server_room_new (1, SERVER_ROOM_PUBLIC);
      g_autoptr (ServerEvent) event = say ("hi");
      FakeMember *members[MEMBERS] = { NULL };
      ServerUser *users[MEMBERS] = { NULL };

      for (guint i = 0; i < MEMBERS; i++)
        {
          /* Two connections for some. */
          users[i] = i % 3 == 2 ? users[i - 1] : new_user (i + 1, SERVER_USER_PERSON);
          members[i] = fake_member_new ();
          members[i]->user_data = users[i];
          members[i]->on_event = leavers & (1 << i) ? leave : NULL;
          server_room_seat (room, users[i], SERVER_ROLE_MEMBER);
          server_user_add_member (users[i], SERVER_MEMBER (members[i]));
        }

      server_room_publish (room, event, NULL, NULL);
      for (guint i = 0; i < MEMBERS; i++)
        {
          fake_member_assert_heard (members[i], "u1: hi\n");
          if (members[i]->on_event == NULL)
            server_user_remove_member (users[i], SERVER_MEMBER (members[i]));
          g_assert_finalize_object (members[i]);
        }
      g_assert_cmpuint (room->present->len, ==, 0);
      for (guint i = 0; i < MEMBERS; i++)
        {
          if (i % 3 != 2)
            server_user_free (users[i]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room/seats", test_seats);
  g_test_add_func ("/room/guests", test_guests);
  g_test_add_func ("/room/publish", test_publish);
  g_test_add_func ("/room/leave-meanwhile", test_leave_meanwhile);

  return g_test_run ();
}
