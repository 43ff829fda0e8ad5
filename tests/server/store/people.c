/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people.h"

People
meet (Fixture *fixture)
{
  People people = {
    .ana = fixture_claim (fixture, "ana"),
    .mo = fixture_claim (fixture, "mo"),
    .ben = fixture_claim (fixture, "ben"),
    .troll = fixture_claim (fixture, "Troll"),
  };

  people.tea = fixture_create (fixture, people.ana, "tea", SERVER_ROOM_PUBLIC);
  fixture_do (fixture, server_change_new_join (people.mo, people.tea));
  fixture_do (fixture, server_change_new_join (people.ben, people.tea));
  fixture_do (fixture, server_change_new_join (people.troll, people.tea));
  fixture_do (fixture, server_change_new_role (people.ana, people.tea, "mo",
                                               SERVER_ROLE_MODERATOR, TRUE));

  return people;
}

ServerChange *
by_administrator (ServerChange *change)
{
  server_change_set_administrator (change, "root");

  return change;
}

ServerChange *
sanction (ServerSanctionKind kind, gint64 actor, gint64 room, const char *who, gint64 until)
{
  return server_change_new_sanction (
    kind, actor, room, &(ServerVerdict){ .who = who, .is_on = TRUE, .until = until,
                                         .reason = "rude" });
}

ServerChange *
pardon (ServerSanctionKind kind, gint64 actor, gint64 room, const char *who)
{
  return server_change_new_sanction (kind, actor, room, &(ServerVerdict){ .who = who });
}

ServerChange *
ban_network (gint64 actor, gint64 room, const char *network, gboolean is_on)
{
  return server_change_new_sanction (SERVER_SANCTION_BAN, actor, room,
                                     &(ServerVerdict){ .network = network, .is_on = is_on });
}

void
make_lobby_moderator (Fixture *fixture, const char *who, ServerRole role)
{
  fixture_do (fixture,
              by_administrator (server_change_new_role (0, SERVER_LOBBY, who, role, FALSE)));
}
