/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-reconnector.h"

#include <string.h>

#include "client-error.h"
#include "fake-network.h"
#include "fake-server.h"
#include "wait.h"

#define HOUR_MS (60 * 60 * 1000)

static double
random_most (void)
{
  return 1;
}

static const ClientBackoff quick = { .first_ms = 1, .longest_ms = 4, .random = random_most };
static const ClientBackoff patient = {
  .first_ms = HOUR_MS,
  .longest_ms = HOUR_MS,
  .random = random_most,
};

/* A reconnector to a server, and what it has told. */
typedef struct
{
  FakeServer *server;
  GNetworkMonitor *network;
  ClientReconnector *reconnector;
  GString *states;
  guint n_welcomed;
  guint n_received;
  guint n_answers;
  guint n_lost;
} Fixture;

static void
on_state (Fixture *self)
{
  ClientSessionState state = client_reconnector_get_state (self->reconnector);

  g_string_append_c (self->states, "ocOw"[state]);
  g_assert_cmpint (state == CLIENT_SESSION_WAITING,
                   ==,
                   client_reconnector_get_retry_at (self->reconnector) != 0);
  if (state == CLIENT_SESSION_ONLINE)
    g_assert_null (client_reconnector_get_error (self->reconnector));
  if (state == CLIENT_SESSION_WAITING)
    g_assert_nonnull (client_reconnector_get_error (self->reconnector));
}

static void
on_welcomed (Fixture *self, ClientWelcome *welcome)
{
  self->n_welcomed++;
  g_assert_cmpint (client_reconnector_get_state (self->reconnector), ==,
                   CLIENT_SESSION_CONNECTING);
}

static void
on_event (Fixture *self, ClientEvent *event)
{
  self->n_received += event->kind == CLIENT_EVENT_MESSAGE;
}

static void
fixture_set_name (Fixture *self, const char *name, const ClientBackoff *backoff,
                  ClientSpeech speech)
{
  g_autoptr (ClientAddress) address = fake_server_get_address (self->server);
  g_autoptr (ClientHello) hello = client_hello_new (name);
  ClientTiming timing;

  client_timing_init (&timing);
  timing.detection_ms = 1;
  g_clear_object (&self->reconnector);
  self->reconnector =
    client_reconnector_new (address, hello, speech, self->network, backoff, &timing);
  g_signal_connect_swapped (self->reconnector, "notify::state", G_CALLBACK (on_state), self);
  g_signal_connect_swapped (self->reconnector, "welcomed", G_CALLBACK (on_welcomed), self);
  g_signal_connect_swapped (self->reconnector, "event", G_CALLBACK (on_event), self);
}

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  const ClientBackoff *backoff = data;

  self->server = fake_server_new ();
  self->network = fake_network_new ();
  self->states = g_string_new (NULL);
  fixture_set_name (self, "ana", backoff, CLIENT_SPEECH_CLASSIC);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&self->reconnector));
  g_assert_finalize_object (self->network);
  g_clear_pointer (&self->server, fake_server_free);
  g_string_free (self->states, TRUE);
}

static void
wait_for_states (Fixture *self, const char *states)
{
  WAIT_FOR (self->states->len >= strlen (states));
  g_assert_cmpstr (self->states->str, ==, states);
}

static void
assert_error (Fixture *self, int code)
{
  const GError *error = client_reconnector_get_error (self->reconnector);

  g_assert_error (error, CLIENT_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* Online for the first time, with the server listening to it. */
static void
go_online (Fixture *self)
{
  client_reconnector_open (self->reconnector);
  wait_for_states (self, "cO");
  WAIT_FOR (self->server->heard->len == 13);
}

static void
test_first_attempt_fails (Fixture *self, gconstpointer data)
{
  fake_server_go_away (self->server);
  client_reconnector_open (self->reconnector);
  wait_for_states (self, "co");
  assert_error (self, CLIENT_ERROR_REFUSED);

  /* It is the person's to try again, not the network's. */
  fake_server_come_back (self->server);
  fake_network_change (self->network, TRUE);
  client_reconnector_retry (self->reconnector);
  wait_settle ();
  g_assert_cmpstr (self->states->str, ==, "co");
  assert_error (self, CLIENT_ERROR_REFUSED);

  client_reconnector_open (self->reconnector);
  g_assert_null (client_reconnector_get_error (self->reconnector));
  wait_for_states (self, "cocO");
}

static void
test_bad_name (Fixture *self, gconstpointer data)
{
  fixture_set_name (self, "an\na", data, CLIENT_SPEECH_CLASSIC);
  client_reconnector_open (self->reconnector);
  wait_settle ();

  assert_error (self, CLIENT_ERROR_NAME);
  g_assert_cmpstr (self->states->str, ==, "");
  g_assert_cmpuint (self->server->n_accepted, ==, 0);
}

static void
test_comes_back (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_close (self->server);
  wait_for_states (self, "cOwcO");
  WAIT_FOR (self->server->heard->len == 13);

  fake_server_message (self->server, "bob", "hi");
  WAIT_FOR (self->n_received == 1);
  fake_server_reset (self->server);
  wait_for_states (self, "cOwcOwcO");
}

/* While it tries again, one still reads why the last attempt failed. */
static void
test_keeps_the_reason (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_go_away (self->server);
  wait_for_states (self, "cOw");
  assert_error (self, CLIENT_ERROR_LOST);

  client_reconnector_retry (self->reconnector);
  wait_for_states (self, "cOwc");
  assert_error (self, CLIENT_ERROR_LOST);
  wait_for_states (self, "cOwcw");
  assert_error (self, CLIENT_ERROR_REFUSED);
}

static void
test_network_returns (Fixture *self, gconstpointer data)
{
  gint64 retry_at = 0;

  go_online (self);
  fake_network_change (self->network, FALSE);
  fake_network_change (self->network, TRUE);
  g_assert_cmpstr (self->states->str, ==, "cO");

  fake_server_close (self->server);
  wait_for_states (self, "cOw");
  retry_at = client_reconnector_get_retry_at (self->reconnector);
  g_assert_cmpint (retry_at, >, g_get_monotonic_time ());
  g_assert_cmpint (retry_at, <=, g_get_monotonic_time () + HOUR_MS * G_TIME_SPAN_MILLISECOND);

  fake_network_change (self->network, FALSE);
  g_assert_cmpstr (self->states->str, ==, "cOw");
  fake_network_change (self->network, TRUE);
  fake_network_change (self->network, TRUE);
  wait_for_states (self, "cOwcO");
  WAIT_FOR (self->server->heard->len == 13);
  g_assert_cmpuint (self->server->n_accepted, ==, 2);
}

static void
test_retry (Fixture *self, gconstpointer data)
{
  client_reconnector_retry (self->reconnector);
  g_assert_cmpstr (self->states->str, ==, "");

  go_online (self);
  client_reconnector_retry (self->reconnector);
  client_reconnector_open (self->reconnector);
  g_assert_cmpstr (self->states->str, ==, "cO");

  fake_server_close (self->server);
  wait_for_states (self, "cOw");
  client_reconnector_retry (self->reconnector);
  client_reconnector_retry (self->reconnector);
  wait_for_states (self, "cOwcO");

  WAIT_FOR (self->server->heard->len == 13);
  fake_server_close (self->server);
  wait_for_states (self, "cOwcOw");
  client_reconnector_open (self->reconnector);
  client_reconnector_open (self->reconnector);
  wait_for_states (self, "cOwcOwcO");
  WAIT_FOR (self->server->heard->len == 13);
  g_assert_cmpuint (self->server->n_accepted, ==, 3);
}

static void
test_close (Fixture *self, gconstpointer data)
{
  client_reconnector_close (self->reconnector);
  g_assert_cmpstr (self->states->str, ==, "");

  go_online (self);
  fake_server_close (self->server);
  wait_for_states (self, "cOw");
  client_reconnector_close (self->reconnector);
  wait_for_states (self, "cOwo");
  g_assert_null (client_reconnector_get_error (self->reconnector));
  fake_network_change (self->network, TRUE);
  wait_settle ();
  g_assert_cmpstr (self->states->str, ==, "cOwo");

  client_reconnector_open (self->reconnector);
  client_reconnector_close (self->reconnector);
  wait_settle ();
  g_assert_cmpstr (self->states->str, ==, "cOwoco");
}

static void
test_no_chat (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_say (self->server, "SSH-2.0-OpenSSH_9.2\r\n", -1);

  wait_for_states (self, "cOo");
  assert_error (self, CLIENT_ERROR_NOT_CHAT);
  wait_settle ();
  g_assert_cmpstr (self->states->str, ==, "cOo");
}

/* A chat that has lost its senses may find them again. */
static void
test_no_chat_any_more (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_message (self->server, "bob", "hi");
  fake_server_say (self->server, "What?", -1);

  wait_for_states (self, "cOw");
  assert_error (self, CLIENT_ERROR_NOT_CHAT);
}

static void
test_turned_away (Fixture *self, gconstpointer data)
{
  self->server->turns_away = TRUE;
  client_reconnector_open (self->reconnector);

  wait_for_states (self, "cOw");
  assert_error (self, CLIENT_ERROR_LOST);
  g_assert_null (strstr (client_reconnector_get_error (self->reconnector)->message, "“ana”"));

  client_reconnector_retry (self->reconnector);
  wait_for_states (self, "cOwcOw");
  assert_error (self, CLIENT_ERROR_LOST);
  g_assert_nonnull (strstr (client_reconnector_get_error (self->reconnector)->message, "“ana”"));

  self->server->turns_away = FALSE;
  client_reconnector_retry (self->reconnector);
  wait_for_states (self, "cOwcOwcO");
  WAIT_FOR (self->server->heard->len == 13);
  fake_server_message (self->server, "bob", "hi");
  WAIT_FOR (self->n_received == 1);
  fake_server_close (self->server);
  wait_for_states (self, "cOwcOwcOw");
  g_assert_null (strstr (client_reconnector_get_error (self->reconnector)->message, "“ana”"));
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, &error);

  if (ok != NULL)
    {
      self->n_answers++;
      return;
    }

  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_LOST);
  self->n_lost++;
}

static void
ask (Fixture *self, ClientRequest *request)
{
  client_reconnector_request_async (self->reconnector, request, on_answer, self);
}

static void
test_asks_only_online (Fixture *self, gconstpointer data)
{
  ask (self, client_request_new_post ("lobby", "early", "n", 0));
  g_assert_cmpuint (self->n_lost, ==, 0);
  WAIT_FOR (self->n_lost == 1);
  go_online (self);
  ask (self, client_request_new_post ("lobby", "now", "n", 0));
  WAIT_FOR (self->server->heard->len == 26 && self->n_answers == 1);
  g_assert_cmpstr (self->server->heard->str, ==, "3         ana3         now");

  fake_server_close (self->server);
  wait_for_states (self, "cOw");
  ask (self, client_request_new_post ("lobby", "late", "n", 0));
  WAIT_FOR (self->n_lost == 2);
}

static void
add (const char *path, const ClientBackoff *backoff, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, backoff, fixture_set_up, func, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/client/reconnector/first-attempt-fails", &patient, test_first_attempt_fails);
  add ("/client/reconnector/bad-name", &patient, test_bad_name);
  add ("/client/reconnector/comes-back", &quick, test_comes_back);
  add ("/client/reconnector/keeps-the-reason", &patient, test_keeps_the_reason);
  add ("/client/reconnector/network-returns", &patient, test_network_returns);
  add ("/client/reconnector/retry", &patient, test_retry);
  add ("/client/reconnector/close", &patient, test_close);
  add ("/client/reconnector/no-chat", &patient, test_no_chat);
  add ("/client/reconnector/no-chat-any-more", &patient, test_no_chat_any_more);
  add ("/client/reconnector/turned-away", &patient, test_turned_away);
  add ("/client/reconnector/asks-only-online", &patient, test_asks_only_online);

  return g_test_run ();
}
