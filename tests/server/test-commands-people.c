/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire.h"

/* Requests about people, as their clients see them. */

static void
test_invite (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  WireClient *eve = wire_enter (wire, "eve");
  g_autofree char *den = wire_create (ana, "den", "private");
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autofree char *reason = g_strnfill (251, 'r');

  wire_post (ana, den, "before");
  wire_forget (ben);
  wire_agree (ana, "'do':'invite','room':'%s','user':'BEN','reason':'you know why'", den);
  wire_agree (ana, "'do':'invite','room':'%s','user':'u2'", den);
  event = wire_hear (ben, "member");
  wire_check (event, "room", den, "user.id", "u2", "user.online", "true", "role", "member", "by.id",
              "u1", "by.name", "ana", "reason", "you know why", "about.name", "den", "about.kind",
              "private", NULL);
  wire_silent (ben, "member");
  wire_silent (eve, "member");
  wire_post (ana, den, "after");
  message = wire_hear (ben, "message");
  wire_check (message, "text", "after", NULL);
  page = wire_do (ben, "'do':'history','room':'%s'", den);
  wire_check (page, "messages", "[2]", NULL);

  wire_refuse (ana, "unknown-user", "'do':'invite','room':'%s','user':'nobody'", den);
  wire_refuse (ana, "bad-request", "'do':'invite','room':'%s'", den);
  wire_refuse (ana, "too-large", "'do':'invite','room':'%s','user':'eve','reason':'%s'", den,
               reason);
}

static void
test_kick (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  WireClient *mod = wire_enter (wire, "mod");
  g_autofree char *den = wire_create (ana, "den", "private");
  g_autoptr (CharlaMessage) event = NULL;
  gint64 seq = 0;

  wire_agree (ana, "'do':'invite','room':'%s','user':'ben'", den);
  wire_agree (ana, "'do':'invite','room':'%s','user':'mod'", den);
  wire_agree (ana, "'do':'role','room':'%s','user':'mod','role':'moderator'", den);
  seq = wire_post (ben, den, "mine");
  wire_refuse (mod, "forbidden", "'do':'kick','room':'%s','user':'ana'", den);
  wire_refuse (mod, "forbidden", "'do':'kick','room':'%s','user':'mod'", den);
  wire_refuse (ana, "forbidden", "'do':'kick','room':'%s','user':'ana'", den);
  wire_refuse (mod, "unknown-user", "'do':'kick','room':'%s','user':'nobody'", den);

  wire_forget (ben);
  wire_agree (mod, "'do':'kick','room':'%s','user':'ben','reason':'noise'", den);
  event = wire_hear (ben, "member");
  wire_check (event, "room", den, "user.id", "u2", "role", "-", "by.name", "mod", "reason", "noise",
              "about", "-", NULL);
  wire_agree (mod, "'do':'kick','room':'%s','user':'ben'", den);

  /* From here on there is no such room, and what was said there is not theirs any more. */
  wire_post (ana, den, "without ben");
  wire_silent (ben, "message");
  wire_silent (ben, "member");
  wire_refuse (ben, "not-found", "'do':'edit','seq':%" G_GINT64_FORMAT ",'text':'x'", seq);
  wire_refuse (ben, "not-found", "'do':'delete','seq':%" G_GINT64_FORMAT, seq);
  wire_refuse (ben, "unknown-room", "'do':'history','room':'%s'", den);
}

static void
test_role (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) event = NULL;

  wire_refuse (ana, "not-member", "'do':'role','room':'%s','user':'ben','role':'owner'", tea);
  wire_agree (ben, "'do':'join','room':'%s'", tea);
  wire_forget (ben);
  wire_refuse (ana, "conflict", "'do':'role','room':'%s','user':'ana','role':'member'", tea);
  wire_agree (ana, "'do':'role','room':'%s','user':'ben','role':'owner'", tea);
  wire_agree (ana, "'do':'role','room':'%s','user':'ben','role':'owner'", tea);
  event = wire_hear (ben, "member");
  wire_check (event, "room", tea, "user.id", "u2", "role", "owner", "by.id", "u1", NULL);
  wire_silent (ben, "member");
  wire_agree (ben, "'do':'role','room':'%s','user':'ana','role':'member'", tea);
  wire_refuse (ana, "forbidden", "'do':'role','room':'%s','user':'ben','role':'member'", tea);
  wire_refuse (ben, "bad-request", "'do':'role','room':'%s','user':'ana','role':'king'", tea);
  wire_refuse (ben, "bad-request", "'do':'role','room':'%s','user':'ana','role':null", tea);
}

static void
test_members (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  WireClient *eve = wire_enter (wire, "eve");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) all = NULL;
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) rest = NULL;

  wire_agree (ben, "'do':'join','room':'%s'", tea);
  wire_leave (ben);
  all = wire_do (eve, "'do':'members','room':'%s'", tea);
  wire_check (all, "members", "[2]", "members.0.user.id", "u1", "members.0.user.name", "ana",
              "members.0.user.kind", "user", "members.0.user.online", "true", "members.0.role",
              "owner", "members.1.user.name", "ben", "members.1.user.online", "false",
              "members.1.role", "member", "more", "false", NULL);
  first = wire_do (eve, "'do':'members','room':'%s','limit':1", tea);
  wire_check (first, "members", "[1]", "members.0.user.id", "u1", "more", "true", NULL);
  rest = wire_do (eve, "'do':'members','room':'%s','after':'u1','limit':1", tea);
  wire_check (rest, "members", "[1]", "members.0.user.id", "u2", "more", "false", NULL);
  wire_refuse (eve, "unknown-user", "'do':'members','room':'%s','after':'ana'", tea);
}

static void
test_whois (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autoptr (CharlaMessage) by_name = wire_do (ana, "'do':'whois','user':'Ben'");
  g_autoptr (CharlaMessage) by_id = NULL;

  wire_check (by_name, "user.id", "u2", "user.name", "ben", "user.kind", "user", "user.online",
              "true", "user.state", "active", "user.status", "-", NULL);
  wire_leave (ben);
  by_id = wire_do (ana, "'do':'whois','user':'u2'");
  wire_check (by_id, "user.name", "ben", "user.online", "false", NULL);
  wire_refuse (ana, "unknown-user", "'do':'whois','user':'u77'");
  wire_refuse (ana, "unknown-user", "'do':'whois','user':'nobody'");
  wire_refuse (ana, "unknown-user", "'do':'whois','user':'123456789012345678901234567890123'");
  wire_refuse (ana, "bad-request", "'do':'whois'");
}

/* Those who share a room are told who comes and goes. */
static void
test_presence (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = NULL;
  WireClient *phone = NULL;
  WireClient *guest = NULL;
  g_autoptr (CharlaMessage) on = NULL;
  g_autoptr (CharlaMessage) off = NULL;
  g_autoptr (CharlaMessage) guest_on = NULL;
  g_autoptr (CharlaMessage) guest_off = NULL;

  ben = wire_enter (wire, "ben");
  on = wire_hear (ana, "presence");
  wire_check (on, "on", "[1]", "on.0", "u2", "off", "[0]", "seq", "-", "time", "-", NULL);
  phone = wire_enter (wire, "ben");
  wire_leave (ben);
  wire_leave (phone);
  off = wire_hear (ana, "presence");
  wire_check (off, "on", "[0]", "off", "[1]", "off.0", "u2", NULL);

  guest = wire_connect (wire);
  peer_say (&guest->peer, "3         gus");
  guest_on = wire_hear (ana, "presence");
  wire_check (guest_on, "on", "[1]", "off", "[0]", NULL);
  wire_leave (guest);
  guest_off = wire_hear (ana, "presence");
  wire_check (guest_off, "on", "[0]", "off", "[1]", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  wire_add ("/commands-people/invite", test_invite);
  wire_add ("/commands-people/kick", test_kick);
  wire_add ("/commands-people/role", test_role);
  wire_add ("/commands-people/members", test_members);
  wire_add ("/commands-people/whois", test_whois);
  wire_add ("/commands-people/presence", test_presence);

  return g_test_run ();
}
