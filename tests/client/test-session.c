/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include "charla-limits.h"
#include "client-outbox.h"
#include "fake-network.h"
#include "fake-server.h"
#include "wait.h"

static double
random_least (void)
{
  return 0;
}

static const ClientBackoff quick = { .first_ms = 2, .longest_ms = 8, .random = random_least };

/* A session with a server, and what it has told. */
typedef struct
{
  FakeServer *server;
  GNetworkMonitor *network;
  ClientSession *session;
  GString *states;
  guint n_received;
} Fixture;

static void
on_state (Fixture *self)
{
  ClientSessionState state = client_session_get_state (self->session);

  g_string_append_c (self->states, "ocOw"[state]);
  if (state == CLIENT_SESSION_ONLINE)
    g_assert_null (client_session_get_error (self->session));
}

static void
on_received (Fixture *self, ClientMessage *message)
{
  GListModel *room = G_LIST_MODEL (client_session_get_room (self->session));
  g_autoptr (ClientMessage) last = g_list_model_get_item (room, g_list_model_get_n_items (room) - 1);

  g_assert_true (last == message);
  self->n_received++;
}

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = NULL;

  self->server = fake_server_new ();
  self->network = fake_network_new ();
  self->states = g_string_new (NULL);
  address = fake_server_get_address (self->server);
  self->session = client_session_new_with (address, "ana", self->network, &quick);
  g_signal_connect_swapped (self->session, "notify::state", G_CALLBACK (on_state), self);
  g_signal_connect_swapped (self->session, "received", G_CALLBACK (on_received), self);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  if (self->session != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->session));
  g_assert_finalize_object (self->network);
  g_clear_pointer (&self->server, fake_server_free);
  g_string_free (self->states, TRUE);
}

static void
wait_for_state (Fixture *self, ClientSessionState state)
{
  WAIT_FOR (client_session_get_state (self->session) == state);
}

/* Online, and the server has heard the name on a new connection. */
static void
go_online (Fixture *self)
{
  guint n_accepted = self->server->n_accepted;

  client_session_open (self->session);
  WAIT_FOR (self->server->n_accepted > n_accepted
            && client_session_get_state (self->session) == CLIENT_SESSION_ONLINE
            && g_str_has_prefix (self->server->heard->str, "3         ana"));
}

static ClientMessage *
post (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  ClientMessage *message = client_session_post (self->session, text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (client_message_get_text (message), ==, text);
  return message;
}

static void
wait_for_message (ClientMessage *message, ClientMessageState state)
{
  WAIT_FOR (client_message_get_state (message) == state);
}

static void
wait_for_words (Fixture *self, const char *words)
{
  WAIT_FOR (self->server->heard->len >= strlen (words));
  g_assert_cmpstr (self->server->heard->str, ==, words);
}

static void
test_new (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = NULL;
  g_autoptr (ClientRoom) room = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  ClientSessionState state = CLIENT_SESSION_ONLINE;
  gint64 retry_at = -1;

  g_object_get (self->session,
                "address", &address,
                "name", &name,
                "room", &room,
                "state", &state,
                "error", &error,
                "retry-at", &retry_at,
                NULL);
  g_assert_true (address == client_session_get_address (self->session));
  g_assert_cmpstr (name, ==, "ana");
  g_assert_cmpstr (client_session_get_name (self->session), ==, "ana");
  g_assert_true (room == client_session_get_room (self->session));
  g_assert_cmpint (state, ==, CLIENT_SESSION_OFFLINE);
  g_assert_null (error);
  g_assert_cmpint (retry_at, ==, 0);
}

static void
test_talks (Fixture *self, gconstpointer data)
{
  GListModel *room = G_LIST_MODEL (client_session_get_room (self->session));
  ClientMessage *message = NULL;

  go_online (self);
  message = post (self, "¡Hola! 👋");
  g_assert_true (client_message_get_own (message));
  g_assert_cmpstr (client_message_get_sender (message), ==, "ana");
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_QUEUED);
  wait_for_message (message, CLIENT_MESSAGE_SENT);
  wait_for_words (self, "3         ana12        ¡Hola! 👋");
  g_assert_cmpuint (client_room_get_unread (client_session_get_room (self->session)), ==, 0);

  fake_server_message (self->server, "bob", "hi");
  WAIT_FOR (self->n_received == 1);
  g_assert_cmpuint (g_list_model_get_n_items (room), ==, 2);
  g_assert_cmpuint (client_room_get_unread (client_session_get_room (self->session)), ==, 1);

  client_session_close (self->session);
  g_assert_cmpstr (self->states->str, ==, "cOo");
  g_assert_null (client_session_get_error (self->session));
  WAIT_FOR (self->server->ended);
}

static void
test_queue_before_open (Fixture *self, gconstpointer data)
{
  ClientMessage *one = post (self, "one");
  ClientMessage *two = post (self, "two");

  wait_settle ();
  g_assert_cmpint (client_message_get_state (one), ==, CLIENT_MESSAGE_QUEUED);

  go_online (self);
  wait_for_message (two, CLIENT_MESSAGE_SENT);
  g_assert_cmpint (client_message_get_state (one), ==, CLIENT_MESSAGE_SENT);
  wait_for_words (self, "3         ana3         one3         two");
}

/* What was sent is not sent again; what was not comes in order, once. */
static void
test_queue_over_a_loss (Fixture *self, gconstpointer data)
{
  ClientMessage *two = NULL;
  ClientMessage *three = NULL;

  go_online (self);
  wait_for_message (post (self, "one"), CLIENT_MESSAGE_SENT);
  wait_for_words (self, "3         ana3         one");

  fake_server_go_away (self->server);
  wait_for_state (self, CLIENT_SESSION_WAITING);
  g_assert_error (client_session_get_error (self->session), CLIENT_ERROR, CLIENT_ERROR_LOST);
  g_assert_cmpint (client_session_get_retry_at (self->session), >, 0);
  two = post (self, "two");
  three = post (self, "three");

  /* Some attempts fail first. */
  WAIT_FOR (g_str_has_suffix (self->states->str, "cwcwcw"));
  g_assert_error (client_session_get_error (self->session), CLIENT_ERROR, CLIENT_ERROR_REFUSED);
  g_assert_cmpint (client_message_get_state (two), ==, CLIENT_MESSAGE_QUEUED);

  fake_server_come_back (self->server);
  wait_for_state (self, CLIENT_SESSION_ONLINE);
  g_assert_cmpint (client_session_get_retry_at (self->session), ==, 0);
  wait_for_message (three, CLIENT_MESSAGE_SENT);
  wait_for_words (self, "3         ana3         two5         three");
  g_assert_cmpuint (self->server->n_accepted, ==, 2);
}

/* The line breaks between handing messages over and writing them. */
static void
test_not_sent_is_sent_again (Fixture *self, gconstpointer data)
{
  const guint total = CLIENT_OUTBOX_MAX_BYTES / CHARLA_TEXT_MAX;
  const gsize frame_size = CHARLA_HEADER_SIZE + CHARLA_TEXT_MAX;
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX, 'x');
  ClientMessage *last = NULL;

  go_online (self);
  wait_for_message (post (self, "sent"), CLIENT_MESSAGE_SENT);
  wait_for_words (self, "3         ana4         sent");
  for (guint i = 0; i < total; i++)
    {
      text[0] = (char) ('A' + i % 26);
      last = post (self, text);
    }
  fake_server_reset (self->server);

  wait_for_message (last, CLIENT_MESSAGE_SENT);
  WAIT_FOR (self->server->heard->len >= 13 + total * frame_size);
  wait_settle ();
  g_assert_cmpuint (self->server->n_accepted, ==, 2);
  g_assert_cmpuint (self->server->heard->len, ==, 13 + total * frame_size);
  for (guint i = 0; i < total; i++)
    {
      const char *frame = self->server->heard->str + 13 + i * frame_size;

      g_assert_true (g_str_has_prefix (frame, "16384     "));
      g_assert_cmpint (frame[CHARLA_HEADER_SIZE], ==, 'A' + i % 26);
    }
}

static void
test_close_fails_the_queue (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessage) message = g_object_ref (post (self, "one"));

  client_session_close (self->session);
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_FAILED);

  /* Nor is it said later. */
  go_online (self);
  wait_for_message (post (self, "two"), CLIENT_MESSAGE_SENT);
  wait_for_words (self, "3         ana3         two");
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_FAILED);
}

static void
test_dropped_fails_the_queue (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessage) message = g_object_ref (post (self, "one"));

  g_assert_finalize_object (g_steal_pointer (&self->session));
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_FAILED);
}

static void
test_refused_texts (Fixture *self, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (CHARLA_TEXT_MAX, 'x');
  g_autofree char *too_long = g_strnfill (CHARLA_TEXT_MAX + 1, 'x');
  const char *const bad[] = { "", too_long, "\xff" };
  GListModel *room = G_LIST_MODEL (client_session_get_room (self->session));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (client_session_post (self->session, bad[i], &error));
      g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_TEXT);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  g_assert_cmpuint (g_list_model_get_n_items (room), ==, 0);
  post (self, longest);
  g_assert_cmpuint (g_list_model_get_n_items (room), ==, 1);
}

static void
test_full_queue (Fixture *self, gconstpointer data)
{
  GListModel *room = G_LIST_MODEL (client_session_get_room (self->session));
  ClientMessage *last = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CLIENT_OUTBOX_MAX_MESSAGES; i++)
    last = post (self, "x");
  g_assert_null (client_session_post (self->session, "one too many", &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_FULL);
  g_assert_cmpuint (g_list_model_get_n_items (room), ==, CLIENT_OUTBOX_MAX_MESSAGES);

  go_online (self);
  wait_for_message (last, CLIENT_MESSAGE_SENT);
  post (self, "now");
}

static void
test_flood (Fixture *self, gconstpointer data)
{
  const guint total = CLIENT_ROOM_MAX_MESSAGES + 1;
  GListModel *room = G_LIST_MODEL (client_session_get_room (self->session));
  g_autoptr (GString) flood = g_string_new (NULL);

  for (guint i = 0; i < total; i++)
    g_string_append (flood, "3         bob5         flood");
  go_online (self);
  fake_server_flood (self->server, flood->str, flood->len);
  WAIT_FOR (self->n_received == total);

  g_assert_cmpuint (g_list_model_get_n_items (room), <=, CLIENT_ROOM_MAX_MESSAGES);
  g_assert_cmpuint (client_room_get_unread (client_session_get_room (self->session)), ==, total);
}

/* The room and its messages may be looked at when the session is gone. */
static void
test_room_outlives (Fixture *self, gconstpointer data)
{
  ClientRoom *room = g_object_ref (client_session_get_room (self->session));
  g_autoptr (ClientMessage) message = NULL;

  post (self, "one");
  g_assert_finalize_object (g_steal_pointer (&self->session));
  message = g_list_model_get_item (G_LIST_MODEL (room), 0);
  g_assert_cmpstr (client_message_get_text (message), ==, "one");
  g_assert_finalize_object (room);
}

static void
post_once (ClientSession *session)
{
  if (client_session_get_state (session) == CLIENT_SESSION_ONLINE)
    client_session_post (session, "second", NULL);
}

/* Who is told that it is online finds what waited already on its way. */
static void
test_post_while_told (Fixture *self, gconstpointer data)
{
  g_signal_connect (self->session, "notify::state", G_CALLBACK (post_once), NULL);
  post (self, "first");
  go_online (self);
  wait_for_words (self, "3         ana5         first6         second");
}

static void
drop_session (Fixture *self)
{
  g_clear_object (&self->session);
}

static void
test_dropped_while_told (Fixture *self, gconstpointer data)
{
  g_signal_connect_swapped (self->session, data, G_CALLBACK (drop_session), self);
  client_session_open (self->session);
  if (self->session != NULL)
    WAIT_FOR (self->server->n_accepted == 1);
  if (self->session != NULL)
    fake_server_message (self->server, "bob", "one");
  WAIT_FOR (self->session == NULL);
  wait_settle ();
}

static void
add (const char *path, gconstpointer data, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, func, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/client/session/new", NULL, test_new);
  add ("/client/session/talks", NULL, test_talks);
  add ("/client/session/queue-before-open", NULL, test_queue_before_open);
  add ("/client/session/queue-over-a-loss", NULL, test_queue_over_a_loss);
  add ("/client/session/not-sent-is-sent-again", NULL, test_not_sent_is_sent_again);
  add ("/client/session/close-fails-the-queue", NULL, test_close_fails_the_queue);
  add ("/client/session/dropped-fails-the-queue", NULL, test_dropped_fails_the_queue);
  add ("/client/session/refused-texts", NULL, test_refused_texts);
  add ("/client/session/full-queue", NULL, test_full_queue);
  add ("/client/session/flood", NULL, test_flood);
  add ("/client/session/room-outlives", NULL, test_room_outlives);
  add ("/client/session/post-while-told", NULL, test_post_while_told);
  add ("/client/session/dropped-while-told", "received", test_dropped_while_told);

  return g_test_run ();
}
