/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-bans.h"
#include "wire.h"

/* Requests that keep people out or quiet, as their clients see them. */

/* Whoever comes with that hello is refused, and told until when and why. */
static void
refuse_hello (Wire *wire, const char *members, const char *until, const char *reason)
{
  WireClient *client = wire_connect (wire);
  g_autoptr (CharlaMessage) reply = NULL;

  wire_say (client, "{'charla':1,'id':0,%s}", members);
  reply = wire_next (client);
  wire_check (reply, "re", "0", "error.code", "forbidden", "error.banned", "{}",
              "error.banned.until", until, "error.banned.reason", reason, NULL);
  wire_hear_end (client);
}

static char *
get_token (WireClient *client)
{
  return g_strdup (strchr (client->token, ' ') + 1);
}

static void
test_ban (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  WireClient *eve = wire_enter (wire, "eve");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) ban = NULL;
  g_autoptr (CharlaMessage) member = NULL;
  g_autoptr (CharlaMessage) end = NULL;

  wire_agree (ben, "'do':'join','room':'%s'", tea);
  wire_forget (ben);
  wire_agree (ana, "'do':'ban','room':'%s','user':'BEN','reason':'noise'", tea);
  ban = wire_hear (ben, "ban");
  wire_check (ban, "room", tea, "user.id", "u2", "user.online", "true", "on", "true", "by.name",
              "ana", "reason", "noise", "until", "-", NULL);
  member = wire_hear (ben, "member");
  wire_check (member, "role", "-", "user.id", "u2", "by.id", "u1", NULL);
  wire_refuse (ben, "forbidden", "'do':'join','room':'%s'", tea);
  wire_refuse (ana, "forbidden", "'do':'invite','room':'%s','user':'ben'", tea);
  wire_silent (eve, "ban");

  wire_forget (ana);
  wire_agree (ana, "'do':'ban','room':'%s','user':'u2','reason':'noise'", tea);
  wire_silent (ana, "ban");
  wire_agree (ana, "'do':'ban','room':'%s','user':'ben','on':false", tea);
  end = wire_hear (ana, "ban");
  wire_check (end, "on", "false", NULL);
  wire_agree (ben, "'do':'join','room':'%s'", tea);
}

static void
test_members (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  static const char *const wrong[] = {
    "'do':'ban','room':'%s'",
    "'do':'ban','room':'%s','user':'ben','address':'192.0.2.1'",
    "'do':'ban','user':'ben'",
    "'do':'ban','room':'%s','user':'ben','until':'never'",
    "'do':'ban','room':'%s','user':'ben','until':0",
    "'do':'ban','room':'%s','user':'ben','until':-1",
    "'do':'ban','room':'%s','user':'ben','on':1",
    "'do':'mute','room':'%s'",
    "'do':'mute','room':'%s','user':'ben','until':1000",
    "'do':'bans'",
    "'do':'audit','room':7",
  };

  wire_enter (wire, "ben");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GString) request = g_string_new (wrong[i]);

      g_string_replace (request, "%s", tea, 0);
      wire_refuse (ana, "bad-request", "%s", request->str);
    }
}

/* A ban from the Lobby is one from the server, and holds for whoever comes under the name. */
static void
test_expel (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "Ben");
  WireClient *other = wire_enter (wire, "Ben");
  g_autofree char *token = get_token (ben);
  g_autofree char *members = g_strdup_printf ("'name':'ben','token':'%s'", token);
  g_autoptr (CharlaMessage) ban = NULL;
  g_autoptr (CharlaMessage) bye = NULL;
  g_autoptr (CharlaMessage) wrong = NULL;
  WireClient *stranger = NULL;

  test_services_promote (&wire->house, "ana", SERVER_ROLE_MODERATOR);
  wire_agree (ben, "'do':'password','new':'a password'");
  wire_forget (ben);
  wire_agree (ana, "'do':'ban','room':'r1','user':'ben','reason':'noise'");
  ban = wire_hear (ben, "ban");
  wire_check (ban, "room", "r1", "reason", "noise", NULL);
  bye = wire_hear (ben, "bye");
  wire_check (bye, "code", "forbidden", "banned.reason", "noise", "banned.until", "-", NULL);
  wire_hear_end (ben);
  wire_hear_end (other);

  refuse_hello (wire, members, "-", "noise");
  refuse_hello (wire, "'name':'ＢＥＮ','password':'a password'", "-", "noise");
  stranger = wire_connect (wire);
  wire_say (stranger, "{'charla':1,'id':0,'name':'ben','token':'%s'}",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  wrong = wire_next (stranger);
  wire_check (wrong, "error.code", "auth-failed", "error.banned", "-", NULL);

  wire_agree (ana, "'do':'ban','room':'r1','user':'ben','on':false");
  wire_enter (wire, "Ben");
}

/* It is over at its time, without anything happening. */
static void
test_until (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  gint64 until = server_bans_get_time () + 300;
  g_autofree char *token = get_token (ben);
  g_autofree char *members = g_strdup_printf ("'name':'ben','token':'%s'", token);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, until);
  g_autofree char *later = g_strdup_printf ("%" G_GINT64_FORMAT, until + 3600000);

  test_services_promote (&wire->house, "ana", SERVER_ROLE_OWNER);
  wire_agree (ana, "'do':'ban','room':'r1','user':'ben','until':%s", later);
  wire_hear_end (ben);
  refuse_hello (wire, members, later, "-");
  wire_agree (ana, "'do':'ban','room':'r1','user':'ben','until':%s", text);
  WAIT_FOR (server_bans_get_time () > until);
  wire_enter (wire, "ben");
}

static void
test_mute (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) mute = NULL;

  wire_agree (ben, "'do':'join','room':'%s'", tea);
  wire_agree (ana, "'do':'mute','room':'%s','user':'ben','reason':'noise'", tea);
  mute = wire_hear (ben, "mute");
  wire_check (mute, "room", tea, "user.id", "u2", "on", "true", "by.name", "ana", NULL);
  wire_refuse (ben, "forbidden", "'do':'post','room':'%s','text':'x','nonce':'1'", tea);
  wire_refuse (ben, "forbidden", "'do':'typing','room':'%s','on':true", tea);
  wire_leave (ben);
  ben = wire_enter (wire, "ben");
  wire_refuse (ben, "forbidden", "'do':'post','room':'%s','text':'x','nonce':'2'", tea);
  wire_agree (ben, "'do':'history','room':'%s'", tea);
  wire_agree (ana, "'do':'mute','room':'%s','user':'ben','on':false", tea);
  wire_post (ben, tea, "at last");
}

static char *
frame (const char *text)
{
  return g_strdup_printf ("%-10zu%s", strlen (text), text);
}

/* A guest has nothing but a name. */
static void
test_guest (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *guest = wire_connect (wire);
  WireClient *again = NULL;
  WireClient *like_ana = NULL;
  g_autofree char *hello = frame ("Pest");
  g_autofree char *other_hello = frame ("PEST");
  g_autofree char *ana_hello = frame ("Ana");
  g_autoptr (CharlaMessage) ban = NULL;

  test_services_promote (&wire->house, "ana", SERVER_ROLE_OWNER);
  peer_say (&guest->peer, hello);
  WAIT_FOR (server_directory_find_user (wire->house.services.directory, "pest") != NULL);
  wire_agree (ana, "'do':'ban','room':'r1','user':'pest'");
  ban = wire_hear (ana, "ban");
  wire_check (ban, "user.kind", "guest", "user.name", "Pest", NULL);
  wire_hear_end (guest);

  again = wire_connect (wire);
  peer_say (&again->peer, other_hello);
  wire_hear_end (again);
  refuse_hello (wire, "'name':'pest'", "-", "-");
  wire_agree (ana, "'do':'ban','room':'r1','user':'pest','on':false");
  wire_enter (wire, "pest");

  wire_agree (ana, "'do':'ban','room':'r1','user':'pest'");
  like_ana = wire_connect (wire);
  peer_say (&like_ana->peer, hello);
  wire_hear_end (like_ana);
  wire_agree (ana, "'do':'ban','room':'r1','user':'pest','on':false");
  wire_agree (ana, "'do':'mute','room':'r1','user':'pest'");
  like_ana = wire_connect (wire);
  peer_say (&like_ana->peer, hello);
  wire_hear_end (like_ana);
  like_ana = wire_connect (wire);
  peer_say (&like_ana->peer, ana_hello);
  WAIT_FOR (server_directory_find_user (wire->house.services.directory, "ana 2") != NULL);
}

static void
test_lists (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) bans = NULL;
  g_autoptr (CharlaMessage) audit = NULL;
  g_autoptr (CharlaMessage) all = NULL;

  wire_agree (ana, "'do':'mute','room':'%s','user':'ben','reason':'noise'", tea);
  bans = wire_do (ana, "'do':'bans','room':'%s'", tea);
  wire_check (bans, "bans", "[1]", "bans.0.kind", "mute", "bans.0.user.name", "ben",
              "bans.0.by.id", "u1", "bans.0.reason", "noise", "bans.0.room", tea, "more", "false",
              NULL);
  test_services_promote (&wire->house, "ana", SERVER_ROLE_OWNER);
  wire_agree (ana, "'do':'ban','room':'r1','address':'198.51.100.0/24'");
  audit = wire_do (ana, "'do':'audit','room':'%s'", tea);
  wire_check (audit, "entries", "[1]", "entries.0.action", "mute", "entries.0.by.name", "ana",
              "entries.0.room.id", tea, "entries.0.room.name", "tea", "entries.0.user.name", "ben",
              NULL);
  all = wire_do (ana, "'do':'audit','limit':2");
  wire_check (all, "entries", "[2]", "more", "true", "entries.0.action", "ban",
              "entries.0.address", "198.51.100.0/24", "entries.1.action", "role",
              "entries.1.by.id", "0", "entries.1.by.name", "root", "entries.1.text", "owner", NULL);
  wire_silent (ben, "ban");
  wire_refuse (ben, "forbidden", "'do':'audit'");
  wire_refuse (ben, "not-member", "'do':'bans','room':'%s'", tea);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  wire_add ("/commands-moderation/ban", test_ban);
  wire_add ("/commands-moderation/members", test_members);
  wire_add ("/commands-moderation/expel", test_expel);
  wire_add ("/commands-moderation/until", test_until);
  wire_add ("/commands-moderation/mute", test_mute);
  wire_add ("/commands-moderation/guest", test_guest);
  wire_add ("/commands-moderation/lists", test_lists);

  return g_test_run ();
}
