/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire.h"

/* Requests about one's own account, as their clients see them. */

static void
test_status (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *longest = g_strnfill (101, 's');
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) own = NULL;
  g_autoptr (CharlaMessage) cleared = NULL;
  g_autoptr (CharlaMessage) who = NULL;

  wire_agree (ana, "'do':'status','state':'busy','text':'in a meeting'");
  event = wire_hear (ben, "user");
  wire_check (event, "user.id", "u1", "user.name", "ana", "user.online", "true", "user.state",
              "busy", "user.status", "in a meeting", "seq", "-", NULL);
  own = wire_hear (ana, "user");
  wire_check (own, "user.state", "busy", NULL);
  wire_agree (ana, "'do':'status','state':'busy'");
  wire_agree (ana, "'do':'status'");
  wire_agree (ana, "'do':'status','text':''");
  cleared = wire_hear (ben, "user");
  wire_check (cleared, "user.state", "busy", "user.status", "-", NULL);
  who = wire_do (ben, "'do':'whois','user':'ana'");
  wire_check (who, "user.state", "busy", "user.status", "-", NULL);
  wire_silent (ben, "user");

  wire_refuse (ana, "bad-request", "'do':'status','state':'asleep'");
  wire_refuse (ana, "bad-request", "'do':'status','text':'two\\nlines'");
  wire_refuse (ana, "too-large", "'do':'status','text':'%s'", longest);
}

static void
test_password (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *phone = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *longest = g_strnfill (1001, 'p');
  g_autoptr (CharlaMessage) notice = NULL;

  wire_agree (ana, "'do':'password','new':'first'");
  notice = wire_hear (phone, "notice");
  wire_silent (ana, "notice");
  wire_silent (ben, "notice");
  wire_refuse (ana, "auth-required", "'do':'password','new':'second'");
  wire_refuse (ana, "auth-failed", "'do':'password','new':'second','old':'wrong'");
  wire_refuse (ana, "auth-failed", "'do':'password','new':'second','old':''");
  wire_agree (ana, "'do':'password','new':'second','old':'first'");
  wire_refuse (ana, "auth-failed", "'do':'password','new':'third','old':'first'");
  wire_refuse (ana, "bad-request", "'do':'password','new':''");
  wire_refuse (ana, "bad-request", "'do':'password'");
  wire_refuse (ana, "too-large", "'do':'password','new':'%s'", longest);
}

/* Of two that are asked for at once, one is the old one of the other. */
static void
test_password_at_once (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *phone = wire_enter (wire, "ana");
  WireClient *both[] = { ana, phone };
  guint n_agreed = 0;

  wire_forget (ana);
  wire_forget (phone);
  wire_say (ana, "{'id':70,'do':'password','new':'one'}");
  wire_say (phone, "{'id':70,'do':'password','new':'two'}");
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (CharlaMessage) reply = wire_next (both[i]);

      if (!charla_message_has (reply, "re"))
        {
          charla_message_unref (reply);
          reply = wire_next (both[i]);
        }
      if (charla_message_has (reply, "ok"))
        n_agreed++;
      else
        wire_check (reply, "error.code", "conflict", NULL);
    }
  g_assert_cmpuint (n_agreed, ==, 1);
}

static void
refuse_token (Wire *wire, const char *token)
{
  WireClient *client = wire_connect (wire);
  g_autoptr (CharlaMessage) reply = NULL;

  wire_say (client, "{'charla':1,'id':0,'name':'ana','token':'%s'}", strchr (token, ' ') + 1);
  reply = wire_next (client);
  wire_check (reply, "error.code", "auth-failed", NULL);
}

/* The key is worth nothing any more, wherever it was used. */
static void
test_logout (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *same = wire_enter (wire, "ana");
  WireClient *other = wire_connect (wire);
  g_autoptr (CharlaMessage) reply = NULL;
  g_autoptr (CharlaMessage) bye = NULL;

  wire_agree (ana, "'do':'password','new':'secret'");
  wire_say (other, "{'charla':1,'id':0,'name':'ana','password':'secret'}");
  reply = wire_next (other);
  wire_check (reply, "ok.you.id", "u1", NULL);

  wire_agree (ana, "'do':'logout'");
  wire_agree (ana, "'do':'logout'");
  bye = wire_hear (same, "bye");
  wire_check (bye, "code", "auth-required", NULL);
  wire_hear_end (same);
  wire_agree (other, "'do':'ping'");
  refuse_token (wire, ana->token);
}

static void
test_logout_of_all (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *other = wire_connect (wire);
  g_autoptr (CharlaMessage) reply = NULL;
  g_autoptr (CharlaMessage) bye = NULL;
  g_autofree char *token = NULL;
  g_autofree char *of_other = NULL;

  wire_agree (ana, "'do':'password','new':'secret'");
  wire_say (other, "{'charla':1,'id':0,'name':'ana','password':'secret'}");
  reply = wire_next (other);
  token = wire_value (reply, "ok.token");
  of_other = g_strdup_printf ("ana %s", token);

  wire_agree (ana, "'do':'logout','all':true");
  bye = wire_hear (other, "bye");
  wire_check (bye, "code", "auth-required", NULL);
  wire_hear_end (other);
  refuse_token (wire, ana->token);
  refuse_token (wire, of_other);
}

/* Somebody who is on their way in with a key that is forgotten does not stay. */
static void
test_logout_of_who_arrives (Wire *wire)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i);
      WireClient *first = wire_enter (wire, name);
      WireClient *late = wire_connect (wire);
      g_autoptr (CharlaMessage) reply = NULL;

      wire_say (late, "{'charla':1,'id':0,'name':'%s','token':'%s'}", name,
                strchr (first->token, ' ') + 1);
      for (guint j = 0; j < i % 4; j++)
        peer_turn ();
      wire_agree (first, "'do':'logout'");
      reply = wire_next (late);
      wire_check (reply, "re", "0", NULL);
      wire_hear_end (late);
    }
}

static void
test_ping (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  g_autoptr (CharlaMessage) ok = wire_do (ana, "'do':'ping','more':[[[[]]]]");

  wire_check (ok, "seq", "-", NULL);
  wire_refuse (ana, "bad-request", "'do':'dance'");
  wire_refuse (ana, "bad-request", "'do':7");
  wire_refuse (ana, "bad-request", "'don_t':'ping'");
}

/* Without an id nobody knows what the answer is to. */
static void
test_no_id (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  g_autoptr (CharlaMessage) reply = NULL;
  g_autoptr (CharlaMessage) second = NULL;

  wire_forget (ana);
  wire_say (ana, "{'do':'ping'}");
  reply = wire_next (ana);
  wire_check (reply, "re", "-", "error.code", "bad-request", NULL);
  wire_say (ana, "{'id':'7','do':'ping'}");
  second = wire_next (ana);
  wire_check (second, "re", "-", "error.code", "bad-request", NULL);
  wire_agree (ana, "'do':'ping'");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  wire_add ("/commands-account/status", test_status);
  wire_add ("/commands-account/password", test_password);
  wire_add ("/commands-account/password-at-once", test_password_at_once);
  wire_add ("/commands-account/logout", test_logout);
  wire_add ("/commands-account/logout-of-all", test_logout_of_all);
  wire_add ("/commands-account/logout-of-who-arrives", test_logout_of_who_arrives);
  wire_add ("/commands-account/ping", test_ping);
  wire_add ("/commands-account/no-id", test_no_id);

  return g_test_run ();
}
