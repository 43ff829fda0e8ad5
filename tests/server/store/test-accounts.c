/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

static ServerAnswer *
ask (Fixture *fixture, const char *name, const char *token)
{
  g_autoptr (GError) error = NULL;
  ServerAnswer *answer
    = fixture_query (fixture, server_query_new_account (name, token), &error);

  g_assert_no_error (error);

  return answer;
}

static gboolean
is_token (Fixture *fixture, const char *name, const char *token)
{
  g_autoptr (ServerAnswer) answer = ask (fixture, name, token);

  return answer->has_token;
}

static void
test_claim (Fixture *fixture)
{
  g_autoptr (ServerAnswer) before = ask (fixture, "Ana", NULL);
  g_autoptr (ServerResult) result = fixture_change (fixture, server_change_new_claim ("Ana", NULL));
  g_autoptr (ServerAnswer) after = ask (fixture, "ＡＮＡ", result->token);
  g_autoptr (CharlaMessage) event = parse_frame (fixture_last (fixture)->frame);

  g_assert_null (before->user);
  g_assert_no_error (result->error);
  g_assert_cmpuint (strlen (result->token), ==, 43);
  g_assert_cmpstr (result->user->name, ==, "Ana");
  g_assert_cmpint (result->user->kind, ==, SERVER_USER_PERSON);
  g_assert_cmpint (after->user->id, ==, result->user->id);
  g_assert_true (after->has_token);
  g_assert_null (after->password);

  /* Everyone is in the Lobby. */
  g_assert_cmpstr (charla_message_get_string (event, "ev"), ==, "member");
  g_assert_cmpstr (charla_message_get_string (event, "room"), ==, "r1");
  g_assert_cmpstr (charla_message_get_string (event, "role"), ==, "member");

  fixture_refuse (fixture, server_change_new_claim ("aNA", NULL), CHARLA_CODE_NAME_TAKEN);
}

/* What the device has made is its token, unless it is another account's already. */
static void
test_own_token (Fixture *fixture)
{
  static const char *const own = "bvLVfy-hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cKXo";
  g_autoptr (ServerResult) ana = fixture_change (fixture, server_change_new_claim ("ana", own));
  g_autoptr (ServerResult) bob = fixture_change (fixture, server_change_new_claim ("bob", own));

  g_assert_cmpstr (ana->token, ==, own);
  g_assert_true (is_token (fixture, "ana", own));
  g_assert_cmpuint (strlen (bob->token), ==, 43);
  g_assert_cmpstr (bob->token, !=, own);
  g_assert_true (is_token (fixture, "bob", bob->token));
  g_assert_false (is_token (fixture, "bob", own));
  fixture_refuse (fixture, server_change_new_claim ("ana", own), CHARLA_CODE_NAME_TAKEN);
}

static void
test_token (Fixture *fixture)
{
  g_autoptr (ServerResult) ana = fixture_change (fixture, server_change_new_claim ("ana", NULL));
  g_autoptr (ServerResult) bob = fixture_change (fixture, server_change_new_claim ("bob", NULL));
  g_autoptr (ServerResult) second
    = fixture_change (fixture, server_change_new_add_token (ana->user->id));

  g_assert_no_error (second->error);
  g_assert_cmpstr (second->token, !=, ana->token);
  g_assert_true (is_token (fixture, "ana", ana->token));
  g_assert_true (is_token (fixture, "ana", second->token));
  g_assert_false (is_token (fixture, "ana", bob->token));
  g_assert_false (is_token (fixture, "ana", ""));
  g_assert_false (is_token (fixture, "nobody", ana->token));

  /* Nobody drops what is another's. */
  fixture_do (fixture, server_change_new_drop_tokens (bob->user->id, second->token));
  g_assert_true (is_token (fixture, "ana", second->token));
  fixture_do (fixture, server_change_new_drop_tokens (ana->user->id, second->token));
  g_assert_false (is_token (fixture, "ana", second->token));
  g_assert_true (is_token (fixture, "ana", ana->token));
  fixture_do (fixture, server_change_new_drop_tokens (ana->user->id, NULL));
  g_assert_false (is_token (fixture, "ana", ana->token));
  g_assert_true (is_token (fixture, "bob", bob->token));

  fixture_refuse (fixture, server_change_new_add_token (99), CHARLA_CODE_UNKNOWN_USER);
}

static void
test_token_is_not_stored (Fixture *fixture)
{
  g_autoptr (ServerResult) ana = fixture_change (fixture, server_change_new_claim ("ana", NULL));
  g_autofree char *path = fixture_path (fixture, SERVER_STORE_FILE);
  g_autofree char *contents = NULL;
  gsize length = 0;

  fixture_close (fixture);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_nonnull (memmem (contents, length, "ana", 3));
  g_assert_null (memmem (contents, length, ana->token, strlen (ana->token)));
  fixture_open (fixture);
}

/* The oldest of too many gives way. */
static void
test_many_tokens (Fixture *fixture)
{
  g_autoptr (ServerResult) ana = fixture_change (fixture, server_change_new_claim ("ana", NULL));

  for (int i = 0; i < 99; i++)
    {
      test_time++;
      fixture_do (fixture, server_change_new_add_token (ana->user->id));
    }
  g_assert_true (is_token (fixture, "ana", ana->token));
  test_time++;
  fixture_do (fixture, server_change_new_add_token (ana->user->id));
  g_assert_false (is_token (fixture, "ana", ana->token));
}

static void
test_password (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (ServerAnswer) answer = NULL;

  fixture_do (fixture, server_change_new_password (ana, "hash 1", NULL));
  fixture_refuse (fixture, server_change_new_password (ana, "hash 2", NULL), CHARLA_CODE_CONFLICT);
  fixture_refuse (fixture, server_change_new_password (ana, "hash 2", "hash 0"),
                  CHARLA_CODE_CONFLICT);
  answer = ask (fixture, "ana", NULL);
  g_assert_cmpstr (answer->password, ==, "hash 1");
  g_clear_pointer (&answer, server_answer_free);
  fixture_do (fixture, server_change_new_password (ana, "hash 2", "hash 1"));
  answer = ask (fixture, "ana", NULL);
  g_assert_cmpstr (answer->password, ==, "hash 2");
  fixture_refuse (fixture, server_change_new_password (99, "x", NULL), CHARLA_CODE_UNKNOWN_USER);
}

static void
test_status (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  guint n_records = fixture->records->len;
  ServerUserState away = SERVER_STATE_AWAY;
  g_autoptr (ServerResult) first
    = fixture_change (fixture, server_change_new_status (ana, &away, NULL));
  g_autoptr (ServerResult) second
    = fixture_change (fixture, server_change_new_status (ana, NULL, "lunch"));
  g_autoptr (ServerResult) same
    = fixture_change (fixture, server_change_new_status (ana, &away, "lunch"));
  g_autoptr (ServerResult) third
    = fixture_change (fixture, server_change_new_status (ana, NULL, ""));

  g_assert_true (first->has_changed);
  g_assert_cmpint (first->user->state, ==, SERVER_STATE_AWAY);
  g_assert_null (first->user->status);
  g_assert_true (second->has_changed);
  g_assert_cmpint (second->user->state, ==, SERVER_STATE_AWAY);
  g_assert_cmpstr (second->user->status, ==, "lunch");
  g_assert_false (same->has_changed);
  g_assert_true (third->has_changed);
  g_assert_null (third->user->status);
  g_assert_cmpuint (fixture->records->len, ==, n_records);
  fixture_refuse (fixture, server_change_new_status (99, &away, NULL), CHARLA_CODE_UNKNOWN_USER);
}

static void
test_whois (Fixture *fixture)
{
  g_autoptr (ServerAnswer) by_id = NULL;
  g_autoptr (ServerAnswer) by_name = NULL;
  g_autoptr (ServerAnswer) odd = NULL;
  g_autoptr (GError) error = NULL;

  fixture_claim (fixture, "Ana");
  fixture_claim (fixture, "u1");
  fixture_claim (fixture, "u77");
  by_id = fixture_query (fixture, server_query_new_whois ("u1"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (by_id->user->name, ==, "Ana");
  by_name = fixture_query (fixture, server_query_new_whois ("ana"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (by_name->user->id, ==, 1);
  odd = fixture_query (fixture, server_query_new_whois ("u77"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (odd->user->id, ==, 3);
  fixture_refuse_query (fixture, server_query_new_whois ("nobody"), CHARLA_CODE_UNKNOWN_USER);
  fixture_refuse_query (fixture, server_query_new_whois (""), CHARLA_CODE_UNKNOWN_USER);
  fixture_refuse_query (fixture, server_query_new_whois ("gab"), CHARLA_CODE_UNKNOWN_USER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/accounts/claim", test_claim);
  fixture_add ("/accounts/own-token", test_own_token);
  fixture_add ("/accounts/token", test_token);
  fixture_add ("/accounts/token-is-not-stored", test_token_is_not_stored);
  fixture_add ("/accounts/many-tokens", test_many_tokens);
  fixture_add ("/accounts/password", test_password);
  fixture_add ("/accounts/status", test_status);
  fixture_add ("/accounts/whois", test_whois);

  return g_test_run ();
}
