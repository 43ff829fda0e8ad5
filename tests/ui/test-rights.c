/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-rights.h"

#define LOBBY { CLIENT_ROOM_PUBLIC, TRUE
#define PUBLIC { CLIENT_ROOM_PUBLIC, FALSE
#define PRIVATE { CLIENT_ROOM_PRIVATE, FALSE
#define DIRECT { CLIENT_ROOM_DIRECT, FALSE
#define AS(role) , CLIENT_ROLE_ ## role, FALSE }
#define AS_ADMIN(role) , CLIENT_ROLE_ ## role, TRUE }

#define MAY(right) UI_RIGHT_ ## right

#define ORDER (MAY (TOPIC) | MAY (AUDIT) | MAY (DELETE))

static const struct
{
  UiRightsRoom room;
  UiRights rights;
} rooms[] = {
  { LOBBY AS (MEMBER), 0 },
  { LOBBY AS (MODERATOR), ORDER },
  { LOBBY AS (OWNER), ORDER },
  { LOBBY AS_ADMIN (MEMBER), ORDER },
  { PUBLIC AS (NONE), 0 },
  { PUBLIC AS (MEMBER), MAY (INVITE) | MAY (LEAVE) },
  { PUBLIC AS (MODERATOR), MAY (INVITE) | MAY (LEAVE) | ORDER },
  { PUBLIC AS (OWNER), MAY (INVITE) | MAY (LEAVE) | MAY (RENAME) | ORDER },
  { PUBLIC AS_ADMIN (NONE), 0 },
  { PUBLIC AS_ADMIN (MEMBER), MAY (INVITE) | MAY (LEAVE) | MAY (RENAME) | ORDER },
  { PRIVATE AS (MEMBER), MAY (LEAVE) },
  { PRIVATE AS (MODERATOR), MAY (INVITE) | MAY (LEAVE) | ORDER },
  { PRIVATE AS (OWNER), MAY (INVITE) | MAY (LEAVE) | MAY (RENAME) | ORDER },
  { DIRECT AS (MEMBER), 0 },
  { DIRECT AS_ADMIN (MEMBER), 0 },
};

static void
test_in_room (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_test_message ("Room %u", i);
      g_assert_cmphex (ui_rights_in_room (&rooms[i].room), ==, rooms[i].rights);
    }
}

#define PERSON(role) { CLIENT_USER_PERSON, CLIENT_ROLE_ ## role, FALSE }
#define BOT(role) { CLIENT_USER_BOT, CLIENT_ROLE_ ## role, FALSE }
#define ADMIN(role) { CLIENT_USER_ADMIN, CLIENT_ROLE_ ## role, FALSE }
#define GUEST { CLIENT_USER_GUEST, CLIENT_ROLE_MEMBER, FALSE }
#define ME(role) { CLIENT_USER_PERSON, CLIENT_ROLE_ ## role, TRUE }

#define WRITE MAY (MESSAGE)
#define QUIET (MAY (MUTE) | MAY (BAN))
#define OUT (QUIET | MAY (KICK))
#define ROLE MAY (ROLE)

static const struct
{
  UiRightsRoom room;
  UiRightsOther other;
  UiRights rights;
} others[] = {
  { LOBBY AS (MEMBER), PERSON (MEMBER), WRITE },
  { LOBBY AS (MEMBER), GUEST, 0 },
  { LOBBY AS (MODERATOR), PERSON (MEMBER), WRITE | QUIET },
  { LOBBY AS (MODERATOR), BOT (MEMBER), WRITE | QUIET },
  { LOBBY AS (MODERATOR), GUEST, QUIET },
  { LOBBY AS (MODERATOR), PERSON (MODERATOR), WRITE },
  { LOBBY AS (MODERATOR), PERSON (OWNER), WRITE },
  { LOBBY AS (MODERATOR), ADMIN (MEMBER), WRITE },
  { LOBBY AS (OWNER), PERSON (MEMBER), WRITE | QUIET | ROLE },
  { LOBBY AS (OWNER), PERSON (MODERATOR), WRITE | QUIET | ROLE },
  { LOBBY AS (OWNER), PERSON (OWNER), WRITE | ROLE },
  { LOBBY AS (OWNER), ADMIN (MEMBER), WRITE },
  { LOBBY AS (OWNER), GUEST, QUIET },
  { LOBBY AS (OWNER), ME (OWNER), 0 },
  { LOBBY AS_ADMIN (MEMBER), PERSON (MODERATOR), WRITE | QUIET | ROLE },
  { LOBBY AS_ADMIN (MEMBER), PERSON (OWNER), WRITE | ROLE },

  { PUBLIC AS (NONE), PERSON (MEMBER), WRITE },
  { PUBLIC AS (MEMBER), PERSON (MEMBER), WRITE },
  { PUBLIC AS (MODERATOR), PERSON (MEMBER), WRITE | OUT },
  { PUBLIC AS (MODERATOR), PERSON (NONE), WRITE | QUIET },
  { PUBLIC AS (MODERATOR), PERSON (MODERATOR), WRITE },
  { PUBLIC AS (MODERATOR), ADMIN (NONE), WRITE },
  { PUBLIC AS (OWNER), PERSON (MODERATOR), WRITE | OUT | ROLE },
  { PUBLIC AS (OWNER), PERSON (OWNER), WRITE | ROLE },
  { PUBLIC AS (OWNER), PERSON (NONE), WRITE | QUIET },
  { PUBLIC AS_ADMIN (NONE), PERSON (MEMBER), WRITE },

  { PRIVATE AS (MEMBER), PERSON (MEMBER), WRITE },
  { PRIVATE AS (MODERATOR), PERSON (MEMBER), WRITE | OUT },
  { PRIVATE AS (OWNER), PERSON (MODERATOR), WRITE | OUT | ROLE },
  { PRIVATE AS (OWNER), ME (OWNER), 0 },

  { DIRECT AS (MEMBER), PERSON (MEMBER), WRITE },
  { DIRECT AS_ADMIN (MEMBER), PERSON (MEMBER), WRITE },
};

static void
test_over (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("Person %u", i);
      g_assert_cmphex (ui_rights_over (&others[i].room, &others[i].other), ==, others[i].rights);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rights/room", test_in_room);
  g_test_add_func ("/rights/over", test_over);

  return g_test_run ();
}
