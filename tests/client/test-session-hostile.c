/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A session when a server, the disk and the person do what they should not, at the wrong
 * time. */
#include <sys/stat.h>

#include "talk.h"
#include "wait.h"

#define OTHER_OK(token)                                                                           \
  "{'re': 1, 'ok': {'charla': 1, 'server': {'id': 's2', 'name': 'Other'}, 'you': " TALK_ANA       \
  ", " token "'seq': 900, 'rooms': [" TALK_LOBBY (900, 900) "]}}"

/* Returns: (transfer full) (nullable): the next post, if there is one before a ping */
static CharlaMessage *
find_post (Talk *self)
{
  gboolean is_told = FALSE;

  client_session_whois_async (self->session, "marker", NULL, NULL);
  while (!is_told)
    {
      g_autoptr (CharlaMessage) heard = talk_hear (self);
      const char *what = charla_message_get_string (heard, "do");

      if (g_strcmp0 (what, "post") == 0)
        return g_steal_pointer (&heard);
      is_told = g_strcmp0 (what, "whois") == 0;
    }

  return NULL;
}

static void
wait_kept (Talk *self)
{
  /* The cache does one thing after the other. */
  client_room_load_newest_async (talk_lobby (self), NULL, NULL);
  WAIT_FOR (!client_room_get_loading (talk_lobby (self)));
  wait_settle ();
}

/* What was written for one server is not for another that has its address now. */
static void
test_other_server_gets_nothing (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) third = NULL;
  g_autoptr (CharlaMessage) post = NULL;

  talk_join (self);
  talk_post (self, "secret");
  talk_expect (self, "post", NULL);
  fake_server_close (self->server);
  second = talk_greet (self, OTHER_OK ("'token': 'other', "));
  WAIT_FOR (g_strcmp0 (client_session_get_server_name (self->session), "Other") == 0);
  talk_wait (self, CLIENT_SESSION_ONLINE);
  post = find_post (self);
  g_assert_null (post);
  g_assert_cmpuint (client_session_get_n_queued (self->session), ==, 0);

  /* It waits for the one that it is for. */
  fake_server_close (self->server);
  third = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  talk_wait (self, CLIENT_SESSION_ONLINE);
  talk_expect (self, "post", &post);
  g_assert_cmpstr (charla_message_get_string (post, "text"), ==, "secret");
}

/* The key is said at once, also when the line is lost before it is kept. */
static void
test_lost_while_claiming (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;

  client_session_open (self->session);
  first = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  WAIT_FOR (client_session_get_server_name (self->session) != NULL);
  fake_server_close (self->server);
  second = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  g_assert_cmpstr (charla_message_get_string (second, "token"), ==, "key");
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

/* A name without its key is lost for good: it is kept as soon as it can be. */
static void
test_key_is_kept_later (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) third = NULL;
  g_autofree char *accounts = g_build_filename (self->folder, "accounts", NULL);

  g_assert_cmpint (g_mkdir (accounts, S_IRWXU), ==, 0);
  client_session_open (self->session);
  first = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  talk_wait (self, CLIENT_SESSION_ONLINE);
  g_assert_nonnull (client_session_get_trouble (self->session));

  g_assert_cmpint (g_rmdir (accounts), ==, 0);
  fake_server_close (self->server);
  second = talk_greet (self, "{'re': 1, 'ok': {'charla': 1, 'server': {'id': 's1', 'name': 'Lab'},"
                             " 'you': " TALK_ANA ", 'seq': 10, 'rooms': ["
                             TALK_LOBBY (10, 10) "]}}");
  WAIT_FOR (client_session_get_trouble (self->session) == NULL);

  talk_shut_down (self);
  talk_make_session (self);
  client_session_open (self->session);
  third = talk_hear (self);
  g_assert_cmpstr (charla_message_get_string (third, "token"), ==, "key");
}

/* The same when the person leaves before there is another line. */
static void
test_key_is_kept_at_the_end (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) third = NULL;
  g_autofree char *accounts = g_build_filename (self->folder, "accounts", NULL);

  g_assert_cmpint (g_mkdir (accounts, S_IRWXU), ==, 0);
  client_session_open (self->session);
  first = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  talk_wait (self, CLIENT_SESSION_ONLINE);
  g_assert_cmpint (g_rmdir (accounts), ==, 0);

  talk_shut_down (self);
  talk_make_session (self);
  client_session_open (self->session);
  third = talk_hear (self);
  g_assert_cmpstr (charla_message_get_string (third, "token"), ==, "key");
}

/* Who leaves and comes back at once finds what is kept. */
static void
test_comes_back_at_once (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;

  talk_join (self);
  for (guint i = 0; i < 200; i++)
    client_session_set_draft (self->session, talk_lobby (self), i % 2 ? "a" : "b");
  client_session_close (self->session);
  client_session_open (self->session);
  hello = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  talk_wait (self, CLIENT_SESSION_ONLINE);
  g_assert_null (client_session_get_trouble (self->session));
  g_assert_true (charla_message_has (hello, "since"));
}

/* What waits on the disk has not failed, however often one leaves. */
static void
test_leaves_twice (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;
  g_autoptr (CharlaMessage) post = NULL;
  ClientMessage *message = NULL;

  talk_join (self);
  message = talk_post (self, "one");
  talk_expect (self, "post", NULL);
  client_session_close (self->session);
  client_session_close (self->session);
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_QUEUED);

  client_session_open (self->session);
  hello = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  talk_expect (self, "post", &post);
  g_assert_cmpstr (charla_message_get_string (post, "text"), ==, "one");
}

/* A cache that is asked too much at once forgets no message. */
static void
test_busy_cache (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) post = NULL;

  talk_join (self);
  for (guint i = 0; i <= CLIENT_CACHE_MAX_WAITING; i++)
    client_session_set_draft (self->session, talk_lobby (self), i % 2 ? "a" : "b");
  talk_post (self, "one");
  for (guint i = 0; i < 3 && post == NULL; i++)
    {
      g_autoptr (CharlaMessage) heard = talk_hear (self);

      if (charla_message_has (heard, "charla"))
        fake_server_tell (self->server, TALK_OK (10, "", TALK_LOBBY (10, 10)));
      else
        post = g_steal_pointer (&heard);
    }
  g_assert_cmpstr (charla_message_get_string (post, "text"), ==, "one");
}

/* A server that goes while the cache has too much to do comes back like any other. */
static void
test_busy_and_away (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;
  g_autoptr (ClientEvent) event = client_event_new ();

  talk_join (self);
  for (guint i = 0; i <= CLIENT_CACHE_MAX_WAITING; i++)
    client_session_set_draft (self->session, talk_lobby (self), i % 2 ? "a" : "b");
  event->kind = CLIENT_EVENT_PING;
  client_sync_push (self->session->sync, event);
  fake_server_go_away (self->server);
  talk_wait (self, CLIENT_SESSION_WAITING);
  g_assert_nonnull (client_session_get_error (self->session));
  for (guint i = 0; i < 5; i++)
    {
      talk_wait (self, CLIENT_SESSION_CONNECTING);
      talk_wait (self, CLIENT_SESSION_WAITING);
    }

  fake_server_come_back (self->server);
  hello = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

/* An answer that says nothing is asked for again. */
static void
test_answer_of_nothing (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;

  talk_join (self);
  talk_post (self, "one");
  talk_answer (self, talk_expect (self, "post", &first), "{}");
  talk_answer (self, talk_expect (self, "post", &second), "{'seq': 11, 'time': 1}");
  g_assert_cmpstr (charla_message_get_string (first, "nonce"), ==,
                   charla_message_get_string (second, "nonce"));
  talk_say (self, 11, 10, TALK_ANA, "one");
  WAIT_FOR (client_session_get_n_queued (self->session) == 0);
}

/* A read mark that was refused is no reason to tell no other. */
static void
test_mark_is_refused (Talk *self, gconstpointer data)
{
  gint64 seq = 0;
  g_autoptr (CharlaMessage) second = NULL;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "one");
  talk_say (self, 12, 11, TALK_BERTA, "two");
  WAIT_FOR (client_room_get_unread (talk_lobby (self)) == 2);
  client_session_mark_read (self->session, talk_lobby (self), 11);
  talk_refuse (self, talk_expect (self, "read", NULL), "rate-limited");
  WAIT_FOR (client_room_get_seen (talk_lobby (self)) == 11);
  wait_kept (self);
  wait_settle ();
  client_session_mark_read (self->session, talk_lobby (self), 12);
  talk_expect (self, "read", &second);
  g_assert_true (charla_message_get_int (second, "seq", &seq));
  g_assert_cmpint (seq, ==, 12);
}

/* What waits for long goes in the order in which it was written, and each once. */
static void
test_many_wait (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;

  talk_join (self);
  fake_server_go_away (self->server);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      talk_post (self, text);
    }
  talk_wait (self, CLIENT_SESSION_WAITING);
  fake_server_come_back (self->server);
  hello = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autofree char *ok = g_strdup_printf ("{'seq': %u, 'time': 1}", 11 + i);
      g_autoptr (CharlaMessage) post = NULL;
      gint64 id = talk_expect (self, "post", &post);

      g_assert_cmpstr (charla_message_get_string (post, "text"), ==, text);
      talk_answer (self, id, ok);
      talk_say (self, 11 + i, 10 + i, TALK_ANA, text);
    }
  WAIT_FOR (client_session_get_n_queued (self->session) == 0);
}

/* Who has a session and lets go of it without a word. */
static void
test_dropped (Talk *self, gconstpointer data)
{
  talk_join (self);
  talk_post (self, "one");
  g_clear_object (&self->session);
  for (guint i = 0; i < 20; i++)
    {
      wait_settle ();
      g_usleep (5000);
    }
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/session-hostile/" name, Talk, NULL, talk_set_up, func, talk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("dropped", test_dropped);
  ADD ("many-wait", test_many_wait);
  ADD ("other-server-gets-nothing", test_other_server_gets_nothing);
  ADD ("lost-while-claiming", test_lost_while_claiming);
  ADD ("key-is-kept-later", test_key_is_kept_later);
  ADD ("key-is-kept-at-the-end", test_key_is_kept_at_the_end);
  ADD ("comes-back-at-once", test_comes_back_at_once);
  ADD ("leaves-twice", test_leaves_twice);
  ADD ("busy-cache", test_busy_cache);
  ADD ("busy-and-away", test_busy_and_away);
  ADD ("answer-of-nothing", test_answer_of_nothing);
  ADD ("mark-is-refused", test_mark_is_refused);

  return g_test_run ();
}
