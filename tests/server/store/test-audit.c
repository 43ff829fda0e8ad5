/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people.h"

static char *
list_bans (CharlaMessage *page)
{
  GString *list = g_string_new (NULL);
  gsize length = 0;

  g_assert_true (charla_message_get_length (page, "bans", &length));
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) ban = charla_message_get_object_at (page, "bans", i);
      g_autoptr (CharlaMessage) user = charla_message_get_object (ban, "user");

      g_string_append_printf (list, "%s%s %s", i > 0 ? ", " : "",
                              charla_message_get_string (ban, "kind"),
                              user != NULL ? charla_message_get_string (user, "name")
                                           : charla_message_get_string (ban, "address"));
    }

  return g_string_free (list, FALSE);
}

static void
check_bans (Fixture *fixture, ServerQuery *query, const char *expected)
{
  g_autoptr (CharlaMessage) page = fixture_read (fixture, query);
  g_autofree char *list = list_bans (page);

  g_assert_cmpstr (list, ==, expected);
}

static void
test_bans (Fixture *fixture)
{
  People people = meet (fixture);
  g_autoptr (CharlaMessage) page = NULL;
  gboolean has_more = FALSE;

  test_time = g_get_real_time () / 1000;
  fixture_do (fixture, sanction (BAN, people.mo, people.tea, "troll", test_time + 1000000));
  fixture_do (fixture, sanction (MUTE, people.mo, people.tea, "ben", 0));
  fixture_do (fixture, by_administrator (ban_network (0, SERVER_LOBBY, "192.0.2.1", TRUE)));
  check_bans (fixture, server_query_new_bans (people.mo, people.tea, 0, 0), "mute ben, ban Troll");
  check_bans (fixture, server_query_new_bans (0, 0, 0, 0), "ban 192.0.2.1, mute ben, ban Troll");
  page = fixture_read (fixture, server_query_new_bans (people.mo, people.tea, 0, 1));
  g_assert_true (charla_message_get_bool (page, "more", &has_more) && has_more);
  fixture_refuse_query (fixture, server_query_new_bans (people.ben, people.tea, 0, 0),
                        CHARLA_CODE_FORBIDDEN);
  fixture_refuse_query (fixture, server_query_new_bans (people.ana, SERVER_LOBBY, 0, 0),
                        CHARLA_CODE_FORBIDDEN);

  /* One that is over is not shown; here the clock that reads is ahead of the one that wrote. */
  test_time -= 2000000;
  fixture_do (fixture, sanction (BAN, people.mo, people.tea, "troll", test_time + 1000000));
  check_bans (fixture, server_query_new_bans (people.mo, people.tea, 0, 0), "mute ben");
}

static char *
list_audit (CharlaMessage *page)
{
  GString *list = g_string_new (NULL);
  gsize length = 0;

  g_assert_true (charla_message_get_length (page, "entries", &length));
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) entry = charla_message_get_object_at (page, "entries", i);
      g_autoptr (CharlaMessage) by = charla_message_get_object (entry, "by");
      g_autoptr (CharlaMessage) user = charla_message_get_object (entry, "user");

      g_string_append_printf (list, "%s%s %s", i > 0 ? ", " : "",
                              charla_message_get_string (by, "name"),
                              charla_message_get_string (entry, "action"));
      if (user != NULL)
        g_string_append_printf (list, " %s", charla_message_get_string (user, "name"));
      if (charla_message_has (entry, "text"))
        g_string_append_printf (list, " “%s”", charla_message_get_string (entry, "text"));
    }

  return g_string_free (list, FALSE);
}

static void
check_audit (Fixture *fixture, ServerQuery *query, const char *expected)
{
  g_autoptr (CharlaMessage) page = fixture_read (fixture, query);
  g_autofree char *list = list_audit (page);

  g_assert_cmpstr (list, ==, expected);
}

/* What came to nothing is not in it. */
static void
test_audit (Fixture *fixture)
{
  People people = meet (fixture);
  gint64 den = fixture_create (fixture, people.ana, "den", SERVER_ROOM_PRIVATE);
  gint64 message = fixture_post (fixture, people.ben, people.tea, "x");
  gint64 own = fixture_post (fixture, people.mo, people.tea, "y");

  fixture_do (fixture, server_change_new_topic (people.ana, den, "secret"));
  fixture_do (fixture, server_change_new_rename (people.ana, people.tea, "Tea!"));
  fixture_do (fixture, server_change_new_delete (people.mo, message));
  fixture_do (fixture, server_change_new_delete (people.mo, message));
  fixture_do (fixture, server_change_new_delete (people.mo, own));
  fixture_do (fixture, server_change_new_kick (people.mo, people.tea, "ben", "rude", TRUE));
  fixture_do (fixture, server_change_new_kick (people.mo, people.tea, "ben", "rude", TRUE));
  fixture_do (fixture, sanction (BAN, people.mo, people.tea, "troll", 0));
  fixture_do (fixture, sanction (BAN, people.mo, people.tea, "troll", 0));
  fixture_do (fixture, pardon (BAN, people.mo, people.tea, "troll"));
  fixture_refuse (fixture, sanction (BAN, people.mo, people.tea, "ana", 0),
                  CHARLA_CODE_FORBIDDEN);
  make_lobby_moderator (fixture, "ben", SERVER_ROLE_MODERATOR);
  fixture_do (fixture, by_administrator (server_change_new_reset (0, "ben", "hash")));
  fixture_do (fixture, by_administrator (server_change_new_announce (0, "Soup!")));
  fixture_do (fixture, by_administrator (server_change_new_kick (0, SERVER_LOBBY, "pest", NULL,
                                                                 FALSE)));

  check_audit (fixture, server_query_new_audit (people.mo, people.tea, 0, 0),
               "mo unban Troll, mo ban Troll, mo kick ben, mo delete ben, ana rename “Tea!”, "
               "ana role mo “moderator”");
  check_audit (fixture, server_query_new_audit (people.ana, den, 0, 0), "ana topic “secret”");
  check_audit (fixture, server_query_new_audit (people.ben, 0, 0, 4),
               "root kick pest, root announce “Soup!”, root reset ben, "
               "root role ben “moderator”");
  check_audit (fixture, server_query_new_audit (people.ben, 0, 3, 9),
               "ana role mo “moderator”");
  check_audit (fixture, server_query_new_audit (0, 0, 3, 9),
               "ana topic “secret”, ana role mo “moderator”");
  fixture_refuse_query (fixture, server_query_new_audit (people.ana, 0, 0, 0),
                        CHARLA_CODE_FORBIDDEN);
  fixture_refuse_query (fixture, server_query_new_audit (people.ben, den, 0, 0),
                        CHARLA_CODE_UNKNOWN_ROOM);
}

/* After a reset nothing lets anybody in but the password that it has made. */
static void
test_reset (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (ServerResult) token = fixture_change (fixture, server_change_new_add_token (ana));
  g_autoptr (ServerAnswer) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture_refuse (fixture, server_change_new_reset (ana, "ana", "hash"), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, by_administrator (server_change_new_reset (0, "eve", "hash")),
                  CHARLA_CODE_UNKNOWN_USER);
  fixture_do (fixture, by_administrator (server_change_new_reset (0, "ANA", "hash")));
  account = fixture_query (fixture, server_query_new_account ("ana", token->token), &error);
  g_assert_no_error (error);
  g_assert_false (account->has_token);
  g_assert_cmpstr (account->password, ==, "hash");
}

static void
test_names (Fixture *fixture)
{
  static const char *const names[] = { "@ana", "#ana", "＠ana", "@" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    fixture_refuse (fixture, server_change_new_claim (names[i], NULL), CHARLA_CODE_NAME_INVALID);
  fixture_claim (fixture, "a@b#c");
}

static void
test_directory (Fixture *fixture)
{
  People people = meet (fixture);
  g_autoptr (ServerAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  const ServerSanction *mute = NULL;
  const ServerSanction *ban = NULL;

  fixture_do (fixture, sanction (MUTE, people.mo, people.tea, "troll", test_time + 1));
  fixture_do (fixture, by_administrator (ban_network (0, SERVER_LOBBY, "192.0.2.1", TRUE)));
  fixture_reopen (fixture);
  answer = fixture_query (fixture, server_query_new_directory (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->sanctions->len, ==, 2);
  ban = answer->sanctions->pdata[0];
  mute = answer->sanctions->pdata[1];
  g_assert_cmpstr (ban->network, ==, "192.0.2.1");
  g_assert_cmpint (mute->user, ==, people.troll);
  g_assert_cmpint (mute->until, ==, test_time + 1);
  g_assert_cmpstr (mute->reason, ==, "rude");
  g_assert_cmpstr (mute->by_name, ==, "mo");
  g_assert_null (mute->network);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/audit/bans", test_bans);
  fixture_add ("/audit/audit", test_audit);
  fixture_add ("/audit/reset", test_reset);
  fixture_add ("/audit/names", test_names);
  fixture_add ("/audit/directory", test_directory);

  return g_test_run ();
}
