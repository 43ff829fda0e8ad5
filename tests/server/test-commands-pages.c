/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire.h"

/* Requests for pages of messages, as their clients see them. */

static void
assert_texts (WireClient *client, const char *request, const char *expected, const char *more)
{
  g_autoptr (CharlaMessage) page = wire_do (client, "%s", request);
  g_autoptr (GString) texts = g_string_new (NULL);
  gsize length = 0;

  g_assert_true (charla_message_get_length (page, "messages", &length));
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) message = charla_message_get_object_at (page, "messages", i);

      g_string_append (texts, charla_message_get_string (message, "text"));
    }
  g_assert_cmpstr (texts->str, ==, expected);
  wire_check (page, "more", more, NULL);
}

/* The message number @index of those that were posted one after the other. */
static void
ask_around (WireClient *client, const char *how, gint64 seq, const char *limit,
            const char *expected, const char *more)
{
  g_autofree char *request = g_strdup_printf ("'do':'history','room':'r1','%s':%" G_GINT64_FORMAT
                                              ",'limit':%s", how, seq, limit);

  assert_texts (client, request, expected, more);
}

static void
test_history (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  gint64 seqs[6];

  for (guint i = 0; i < G_N_ELEMENTS (seqs); i++)
    seqs[i] = wire_post (ana, "r1", (char[]) { 'a' + i, '\0' });

  assert_texts (ana, "'do':'history','room':'r1'", "abcdef", "false");
  assert_texts (ana, "'do':'history','room':'r1','limit':2", "ef", "true");
  assert_texts (ana, "'do':'history','room':'r1','limit':7000", "abcdef", "false");
  ask_around (ana, "before", seqs[2], "2", "ab", "false");
  ask_around (ana, "before", seqs[3], "2", "bc", "true");
  ask_around (ana, "before", 0, "2", "", "false");
  ask_around (ana, "after", seqs[2], "2", "de", "true");
  ask_around (ana, "after", seqs[5], "2", "", "false");
  ask_around (ana, "after", 0, "2", "ab", "true");
  ask_around (ana, "around", seqs[2], "3", "bcd", "true");
  ask_around (ana, "around", seqs[2], "200", "abcdef", "false");

  wire_refuse (ana, "bad-request", "'do':'history','room':'r1','limit':0");
  wire_refuse (ana, "bad-request", "'do':'history','room':'r1','before':-1");
  wire_refuse (ana, "bad-request", "'do':'history','room':'r1','before':7,'after':3");
  wire_refuse (ana, "bad-request", "'do':'history'");
}

static void
test_search (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *ben = wire_enter (wire, "ben");
  g_autofree char *tea = wire_create (ana, "tea", "public");
  g_autofree char *den = wire_create (ana, "den", "private");
  gint64 first = wire_post (ana, "r1", "Reunión, a las 5");
  g_autofree char *before = NULL;

  wire_post (ben, "r1", "reunion? a las 6");
  wire_post (ana, tea, "la REUNION con té");
  wire_post (ana, den, "reunion secreta");

  assert_texts (ben, "'do':'search','text':'reunion'",
                "la REUNION con téreunion? a las 6Reunión, a las 5", "false");
  assert_texts (ana, "'do':'search','text':'reun sec'", "reunion secreta", "false");
  assert_texts (ben, "'do':'search','text':'secreta'", "", "false");
  assert_texts (ben, "'do':'search','text':'reunión','limit':1", "la REUNION con té", "true");
  assert_texts (ben, "'do':'search','text':'reunion','from':'BEN'", "reunion? a las 6", "false");
  assert_texts (ben, "'do':'search','text':'reunion','from':'u1','room':'r1'",
                "Reunión, a las 5", "false");
  before = g_strdup_printf ("'do':'search','text':'reunion','before':%" G_GINT64_FORMAT, first + 1);
  assert_texts (ben, before, "Reunión, a las 5", "false");
  assert_texts (ben, "'do':'search','text':'\\\\\\\" OR * AND NOT (('", "", "false");

  wire_refuse (ben, "unknown-user", "'do':'search','text':'x','from':'nobody'");
  wire_refuse (ben, "bad-request", "'do':'search','text':''");
  wire_refuse (ben, "bad-request", "'do':'search'");
}

/* A guest who is here is found by name too. */
static void
test_search_for_guest (Wire *wire)
{
  WireClient *ana = wire_enter (wire, "ana");
  WireClient *guest = wire_connect (wire);
  g_autoptr (CharlaMessage) event = NULL;

  wire_post (ana, "r1", "hello gus");
  peer_say (&guest->peer, "3         gus9         hello ana");
  event = wire_hear (ana, "message");
  wire_check (event, "from.name", "ana", NULL);
  charla_message_unref (wire_hear (ana, "message"));
  assert_texts (ana, "'do':'search','text':'hello','from':'Gus'", "hello ana", "false");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  wire_add ("/commands-pages/history", test_history);
  wire_add ("/commands-pages/search", test_search);
  wire_add ("/commands-pages/search-for-guest", test_search_for_guest);

  return g_test_run ();
}
