/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people.h"

/* Nothing happens when it is so already. */
static void
agree_again (Fixture *fixture, ServerChange *change)
{
  guint before = fixture->records->len;

  fixture_do (fixture, change);
  g_assert_cmpuint (fixture->records->len, ==, before);
}

static void
test_ban (Fixture *fixture)
{
  People people = meet (fixture);
  g_autoptr (CharlaMessage) ban = NULL;
  g_autoptr (CharlaMessage) by = NULL;
  g_autoptr (CharlaMessage) user = NULL;
  gboolean is_on = FALSE;
  ServerRecord *record = NULL;

  fixture_do (fixture, sanction (BAN, people.mo, people.tea, "TROLL", 0));
  record = fixture->records->pdata[fixture->records->len - 2];
  ban = parse_frame (record->frame);
  by = charla_message_get_object (ban, "by");
  user = charla_message_get_object (ban, "user");
  g_assert_cmpint (record->kind, ==, SERVER_RECORD_SANCTION);
  g_assert_true (record->is_on);
  g_assert_cmpint (record->sanction->user, ==, people.troll);
  g_assert_cmpint (record->sanction->seq, ==, record->seq);
  g_assert_cmpstr (charla_message_get_string (ban, "ev"), ==, "ban");
  g_assert_cmpstr (charla_message_get_string (ban, "reason"), ==, "rude");
  g_assert_cmpstr (charla_message_get_string (by, "name"), ==, "mo");
  g_assert_cmpstr (charla_message_get_string (user, "name"), ==, "Troll");
  g_assert_true (charla_message_get_bool (ban, "on", &is_on) && is_on);
  g_assert_false (charla_message_has (ban, "until"));
  g_assert_cmpint (fixture_last (fixture)->kind, ==, SERVER_RECORD_MEMBER);
  g_assert_cmpint (fixture_last (fixture)->role, ==, SERVER_ROLE_NONE);

  agree_again (fixture, sanction (BAN, people.mo, people.tea, "troll", 0));
  fixture_refuse (fixture, server_change_new_join (people.troll, people.tea),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_invite (people.ben, people.tea, "troll", NULL, TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_reopen (fixture);
  fixture_refuse (fixture, server_change_new_join (people.troll, people.tea),
                  CHARLA_CODE_FORBIDDEN);

  fixture_do (fixture, pardon (BAN, people.mo, people.tea, "troll"));
  g_assert_false (fixture_last (fixture)->is_on);
  agree_again (fixture, pardon (BAN, people.mo, people.tea, "troll"));
  fixture_do (fixture, server_change_new_join (people.troll, people.tea));
}

/* A ban ends by itself, also while the server does not run, and whichever way the clock goes. */
static void
test_until (Fixture *fixture)
{
  People people = meet (fixture);
  gint64 until = test_time + 60000;

  fixture_refuse (fixture, sanction (BAN, people.mo, people.tea, "troll", test_time),
                  CHARLA_CODE_BAD_REQUEST);
  fixture_do (fixture, sanction (BAN, people.mo, people.tea, "troll", until));
  agree_again (fixture, sanction (BAN, people.mo, people.tea, "troll", until));
  fixture_do (fixture, sanction (BAN, people.mo, people.tea, "troll", until + 1));
  fixture_do (fixture, sanction (MUTE, people.mo, people.tea, "ben", until));
  test_time = until - 1;
  fixture_refuse (fixture, server_change_new_join (people.troll, people.tea),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_post (people.ben, people.tea, "x", "1", 0),
                  CHARLA_CODE_FORBIDDEN);
  test_time = until + 1;
  fixture_reopen (fixture);
  fixture_post (fixture, people.ben, people.tea, "x");
  fixture_do (fixture, server_change_new_join (people.troll, people.tea));
  test_time = until - 1000;
  fixture_refuse (fixture, server_change_new_post (people.ben, people.tea, "y", "2", 0),
                  CHARLA_CODE_FORBIDDEN);
}

static void
test_rank (Fixture *fixture)
{
  People people = meet (fixture);
  gint64 tea = people.tea;

  for (ServerSanctionKind kind = BAN; kind <= MUTE; kind++)
    {
      fixture_refuse (fixture, sanction (kind, people.ben, tea, "troll", 0),
                      CHARLA_CODE_FORBIDDEN);
      fixture_refuse (fixture, sanction (kind, people.mo, tea, "ana", 0), CHARLA_CODE_FORBIDDEN);
      fixture_refuse (fixture, sanction (kind, people.mo, tea, "mo", 0), CHARLA_CODE_FORBIDDEN);
      fixture_refuse (fixture, sanction (kind, people.ana, tea, "ana", 0), CHARLA_CODE_FORBIDDEN);
      fixture_refuse (fixture, sanction (kind, people.mo, tea, "nobody", 0),
                      CHARLA_CODE_UNKNOWN_USER);
      fixture_refuse (fixture, sanction (kind, people.ana, SERVER_LOBBY, "troll", 0),
                      CHARLA_CODE_FORBIDDEN);
      fixture_refuse (fixture, sanction (kind, people.ana, 77, "troll", 0),
                      CHARLA_CODE_UNKNOWN_ROOM);
      fixture_do (fixture, sanction (kind, people.ana, tea, "mo", 0));
      fixture_do (fixture, pardon (kind, people.ana, tea, "mo"));
      if (kind == BAN)
        fixture_do (fixture, server_change_new_invite (people.ana, tea, "mo", NULL, TRUE));
      fixture_do (fixture,
                  server_change_new_role (people.ana, tea, "mo", SERVER_ROLE_MODERATOR, TRUE));
    }
}

/* Who looks after the whole server is kept from no room of it, but by who has the machine. */
static void
test_administrator (Fixture *fixture)
{
  People people = meet (fixture);
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) by = NULL;

  fixture_refuse (fixture, server_change_new_set_kind (people.ana, "ben", SERVER_USER_ADMIN),
                  CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, by_administrator (server_change_new_set_kind (0, "ben", SERVER_USER_ADMIN)));
  fixture_do (fixture, server_change_new_leave (people.ben, people.tea));
  fixture_refuse (fixture, sanction (BAN, people.ana, people.tea, "ben", 0),
                  CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, sanction (BAN, people.ben, SERVER_LOBBY, "troll", 0));
  fixture_refuse (fixture, sanction (BAN, people.ben, people.tea, "ana", 0),
                  CHARLA_CODE_NOT_MEMBER);

  fixture_do (fixture, by_administrator (sanction (BAN, 0, SERVER_LOBBY, "ben", 0)));
  event = parse_frame (fixture_last (fixture)->frame);
  by = charla_message_get_object (event, "by");
  g_assert_cmpstr (charla_message_get_string (by, "id"), ==, "0");
  g_assert_cmpstr (charla_message_get_string (by, "name"), ==, "root");
  fixture_do (fixture, by_administrator (sanction (BAN, 0, people.tea, "ana", 0)));
  g_assert_cmpint (fixture_last (fixture)->role, ==, SERVER_ROLE_OWNER);
  g_assert_cmpint (fixture_last (fixture)->user->id, ==, people.mo);
  fixture_refuse (fixture, by_administrator (sanction (BAN, 0, 77, "ana", 0)),
                  CHARLA_CODE_UNKNOWN_ROOM);
}

/* A ban from the Lobby is one from the server: whatever is still on its way is refused. */
static void
test_expelled (Fixture *fixture)
{
  People people = meet (fixture);
  gint64 message = fixture_post (fixture, people.troll, people.tea, "mine");

  make_lobby_moderator (fixture, "ben", SERVER_ROLE_MODERATOR);
  fixture_do (fixture, sanction (BAN, people.ben, SERVER_LOBBY, "troll", 0));
  fixture_refuse (fixture, server_change_new_post (people.troll, people.tea, "x", "1", 0),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_edit (people.troll, message, "x"),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_delete (people.troll, message),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_create (people.troll, "x", SERVER_ROOM_PUBLIC, ""),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_direct (people.troll, "ana"), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_leave (people.troll, people.tea),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_add_token (people.troll), CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, pardon (BAN, people.ben, SERVER_LOBBY, "troll"));
  fixture_do (fixture, server_change_new_add_token (people.troll));
}

/* Who is muted reads, marks what they have read, and takes back what they have said. */
static void
test_mute (Fixture *fixture)
{
  People people = meet (fixture);
  gint64 tea = people.tea;
  gint64 mine = fixture_post (fixture, people.troll, tea, "mine");
  gint64 other = fixture_post (fixture, people.ben, tea, "not mine");

  fixture_do (fixture, sanction (MUTE, people.mo, tea, "troll", 0));
  agree_again (fixture, sanction (MUTE, people.mo, tea, "troll", 0));
  fixture_refuse (fixture, server_change_new_post (people.troll, tea, "x", "1", 0),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_edit (people.troll, mine, "x"),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_react (people.troll, other, "x", TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_invite (people.troll, tea, "ben", "x", TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, server_change_new_read (people.troll, tea, other));
  fixture_do (fixture, server_change_new_delete (people.troll, mine));
  fixture_post (fixture, people.troll, SERVER_LOBBY, "elsewhere");
  fixture_do (fixture, server_change_new_leave (people.troll, tea));
  fixture_do (fixture, server_change_new_join (people.troll, tea));
  fixture_refuse (fixture, server_change_new_post (people.troll, tea, "x", "2", 0),
                  CHARLA_CODE_FORBIDDEN);

  make_lobby_moderator (fixture, "ben", SERVER_ROLE_MODERATOR);
  fixture_do (fixture, pardon (MUTE, people.mo, tea, "troll"));
  fixture_do (fixture, sanction (MUTE, people.ben, SERVER_LOBBY, "troll", 0));
  fixture_refuse (fixture, server_change_new_post (people.troll, tea, "x", "3", 0),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_create (people.troll, "x", SERVER_ROOM_PUBLIC, ""),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_direct (people.troll, "ana"), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_status (people.troll, NULL, "x"),
                  CHARLA_CODE_FORBIDDEN);
}

/* A moderator who is muted does not end that by themselves. */
static void
test_muted_moderator (Fixture *fixture)
{
  People people = meet (fixture);

  fixture_do (fixture, sanction (MUTE, people.ana, people.tea, "mo", 0));
  fixture_refuse (fixture, pardon (MUTE, people.mo, people.tea, "mo"), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, sanction (MUTE, people.mo, people.tea, "ben", 0),
                  CHARLA_CODE_FORBIDDEN);
}

static ServerChange *
guest_sanction (ServerSanctionKind kind, gint64 actor, gint64 room, const char *guest,
                gboolean is_on)
{
  return server_change_new_sanction (
    kind, actor, room, &(ServerVerdict){ .who = "g1", .guest = guest, .is_on = is_on });
}

/* Guests are known by their names only, and so is who takes the name of one. */
static void
test_guest (Fixture *fixture)
{
  People people = meet (fixture);

  make_lobby_moderator (fixture, "ana", SERVER_ROLE_OWNER);
  fixture_refuse (fixture, guest_sanction (BAN, people.ana, people.tea, "Pest", TRUE),
                  CHARLA_CODE_UNKNOWN_USER);
  fixture_do (fixture, guest_sanction (MUTE, people.ana, SERVER_LOBBY, "Pest", TRUE));
  fixture_refuse (fixture, server_change_new_guest_post ("pest", "x"), CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, pardon (MUTE, people.ana, SERVER_LOBBY, "PEST"));
  fixture_do (fixture, server_change_new_guest_post ("pest", "x"));
  agree_again (fixture, pardon (MUTE, people.ana, SERVER_LOBBY, "PEST"));

  fixture_do (fixture, guest_sanction (BAN, people.ana, SERVER_LOBBY, "Pest", TRUE));
  fixture_refuse (fixture, server_change_new_claim ("ＰＥＳＴ", NULL), CHARLA_CODE_FORBIDDEN);
  fixture_do (fixture, pardon (BAN, people.ana, SERVER_LOBBY, "pest"));
  fixture_claim (fixture, "PEST");
}

static void
test_network (Fixture *fixture)
{
  People people = meet (fixture);
  g_autoptr (CharlaMessage) event = NULL;
  static const char *const wrong[] = { "", "x", "1.2.3", "10.0.0.1/8", "0.0.0.0/0", "::/0",
                                       "10.0.0.0/33", "10.0.0.0/8 ", "10.0.0.0/999", "::1/129",
                                       "10.0.0.0/-1", "10.0.0.0/", "::1/1/1", "fe80::1%eth0" };

  make_lobby_moderator (fixture, "mo", SERVER_ROLE_MODERATOR);
  make_lobby_moderator (fixture, "ana", SERVER_ROLE_OWNER);
  fixture_refuse (fixture, ban_network (people.mo, SERVER_LOBBY, "192.0.2.1", TRUE),
                  CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, ban_network (people.ana, people.tea, "192.0.2.1", TRUE),
                  CHARLA_CODE_FORBIDDEN);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    fixture_refuse (fixture, ban_network (people.ana, SERVER_LOBBY, wrong[i], TRUE),
                    CHARLA_CODE_BAD_REQUEST);

  fixture_do (fixture, ban_network (people.ana, SERVER_LOBBY, "192.0.2.0/24", TRUE));
  event = parse_frame (fixture_last (fixture)->frame);
  g_assert_cmpstr (charla_message_get_string (event, "address"), ==, "192.0.2.0/24");
  g_assert_false (charla_message_has (event, "room"));
  g_assert_cmpint (fixture_last (fixture)->room, ==, 0);
  agree_again (fixture, ban_network (people.ana, SERVER_LOBBY, "192.0.2.0/24", TRUE));
  fixture_do (fixture, ban_network (people.ana, SERVER_LOBBY, "2001:db8::1", TRUE));
  fixture_do (fixture, ban_network (people.ana, SERVER_LOBBY, "192.0.2.0/24", FALSE));
  agree_again (fixture, ban_network (people.ana, SERVER_LOBBY, "192.0.2.0/24", FALSE));
}

/* Where an event is that nobody is told of, they are told of what is around it. */
static void
test_nobody_is_told (Fixture *fixture)
{
  People people = meet (fixture);
  gint64 before = fixture_post (fixture, people.ben, people.tea, "before");
  g_autoptr (ServerAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) event = NULL;

  fixture_do (fixture, by_administrator (ban_network (0, SERVER_LOBBY, "192.0.2.1", TRUE)));
  answer = fixture_query (fixture,
                          server_query_new_events (people.ana, before, G_MAXINT64, 100000), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (answer->frames), ==, 0);
  g_assert_cmpint (answer->cursor, ==, before + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/moderation/ban", test_ban);
  fixture_add ("/moderation/until", test_until);
  fixture_add ("/moderation/rank", test_rank);
  fixture_add ("/moderation/administrator", test_administrator);
  fixture_add ("/moderation/expelled", test_expelled);
  fixture_add ("/moderation/mute", test_mute);
  fixture_add ("/moderation/muted-moderator", test_muted_moderator);
  fixture_add ("/moderation/guest", test_guest);
  fixture_add ("/moderation/network", test_network);
  fixture_add ("/moderation/nobody-is-told", test_nobody_is_told);

  return g_test_run ();
}
