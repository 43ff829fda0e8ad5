/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-permissions.h"

#include <charla.h>

#include "server-id.h"

/*
 * Each cell of who may do what. A row is an action in a place; its letters stand
 * for nobody's, a member's, a moderator's, and an owner's, and then for an
 * administrator's with these roles: + may, u unknown-room, n not-member, f forbidden.
 */
static const struct
{
  ServerAction action;
  const char *lobby;
  const char *public;
  const char *private;
  const char *direct;
} cells[] = {
  { SERVER_ACTION_READ, "++++ ++++", "++++ ++++", "u+++ u+++", "u+++ u+++" },
  { SERVER_ACTION_POST, "n+++ n+++", "n+++ n+++", "u+++ u+++", "u+++ u+++" },
  { SERVER_ACTION_MARK, "n+++ n+++", "n+++ n+++", "u+++ u+++", "u+++ u+++" },
  { SERVER_ACTION_DELETE, "nf++ n+++", "nf++ n+++", "uf++ u+++", "ufff ufff" },
  { SERVER_ACTION_JOIN, "++++ ++++", "++++ ++++", "u+++ u+++", "u+++ u+++" },
  { SERVER_ACTION_LEAVE, "ffff ffff", "++++ ++++", "u+++ u+++", "ufff ufff" },
  { SERVER_ACTION_INVITE, "n+++ n+++", "n+++ n+++", "uf++ u+++", "ufff ufff" },
  { SERVER_ACTION_KICK, "ffff ffff", "nf++ n+++", "uf++ u+++", "ufff ufff" },
  { SERVER_ACTION_TOPIC, "nf++ n+++", "nf++ n+++", "uf++ u+++", "ufff ufff" },
  { SERVER_ACTION_RENAME, "ffff ffff", "nff+ n+++", "uff+ u+++", "ufff ufff" },
  { SERVER_ACTION_ROLE, "nff+ n+++", "nff+ n+++", "uff+ u+++", "ufff ufff" },
  { SERVER_ACTION_BAN, "nf++ n+++", "nf++ n+++", "uf++ u+++", "ufff ufff" },
  { SERVER_ACTION_MUTE, "nf++ n+++", "nf++ n+++", "uf++ u+++", "ufff ufff" },
  { SERVER_ACTION_BAN_NETWORK, "nff+ n+++", "ffff ffff", "ufff ufff", "ufff ufff" },
  { SERVER_ACTION_AUDIT, "nf++ n+++", "nf++ n+++", "uf++ u+++", "ufff ufff" },
};

static char
ask (ServerAction action, ServerStanding standing)
{
  g_autoptr (GError) error = NULL;

  if (server_permissions_check (&standing, action, &error))
    return '+';

  g_assert_true (error->domain == CHARLA_CODE_ERROR);
  switch (error->code)
    {
    case CHARLA_CODE_UNKNOWN_ROOM:
      return 'u';
    case CHARLA_CODE_NOT_MEMBER:
      return 'n';
    case CHARLA_CODE_FORBIDDEN:
      return 'f';
    default:
      g_assert_not_reached ();
    }
}

static void
check_kind (ServerAction action, gint64 room, ServerRoomKind kind, ServerUserKind user_kind,
            const char *expected)
{
  char found[5] = { 0 };

  for (guint role = SERVER_ROLE_NONE; role <= SERVER_ROLE_OWNER; role++)
    found[role] = ask (action, (ServerStanding) { .room = room,
                                                   .kind = kind,
                                                   .role = role,
                                                   .user_kind = user_kind });

  g_test_message ("action %d, room %" G_GINT64_FORMAT ", kinds %d and %d", action, room, kind,
                  user_kind);
  g_assert_cmpmem (found, 4, expected, 4);
}

static void
check_row (ServerAction action, gint64 room, ServerRoomKind kind, const char *expected)
{
  check_kind (action, room, kind, SERVER_USER_PERSON, expected);
  check_kind (action, room, kind, SERVER_USER_BOT, expected);
  check_kind (action, room, kind, SERVER_USER_GUEST, expected);
  check_kind (action, room, kind, SERVER_USER_ADMIN, expected + 5);
}

static void
test_cells (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (cells), ==, SERVER_ACTION_AUDIT + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      check_row (cells[i].action, SERVER_LOBBY, SERVER_ROOM_PUBLIC, cells[i].lobby);
      check_row (cells[i].action, 7, SERVER_ROOM_PUBLIC, cells[i].public);
      check_row (cells[i].action, 7, SERVER_ROOM_PRIVATE, cells[i].private);
      check_row (cells[i].action, 7, SERVER_ROOM_DIRECT, cells[i].direct);
    }
}

/* An administrator outside of a room is like everybody else. */
static void
test_administrator_outside (void)
{
  ServerStanding public = {
    .room = 7, .kind = SERVER_ROOM_PUBLIC, .user_kind = SERVER_USER_ADMIN,
  };
  ServerStanding private = {
    .room = 7, .kind = SERVER_ROOM_PRIVATE, .user_kind = SERVER_USER_ADMIN,
  };

  g_assert_cmpint (ask (SERVER_ACTION_DELETE, public), ==, 'n');
  g_assert_cmpint (ask (SERVER_ACTION_READ, private), ==, 'u');
  g_assert_cmpint (server_permissions_get_role (&private), ==, SERVER_ROLE_NONE);
}

/* Each action of an owner who is kept out or quiet: + may, f forbidden. */
static void
test_sanctions (void)
{
  static const struct
  {
    ServerStanding standing;
    const char *expected;
  } rows[] = {
    /*                         READ MARK             LEAVE               MUTE AUDIT
     *                           POST DELETE JOIN INVITE KICK TOPIC ROLE BAN NETWORK */
    { { .is_expelled = TRUE }, "+fffffffffffff f" },
    { { .is_banned = TRUE },   "++++f+++++++++ +" },
    { { .is_muted = TRUE },    "+f+f++ffffffff +" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ServerStanding standing = rows[i].standing;
      g_autoptr (GString) found = g_string_new (NULL);

      standing.role = SERVER_ROLE_OWNER;
      for (ServerAction action = SERVER_ACTION_READ; action <= SERVER_ACTION_AUDIT; action++)
        {
          /* What one may do somewhere: leave elsewhere, ban networks in the Lobby. */
          standing.room = action == SERVER_ACTION_BAN_NETWORK ? SERVER_LOBBY : 7;
          if (action == SERVER_ACTION_AUDIT)
            g_string_append_c (found, ' ');
          g_string_append_c (found, ask (action, standing));
        }
      g_assert_cmpstr (found->str, ==, rows[i].expected);
    }
}

/* A kind that a damaged file names is as closed as can be. */
static void
test_damaged (void)
{
  ServerStanding standing = { .room = 7, .kind = 99 };

  g_assert_cmpint (ask (SERVER_ACTION_READ, standing), ==, 'u');
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permissions/cells", test_cells);
  g_test_add_func ("/permissions/administrator-outside", test_administrator_outside);
  g_test_add_func ("/permissions/sanctions", test_sanctions);
  g_test_add_func ("/permissions/damaged", test_damaged);

  return g_test_run ();
}
