/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire.h"

/* Who gets in, and as what they see it. */

#define OWN_TOKEN "bvLVfy-hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cKXo"
#define OTHER_TOKEN "TUhKqXGeAh0C5ZyPzKpmCgqGIk3bT1o0CnLpQ6RzFwE"

static CharlaMessage *
hello (Wire *wire, const char *members)
{
  WireClient *client = wire_connect (wire);

  wire_say (client, "{'charla':1,'id':5,%s}", members);

  return wire_next (client);
}

static void
refuse (Wire *wire, const char *members, const char *code, const char *needs)
{
  WireClient *client = wire_connect (wire);
  g_autoptr (CharlaMessage) reply = NULL;

  wire_say (client, "{'charla':1,'id':5,%s}", members);
  reply = wire_next (client);
  g_test_message ("%s", members);
  wire_check (reply, "re", "5", "ok", "-", "error.code", code, "error.needs", needs, NULL);
  wire_hear_end (client);
  g_assert_cmpuint (client->heard->len, ==, 0);
}

static char *
get_token (Wire *wire, const char *members)
{
  g_autoptr (CharlaMessage) reply = hello (wire, members);

  wire_check (reply, "ok", "{}", NULL);

  return wire_value (reply, "ok.token");
}

static void
test_claim (Wire *wire)
{
  g_autoptr (CharlaMessage) reply = hello (wire, "'name':'ana','agent':'test/1','later':[1]");
  g_autofree char *token = wire_value (reply, "ok.token");

  wire_check (reply, "re", "5", "ok.charla", "1", "ok.server.name", "here", "ok.you.id", "u1",
              "ok.you.name", "ana", "ok.you.kind", "user", "ok.you.online", "true", "ok.seq", "1",
              "ok.gap", "false", "ok.limits.text", "16384", "ok.limits.frame", "65536",
              "ok.limits.history", "200", "ok.rooms", "[1]", "ok.rooms.0.id", "r1",
              "ok.rooms.0.kind", "public", "ok.rooms.0.name", "Lobby", "ok.rooms.0.topic", "",
              "ok.rooms.0.members", "1", "ok.rooms.0.member", "true", "ok.rooms.0.role", "member",
              "ok.rooms.0.seq", "1", "ok.rooms.0.read", "1", "ok.rooms.0.unread", "0",
              "ok.rooms.0.mentions", "0", NULL);

  /* 32 bytes in base64url. */
  g_assert_cmpuint (strlen (token), ==, 43);
  g_assert_cmpuint (strspn (token, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_"), ==, 43);
}

/* Whoever has the key is let in, under the name as it was when it was taken. */
static void
test_token (Wire *wire)
{
  g_autofree char *token = get_token (wire, "'name':'Ana'");
  g_autofree char *with_token = g_strdup_printf ("'name':'ANA','token':'%s'", token);
  g_autofree char *of_other = g_strdup_printf ("'name':'ben','token':'%s'", token);
  g_autofree char *other = NULL;
  g_autoptr (CharlaMessage) reply = hello (wire, with_token);

  wire_check (reply, "ok.you.id", "u1", "ok.you.name", "Ana", "ok.token", "-", NULL);

  refuse (wire, "'name':'ana'", "auth-required", "password");
  refuse (wire, "'name':'ana','token':'x'", "auth-failed", "-");
  refuse (wire, "'name':'ana','token':''", "auth-failed", "-");
  other = get_token (wire, "'name':'ben'");
  refuse (wire, of_other, "auth-failed", "-");
}

/* Who has made the key can come again, also when they have not heard the answer. */
static void
test_own_token (Wire *wire)
{
  static const char *const members = "'name':'ana','token':'" OWN_TOKEN "'";
  g_autofree char *token = get_token (wire, members);
  g_autofree char *other = NULL;
  g_autoptr (CharlaMessage) again = hello (wire, members);

  g_assert_cmpstr (token, ==, OWN_TOKEN);
  wire_check (again, "ok.you.id", "u1", "ok.token", "-", NULL);
  refuse (wire, "'name':'ana','token':'" OTHER_TOKEN "'", "auth-failed", "-");

  /* It leads to one account; and what nobody would call a key is none. */
  other = get_token (wire, "'name':'ben','token':'" OWN_TOKEN "'");
  g_assert_cmpstr (other, !=, OWN_TOKEN);
  g_clear_pointer (&other, g_free);
  other = get_token (wire, "'name':'eva','token':'secret'");
  g_assert_cmpuint (strlen (other), ==, 43);
  refuse (wire, "'name':'eva','token':'secret'", "auth-failed", "-");
}

static void
test_names (Wire *wire)
{
  static const char *const bad[] = {
    "''", "' ana'", "'ana '", "'a\\u0001b'", "'a\\nb'", "'\\u00a0ana'", "'ana\\u3000'", "7", "null",
    "'12345678901234567890123456789012x'", "'\\u200b'", "'\\u2060\\ufeff'",
  };
  /* All of them are the same one. */
  static const char *const same[] = { "STRASSE", "straße", "ｓｔｒａｓｓｅ", "Straſſe" };
  g_autofree char *token = get_token (wire, "'name':'strasse'");
  g_autofree char *longest = get_token (wire, "'name':'áéíóúáéíóúáéíóúáéíóúáéíóúáéíóú12'");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *members = g_strdup_printf ("'name':%s", bad[i]);
      gboolean is_text = bad[i][0] == '\'';

      refuse (wire, members, is_text ? "name-invalid" : "bad-request", "-");
    }
  refuse (wire, "'agent':'nobody'", "bad-request", "-");
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *members = g_strdup_printf ("'name':'%s'", same[i]);

      refuse (wire, members, "auth-required", "password");
    }
}

static void
test_bad_hello (Wire *wire)
{
  refuse (wire, "'name':'ana','agent':{}", "bad-request", "-");
  refuse (wire, "'name':'ana','token':5", "bad-request", "-");
  refuse (wire, "'name':'ana','password':{}", "bad-request", "-");
  refuse (wire, "'name':'ana','join':true", "bad-request", "-");
  refuse (wire, "'name':'ana','since':'7'", "bad-request", "-");
  refuse (wire, "'name':'ana','since':-1", "bad-request", "-");
}

/* The word is for new names only. */
static void
test_join_word (Wire *wire)
{
  g_autofree char *token = get_token (wire, "'name':'old'");
  g_autofree char *with_token = g_strdup_printf ("'name':'old','token':'%s'", token);
  g_autofree char *new_token = NULL;
  g_autofree char *own = NULL;
  g_autoptr (CharlaMessage) reply = NULL;

  wire->house.services.join_word = g_strdup ("open sesame");
  refuse (wire, "'name':'new'", "auth-required", "join");
  refuse (wire, "'name':'new','join':'open'", "auth-failed", "join");
  refuse (wire, "'name':'new','join':''", "auth-failed", "join");
  refuse (wire, "'name':'old','join':'open sesame'", "auth-required", "password");
  refuse (wire, "'name':'new','token':'x'", "auth-failed", "-");
  refuse (wire, "'name':'new','token':'" OWN_TOKEN "'", "auth-failed", "-");

  reply = hello (wire, with_token);
  wire_check (reply, "ok.you.name", "old", NULL);
  new_token = get_token (wire, "'name':'new','join':'open sesame'");
  own = get_token (wire, "'name':'newer','join':'open sesame','token':'" OWN_TOKEN "'");
  g_assert_cmpstr (own, ==, OWN_TOKEN);
  g_assert_cmpuint (strlen (new_token), ==, 43);
}

/* Eight come at once: how many get in, while the others hear @expected. */
static guint
race (Wire *wire, const char *member, const char *other, const char *expected)
{
  WireClient *clients[8];
  guint n_in = 0;

  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      clients[i] = wire_connect (wire);
      wire_say (clients[i], "{'charla':1,'name':'ana','id':1%s}", i % 2 == 0 ? member : other);
    }
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      g_autoptr (CharlaMessage) reply = wire_next (clients[i]);
      g_autofree char *code = wire_value (reply, "error.code");

      if (g_str_equal (code, "-"))
        n_in++;
      else
        g_assert_cmpstr (code, ==, expected);
    }

  return n_in;
}

/* Two want the same name at once: one has it. */
static void
test_race (Wire *wire)
{
  g_assert_cmpuint (race (wire, "", "", "auth-required"), ==, 1);
}

/* Those with the same key are the same one. */
static void
test_race_own_token (Wire *wire)
{
  g_assert_cmpuint (race (wire, ",'token':'" OWN_TOKEN "'", ",'token':'" OTHER_TOKEN "'",
                          "auth-failed"),
                    ==, 4);
}

/* What was missed comes after the answer, then that it was all, then what is new. */
static void
test_since (Wire *wire)
{
  static const char *const expected[] = { "message", "message", "live", "message", NULL };
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  gint64 seq = wire_post (ana, "r1", "seen");
  WireClient *again = NULL;

  wire_leave (ben);
  wire_post (ana, "r1", "one");
  wire_post (ana, "r1", "two");
  again = wire_enter_since (wire, "ben", seq);

  for (guint i = 0; expected[i] != NULL; i++)
    {
      g_autoptr (CharlaMessage) event = wire_next (again);
      g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, seq + (i < 2 ? i + 1 : i));

      wire_check (event, "ev", expected[i], "seq", place, NULL);
      if (g_str_equal (expected[i], "live"))
        wire_post (ana, "r1", "three");
    }
}

/* Who comes from another time begins anew. */
static void
test_since_later (Wire *wire)
{
  g_autofree char *token = get_token (wire, "'name':'ana'");
  g_autofree char *members = g_strdup_printf ("'name':'ana','token':'%s','since':77", token);
  g_autoptr (CharlaMessage) reply = hello (wire, members);

  wire_check (reply, "ok.gap", "true", "ok.seq", "1", NULL);
}

/* Without a place nothing is replayed, and of what is new nothing is missing. */
static void
test_no_since (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = NULL;
  g_autoptr (CharlaMessage) event = NULL;

  wire_post (ana, "r1", "one");
  ben = wire_enter (wire, "ben");
  wire_post (ana, "r1", "two");
  event = wire_next (ben);
  wire_check (event, "ev", "message", "text", "two", NULL);
}

/* With a password one gets a key for one more device. */
static void
test_password (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  g_autofree char *first = NULL;
  g_autofree char *with_first = NULL;
  g_autoptr (CharlaMessage) reply = NULL;

  refuse (wire, "'name':'ana','password':'secret'", "auth-failed", "-");
  wire_agree (ana, "'do':'password','new':'secret'");
  refuse (wire, "'name':'ana','password':'Secret'", "auth-failed", "-");
  refuse (wire, "'name':'ana','password':''", "auth-failed", "-");
  first = get_token (wire, "'name':'ana','password':'secret'");
  g_assert_cmpstr (first, !=, strchr (ana->token, ' ') + 1);

  /* A key that does not fit any more is no harm beside a password that does. */
  with_first = get_token (wire, "'name':'ana','token':'x','password':'secret'");
  g_assert_cmpuint (strlen (with_first), ==, 43);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  wire_add ("/login/claim", test_claim);
  wire_add ("/login/token", test_token);
  wire_add ("/login/own-token", test_own_token);
  wire_add ("/login/names", test_names);
  wire_add ("/login/bad-hello", test_bad_hello);
  wire_add ("/login/join-word", test_join_word);
  wire_add ("/login/race", test_race);
  wire_add ("/login/race-own-token", test_race_own_token);
  wire_add ("/login/since", test_since);
  wire_add ("/login/since-later", test_since_later);
  wire_add ("/login/no-since", test_no_since);
  wire_add ("/login/password", test_password);

  return g_test_run ();
}
