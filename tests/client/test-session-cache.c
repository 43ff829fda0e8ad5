/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a session keeps on the disk, and what it does without. */
#include <signal.h>
#include <sys/resource.h>

#include "talk.h"
#include "wait.h"

static char *
get_path (Talk *self)
{
  return client_cache_get_path (self->folder, "s1", "ana");
}

static void
start_again (Talk *self)
{
  talk_shut_down (self);
  talk_make_session (self);
}

static char *
wait_for_texts (Talk *self, guint n)
{
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (talk_lobby (self))) >= n);
  return talk_texts (self);
}

/* What was seen and what was written is there before there is a network. */
static void
test_offline_start (Talk *self, gconstpointer data)
{
  g_autofree char *texts = NULL;
  g_autofree char *later = NULL;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "one");
  WAIT_FOR (self->received->len > 0);
  client_session_set_draft (self->session, talk_lobby (self), "half a");
  client_session_set_muted (self->session, talk_lobby (self), TRUE);
  fake_server_go_away (self->server);
  talk_post (self, "mine");
  start_again (self);

  client_session_open (self->session);
  WAIT_FOR (client_session_get_is_loaded (self->session));
  g_assert_cmpstr (client_session_get_me (self->session)->name, ==, "ana");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (
                      client_session_get_rooms (self->session))), ==, 1);
  g_assert_cmpstr (client_room_get_last (talk_lobby (self))->text, ==, "one");
  g_assert_cmpuint (client_room_get_unread (talk_lobby (self)), ==, 1);
  g_assert_cmpuint (client_session_get_n_queued (self->session), ==, 1);
  g_assert_cmpstr (client_session_get_draft (self->session, talk_lobby (self)), ==, "half a");
  g_assert_true (client_room_get_is_muted (talk_lobby (self)));
  g_assert_false (client_room_get_is_pinned (talk_lobby (self)));
  g_assert_cmpint (client_room_get_activity (talk_lobby (self)), ==, 1000);
  client_room_load_newest_async (talk_lobby (self), NULL, NULL);
  texts = wait_for_texts (self, 2);
  g_assert_cmpstr (texts, ==, "one mine?");

  talk_wait (self, CLIENT_SESSION_OFFLINE);
  g_assert_error (client_session_get_error (self->session), CLIENT_ERROR, CLIENT_ERROR_REFUSED);
  later = talk_texts (self);
  g_assert_cmpstr (later, ==, "one mine?");
}

/* A message that waited in a program that has ended is sent by the next one. */
static void
look_at_room (GListModel *rooms, guint position, guint removed, guint added, gpointer data)
{
  g_autoptr (ClientRoom) room = g_list_model_get_item (rooms, position);

  if (added > 0)
    client_room_load_newest_async (room, NULL, NULL);
}

/* Whoever looks into a room in the moment in which it comes sees what was said in it. */
static void
test_seen_at_once (Talk *self, gconstpointer data)
{
  g_autofree char *texts = NULL;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "one");
  WAIT_FOR (self->received->len > 0);
  fake_server_go_away (self->server);
  start_again (self);

  g_signal_connect (client_session_get_rooms (self->session), "items-changed",
                    G_CALLBACK (look_at_room), NULL);
  client_session_open (self->session);
  WAIT_FOR (client_session_get_is_loaded (self->session));
  texts = wait_for_texts (self, 1);
  g_assert_cmpstr (texts, ==, "one");
}

static void
test_sent_later (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) second = NULL;
  g_autoptr (CharlaMessage) hello = NULL;
  g_autofree char *texts = NULL;

  talk_join (self);
  talk_post (self, "one");
  talk_expect (self, "post", &first);
  start_again (self);

  client_session_open (self->session);
  hello = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  talk_answer (self, talk_expect (self, "post", &second), "{'seq': 11, 'time': 1000}");
  g_assert_cmpstr (charla_message_get_string (first, "nonce"),
                   ==,
                   charla_message_get_string (second, "nonce"));
  talk_say (self, 11, 10, TALK_ANA, "one");
  WAIT_FOR (g_str_equal (self->events->str, " 11"));
  client_room_load_newest_async (talk_lobby (self), NULL, NULL);
  texts = wait_for_texts (self, 1);
  g_assert_cmpstr (texts, ==, "one");

  /* And not by the one after that. */
  start_again (self);
  client_session_open (self->session);
  WAIT_FOR (client_session_get_is_loaded (self->session));
  g_assert_cmpuint (client_session_get_n_queued (self->session), ==, 0);
}

static void
assert_works (Talk *self)
{
  talk_join (self);
  talk_post (self, "one");
  talk_answer (self, talk_expect (self, "post", NULL), "{'seq': 11, 'time': 1000}");
  talk_say (self, 11, 10, TALK_ANA, "one");
  talk_say (self, 12, 11, TALK_BERTA, "two");
  WAIT_FOR (self->received->len > 0);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(ClientCache **) user_data = client_cache_open_finish (result, NULL);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* When another program has it, and no longer. */
static void
test_in_use (Talk *self, gconstpointer data)
{
  g_autofree char *path = get_path (self);
  g_autoptr (ClientCache) other = NULL;
  g_autoptr (CharlaMessage) hello = NULL;
  gboolean is_closed = FALSE;

  client_cache_open_async (path, FALSE, NULL, on_opened, &other);
  WAIT_FOR (other != NULL);
  assert_works (self);
  g_assert_nonnull (client_session_get_trouble (self->session));

  client_cache_close_async (other, on_closed, &is_closed);
  WAIT_FOR (is_closed);
  fake_server_go_away (self->server);
  WAIT_FOR (client_session_get_trouble (self->session) == NULL);
  fake_server_come_back (self->server);
  hello = talk_greet (self, TALK_OK (12, "", TALK_LOBBY (12, 12)));
  talk_wait (self, CLIENT_SESSION_ONLINE);
}

static void
test_damaged (Talk *self, gconstpointer data)
{
  g_autofree char *path = get_path (self);
  g_autofree char *rubbish = g_strnfill (10000, 'x');

  g_assert_true (g_file_set_contents (path, rubbish, -1, NULL));
  assert_works (self);
  g_assert_nonnull (client_session_get_trouble (self->session));

  start_again (self);
  client_session_open (self->session);
  WAIT_FOR (client_session_get_is_loaded (self->session));
  g_assert_null (client_session_get_trouble (self->session));
  g_assert_nonnull (talk_lobby (self));
}

static void
limit_files (rlim_t size)
{
  const struct rlimit limit = { size, RLIM_INFINITY };

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* A disk that takes nothing more: what comes is still shown, what is said still sent. */
static void
test_full (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;
  g_autofree char *texts = NULL;
  gint64 id = 0;

  signal (SIGXFSZ, SIG_IGN);
  talk_join (self);
  limit_files (1);
  talk_post (self, "one");
  hello = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  id = talk_expect (self, "post", NULL);
  g_assert_nonnull (client_session_get_trouble (self->session));
  talk_answer (self, id, "{'seq': 11, 'time': 1000}");
  talk_say (self, 11, 10, TALK_ANA, "one");
  talk_say (self, 12, 11, TALK_BERTA, "two");
  WAIT_FOR (self->received->len > 0);
  client_room_load_newest_async (talk_lobby (self), NULL, NULL);
  texts = wait_for_texts (self, 2);
  g_assert_cmpstr (texts, ==, "... one two");
  limit_files (RLIM_INFINITY);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/session-cache/" name, Talk, NULL, talk_set_up, func, talk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("offline-start", test_offline_start);
  ADD ("seen-at-once", test_seen_at_once);
  ADD ("sent-later", test_sent_later);
  ADD ("in-use", test_in_use);
  ADD ("damaged", test_damaged);
  ADD ("full", test_full);

  return g_test_run ();
}
