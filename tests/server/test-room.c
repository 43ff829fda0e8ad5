/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-member.h"
#include "server-room.h"

#define MEMBERS 10

static ServerEvent *
say (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return server_event_new_message ("ana", bytes);
}

static void
test_publish (void)
{
  g_autoptr (ServerRoom) room = server_room_new ();
  g_autoptr (FakeMember) ana = fake_member_new ("ana");
  g_autoptr (FakeMember) ben = fake_member_new ("ben");
  g_autoptr (ServerEvent) event = say ("hi");

  server_room_publish (room, event, NULL);
  server_room_add (room, SERVER_MEMBER (ana));
  server_room_add (room, SERVER_MEMBER (ben));
  g_assert_cmpuint (server_room_get_size (room), ==, 2);

  server_room_publish (room, event, SERVER_MEMBER (ana));
  fake_member_assert_heard (ana, "");
  fake_member_assert_heard (ben, "ana: hi\n");
  server_room_publish (room, event, NULL);
  fake_member_assert_heard (ana, "ana: hi\n");

  server_room_remove (room, SERVER_MEMBER (ben));
  server_room_publish (room, event, NULL);
  fake_member_assert_heard (ben, "ana: hi\n");
  server_room_remove (room, SERVER_MEMBER (ana));
  g_assert_cmpuint (server_room_get_size (room), ==, 0);
}

static void
leave (FakeMember *member, gpointer user_data)
{
  server_room_remove (user_data, SERVER_MEMBER (member));
}

/* Whoever leaves over an event, the others hear it once. */
static void
test_leave_meanwhile (void)
{
  for (guint leavers = 0; leavers < 1 << MEMBERS; leavers += 7)
    {
      g_autoptr (ServerRoom) room = server_room_new ();
      g_autoptr (ServerEvent) event = say ("hi");
      FakeMember *members[MEMBERS] = { NULL };

      for (guint i = 0; i < MEMBERS; i++)
        {
          members[i] = fake_member_new ("x");
          members[i]->user_data = room;
          members[i]->on_event = leavers & (1 << i) ? leave : NULL;
          server_room_add (room, SERVER_MEMBER (members[i]));
        }

      server_room_publish (room, event, NULL);
      for (guint i = 0; i < MEMBERS; i++)
        {
          fake_member_assert_heard (members[i], "ana: hi\n");
          if (members[i]->on_event == NULL)
            server_room_remove (room, SERVER_MEMBER (members[i]));
          g_assert_finalize_object (members[i]);
        }
      g_assert_cmpuint (server_room_get_size (room), ==, 0);
    }
}

static void
test_finalize (void)
{
  g_assert_finalize_object (server_room_new ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room/publish", test_publish);
  g_test_add_func ("/room/leave-meanwhile", test_leave_meanwhile);
  g_test_add_func ("/room/finalize", test_finalize);

  return g_test_run ();
}
