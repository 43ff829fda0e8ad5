/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A session with a server that knows only the classic dialect. */
#include "client-session-private.h"

#include "charla-limits.h"
#include "fake-network.h"
#include "fake-server.h"
#include "folder.h"
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
  Folder *folder;
  FakeServer *server;
  GNetworkMonitor *network;
  ClientSession *session;
  GString *states;
  guint n_received;
} Fixture;

static void
on_state (Fixture *self)
{
  ClientSessionState state = CLIENT_SESSION_OFFLINE;

  if (self->session == NULL)
    return;
  state = client_session_get_state (self->session);
  g_string_append_c (self->states, "ocOw"[state]);
  if (state == CLIENT_SESSION_ONLINE)
    g_assert_null (client_session_get_error (self->session));
}

static void
on_received (Fixture *self, ClientRoom *room, ClientMessage *message)
{
  ClientMessage *found = client_room_find (room, client_message_get_seq (message), NULL);

  /* In a room that nobody looks at there is nothing to be found. */
  g_assert_true (room == client_session_get_lobby (self->session));
  g_assert_true (found == message || g_list_model_get_n_items (G_LIST_MODEL (room)) == 0);
  self->n_received++;
}

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = NULL;
  ClientTiming timing;

  client_timing_init (&timing);
  self->folder = folder_new ();
  self->server = fake_server_new ();
  self->server->is_classic = TRUE;
  self->network = fake_network_new ();
  self->states = g_string_new (NULL);
  address = fake_server_get_address (self->server);
  self->session = client_session_new_with (address, "ana", self->folder, self->network, &quick,
                                           &timing);
  g_signal_connect_swapped (self->session, "notify::state", G_CALLBACK (on_state), self);
  g_signal_connect_swapped (self->session, "received", G_CALLBACK (on_received), self);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  if (self->session != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->session));
  wait_settle ();
  g_assert_finalize_object (self->network);
  g_clear_pointer (&self->server, fake_server_free);
  g_string_free (self->states, TRUE);

  /* Nothing is kept of such a server. */
  g_clear_pointer (&self->folder, folder_free);
}

static GListModel *
get_lobby (Fixture *self)
{
  return G_LIST_MODEL (client_session_get_lobby (self->session));
}

static void
look (Fixture *self)
{
  client_room_load_newest_async (client_session_get_lobby (self->session), NULL, NULL);
  WAIT_FOR (!client_room_get_loading (client_session_get_lobby (self->session)));
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
  WAIT_FOR (self->server->n_accepted > n_accepted + 1
            && client_session_get_state (self->session) == CLIENT_SESSION_ONLINE
            && g_str_has_prefix (self->server->heard->str, "3         ana"));
  look (self);
}

static ClientMessage *
post (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  ClientMessage *message = client_session_post (self->session,
                                                client_session_get_lobby (self->session),
                                                text,
                                                0,
                                                &error);

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
  g_autoptr (ClientRoomList) rooms = NULL;
  g_autoptr (ClientRoom) lobby = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *trouble = NULL;
  ClientSessionState state = CLIENT_SESSION_ONLINE;
  gboolean is_loaded = TRUE;
  gboolean is_caught_up = TRUE;
  gint64 retry_at = -1;
  guint n_queued = 1;

  g_object_get (self->session,
                "address", &address,
                "name", &name,
                "rooms", &rooms,
                "lobby", &lobby,
                "state", &state,
                "error", &error,
                "retry-at", &retry_at,
                "is-loaded", &is_loaded,
                "is-caught-up", &is_caught_up,
                "trouble", &trouble,
                "n-queued", &n_queued,
                NULL);
  g_assert_true (address == client_session_get_address (self->session));
  g_assert_cmpstr (name, ==, "ana");
  g_assert_cmpstr (client_session_get_name (self->session), ==, "ana");
  g_assert_true (rooms == client_session_get_rooms (self->session));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rooms)), ==, 0);
  g_assert_null (lobby);
  g_assert_cmpint (state, ==, CLIENT_SESSION_OFFLINE);
  g_assert_null (error);
  g_assert_cmpint (retry_at, ==, 0);
  g_assert_false (is_loaded);
  g_assert_false (is_caught_up);
  g_assert_null (trouble);
  g_assert_cmpuint (n_queued, ==, 0);
}

static void
test_talks (Fixture *self, gconstpointer data)
{
  ClientMessage *message = NULL;
  ClientRoom *room = NULL;

  go_online (self);
  room = client_session_get_lobby (self->session);
  g_assert_true (client_session_get_is_classic (self->session));
  WAIT_FOR (client_session_get_is_caught_up (self->session));
  message = post (self, "¡Hola! 👋");
  g_assert_true (client_message_get_own (message));
  g_assert_cmpstr (client_message_get_sender (message), ==, "ana");
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_QUEUED);
  wait_for_message (message, CLIENT_MESSAGE_SENT);
  wait_for_words (self, "3         ana12        ¡Hola! 👋");
  g_assert_cmpuint (client_room_get_unread (room), ==, 0);
  g_assert_cmpuint (client_session_get_n_queued (self->session), ==, 0);

  fake_server_message (self->server, "bob", "hi");
  WAIT_FOR (self->n_received == 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (room)), ==, 2);
  g_assert_cmpuint (client_room_get_unread (room), ==, 1);
  client_session_mark_read (self->session, room, client_room_get_last (room)->seq);
  WAIT_FOR (client_room_get_unread (room) == 0);

  client_session_close (self->session);
  g_assert_cmpstr (self->states->str, ==, "cOo");
  g_assert_null (client_session_get_error (self->session));
  WAIT_FOR (self->server->ended);
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
  g_assert_cmpuint (self->server->n_accepted, ==, 3);
}

/* The line breaks between handing messages over and writing them. */
static void
test_not_sent_is_sent_again (Fixture *self, gconstpointer data)
{
  const guint total = 64;
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
  g_assert_cmpuint (self->server->n_accepted, ==, 3);
  g_assert_cmpuint (self->server->heard->len, ==, 13 + total * frame_size);
  for (guint i = 0; i < total; i++)
    {
      const char *frame = self->server->heard->str + 13 + i * frame_size;

      g_assert_true (g_str_has_prefix (frame, "16384     "));
      g_assert_cmpint (frame[CHARLA_HEADER_SIZE], ==, 'A' + i % 26);
    }
}

/* With such a server nothing is on the disk from where it could be sent later. */
static void
test_close_fails_the_queue (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessage) message = NULL;

  go_online (self);
  fake_server_go_away (self->server);
  wait_for_state (self, CLIENT_SESSION_WAITING);
  message = g_object_ref (post (self, "one"));
  client_session_close (self->session);
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_FAILED);
  g_assert_nonnull (client_message_get_error (message));

  /* Nor is it said later. */
  fake_server_come_back (self->server);
  go_online (self);
  wait_for_message (post (self, "two"), CLIENT_MESSAGE_SENT);
  wait_for_words (self, "3         ana3         two");
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_FAILED);
}

static void
test_refused_texts (Fixture *self, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (CHARLA_TEXT_MAX, 'x');
  g_autofree char *too_long = g_strnfill (CHARLA_TEXT_MAX + 1, 'x');
  const char *const bad[] = { "", too_long, "\xff" };
  ClientRoom *room = NULL;

  go_online (self);
  room = client_session_get_lobby (self->session);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (client_session_post (self->session, room, bad[i], 0, &error));
      g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_TEXT);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  g_assert_cmpuint (g_list_model_get_n_items (get_lobby (self)), ==, 0);
  post (self, longest);
  g_assert_cmpuint (g_list_model_get_n_items (get_lobby (self)), ==, 1);
}

static void
test_full_queue (Fixture *self, gconstpointer data)
{
  ClientMessage *last = NULL;
  g_autoptr (GError) error = NULL;

  go_online (self);
  fake_server_go_away (self->server);
  wait_for_state (self, CLIENT_SESSION_WAITING);
  for (guint i = 0; i < CLIENT_OUTBOX_MAX_MESSAGES; i++)
    last = post (self, "x");
  g_assert_null (client_session_post (self->session, client_session_get_lobby (self->session),
                                      "one too many", 0, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_FULL);
  g_assert_cmpuint (g_list_model_get_n_items (get_lobby (self)), ==, CLIENT_OUTBOX_MAX_MESSAGES);

  fake_server_come_back (self->server);
  wait_for_message (last, CLIENT_MESSAGE_SENT);
  post (self, "now");
}

static void
test_flood (Fixture *self, gconstpointer data)
{
  const guint total = CLIENT_ROOM_MAX_MESSAGES + 1;
  g_autoptr (GString) flood = g_string_new (NULL);

  for (guint i = 0; i < total; i++)
    g_string_append (flood, "3         bob5         flood");
  go_online (self);
  fake_server_flood (self->server, flood->str, flood->len);
  WAIT_FOR (self->n_received == total);

  g_assert_cmpuint (g_list_model_get_n_items (get_lobby (self)), <=, CLIENT_ROOM_MAX_MESSAGES);
  g_assert_cmpuint (client_room_get_unread (client_session_get_lobby (self->session)),
                    ==,
                    CLIENT_UNREAD_MAX);
}

/* The room and its messages may be looked at when the session is gone. */
static void
test_room_outlives (Fixture *self, gconstpointer data)
{
  ClientRoom *room = NULL;
  g_autoptr (ClientMessage) message = NULL;

  go_online (self);
  room = g_object_ref (client_session_get_lobby (self->session));
  wait_for_message (post (self, "one"), CLIENT_MESSAGE_SENT);
  g_assert_finalize_object (g_steal_pointer (&self->session));
  message = g_list_model_get_item (G_LIST_MODEL (room), 0);
  g_assert_cmpstr (client_message_get_text (message), ==, "one");
  g_assert_finalize_object (room);
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
  WAIT_FOR (self->session == NULL
            || client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
  if (self->session != NULL)
    fake_server_message (self->server, "bob", "one");
  WAIT_FOR (self->session == NULL);
  wait_settle ();
}

/* Who has been there before is not asked what to do about a server that is not there yet. */
static void
test_returns (Fixture *self, gconstpointer data)
{
  fake_server_go_away (self->server);
  client_session_return (self->session);
  wait_for_state (self, CLIENT_SESSION_WAITING);
  g_assert_error (client_session_get_error (self->session), CLIENT_ERROR, CLIENT_ERROR_REFUSED);

  fake_server_come_back (self->server);
  wait_for_state (self, CLIENT_SESSION_ONLINE);

  client_session_close (self->session);
  fake_server_go_away (self->server);
  client_session_open (self->session);
  wait_for_state (self, CLIENT_SESSION_OFFLINE);
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
  add ("/client/session/queue-over-a-loss", NULL, test_queue_over_a_loss);
  add ("/client/session/not-sent-is-sent-again", NULL, test_not_sent_is_sent_again);
  add ("/client/session/close-fails-the-queue", NULL, test_close_fails_the_queue);
  add ("/client/session/refused-texts", NULL, test_refused_texts);
  add ("/client/session/full-queue", NULL, test_full_queue);
  add ("/client/session/flood", NULL, test_flood);
  add ("/client/session/room-outlives", NULL, test_room_outlives);
  add ("/client/session/returns", NULL, test_returns);
  add ("/client/session/dropped-when-received", "received", test_dropped_while_told);
  add ("/client/session/dropped-when-connecting", "notify::state", test_dropped_while_told);
  add ("/client/session/dropped-when-known", "notify::lobby", test_dropped_while_told);

  return g_test_run ();
}
