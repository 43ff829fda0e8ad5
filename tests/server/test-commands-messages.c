/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire.h"

/* Requests about messages, as their clients see them. */

static void
check_ints (CharlaMessage *message, const char *path, gint64 expected)
{
  g_assert_cmpint (wire_int (message, path), ==, expected);
}

/* The answer comes first on the connection that asks; the same bytes go to all. */
static void
test_post (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *phone = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  WireClient *all[] = { ana, phone, ben };
  g_autoptr (CharlaMessage) reply = NULL;

  wire_forget (ana);
  wire_forget (phone);
  wire_say (ana, "{'id':70,'do':'post','room':'r1','text':'h\\u00e9llo\\n@ben','nonce':'1','more':{}}");
  reply = wire_next (ana);
  wire_check (reply, "re", "70", "ok.seq", "3", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (CharlaMessage) event = wire_next (all[i]);

      wire_check (event, "ev", "message", "seq", "3", "room", "r1", "from.id", "u1", "from.name",
                  "ana", "text", "héllo\n@ben", "reply", "-", "mentions", "[1]", "mentions.0", "u2",
                  "edited", "-", "deleted", "-", "reactions", "-", "prev", "2", NULL);
      check_ints (event, "time", wire_int (reply, "ok.time"));
    }
}

static void
test_post_limits (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  g_autofree char *longest = g_strnfill (CHARLA_TEXT_MAX, 'x');
  g_autofree char *nonce = g_strnfill (64, 'n');

  wire_agree (ana, "'do':'post','room':'r1','text':'%s','nonce':'%s'", longest, nonce);
  wire_refuse (ana, "too-large", "'do':'post','room':'r1','text':'%sx','nonce':'2'", longest);
  wire_refuse (ana, "too-large", "'do':'post','room':'r1','text':'x','nonce':'%sn'", nonce);
  wire_refuse (ana, "bad-request", "'do':'post','room':'r1','text':'','nonce':'2'");
  wire_refuse (ana, "bad-request", "'do':'post','room':'r1','text':'x','nonce':''");
  wire_refuse (ana, "bad-request", "'do':'post','room':'r1','text':'x'");
  wire_refuse (ana, "bad-request", "'do':'post','room':'r1','nonce':'2'");
  wire_refuse (ana, "bad-request", "'do':'post','text':'x','nonce':'2'");
  wire_refuse (ana, "bad-request", "'do':'post','room':'r1','text':7,'nonce':'2'");
  wire_refuse (ana, "bad-request", "'do':'post','room':'r1','text':'x','nonce':2");
  wire_refuse (ana, "bad-request", "'do':'post','room':1,'text':'x','nonce':'2'");
  wire_refuse (ana, "unknown-room", "'do':'post','room':'lobby','text':'x','nonce':'2'");
}

/* What has been posted once is not posted again, from wherever and whatever it says
 * the second time. */
static void
test_nonce (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *phone = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autoptr (CharlaMessage) first
    = wire_do (ana, "'do':'post','room':'r1','text':'one','nonce':'n'");
  g_autoptr (CharlaMessage) second
    = wire_do (phone, "'do':'post','room':'r1','text':'two','nonce':'n'");
  g_autoptr (CharlaMessage) third
    = wire_do (ana, "'do':'post','room':'%s','text':'three','nonce':'n'", tea);
  g_autoptr (CharlaMessage) of_ben
    = wire_do (ben, "'do':'post','room':'r1','text':'one','nonce':'n'");
  g_autoptr (CharlaMessage) event = wire_hear (ben, "message");
  g_autoptr (CharlaMessage) own = wire_hear (ben, "message");

  check_ints (second, "seq", wire_int (first, "seq"));
  check_ints (second, "time", wire_int (first, "time"));
  check_ints (third, "seq", wire_int (first, "seq"));
  check_ints (of_ben, "seq", wire_int (first, "seq") + 1);
  wire_check (event, "text", "one", "from.name", "ana", NULL);
  wire_check (own, "text", "one", "from.name", "ben", NULL);
  wire_silent (ben, "message");
}

static void
test_nonce_at_once (Wire *wire)
{
  WireClient *devices[] = { wire_enter (wire, "ana"), wire_enter (wire, "ana"),
                            wire_enter (wire, "ana") };
  WireClient *ben = wire_enter (wire, "ben");
  g_autoptr (CharlaMessage) event = NULL;
  gint64 seqs[3];

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    wire_forget (devices[i]);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    wire_say (devices[i], "{'id':70,'do':'post','room':'r1','text':'%u','nonce':'n'}", i);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      g_autoptr (CharlaMessage) reply = wire_next (devices[i]);

      /* To a device that has not been answered yet, the event may come before. */
      if (!charla_message_has (reply, "re"))
        {
          charla_message_unref (reply);
          reply = wire_next (devices[i]);
        }
      wire_check (reply, "re", "70", "ok", "{}", NULL);
      seqs[i] = wire_int (reply, "ok.seq");
    }

  g_assert_cmpint (seqs[0], ==, seqs[1]);
  g_assert_cmpint (seqs[1], ==, seqs[2]);
  event = wire_hear (ben, "message");
  wire_silent (ben, "message");
}

static void
test_reply (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  gint64 first = wire_post (ana, "r1", "where is the tea?");
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) later = NULL;

  wire_forget (ana);
  wire_agree (ana, "'do':'post','room':'r1','text':'here','nonce':'1','reply':%s", number);
  event = wire_hear (ana, "message");
  wire_check (event, "reply.seq", number, "reply.name", "ana", "reply.excerpt",
              "where is the tea?", NULL);
  page = wire_do (ana, "'do':'history','room':'r1','limit':1");
  wire_check (page, "messages.0.reply.seq", number, "messages.0.reply.excerpt",
              "where is the tea?", NULL);
  wire_refuse (ana, "not-found", "'do':'post','room':'%s','text':'x','nonce':'2','reply':%s", tea,
               number);
  wire_refuse (ana, "not-found", "'do':'post','room':'r1','text':'x','nonce':'2','reply':1");
  wire_refuse (ana, "bad-request", "'do':'post','room':'r1','text':'x','nonce':'2','reply':-1");

  /* What is deleted is not told by who has answered it. */
  wire_agree (ana, "'do':'delete','seq':%s", number);
  later = wire_do (ana, "'do':'history','room':'r1','limit':1");
  wire_check (later, "messages.0.text", "here", "messages.0.reply.seq", number,
              "messages.0.reply.excerpt", "", NULL);
}

static void
test_edit (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  gint64 seq = wire_post (ana, "r1", "helo");
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  g_autoptr (CharlaMessage) ok = NULL;
  g_autoptr (CharlaMessage) again = NULL;
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) page = NULL;

  ok = wire_do (ana, "'do':'edit','seq':%s,'text':'hello'", target);
  check_ints (ok, "seq", seq + 1);
  event = wire_hear (ben, "edit");
  wire_check (event, "room", "r1", "target", target, "text", "hello", "from", "-", NULL);
  check_ints (event, "seq", seq + 1);
  check_ints (event, "time", wire_int (ok, "time"));
  page = wire_do (ben, "'do':'history','room':'r1'");
  wire_check (page, "messages", "[1]", "messages.0.seq", target, "messages.0.text", "hello", NULL);
  check_ints (page, "messages.0.edited", wire_int (ok, "time"));

  again = wire_do (ana, "'do':'edit','seq':%s,'text':'hello'", target);
  check_ints (again, "seq", seq + 1);
  wire_silent (ben, "edit");

  wire_refuse (ana, "bad-request", "'do':'edit','seq':%s,'text':''", target);
  wire_refuse (ana, "bad-request", "'do':'edit','seq':'%s','text':'x'", target);
  wire_refuse (ana, "not-found", "'do':'edit','seq':1,'text':'x'");
  wire_refuse (ana, "not-found", "'do':'edit','seq':9007199254740991,'text':'x'");
  wire_refuse (ana, "bad-request", "'do':'edit','seq':9007199254740992,'text':'x'");
}

static void
test_delete (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  gint64 seq = wire_post (ana, "r1", "@ben secret");
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  g_autoptr (CharlaMessage) ok = NULL;
  g_autoptr (CharlaMessage) again = NULL;
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) found = NULL;

  wire_agree (ben, "'do':'react','seq':%s,'emoji':'👍','on':true", target);
  ok = wire_do (ana, "'do':'delete','seq':%s", target);
  event = wire_hear (ben, "delete");
  wire_check (event, "room", "r1", "target", target, "text", "-", NULL);
  check_ints (event, "seq", wire_int (ok, "seq"));
  page = wire_do (ben, "'do':'history','room':'r1'");
  wire_check (page, "messages.0.seq", target, "messages.0.text", "", "messages.0.deleted", "true",
              "messages.0.mentions", "-", "messages.0.reactions", "-", "messages.0.edited", "-",
              NULL);
  found = wire_do (ben, "'do':'search','text':'secret'");
  wire_check (found, "messages", "[0]", NULL);

  again = wire_do (ana, "'do':'delete','seq':%s", target);
  check_ints (again, "seq", wire_int (ok, "seq"));
  wire_silent (ben, "delete");

  wire_refuse (ana, "conflict", "'do':'edit','seq':%s,'text':'x'", target);
  wire_refuse (ben, "conflict", "'do':'react','seq':%s,'emoji':'👍','on':true", target);
  wire_refuse (ana, "not-found", "'do':'delete','seq':2");
}

static void
test_react (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  gint64 seq = wire_post (ana, "r1", "tea?");
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  g_autoptr (CharlaMessage) on = NULL;
  g_autoptr (CharlaMessage) again = NULL;
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) off = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) other = NULL;

  on = wire_do (ben, "'do':'react','seq':%s,'emoji':'👍','on':true", target);
  event = wire_hear (ana, "react");
  wire_check (event, "room", "r1", "target", target, "user", "u2", "emoji", "👍", "on", "true",
              NULL);
  check_ints (event, "seq", wire_int (on, "seq"));
  again = wire_do (ben, "'do':'react','seq':%s,'emoji':'👍','on':true", target);
  check_ints (again, "seq", wire_int (on, "seq"));
  wire_silent (ana, "react");
  wire_agree (ana, "'do':'react','seq':%s,'emoji':'👍','on':true", target);
  wire_agree (ana, "'do':'react','seq':%s,'emoji':'☕','on':true", target);

  page = wire_do (ben, "'do':'history','room':'r1'");
  wire_check (page, "messages.0.reactions", "[2]", "messages.0.reactions.0.emoji", "👍",
              "messages.0.reactions.0.count", "2", "messages.0.reactions.0.mine", "true",
              "messages.0.reactions.1.emoji", "☕", "messages.0.reactions.1.mine", "false", NULL);

  wire_forget (ana);
  wire_agree (ben, "'do':'react','seq':%s,'emoji':'👍','on':false", target);
  wire_agree (ben, "'do':'react','seq':%s,'emoji':'👍','on':false", target);
  off = wire_hear (ana, "react");
  wire_check (off, "on", "false", NULL);
  wire_silent (ana, "react");

  wire_refuse (ana, "bad-request", "'do':'react','seq':%s,'emoji':'','on':true", target);
  wire_refuse (ana, "bad-request", "'do':'react','seq':%s,'emoji':'👍'", target);
  wire_refuse (ana, "not-found", "'do':'react','seq':2,'emoji':'👍','on':true");
}

static void
assert_counts (Wire *wire, const char *name, const char *unread, const char *mentions)
{
  WireClient *client = wire_connect (wire);
  WireClient *known = wire->clients->pdata[1];
  g_autoptr (CharlaMessage) reply = NULL;

  wire_say (client, "{'charla':1,'id':0,'name':'%s','token':'%s'}", name,
            strchr (known->token, ' ') + 1);
  reply = wire_next (client);
  wire_check (reply, "ok.rooms.0.id", "r1", "ok.rooms.0.unread", unread, "ok.rooms.0.mentions",
              mentions, NULL);
  wire_leave (client);
}

/* What is counted are the messages of others after the mark, that are not deleted. */
static void
test_counts (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  gint64 seqs[4];

  for (guint i = 0; i < G_N_ELEMENTS (seqs); i++)
    seqs[i] = wire_post (ana, "r1", i % 2 == 0 ? "hello" : "@BEN, hello");
  wire_post (ben, "r1", "my own");
  assert_counts (wire, "ben", "4", "2");

  wire_agree (ana, "'do':'edit','seq':%" G_GINT64_FORMAT ",'text':'hello @ben'", seqs[0]);
  assert_counts (wire, "ben", "4", "2");
  wire_agree (ana, "'do':'delete','seq':%" G_GINT64_FORMAT, seqs[3]);
  assert_counts (wire, "ben", "3", "1");
  wire_agree (ben, "'do':'read','room':'r1','seq':%" G_GINT64_FORMAT, seqs[0]);
  assert_counts (wire, "ben", "2", "1");
  wire_agree (ben, "'do':'read','room':'r1','seq':%" G_GINT64_FORMAT, seqs[1]);
  assert_counts (wire, "ben", "1", "0");
  wire_agree (ben, "'do':'read','room':'r1','seq':%" G_GINT64_FORMAT, seqs[0]);
  assert_counts (wire, "ben", "1", "0");
}

/* One's other devices are told, and in a conversation of two the other one too. */
static void
test_read (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  WireClient *phone = wire_enter (wire, "ben");
  gint64 seq = wire_post (ana, "r1", "hello");
  g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) clamped = NULL;
  g_autoptr (CharlaMessage) direct = NULL;
  g_autoptr (CharlaMessage) in_direct = NULL;
  g_autofree char *room = NULL;

  wire_agree (ben, "'do':'read','room':'r1','seq':%s", place);
  event = wire_hear (phone, "read");
  wire_check (event, "room", "r1", "user", "u2", "seq", place, "time", "-", NULL);
  wire_silent (ben, "read");
  wire_silent (ana, "read");

  /* The mark does not go back, nor where nothing is. */
  wire_agree (ben, "'do':'read','room':'r1','seq':0");
  wire_agree (phone, "'do':'read','room':'r1','seq':%s", place);
  clamped = wire_do (ben, "'do':'read','room':'r1','seq':9007199254740991");
  wire_check (clamped, "seq", place, NULL);
  wire_silent (phone, "read");

  direct = wire_do (ana, "'do':'direct','user':'ben'");
  room = wire_value (direct, "room.id");
  seq = wire_post (ana, room, "psst");
  wire_agree (ben, "'do':'read','room':'%s','seq':%" G_GINT64_FORMAT, room, seq);
  in_direct = wire_hear (ana, "read");
  wire_check (in_direct, "room", room, "user", "u2", NULL);
  check_ints (in_direct, "seq", seq);
}

static void
test_typing (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *phone = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autoptr (CharlaMessage) on = NULL;
  g_autoptr (CharlaMessage) off = NULL;

  wire_agree (ana, "'do':'typing','room':'r1','on':true");
  wire_agree (ana, "'do':'typing','room':'r1','on':true");
  on = wire_hear (ben, "typing");
  wire_check (on, "room", "r1", "user", "u1", "on", "true", "seq", "-", NULL);
  wire_agree (ana, "'do':'typing','room':'r1','on':false");
  off = wire_hear (ben, "typing");
  wire_check (off, "user", "u1", "on", "false", NULL);
  wire_silent (ana, "typing");
  wire_silent (phone, "typing");
  wire_refuse (ana, "bad-request", "'do':'typing','room':'r1','on':1");
}

/* All get all of them in the same order, and time does not go back. */
static void
test_many (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  gint64 last = wire_post (ben, "r1", "first");
  gint64 time = 0;

  wire_forget (ben);
  for (guint i = 0; i < 300; i++)
    wire_say (ana, "{'id':%u,'do':'post','room':'r1','text':'%u','nonce':'m%u'}", 1000 + i, i, i);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (CharlaMessage) event = wire_hear (ben, "message");
      g_autofree char *text = g_strdup_printf ("%u", i);

      wire_check (event, "text", text, NULL);
      check_ints (event, "seq", ++last);
      g_assert_cmpint (wire_int (event, "time"), >=, time);
      time = wire_int (event, "time");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  wire_add ("/commands-messages/post", test_post);
  wire_add ("/commands-messages/post-limits", test_post_limits);
  wire_add ("/commands-messages/nonce", test_nonce);
  wire_add ("/commands-messages/nonce-at-once", test_nonce_at_once);
  wire_add ("/commands-messages/reply", test_reply);
  wire_add ("/commands-messages/edit", test_edit);
  wire_add ("/commands-messages/delete", test_delete);
  wire_add ("/commands-messages/react", test_react);
  wire_add ("/commands-messages/counts", test_counts);
  wire_add ("/commands-messages/read", test_read);
  wire_add ("/commands-messages/typing", test_typing);
  wire_add ("/commands-messages/many", test_many);

  return g_test_run ();
}
