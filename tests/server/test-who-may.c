/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-commands.h"
#include "wire.h"

/*
 * Who may do what, as it is seen on the wire: each request in each kind of room by
 * each standing. The letters stand for what somebody is answered who is not in the room
 * (but maybe in others), who is, who moderates it, who owns it, who is banned from it, and
 * who is in it and muted: + ok, u unknown-room, m not-found, n not-member, f forbidden. A
 * conversation of two has no roles: not in it, in it, and muted in the Lobby. In the Lobby
 * are all: members, moderators, owners, and muted. What is not about a room is in the last
 * column only, as is what does not depend on it.
 *
 * %1$s is the room, %2$s a message of somebody else in it, %3$s is never twice the same.
 */
static const struct
{
  const char *request;
  const char *public;
  const char *private;
  const char *direct;
  const char *lobby;
} rows[] = {
  { "'do':'history','room':'%1$s'", "++++++", "u+++u+", "u++", "++++" },
  { "'do':'search','room':'%1$s','text':'x'", "++++++", "u+++u+", "u++", "++++" },
  { "'do':'members','room':'%1$s'", "++++++", "u+++u+", "u++", "++++" },
  { "'do':'post','room':'%1$s','text':'x','nonce':'%3$s'", "n+++nf", "u+++uf", "u+f", "+++f" },
  { "'do':'post','room':'%1$s','text':'x','nonce':'%3$s','reply':%2$s", "n+++nf", "u+++uf",
    "u+f", "+++f" },
  { "'do':'react','seq':%2$s,'emoji':'x','on':true", "n+++nf", "m+++mf", "m+f", "+++f" },
  { "'do':'edit','seq':%2$s,'text':'y'", "nfffnf", "mfffmf", "mff", "ffff" },
  { "'do':'delete','seq':%2$s", "nf++nf", "mf++mf", "mff", "f++f" },
  { "'do':'read','room':'%1$s','seq':1", "n+++n+", "u+++u+", "u++", "++++" },
  { "'do':'typing','room':'%1$s','on':true", "n+++nf", "u+++uf", "u+f", "+++f" },
  { "'do':'topic','room':'%1$s','text':'t'", "nf++nf", "uf++uf", "uff", "f++f" },
  { "'do':'rename','room':'%1$s','text':'n %1$s'", "nff+nf", "uff+uf", "uff", "ffff" },
  { "'do':'invite','room':'%1$s','user':'new'", "n+++nf", "uf++uf", "uff", "+++f" },
  { "'do':'kick','room':'%1$s','user':'vic'", "nf++nf", "uf++uf", "uff", "ffff" },
  { "'do':'role','room':'%1$s','user':'vic','role':'member'", "nff+nf", "uff+uf", "uff", "ff+f" },
  { "'do':'mute','room':'%1$s','user':'vic'", "nf++nf", "uf++uf", "uff", "f++f" },
  { "'do':'mute','room':'%1$s','user':'vic','on':false", "nf++nf", "uf++uf", "uff", "f++f" },
  { "'do':'ban','room':'%1$s','user':'new'", "nf++nf", "uf++uf", "uff", "f++f" },
  { "'do':'ban','room':'%1$s','user':'new','on':false", "nf++nf", "uf++uf", "uff", "f++f" },
  { "'do':'ban','room':'%1$s','address':'198.51.100.1'", "ffffff", "ufffuf", "uff", "ff+f" },
  { "'do':'bans','room':'%1$s'", "nf++nf", "uf++uf", "uff", "f++f" },
  { "'do':'audit','room':'%1$s'", "nf++nf", "uf++uf", "uff", "f++f" },
  { "'do':'join','room':'%1$s'", "++++f+", "u+++u+", "u++", "++++" },
  { "'do':'leave','room':'%1$s'", "++++++", "u+++u+", "uff", "ffff" },

  { "'do':'audit'", "", "", "", "f++f" },
  { "'do':'rooms'", "", "", "", "++++" },
  { "'do':'create','name':'%3$s','kind':'private'", "", "", "", "+++f" },
  { "'do':'direct','user':'vic'", "", "", "", "+++f" },
  { "'do':'whois','user':'vic'", "", "", "", "++++" },
  { "'do':'status','state':'away'", "", "", "", "++++" },
  { "'do':'status','text':'%3$s'", "", "", "", "+++f" },
  { "'do':'ping'", "", "", "", "++++" },
  { "'do':'password','new':'a password'", "", "", "", "++++" },
  { "'do':'logout'", "", "", "", "++++" },
};

/* Those whom the letters stand for, and somebody else in each room. */
typedef struct
{
  WireClient *nina;
  WireClient *mia;
  WireClient *mona;
  WireClient *olga;
  WireClient *bea;
  WireClient *mute;
  WireClient *vic;
} People;

static People
enter_all (Wire *wire)
{
  People people = {
    .nina = wire_enter (wire, "nina"),
    .mia = wire_enter (wire, "mia"),
    .mona = wire_enter (wire, "mona"),
    .olga = wire_enter (wire, "olga"),
    .bea = wire_enter (wire, "bea"),
    .mute = wire_enter (wire, "mute"),
    .vic = wire_enter (wire, "vic"),
  };
  g_autofree char *elsewhere = wire_create (people.nina, "elsewhere", "private");

  wire_enter (wire, "new");
  return people;
}

static char *
make_room (const People *people, const char *kind, guint number)
{
  static const char *const names[] = { "mia", "mona", "bea", "mute", "vic" };
  g_autofree char *name = g_strdup_printf ("%s %u", kind, number);
  WireClient *owner = people->olga;
  g_autofree char *room = wire_create (owner, name, kind);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    wire_agree (owner, "'do':'invite','room':'%s','user':'%s'", room, names[i]);
  wire_agree (owner, "'do':'role','room':'%s','user':'mona','role':'moderator'", room);
  wire_agree (owner, "'do':'ban','room':'%s','user':'bea'", room);
  wire_agree (owner, "'do':'mute','room':'%s','user':'mute'", room);

  return g_steal_pointer (&room);
}

static char
read_answer (CharlaMessage *reply)
{
  static const char *const codes[] = { "-", "unknown-room", "not-found", "not-member", "forbidden" };
  g_autofree char *code = wire_value (reply, "error.code");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_str_equal (code, codes[i]))
        return "+umnf"[i];
    }

  g_error ("Answered with %s", code);
}

/* The request as it is, with the room and the message in their places. */
static char *
write_request (const char *request, const char *room, gint64 message)
{
  static guint number;
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, message);
  g_autofree char *unique = g_strdup_printf ("no %u", number++);
  g_autoptr (GString) text = g_string_new (request);

  g_string_replace (text, "%1$s", room, 0);
  g_string_replace (text, "%2$s", seq, 0);
  g_string_replace (text, "%3$s", unique, 0);

  return g_strdup (text->str);
}

/* The letters of @expected stand for the answers to @actors. */
static void
check (guint row, WireClient *const *actors, const char *room, gint64 message,
       const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; expected[i] != '\0'; i++)
    {
      g_autofree char *request = write_request (rows[row].request, room, message);
      g_autoptr (CharlaMessage) reply = wire_ask (actors[i], "%s", request);

      g_string_append_c (found, read_answer (reply));
    }
  g_test_message ("%s", rows[row].request);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_made (Wire *wire, const char *kind, gboolean is_private)
{
  People people = enter_all (wire);
  WireClient *const actors[] = { people.nina, people.mia, people.mona,
                                 people.olga, people.bea, people.mute };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *expected = is_private ? rows[i].private : rows[i].public;
      g_autofree char *room = NULL;

      if (*expected == '\0')
        continue;
      room = make_room (&people, kind, i);
      check (i, actors, room, wire_post (people.vic, room, "of somebody else"), expected);
    }
}

static void
test_public (Wire *wire)
{
  test_made (wire, "public", FALSE);
}

static void
test_private (Wire *wire)
{
  test_made (wire, "private", TRUE);
}

static char *
open_direct (WireClient *client, const char *with)
{
  g_autoptr (CharlaMessage) ok = wire_do (client, "'do':'direct','user':'%s'", with);

  return wire_value (ok, "room.id");
}

/* Each has a conversation of their own with Vic, and the first is not in that of the second. */
static void
test_direct (Wire *wire)
{
  People people = enter_all (wire);
  g_autofree char *with_mia = open_direct (people.vic, "mia");
  g_autofree char *with_mute = open_direct (people.vic, "mute");
  WireClient *const in_one[] = { people.nina, people.mia };

  test_services_promote (&wire->house, "olga", SERVER_ROLE_OWNER);
  wire_agree (people.olga, "'do':'mute','room':'r1','user':'mute'");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *two = g_strndup (rows[i].direct, 2);

      if (*two == '\0')
        continue;
      check (i, in_one, with_mia, wire_post (people.vic, with_mia, "x"), two);
      check (i, &people.mute, with_mute, wire_post (people.vic, with_mute, "x"),
             rows[i].direct + 2);
    }
}

static void
test_lobby (Wire *wire)
{
  People people = enter_all (wire);
  WireClient *const actors[] = { people.mia, people.mona, people.olga, people.mute };

  test_services_promote (&wire->house, "mona", SERVER_ROLE_MODERATOR);
  test_services_promote (&wire->house, "olga", SERVER_ROLE_OWNER);
  wire_agree (people.olga, "'do':'mute','room':'r1','user':'mute'");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 message = 0;

      wire_agree (people.olga, "'do':'mute','room':'r1','user':'vic','on':false");
      message = wire_post (people.vic, "r1", "of somebody else");
      check (i, actors, "r1", message, rows[i].lobby);
    }
}

/* Whatever can be asked for is in the table. */
static void
test_complete (void)
{
  const ServerCommand *command = NULL;

  for (guint i = 0; (command = server_commands_get (i)) != NULL; i++)
    {
      g_autofree char *begin = g_strdup_printf ("'do':'%s'", command->name);
      guint n_rows = 0;

      for (guint j = 0; j < G_N_ELEMENTS (rows); j++)
        n_rows += g_str_has_prefix (rows[j].request, begin);
      g_test_message ("%s", command->name);
      g_assert_cmpuint (n_rows, >, 0);
    }
}

static char *
to_json (const char *request)
{
  g_autofree char *text = g_strdup_printf ("{'id':1,%s}", request);

  g_strdelimit (text, "'", '"');

  return g_steal_pointer (&text);
}

static char *
to_frame (const char *payload)
{
  return g_strdup_printf ("%-10zu%s", strlen (payload), payload);
}

/* Before the hello a request is a name like any other: too long for one, or that of a
 * guest. In no case it is answered. */
static void
test_stranger (Wire *wire)
{
  ServerDirectory *directory = wire->house.services.directory;

  enter_all (wire);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WireClient *stranger = wire_connect (wire);
      g_autofree char *request = write_request (rows[i].request, "r1", 1);
      g_autofree char *payload = to_json (request);
      g_autofree char *frame = to_frame (payload);

      peer_say (&stranger->peer, frame);
      if (g_utf8_strlen (payload, -1) > CHARLA_NAME_MAX)
        wire_hear_end (stranger);
      else
        WAIT_FOR (server_directory_find_user (directory, payload) != NULL);
      g_assert_cmpuint (stranger->heard->len, ==, 0);
    }
}

/* Of a guest every request is a text that they say, and nothing is done. */
static void
test_guest (Wire *wire)
{
  People people = enter_all (wire);
  WireClient *guest = wire_connect (wire);

  peer_say (&guest->peer, "5         guest");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *request = write_request (rows[i].request, "r1", 1);
      g_autofree char *payload = to_json (request);
      g_autofree char *frame = to_frame (payload);
      g_autoptr (CharlaMessage) message = NULL;

      peer_say (&guest->peer, frame);
      message = wire_hear (people.mia, "message");
      wire_check (message, "room", "r1", "from.name", "guest", "text", payload,
                  NULL);
    }
  g_assert_cmpuint (guest->heard->len, ==, 0);
}

/* Who is banned from the server is answered one thing only, whatever they ask for. */
static void
test_expelled (Wire *wire)
{
  People people = enter_all (wire);
  g_autofree char *hello = g_strdup_printf ("{'charla':1,'id':0,'name':'bea','token':'%s'}",
                                            strchr (people.bea->token, ' ') + 1);

  test_services_promote (&wire->house, "olga", SERVER_ROLE_OWNER);
  wire_agree (people.olga, "'do':'ban','room':'r1','user':'bea'");
  wire_hear_end (people.bea);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WireClient *bea = wire_connect (wire);
      g_autofree char *request = write_request (rows[i].request, "r1", 1);
      g_autoptr (CharlaMessage) reply = NULL;

      wire_say (bea, "%s", hello);
      wire_say (bea, "{'id':1,%s}", request);
      reply = wire_next (bea);
      wire_check (reply, "re", "0", "error.code", "forbidden", "error.banned", "{}", NULL);
      wire_hear_end (bea);
      g_assert_cmpuint (bea->heard->len, ==, 0);
    }
}

/* What is not there is answered as what one must not know of. */
static void
test_nowhere (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");

  for (guint i = 0; i < G_N_ELEMENTS (rows) && *rows[i].private != '\0'; i++)
    {
      g_autofree char *request = write_request (rows[i].request, "r77", 7777);
      g_autoptr (CharlaMessage) reply = wire_ask (ana, "%s", request);
      char expected[] = { rows[i].private[0], '\0' };
      char found[] = { read_answer (reply), '\0' };

      g_test_message ("%s", request);
      g_assert_cmpstr (found, ==, expected);
    }
}

/* A private room and none have the same answer, to the letter. */
static void
test_same_words (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *room = wire_create (ana, "den", "private");
  gint64 message = wire_post (ana, room, "secret");

  for (guint i = 0; i < G_N_ELEMENTS (rows) && *rows[i].private != '\0'; i++)
    {
      g_autofree char *hidden = write_request (rows[i].request, room, message);
      g_autofree char *absent = write_request (rows[i].request, "r77", 7777);
      g_autoptr (CharlaMessage) first = wire_ask (ben, "%s", hidden);
      g_autoptr (CharlaMessage) second = wire_ask (ben, "%s", absent);
      g_autofree char *text = wire_value (first, "error.text");

      wire_check (second, "error.text", text, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/who-may/complete", test_complete);
  wire_add ("/who-may/stranger", test_stranger);
  wire_add ("/who-may/guest", test_guest);
  wire_add ("/who-may/expelled", test_expelled);
  wire_add ("/who-may/public", test_public);
  wire_add ("/who-may/private", test_private);
  wire_add ("/who-may/direct", test_direct);
  wire_add ("/who-may/lobby", test_lobby);
  wire_add ("/who-may/nowhere", test_nowhere);
  wire_add ("/who-may/same-words", test_same_words);

  return g_test_run ();
}
