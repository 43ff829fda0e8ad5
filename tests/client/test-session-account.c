/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a session is let in, and what it keeps of it. */
#include "talk.h"
#include "wait.h"

#define TALK_OK_WITHOUT_TOKEN                                                                     \
  "{'re': 1, 'ok': {'charla': 1, 'server': {'id': 's1', 'name': 'Lab'}, 'you': " TALK_ANA         \
  ", 'seq': 10, 'rooms': [" TALK_LOBBY (10, 10) "]}}"

static void
refuse_hello (Talk *self, const char *answer)
{
  fake_server_tell (self->server, answer);
  fake_server_close (self->server);
}

static void
assert_error (Talk *self, ClientError code)
{
  const GError *error = client_session_get_error (self->session);

  g_assert_error (error, CLIENT_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_name_is_claimed (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;

  client_session_open (self->session);
  first = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_cmpstr (charla_message_get_string (first, "name"), ==, "ana");
  g_assert_cmpuint (strlen (charla_message_get_string (first, "token")), ==, 43);
  g_assert_false (charla_message_has (first, "since"));
  g_assert_null (client_session_get_server_id (self->session));
  talk_wait (self, CLIENT_SESSION_ONLINE);
  g_assert_nonnull (client_session_get_server_id (self->session));

  /* The key is there as soon as one is online, whatever comes then. */
  talk_shut_down (self);
  talk_make_session (self);
  client_session_open (self->session);
  second = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_cmpstr (charla_message_get_string (second, "token"), ==, "key");
  g_assert_true (charla_message_has (second, "since"));
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

/* The server has made the account, and nobody has heard it: it is there with the same key. */
static void
test_answer_is_lost (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) third = NULL;
  const char *token = NULL;

  client_session_open (self->session);
  first = talk_hear (self);
  token = charla_message_get_string (first, "token");
  talk_shut_down (self);

  talk_make_session (self);
  client_session_open (self->session);
  second = talk_greet (self, TALK_OK_WITHOUT_TOKEN);
  g_assert_cmpstr (charla_message_get_string (second, "token"), ==, token);
  talk_wait (self, CLIENT_SESSION_ONLINE);
  talk_shut_down (self);

  talk_make_session (self);
  client_session_open (self->session);
  third = talk_greet (self, TALK_OK_WITHOUT_TOKEN);
  g_assert_cmpstr (charla_message_get_string (third, "token"), ==, token);
  g_assert_true (charla_message_has (third, "since"));
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

/* The server says only that the key does not fit; what it wants it says without one. */
static void
test_proposal_is_refused (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) third = NULL;

  client_session_open (self->session);
  first = talk_hear (self);
  refuse_hello (self, "{'re': 1, 'error': {'code': 'auth-failed', 'text': 'No.'}}");
  second = talk_hear (self);
  g_assert_false (charla_message_has (second, "token"));
  refuse_hello (self, "{'re': 1, 'error': {'code': 'auth-required', 'text': 'Whose?'}}");
  talk_wait (self, CLIENT_SESSION_OFFLINE);
  assert_error (self, CLIENT_ERROR_AUTH_REQUIRED);
  g_assert_cmpstr (self->states->str, ==, "co");

  /* It is of no use any more. */
  client_session_open (self->session);
  third = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_cmpstr (charla_message_get_string (third, "token"), !=,
                   charla_message_get_string (first, "token"));
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

/* A word that is not the right one says nothing of the key. */
static void
test_join_word_is_wrong (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;

  client_session_set_secrets (self->session, NULL, "tomato");
  client_session_open (self->session);
  first = talk_hear (self);
  refuse_hello (self, "{'re': 1, 'error': {'code': 'auth-failed', 'text': 'No.',"
                      " 'needs': 'join'}}");
  talk_wait (self, CLIENT_SESSION_OFFLINE);
  assert_error (self, CLIENT_ERROR_JOIN_WORD);

  client_session_open (self->session);
  second = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_cmpstr (charla_message_get_string (second, "token"), ==,
                   charla_message_get_string (first, "token"));
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

static void
test_name_is_taken (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;

  client_session_open (self->session);
  first = talk_hear (self);
  refuse_hello (self, "{'re': 1, 'error': {'code': 'auth-required', 'text': 'Whose?'}}");
  talk_wait (self, CLIENT_SESSION_OFFLINE);
  assert_error (self, CLIENT_ERROR_AUTH_REQUIRED);

  client_session_set_secrets (self->session, "my secret", NULL);
  client_session_open (self->session);
  g_assert_null (client_session_get_error (self->session));
  second = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_cmpstr (charla_message_get_string (second, "password"), ==, "my secret");
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

static void
test_join_word (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) third = NULL;

  client_session_open (self->session);
  first = talk_hear (self);
  g_assert_false (charla_message_has (first, "join"));
  refuse_hello (self, "{'re': 1, 'error': {'code': 'auth-required', 'text': 'The word?',"
                      " 'needs': 'join'}}");
  talk_wait (self, CLIENT_SESSION_OFFLINE);
  assert_error (self, CLIENT_ERROR_JOIN_WORD);

  client_session_set_secrets (self->session, NULL, "sesame");
  client_session_open (self->session);
  second = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_cmpstr (charla_message_get_string (second, "join"), ==, "sesame");
  talk_wait (self, CLIENT_SESSION_ONLINE);

  /* It is of no use any more. */
  fake_server_close (self->server);
  third = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_false (charla_message_has (third, "join"));
  g_assert_cmpstr (charla_message_get_string (third, "token"), ==, "key");
}

/* What this device knows stays to be seen, and the person has another key. */
static void
test_key_is_refused (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) third = NULL;

  talk_join (self);
  talk_shut_down (self);
  talk_make_session (self);
  client_session_open (self->session);
  second = talk_hear (self);
  refuse_hello (self, "{'re': 1, 'error': {'code': 'auth-failed', 'text': 'No.'}}");
  talk_wait (self, CLIENT_SESSION_OFFLINE);
  assert_error (self, CLIENT_ERROR_AUTH_FAILED);
  g_assert_nonnull (talk_lobby (self));

  client_session_set_secrets (self->session, "my secret", NULL);
  client_session_open (self->session);
  third = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_cmpstr (charla_message_get_string (third, "password"), ==, "my secret");
  g_assert_false (charla_message_has (third, "token"));
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

/* Another server at the same address is somebody else's log. */
static void
test_other_server (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) third = NULL;
  g_autofree char *texts = NULL;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "there");
  WAIT_FOR (self->received->len > 0);
  talk_post (self, "for them");
  talk_expect (self, "post", NULL);
  fake_server_close (self->server);
  second = talk_greet (self, "{'re': 1, 'ok': {'charla': 1, 'server': {'id': 's2', 'name': 'Other'},"
                             " 'you': " TALK_ANA ", 'token': 'other', 'seq': 900, 'rooms': ["
                             TALK_LOBBY (900, 900) "]}}");
  WAIT_FOR (g_strcmp0 (client_session_get_server_name (self->session), "Other") == 0);
  talk_wait (self, CLIENT_SESSION_ONLINE);
  g_assert_cmpint (client_room_get_seen (talk_lobby (self)), ==, 900);

  /* What was written for those there is not said here. */
  g_assert_cmpuint (client_session_get_n_queued (self->session), ==, 0);
  texts = talk_texts (self);
  g_assert_cmpstr (texts, ==, "");

  fake_server_close (self->server);
  third = talk_greet (self, "{'re': 1, 'ok': {'charla': 1, 'server': {'id': 's2', 'name': 'Other'},"
                            " 'you': " TALK_ANA ", 'seq': 900, 'rooms': []}}");
  g_assert_cmpstr (charla_message_get_string (third, "token"), ==, "other");
}

static void
test_bad_name (Talk *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = fake_server_get_address (self->server);
  g_autoptr (ClientSession) session = client_session_new (address, " ana", self->folder);

  client_session_open (session);
  g_assert_cmpint (client_session_get_state (session), ==, CLIENT_SESSION_OFFLINE);
  g_assert_error (client_session_get_error (session), CLIENT_ERROR, CLIENT_ERROR_NAME);
}

static void
on_logged_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (client_session_request_finish (CLIENT_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_log_out (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;
  gboolean is_done = FALSE;

  talk_join (self);
  client_session_log_out_async (self->session, FALSE, on_logged_out, &is_done);
  talk_answer (self, talk_expect (self, "logout", NULL), "{}");
  WAIT_FOR (is_done);
  g_assert_cmpint (client_session_get_state (self->session), ==, CLIENT_SESSION_OFFLINE);

  talk_shut_down (self);
  talk_make_session (self);
  client_session_open (self->session);
  hello = talk_hear (self);
  g_assert_cmpstr (charla_message_get_string (hello, "token"), !=, "key");
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/session-account/" name, Talk, NULL, talk_set_up, func, talk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("name-is-claimed", test_name_is_claimed);
  ADD ("answer-is-lost", test_answer_is_lost);
  ADD ("proposal-is-refused", test_proposal_is_refused);
  ADD ("join-word-is-wrong", test_join_word_is_wrong);
  ADD ("name-is-taken", test_name_is_taken);
  ADD ("join-word", test_join_word);
  ADD ("key-is-refused", test_key_is_refused);
  ADD ("other-server", test_other_server);
  ADD ("bad-name", test_bad_name);
  ADD ("log-out", test_log_out);

  return g_test_run ();
}
