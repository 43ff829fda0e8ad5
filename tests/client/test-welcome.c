/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-welcome.h"

#include "charla-error.h"
#include "json.h"

#define SERVER "'server': {'id': 's1', 'name': 'Lab'}"
#define LEAST "'charla': 1, " SERVER ", 'you': {'id': 'u1', 'name': 'Ana'}, 'seq': 0, 'rooms': []"

static ClientWelcome *
parse (const char *text)
{
  g_autoptr (CharlaMessage) message = json_parse (text);
  g_autoptr (GError) error = NULL;
  ClientWelcome *welcome = client_welcome_parse (message, &error);

  if (welcome == NULL)
    g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
  else
    g_assert_no_error (error);

  return welcome;
}

static void
test_least (void)
{
  g_autoptr (ClientWelcome) welcome = parse ("{" LEAST "}");

  g_assert_cmpstr (welcome->server_id, ==, "s1");
  g_assert_cmpstr (welcome->server_name, ==, "Lab");
  g_assert_null (welcome->agent);
  g_assert_null (welcome->motd);
  g_assert_cmpstr (welcome->you->name, ==, "Ana");
  g_assert_null (welcome->token);
  g_assert_cmpint (welcome->head, ==, 0);
  g_assert_false (welcome->is_gap);
  g_assert_cmpint (welcome->text_max, ==, CHARLA_TEXT_MAX);
  g_assert_cmpint (welcome->history_max, ==, 200);
  g_assert_cmpuint (welcome->rooms->len, ==, 0);
}

static void
test_whole (void)
{
  g_autoptr (ClientWelcome) welcome =
    parse ("{'charla': 1, 'server': {'id': 's1', 'name': 'Lab', 'agent': 'charla/0.1', "
           "'motd': 'Be kind.\\nTea at five.'}, 'you': {'id': 'u1', 'name': 'Ana'}, "
           "'token': 'abc', 'seq': 77, 'gap': true, "
           "'limits': {'text': 1000, 'frame': 65536, 'history': 50}, "
           "'rooms': [{'id': 'r1', 'kind': 'public', 'name': 'Lobby'}]}");
  ClientRoomInfo *room = g_ptr_array_index (welcome->rooms, 0);

  g_assert_cmpstr (welcome->agent, ==, "charla/0.1");
  g_assert_cmpstr (welcome->motd, ==, "Be kind.\nTea at five.");
  g_assert_cmpstr (welcome->token, ==, "abc");
  g_assert_cmpint (welcome->head, ==, 77);
  g_assert_true (welcome->is_gap);
  g_assert_cmpint (welcome->text_max, ==, 1000);
  g_assert_cmpint (welcome->history_max, ==, 50);
  g_assert_cmpstr (room->name, ==, "Lobby");
}

static void
test_text_max (void)
{
  g_autoptr (ClientWelcome) welcome = parse ("{" LEAST ", 'limits': {'text': 1000000}}");

  g_assert_cmpint (welcome->text_max, ==, CHARLA_TEXT_MAX);
}

static void
test_bad (void)
{
  const char *const bad[] = {
    "'charla': true",
    "'charla': 0",
    "'server': 's1'",
    "'server': {'name': 'Lab'}",
    "'server': {'id': 's\\n1', 'name': 'Lab'}",
    "'you': 'Ana'",
    "'you': null",
    "'token': 7",
    "'token': ''",
    "'seq': -1",
    "'seq': null",
    "'gap': 0",
    "'limits': 5",
    "'limits': {'text': 0}",
    "'limits': {'history': 'many'}",
    "'rooms': {}",
    "'rooms': [{}]",
    "'rooms': ['Lobby']",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("{" LEAST ", %s}", bad[i]);

      g_test_message ("%s", bad[i]);
      g_assert_null (parse (text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/welcome/least", test_least);
  g_test_add_func ("/client/welcome/whole", test_whole);
  g_test_add_func ("/client/welcome/text-max", test_text_max);
  g_test_add_func ("/client/welcome/bad", test_bad);

  return g_test_run ();
}
