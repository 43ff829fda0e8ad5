/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-kinds.h"

static void
test_states (void)
{
  ServerUserState state = SERVER_STATE_ACTIVE;

  for (guint i = SERVER_STATE_ACTIVE; i <= SERVER_STATE_BUSY; i++)
    {
      g_assert_true (server_user_state_from_string (server_user_state_to_string (i), &state));
      g_assert_cmpuint (state, ==, i);
    }
  g_assert_false (server_user_state_from_string ("asleep", &state));
}

static void
test_rooms (void)
{
  ServerRoomKind kind = SERVER_ROOM_PUBLIC;

  for (guint i = SERVER_ROOM_PUBLIC; i <= SERVER_ROOM_DIRECT; i++)
    {
      g_assert_true (server_room_kind_from_string (server_room_kind_to_string (i), &kind));
      g_assert_cmpuint (kind, ==, i);
    }
  g_assert_false (server_room_kind_from_string ("Public", &kind));
}

static void
test_roles (void)
{
  ServerRole role = SERVER_ROLE_NONE;

  for (guint i = SERVER_ROLE_MEMBER; i <= SERVER_ROLE_OWNER; i++)
    {
      g_assert_true (server_role_from_string (server_role_to_string (i), &role));
      g_assert_cmpuint (role, ==, i);
    }
  g_assert_null (server_role_to_string (SERVER_ROLE_NONE));
  g_assert_false (server_role_from_string (NULL, &role));
  g_assert_false (server_role_from_string ("king", &role));
}

static void
test_users (void)
{
  g_assert_cmpstr (server_user_kind_to_string (SERVER_USER_PERSON), ==, "user");
  g_assert_cmpstr (server_user_kind_to_string (SERVER_USER_GUEST), ==, "guest");
  g_assert_cmpstr (server_user_kind_to_string (SERVER_USER_BOT), ==, "bot");
  g_assert_cmpstr (server_user_kind_to_string (SERVER_USER_ADMIN), ==, "admin");
}

/* What stands in a damaged file. */
static void
test_damaged (void)
{
  g_assert_cmpstr (server_user_kind_to_string (77), ==, "user");
  g_assert_cmpstr (server_room_kind_to_string (-1), ==, "public");
  g_assert_null (server_role_to_string (99));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kinds/states", test_states);
  g_test_add_func ("/kinds/rooms", test_rooms);
  g_test_add_func ("/kinds/roles", test_roles);
  g_test_add_func ("/kinds/users", test_users);
  g_test_add_func ("/kinds/damaged", test_damaged);

  return g_test_run ();
}
