/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire.h"

/* Requests about rooms, as their clients see them. */

static void
test_create (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *phone = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  WireClient *told[] = { ana, phone };
  g_autoptr (CharlaMessage) reply = NULL;

  wire_forget (ana);
  wire_forget (phone);
  wire_say (ana, "{'id':70,'do':'create','name':'Tea','kind':'public','topic':'green'}");
  reply = wire_next (ana);
  wire_check (reply, "re", "70", "ok.room.id", "r2", "ok.room.kind", "public", "ok.room.name", "Tea",
              "ok.room.topic", "green", "ok.room.members", "1", "ok.room.member", "true",
              "ok.room.role", "owner", "ok.room.seq", "4", "ok.room.read", "4", "ok.room.unread",
              "0", "ok.room.mentions", "0", "ok.room.with", "-", "ok.room.last", "-", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (CharlaMessage) room = wire_next (told[i]);
      g_autoptr (CharlaMessage) member = wire_next (told[i]);

      wire_check (room, "ev", "room", "seq", "3", "prev", "0", "room.id", "r2", "room.kind",
                  "public", "room.name", "Tea", "room.topic", "green", "room.members", "-", NULL);
      wire_check (member, "ev", "member", "seq", "4", "prev", "3", "room", "r2", "user.id", "u1",
                  "user.name", "ana", "role", "owner", "by", "-", NULL);
    }
  wire_silent (ben, "room");
}

static void
test_create_refused (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  g_autofree char *tea = wire_create (ana, "Straße", "private");
  g_autofree char *topic = g_strnfill (251, 't');

  wire_refuse (ana, "name-taken", "'do':'create','name':'STRASSE','kind':'public'");
  wire_refuse (ana, "name-taken", "'do':'create','name':'lobby','kind':'private'");
  wire_refuse (ana, "name-invalid", "'do':'create','name':'','kind':'public'");
  wire_refuse (ana, "name-invalid", "'do':'create','name':' x','kind':'public'");
  wire_refuse (ana, "name-invalid", "'do':'create','name':'a\\nb','kind':'public'");
  wire_refuse (ana, "name-invalid",
               "'do':'create','name':'123456789012345678901234567890123','kind':'public'");
  wire_refuse (ana, "name-invalid", "'do':'create','name':'\\u200b','kind':'public'");
  wire_refuse (ana, "bad-request", "'do':'create','name':'x','kind':'direct'");
  wire_refuse (ana, "bad-request", "'do':'create','name':'x'");
  wire_refuse (ana, "too-large", "'do':'create','name':'x','kind':'public','topic':'%s'", topic);
}

static void
test_join (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) ok = NULL;
  g_autoptr (CharlaMessage) again = NULL;
  g_autoptr (CharlaMessage) told = NULL;
  g_autoptr (CharlaMessage) own = NULL;
  g_autoptr (CharlaMessage) message = NULL;

  wire_post (ana, tea, "before");
  wire_forget (ana);
  wire_forget (ben);
  ok = wire_do (ben, "'do':'join','room':'%s'", tea);
  wire_check (ok, "room.id", tea, "room.member", "true", "room.role", "member", "room.members", "2",
              "room.unread", "0", "room.last.text", "before", NULL);
  told = wire_hear (ana, "member");
  own = wire_hear (ben, "member");
  wire_check (told, "user.name", "ben", "role", "member", "about.name", "tea", "about.kind",
              "public", NULL);
  wire_check (own, "room", tea, "user.id", "u2", "about.id", tea, NULL);
  again = wire_do (ben, "'do':'join','room':'%s'", tea);
  wire_check (again, "room.member", "true", NULL);
  wire_silent (ana, "member");
  wire_post (ana, tea, "after");
  message = wire_hear (ben, "message");
  wire_check (message, "text", "after", NULL);
}

static void
test_leave (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) ok = NULL;
  g_autoptr (CharlaMessage) told = NULL;
  g_autoptr (CharlaMessage) own = NULL;

  wire_agree (ben, "'do':'join','room':'%s'", tea);
  wire_forget (ana);
  wire_forget (ben);
  ok = wire_do (ben, "'do':'leave','room':'%s'", tea);
  wire_check (ok, "room.member", "false", "room.role", "-", "room.members", "1", NULL);
  told = wire_hear (ana, "member");
  own = wire_hear (ben, "member");
  wire_check (told, "user.id", "u2", "role", "-", "by", "-", NULL);
  wire_agree (ben, "'do':'leave','room':'%s'", tea);
  wire_post (ana, tea, "is anybody here?");
  wire_silent (ana, "member");
  wire_silent (ben, "message");

  wire_refuse (ben, "forbidden", "'do':'leave','room':'r1'");
  wire_agree (ben, "'do':'join','room':'r1'");
  wire_silent (ana, "member");
}

/* Who leaves a private room does not know it any more; with the last one it is gone. */
static void
test_private (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *den = wire_create (ana, "den", "private");
  g_autofree char *again = NULL;
  g_autoptr (CharlaMessage) left = NULL;
  g_autoptr (CharlaMessage) own = NULL;
  g_autoptr (CharlaMessage) heir = NULL;

  wire_post (ana, den, "secret");
  wire_agree (ana, "'do':'invite','room':'%s','user':'ben'", den);
  wire_forget (ana);
  wire_forget (ben);
  left = wire_do (ana, "'do':'leave','room':'%s'", den);
  wire_check (left, "room.id", den, "room.member", "false", "room.last", "-", NULL);
  own = wire_hear (ana, "member");
  wire_silent (ana, "member");
  wire_refuse (ana, "unknown-room", "'do':'leave','room':'%s'", den);
  wire_refuse (ana, "unknown-room", "'do':'join','room':'%s'", den);
  wire_refuse (ana, "name-taken", "'do':'create','name':'DEN','kind':'private'");

  /* It has been handed over. */
  charla_message_unref (wire_hear (ben, "member"));
  heir = wire_hear (ben, "member");
  wire_check (heir, "user.id", "u2", "role", "owner", NULL);
  wire_agree (ben, "'do':'rename','room':'%s','text':'Cave'", den);
  wire_agree (ben, "'do':'leave','room':'%s'", den);
  again = wire_create (ana, "cave", "private");
  g_assert_cmpstr (again, !=, den);
}

static void
test_topic (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) renamed = NULL;
  g_autoptr (CharlaMessage) empty = NULL;

  wire_agree (ben, "'do':'join','room':'%s'", tea);
  wire_forget (ben);
  wire_agree (ana, "'do':'topic','room':'%s','text':'black'", tea);
  wire_agree (ana, "'do':'topic','room':'%s','text':'black'", tea);
  event = wire_hear (ben, "room");
  wire_check (event, "room.id", tea, "room.topic", "black", "room.name", "tea", NULL);
  wire_silent (ben, "room");

  wire_agree (ana, "'do':'rename','room':'%s','text':'Tea'", tea);
  wire_agree (ana, "'do':'rename','room':'%s','text':'Tea'", tea);
  renamed = wire_hear (ben, "room");
  wire_check (renamed, "room.name", "Tea", "room.topic", "black", NULL);
  wire_silent (ben, "room");
  wire_refuse (ana, "name-taken", "'do':'rename','room':'%s','text':'LOBBY'", tea);
  wire_refuse (ana, "name-invalid", "'do':'rename','room':'%s','text':'x '", tea);
  wire_refuse (ana, "bad-request", "'do':'topic','room':'%s','text':'two\\nlines'", tea);

  wire_agree (ana, "'do':'topic','room':'%s','text':''", tea);
  empty = wire_hear (ben, "room");
  wire_check (empty, "room.topic", "", NULL);
}

static void
assert_rooms (WireClient *client, const char *request, const char *expected, const char *more)
{
  g_autoptr (CharlaMessage) page = wire_do (client, "%s", request);
  g_autoptr (GString) names = g_string_new (NULL);
  gsize length = 0;

  g_assert_true (charla_message_get_length (page, "rooms", &length));
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) room = charla_message_get_object_at (page, "rooms", i);

      g_string_append_printf (names, "%s ", charla_message_get_string (room, "name"));
    }
  g_assert_cmpstr (names->str, ==, expected);
  wire_check (page, "more", more, NULL);
}

static void
test_rooms (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *black = wire_create (ana, "black tea", "public");
  g_autofree char *green = wire_create (ana, "Green Tea", "public");
  g_autofree char *hidden = wire_create (ana, "my tea", "private");
  g_autofree char *next = g_strdup_printf ("'do':'rooms','after':'%s','limit':1", black);
  g_autofree char *last = g_strdup_printf ("'do':'rooms','after':'r1'");
  g_autofree char *after_hidden = g_strdup_printf ("'do':'rooms','after':'%s'", hidden);

  assert_rooms (ben, "'do':'rooms'", "black tea Green Tea Lobby ", "false");
  assert_rooms (ben, "'do':'rooms','query':'TEA'", "black tea Green Tea ", "false");
  assert_rooms (ben, "'do':'rooms','query':'%'", "", "false");
  assert_rooms (ben, "'do':'rooms','limit':1", "black tea ", "true");
  assert_rooms (ben, next, "Green Tea ", "true");
  assert_rooms (ben, last, "", "false");

  /* Where a hidden room stands among the others is hidden too. */
  assert_rooms (ben, after_hidden, "black tea Green Tea Lobby ", "false");
  assert_rooms (ben, "'do':'rooms','after':'r77'", "black tea Green Tea Lobby ", "false");
  wire_refuse (ben, "unknown-room", "'do':'rooms','after':'tea'");
}

static void
test_direct (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "Ben");
  WireClient *eve = wire_enter (wire, "eve");
  g_autoptr (CharlaMessage) ok = NULL;
  g_autoptr (CharlaMessage) again = NULL;
  g_autoptr (CharlaMessage) other = NULL;
  g_autoptr (CharlaMessage) told = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  g_autofree char *room = NULL;

  wire_forget (ana);
  wire_forget (ben);
  ok = wire_do (ana, "'do':'direct','user':'BEN'");
  room = wire_value (ok, "room.id");
  wire_check (ok, "room.kind", "direct", "room.name", "", "room.members", "2", "room.member",
              "true", "room.role", "member", "room.with.id", "u2", "room.with.name", "Ben",
              "room.with.online", "true", NULL);
  told = wire_hear (ben, "room");
  wire_check (told, "room.id", room, "room.kind", "direct", "room.users", "[2]",
              "room.users.0.name", "ana", "room.users.1.name", "Ben", "prev", "0", NULL);
  again = wire_do (ana, "'do':'direct','user':'u2'");
  wire_check (again, "room.id", room, NULL);
  other = wire_do (ben, "'do':'direct','user':'ana'");
  wire_check (other, "room.id", room, "room.with.name", "ana", NULL);
  wire_silent (ben, "room");
  wire_silent (eve, "room");

  wire_post (ben, room, "psst");
  message = wire_hear (ana, "message");
  wire_check (message, "room", room, "text", "psst", NULL);
  wire_silent (eve, "message");

  wire_refuse (ana, "bad-request", "'do':'direct','user':'ana'");
  wire_refuse (ana, "bad-request", "'do':'direct','user':'u1'");
  wire_refuse (ana, "unknown-user", "'do':'direct','user':'nobody'");
  wire_refuse (ana, "unknown-user", "'do':'direct','user':'u77'");
  wire_refuse (ana, "unknown-user", "'do':'direct','user':''");
  wire_refuse (ana, "bad-request", "'do':'direct'");
}

/* Both open it at once: it is one. */
static void
test_direct_at_once (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autoptr (CharlaMessage) event = NULL;
  g_autofree char *room = NULL;

  wire_forget (ana);
  wire_say (ana, "{'id':70,'do':'direct','user':'ben'}");
  wire_say (ben, "{'id':70,'do':'direct','user':'ana'}");
  event = wire_hear (ana, "room");
  room = wire_value (event, "room.id");
  wire_silent (ana, "room");
  wire_post (ben, room, "hello");
}

/* A guest has no account, and nobody to talk to in private. */
static void
test_direct_with_guest (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *guest = wire_connect (wire);
  g_autoptr (CharlaMessage) who = NULL;
  g_autofree char *request = NULL;

  peer_say (&guest->peer, "3         gus");
  WAIT_FOR (server_directory_find_user (wire->house.services.directory, "gus") != NULL);
  wire_refuse (ana, "unknown-user", "'do':'direct','user':'gus'");
  who = wire_do (ana, "'do':'whois','user':'GUS'");
  wire_check (who, "user.name", "gus", "user.kind", "guest", "user.online", "true", NULL);
  request = wire_value (who, "user.id");
  wire_refuse (ana, "unknown-user", "'do':'direct','user':'%s'", request);
  wire_refuse (ana, "unknown-user", "'do':'invite','room':'r1','user':'%s'", request);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  wire_add ("/commands-rooms/create", test_create);
  wire_add ("/commands-rooms/create-refused", test_create_refused);
  wire_add ("/commands-rooms/join", test_join);
  wire_add ("/commands-rooms/leave", test_leave);
  wire_add ("/commands-rooms/private", test_private);
  wire_add ("/commands-rooms/topic", test_topic);
  wire_add ("/commands-rooms/rooms", test_rooms);
  wire_add ("/commands-rooms/direct", test_direct);
  wire_add ("/commands-rooms/direct-at-once", test_direct_at_once);
  wire_add ("/commands-rooms/direct-with-guest", test_direct_with_guest);

  return g_test_run ();
}
