/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A session with a server of Charla's own dialect, one that does as it should and one
 * that does not. */
#include "talk.h"
#include "wait.h"

#define WAIT_FOR_TEXTS(self, wanted)                                                              \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autofree char *texts_ = talk_texts (self);                                                  \
                                                                                                  \
    WAIT_FOR (g_str_equal (texts_, wanted)                                                        \
              || (g_free (texts_), texts_ = talk_texts (self), g_str_equal (texts_, wanted)));    \
  }                                                                                               \
  G_STMT_END

static void
assert_texts (Talk *self, const char *wanted)
{
  g_autofree char *texts = talk_texts (self);

  g_assert_cmpstr (texts, ==, wanted);
}

static void
test_talks (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) post = NULL;
  gint64 id = 0;

  talk_join (self);
  g_assert_cmpstr (self->states->str, ==, "cO");
  g_assert_false (client_session_get_is_classic (self->session));
  g_assert_cmpstr (client_session_get_server_name (self->session), ==, "Lab");
  g_assert_cmpstr (client_session_get_me (self->session)->id, ==, "u1");
  g_assert_null (client_session_get_trouble (self->session));

  talk_post (self, "hello");
  assert_texts (self, "hello?");
  g_assert_cmpuint (client_session_get_n_queued (self->session), ==, 1);
  id = talk_expect (self, "post", &post);
  g_assert_cmpstr (charla_message_get_string (post, "room"), ==, "r1");
  g_assert_cmpstr (charla_message_get_string (post, "text"), ==, "hello");
  talk_answer (self, id, "{'seq': 11, 'time': 1000}");
  talk_say (self, 11, 10, TALK_ANA, "hello");
  talk_say (self, 12, 11, TALK_BERTA, "hi");
  WAIT_FOR_TEXTS (self, "hello hi");
  g_assert_cmpuint (client_session_get_n_queued (self->session), ==, 0);
  WAIT_FOR (self->received->len > 0);
  g_assert_cmpstr (self->received->str, ==, " hi");
  g_assert_cmpstr (self->events->str, ==, " 11 12");
  g_assert_cmpuint (client_room_get_unread (talk_lobby (self)), ==, 1);
}

static void
test_refused (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;
  ClientMessage *message = NULL;

  talk_join (self);
  message = talk_post (self, "hello");
  talk_refuse (self, talk_expect (self, "post", &first), "internal");
  WAIT_FOR_TEXTS (self, "hello!");
  g_assert_cmpstr (client_message_get_error (message), ==, "The server could not do that.");

  client_session_retry_message (self->session, message);
  assert_texts (self, "hello?");
  talk_refuse (self, talk_expect (self, "post", &second), "internal");
  g_assert_cmpstr (charla_message_get_string (first, "nonce"),
                   ==,
                   charla_message_get_string (second, "nonce"));
  WAIT_FOR_TEXTS (self, "hello!");

  client_session_drop_message (self->session, message);
  assert_texts (self, "");
}

/* Nobody knows whether it arrived: it is sent again as the same one. */
static void
test_lost_before_the_answer (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) hello = NULL;
  gint64 since = 0;
  gint64 id = 0;

  talk_join (self);
  talk_post (self, "hello");
  talk_expect (self, "post", &first);
  fake_server_close (self->server);
  WAIT_FOR (client_session_get_state (self->session) != CLIENT_SESSION_ONLINE);
  assert_texts (self, "hello?");

  hello = talk_greet (self, TALK_OK (11, "", TALK_LOBBY (11, 10)));
  g_assert_true (charla_message_get_int (hello, "since", &since));
  g_assert_cmpint (since, ==, 10);
  g_assert_cmpstr (charla_message_get_string (hello, "token"), ==, "key");
  talk_say (self, 11, 10, TALK_ANA, "hello");
  talk_live (self, 11);
  id = talk_expect (self, "post", &second);
  g_assert_cmpstr (charla_message_get_string (first, "nonce"),
                   ==,
                   charla_message_get_string (second, "nonce"));
  talk_answer (self, id, "{'seq': 11, 'time': 1000}");
  WAIT_FOR_TEXTS (self, "hello");
  g_assert_cmpstr (self->received->str, ==, "");
}

static void
test_slow_answer (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) hello = NULL;
  gint64 id = 0;

  talk_shut_down (self);
  self->timing.request_ms = 200;
  talk_make_session (self);
  talk_join (self);
  talk_post (self, "hello");
  talk_expect (self, "post", &first);
  WAIT_FOR (client_session_get_state (self->session) != CLIENT_SESSION_ONLINE);
  assert_texts (self, "hello?");

  hello = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  id = talk_expect (self, "post", NULL);
  talk_answer (self, id, "{'seq': 11, 'time': 1000}");
  talk_say (self, 11, 10, TALK_ANA, "hello");
  WAIT_FOR_TEXTS (self, "hello");
}

static void
test_lost_in_a_frame (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;
  gint64 since = 0;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "one");
  fake_server_say (self->server, "200       {\"ev\": \"message\", \"seq\": 12", -1);
  WAIT_FOR_TEXTS (self, "one");
  fake_server_close (self->server);

  hello = talk_greet (self, TALK_OK (12, "", TALK_LOBBY (12, 10)));
  g_assert_true (charla_message_get_int (hello, "since", &since));
  g_assert_cmpint (since, ==, 11);
  talk_say (self, 12, 11, TALK_BERTA, "two");
  talk_live (self, 12);
  WAIT_FOR_TEXTS (self, "one two");
  WAIT_FOR (g_str_equal (self->received->str, " one two"));
}

static void
on_user (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientUserInfo) user =
    client_session_whois_finish (CLIENT_SESSION (source), result, &error);

  g_assert_no_error (error);
  g_string_append_printf (user_data, " %s", user->name);
}

static void
test_answers_out_of_order (Talk *self, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gint64 first = 0;
  gint64 second = 0;

  talk_join (self);
  client_session_whois_async (self->session, "ana", on_user, names);
  client_session_whois_async (self->session, "berta", on_user, names);
  first = talk_expect (self, "whois", NULL);
  second = talk_expect (self, "whois", NULL);
  talk_answer (self, second, "{'user': " TALK_BERTA "}");
  talk_answer (self, first, "{'user': " TALK_ANA "}");
  WAIT_FOR (g_str_equal (names->str, " berta ana"));
}

static void
test_repeats (Talk *self, gconstpointer data)
{
  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "one");
  talk_say (self, 11, 10, TALK_BERTA, "one");
  talk_say (self, 12, 11, TALK_BERTA, "two");
  talk_say (self, 11, 10, TALK_BERTA, "one");
  talk_say (self, 13, 12, TALK_BERTA, "three");
  WAIT_FOR_TEXTS (self, "one two three");
  WAIT_FOR (g_str_equal (self->received->str, " one two three"));
  g_assert_cmpstr (self->events->str, ==, " 11 12 13");
}

/* What did not come is asked for. */
static void
test_skips (Talk *self, gconstpointer data)
{
  gint64 id = 0;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "one");
  talk_say (self, 13, 12, TALK_BERTA, "three");
  id = talk_expect (self, "history", NULL);
  talk_answer (self, id,
               "{'messages': ["
               "{'seq': 11, 'time': 1, 'room': 'r1', 'from': " TALK_BERTA ", 'text': 'one'},"
               "{'seq': 12, 'time': 1, 'room': 'r1', 'from': " TALK_BERTA ", 'text': 'two'},"
               "{'seq': 13, 'time': 1, 'room': 'r1', 'from': " TALK_BERTA ", 'text': 'three'}],"
               " 'more': false, 'seq': 13}");
  WAIT_FOR_TEXTS (self, "one two three");
}

/* Ten thousand events behind there is a hole, which is filled by who looks at it. */
static void
test_gap (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "one");
  WAIT_FOR_TEXTS (self, "one");
  fake_server_close (self->server);

  hello = talk_greet (self, TALK_OK (20000, "'gap': true, ", TALK_LOBBY (20000, 10)));
  talk_live (self, 20000);
  talk_answer (self, talk_expect (self, "history", NULL),
               "{'messages': [{'seq': 20000, 'time': 1, 'room': 'r1', 'from': " TALK_BERTA
               ", 'text': 'new'}], 'more': true, 'seq': 20000}");
  WAIT_FOR (client_room_find (talk_lobby (self), 20000, NULL) != NULL);
  g_assert_cmpstr (self->states->str, !=, "");
  talk_say (self, 20001, 20000, TALK_BERTA, "newer");
  WAIT_FOR (client_room_find (talk_lobby (self), 20001, NULL) != NULL);
}

/* A server that was restored from an older store has forgotten what came later. */
static void
test_log_went_back (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "lost");
  WAIT_FOR_TEXTS (self, "lost");
  fake_server_close (self->server);

  hello = talk_greet (self, TALK_OK (5, "'gap': true, ", TALK_LOBBY (5, 0)));
  talk_live (self, 5);
  talk_answer (self, talk_expect (self, "history", NULL),
               "{'messages': [{'seq': 5, 'time': 1, 'room': 'r1', 'from': " TALK_BERTA
               ", 'text': 'kept'}], 'more': false, 'seq': 5}");
  WAIT_FOR_TEXTS (self, "kept");
  talk_say (self, 6, 5, TALK_BERTA, "new");
  WAIT_FOR_TEXTS (self, "kept new");
}

/* What this person does on another device. */
static void
test_other_device (Talk *self, gconstpointer data)
{
  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "one");
  WAIT_FOR (client_room_get_unread (talk_lobby (self)) == 1);
  fake_server_tell (self->server, "{'ev': 'read', 'room': 'r1', 'user': 'u1', 'seq': 11}");
  WAIT_FOR (client_room_get_unread (talk_lobby (self)) == 0);
  g_assert_cmpint (client_room_get_seen (talk_lobby (self)), ==, 11);

  talk_say (self, 12, 11, TALK_ANA, "two");
  WAIT_FOR_TEXTS (self, "one two");
  g_assert_cmpstr (self->received->str, ==, " one");
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/session-charla/" name, Talk, NULL, talk_set_up, func, talk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("talks", test_talks);
  ADD ("refused", test_refused);
  ADD ("lost-before-the-answer", test_lost_before_the_answer);
  ADD ("slow-answer", test_slow_answer);
  ADD ("lost-in-a-frame", test_lost_in_a_frame);
  ADD ("answers-out-of-order", test_answers_out_of_order);
  ADD ("repeats", test_repeats);
  ADD ("skips", test_skips);
  ADD ("gap", test_gap);
  ADD ("log-went-back", test_log_went_back);
  ADD ("other-device", test_other_device);

  return g_test_run ();
}
