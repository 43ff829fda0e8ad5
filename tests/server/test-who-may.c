/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire.h"

/*
 * Who may do what, as it is seen on the wire: each request in each kind of room by
 * each role. The letters stand for what somebody is answered who is not in the room,
 * who is, who moderates it, and who owns it: + ok, u unknown-room, m not-found,
 * n not-member, f forbidden. A conversation of two has no roles; in the Lobby are
 * all.
 *
 * %1$s is the room, %2$s a message of somebody else in it.
 */
static const struct
{
  const char *request;
  const char *public;
  const char *private;
  const char *direct;
  const char *lobby;
} rows[] = {
  { "'do':'history','room':'%1$s'", "++++", "u+++", "u+", "+" },
  { "'do':'search','room':'%1$s','text':'x'", "++++", "u+++", "u+", "+" },
  { "'do':'members','room':'%1$s'", "++++", "u+++", "u+", "+" },
  { "'do':'post','room':'%1$s','text':'x','nonce':'%1$s'", "n+++", "u+++", "u+", "+" },
  { "'do':'post','room':'%1$s','text':'x','nonce':'%1$s-','reply':%2$s", "n+++", "u+++", "u+",
    "+" },
  { "'do':'react','seq':%2$s,'emoji':'x','on':true", "n+++", "m+++", "m+", "+" },
  { "'do':'edit','seq':%2$s,'text':'y'", "nfff", "mfff", "mf", "f" },
  { "'do':'delete','seq':%2$s", "nf++", "mf++", "mf", "f" },
  { "'do':'read','room':'%1$s','seq':1", "n+++", "u+++", "u+", "+" },
  { "'do':'typing','room':'%1$s','on':true", "n+++", "u+++", "u+", "+" },
  { "'do':'topic','room':'%1$s','text':'t'", "nf++", "uf++", "uf", "f" },
  { "'do':'rename','room':'%1$s','text':'n %1$s'", "nff+", "uff+", "uf", "f" },
  { "'do':'invite','room':'%1$s','user':'new'", "n+++", "uf++", "uf", "+" },
  { "'do':'kick','room':'%1$s','user':'vic'", "nf++", "uf++", "uf", "f" },
  { "'do':'role','room':'%1$s','user':'vic','role':'moderator'", "nff+", "uff+", "uf", "f" },
  { "'do':'join','room':'%1$s'", "++++", "u+++", "u+", "+" },
  { "'do':'leave','room':'%1$s'", "++++", "u+++", "uf", "f" },
};

/* Nobody, a member, a moderator and the owner of each room, and somebody else in it. */
typedef struct
{
  WireClient *actors[4];
  WireClient *vic;
} People;

static void
enter_all (Wire *wire, People *people)
{
  static const char *const names[] = { "nina", "mia", "mona", "olga" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    people->actors[i] = wire_enter (wire, names[i]);
  people->vic = wire_enter (wire, "vic");
  wire_enter (wire, "new");
}

static char *
make_room (People *people, const char *kind, guint number)
{
  g_autofree char *name = g_strdup_printf ("%s %u", kind, number);
  WireClient *owner = people->actors[3];
  g_autofree char *room = wire_create (owner, name, kind);

  wire_agree (owner, "'do':'invite','room':'%s','user':'mia'", room);
  wire_agree (owner, "'do':'invite','room':'%s','user':'mona'", room);
  wire_agree (owner, "'do':'invite','room':'%s','user':'vic'", room);
  wire_agree (owner, "'do':'role','room':'%s','user':'mona','role':'moderator'", room);

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
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, message);
  g_autoptr (GString) text = g_string_new (request);

  g_string_replace (text, "%1$s", room, 0);
  g_string_replace (text, "%2$s", seq, 0);

  return g_strdup (text->str);
}

static void
check (People *people, guint row, const char *place, const char *room, const char *expected)
{
  g_autofree char *request
    = write_request (rows[row].request, room, wire_post (people->vic, room, "of somebody else"));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; expected[i] != '\0'; i++)
    {
      g_autoptr (CharlaMessage) reply = wire_ask (people->actors[i], "%s", request);

      g_string_append_c (found, read_answer (reply));
    }
  g_test_message ("in a %s room: %s", place, request);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_made (Wire *wire, const char *kind, gboolean is_private)
{
  People people;

  enter_all (wire, &people);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *room = make_room (&people, kind, i);

      check (&people, i, kind, room, is_private ? rows[i].private : rows[i].public);
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

static void
test_direct (Wire *wire)
{
  g_autoptr (CharlaMessage) ok = NULL;
  g_autofree char *room = NULL;
  People people;

  enter_all (wire, &people);
  ok = wire_do (people.vic, "'do':'direct','user':'mia'");
  room = wire_value (ok, "room.id");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check (&people, i, "direct", room, rows[i].direct);
}

static void
test_lobby (Wire *wire)
{
  People people;

  enter_all (wire, &people);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check (&people, i, "Lobby", "r1", rows[i].lobby);
}

/* What is not there is answered as what one must not know of. */
static void
test_nowhere (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
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

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
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

  wire_add ("/who-may/public", test_public);
  wire_add ("/who-may/private", test_private);
  wire_add ("/who-may/direct", test_direct);
  wire_add ("/who-may/lobby", test_lobby);
  wire_add ("/who-may/nowhere", test_nowhere);
  wire_add ("/who-may/same-words", test_same_words);

  return g_test_run ();
}
