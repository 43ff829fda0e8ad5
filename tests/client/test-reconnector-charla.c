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

/* A reconnector to a server, and what it has told: states, "+" welcomed, "*" welcomed in
 * the classic dialect, "e" an event, "-" a request that was lost. */
typedef struct
{
  FakeServer *server;
  GNetworkMonitor *network;
  ClientReconnector *reconnector;
  GString *told;
  guint n_heard;
} Fixture;

static void
on_state (Fixture *self)
{
  g_string_append_c (self->told, "ocOw"[client_reconnector_get_state (self->reconnector)]);
}

static void
on_welcomed (Fixture *self, ClientWelcome *welcome)
{
  g_string_append_c (self->told, welcome->is_classic ? '*' : '+');
}

static void
on_event (Fixture *self, ClientEvent *event)
{
  g_string_append_c (self->told, 'e');
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, &error);

  g_assert_null (ok);
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_LOST);
  g_assert_cmpuint (client_reconnector_request_get_retry (result), ==, 0);
  g_string_append_c (self->told, '-');
}

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  const ClientTiming timing = { HOUR_MS, 1000, 1000, HOUR_MS, HOUR_MS, HOUR_MS };
  g_autoptr (ClientHello) hello = client_hello_new ("ana");
  g_autoptr (ClientAddress) address = NULL;

  self->server = fake_server_new ();
  self->network = fake_network_new ();
  self->told = g_string_new (NULL);
  address = fake_server_get_address (self->server);
  self->reconnector = client_reconnector_new (address, hello, CLIENT_SPEECH_CHARLA,
                                              self->network, data, &timing);
  g_signal_connect_swapped (self->reconnector, "notify::state", G_CALLBACK (on_state), self);
  g_signal_connect_swapped (self->reconnector, "welcomed", G_CALLBACK (on_welcomed), self);
  g_signal_connect_swapped (self->reconnector, "event", G_CALLBACK (on_event), self);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&self->reconnector));
  g_assert_finalize_object (self->network);
  g_clear_pointer (&self->server, fake_server_free);
  g_string_free (self->told, TRUE);
}

static void
set_hello (Fixture *self, const char *token, gint64 since, ClientSpeech speech)
{
  g_autoptr (ClientHello) hello = client_hello_new ("ana");

  hello->token = g_strdup (token);
  hello->since = since;
  client_reconnector_set_hello (self->reconnector, hello, speech);
}

static void
wait_for (Fixture *self, const char *told)
{
  WAIT_FOR (self->told->len >= strlen (told));
  g_assert_cmpstr (self->told->str, ==, told);
}

/* The next frame on the next connection. */
static void
assert_hello (Fixture *self, const char *expected)
{
  g_autofree char *heard = NULL;

  self->n_heard++;
  WAIT_FOR (self->server->n_accepted == self->n_heard
            && (heard = fake_server_hear (self->server)) != NULL);
  g_assert_true (g_str_has_suffix (heard, expected));
}

static void
assert_error (Fixture *self, int code)
{
  g_assert_error (client_reconnector_get_error (self->reconnector), CLIENT_ERROR, code);
}

static void
go_online (Fixture *self)
{
  client_reconnector_open (self->reconnector);
  assert_hello (self, "}");
  fake_server_welcome (self->server);
  wait_for (self, "c+O");
}

/* What one says grows with what one has seen. */
static void
test_comes_back (Fixture *self, gconstpointer data)
{
  go_online (self);
  set_hello (self, "key", 7, CLIENT_SPEECH_CHARLA);
  client_reconnector_request_async (self->reconnector, client_request_new_ping (), on_answer, self);
  fake_server_tell (self->server, "{'ev': 'live', 'seq': 7}");
  wait_for (self, "c+Oe");
  fake_server_reset (self->server);
  wait_for (self, "c+Oe-wc");

  assert_hello (self, "'token':'key','since':7}");
  fake_server_welcome (self->server);
  wait_for (self, "c+Oe-wc+O");
}

/* That is no loss, of which the state would tell last. */
static void
test_closed_by_the_person (Fixture *self, gconstpointer data)
{
  go_online (self);
  client_reconnector_request_async (self->reconnector, client_request_new_ping (), on_answer, self);
  wait_settle ();
  client_reconnector_close (self->reconnector);
  wait_for (self, "c+Oo-");
  WAIT_FOR (self->server->ended);
}

static void
close_reconnector (ClientReconnector *reconnector)
{
  client_reconnector_close (reconnector);
}

static void
test_closed_while_welcomed (Fixture *self, gconstpointer data)
{
  g_signal_connect (self->reconnector, "welcomed", G_CALLBACK (close_reconnector), NULL);
  client_reconnector_open (self->reconnector);
  assert_hello (self, "}");
  fake_server_welcome (self->server);
  wait_for (self, "c+o");
  WAIT_FOR (self->server->ended);
  g_assert_cmpstr (self->told->str, ==, "c+o");
}

/* What only the person can mend, at the beginning or later. */
static void
test_final (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *error;
    ClientError expected;
  } cases[] = {
    { "'code': 'auth-required', 'needs': 'password'", CLIENT_ERROR_AUTH_REQUIRED },
    { "'code': 'auth-failed'", CLIENT_ERROR_AUTH_FAILED },
    { "'code': 'auth-required', 'needs': 'join'", CLIENT_ERROR_JOIN_WORD },
    { "'code': 'name-invalid'", CLIENT_ERROR_NAME },
    { "'code': 'forbidden', 'banned': {'until': 4102444800000}", CLIENT_ERROR_BANNED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *refusal = g_strdup_printf ("{'re': 1, 'error': {%s}}", cases[i].error);

      client_reconnector_open (self->reconnector);
      assert_hello (self, "}");
      fake_server_tell (self->server, refusal);
      wait_for (self, "co");
      assert_error (self, cases[i].expected);
      g_string_truncate (self->told, 0);

      go_online (self);
      fake_server_close (self->server);
      wait_for (self, "c+Owc");
      assert_hello (self, "}");
      fake_server_tell (self->server, refusal);
      wait_for (self, "c+Owco");
      assert_error (self, cases[i].expected);
      fake_network_change (self->network, TRUE);
      wait_settle ();
      wait_for (self, "c+Owco");
      g_string_truncate (self->told, 0);
    }
}

static void
test_server_full (Fixture *self, gconstpointer data)
{
  client_reconnector_open (self->reconnector);
  assert_hello (self, "}");
  fake_server_tell (self->server, "{'re': 1, 'error': {'code': 'server-full', 'text': 'No'}}");
  wait_for (self, "cw");
  assert_error (self, CLIENT_ERROR_BUSY);

  client_reconnector_retry (self->reconnector);
  assert_error (self, CLIENT_ERROR_BUSY);
  assert_hello (self, "}");
  fake_server_welcome (self->server);
  wait_for (self, "cwc+O");
  g_assert_null (client_reconnector_get_error (self->reconnector));
}

static void
test_shutting_down (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_tell (self->server, "{'ev': 'bye', 'code': 'shutting-down', 'text': 'Bye'}");
  wait_for (self, "c+Oew");
  assert_error (self, CLIENT_ERROR_BUSY);
}

/* Who is banned does not come back by themselves, and knows why. */
static void
test_banned (Fixture *self, gconstpointer data)
{
  const GError *error = NULL;

  go_online (self);
  fake_server_tell (self->server,
                    "{'ev': 'bye', 'code': 'forbidden', 'text': 'Bye', 'banned': {'reason': 'noise'}}");
  wait_for (self, "c+Oeo");
  assert_error (self, CLIENT_ERROR_BANNED);
  error = client_reconnector_get_error (self->reconnector);
  g_assert_nonnull (strstr (error->message, "banned"));
  g_assert_nonnull (strstr (error->message, "noise"));
  fake_network_change (self->network, TRUE);
  wait_settle ();
  wait_for (self, "c+Oeo");
}

/* Who was only slow comes back at once; but not to be slow again at once. */
static void
test_too_slow (Fixture *self, gconstpointer data)
{
  gint64 until = 0;

  go_online (self);
  fake_server_tell (self->server, "{'ev': 'bye', 'code': 'too-slow', 'text': 'Bye'}");
  wait_for (self, "c+Oew");
  assert_error (self, CLIENT_ERROR_LOST);

  client_reconnector_retry (self->reconnector);
  assert_hello (self, "}");
  fake_server_welcome (self->server);
  wait_for (self, "c+Oewc+O");
  until = g_get_monotonic_time () + 1100 * G_TIME_SPAN_MILLISECOND;
  WAIT_FOR (g_get_monotonic_time () > until);
  fake_server_tell (self->server, "{'ev': 'bye', 'code': 'too-slow', 'text': 'Bye'}");
  wait_for (self, "c+Oewc+Oec");
  assert_hello (self, "}");
}

/* An old server is found out, and remembered until the person leaves. */
static void
test_classic (Fixture *self, gconstpointer data)
{
  gboolean closes = data == &quick;

  set_hello (self, NULL, CLIENT_HELLO_NOTHING_SEEN, CLIENT_SPEECH_ANY);
  client_reconnector_open (self->reconnector);
  assert_hello (self, "}");
  if (closes)
    fake_server_close (self->server);
  assert_hello (self, "ana");
  wait_for (self, "c*Oe");

  fake_server_message (self->server, "bob", "hi");
  wait_for (self, "c*Oee");
  fake_server_close (self->server);
  WAIT_FOR (g_str_has_prefix (self->told->str, "c*Oeew"));
  client_reconnector_retry (self->reconnector);
  assert_hello (self, "ana");
  wait_for (self, "c*Oeewc*Oe");

  client_reconnector_close (self->reconnector);
  g_string_truncate (self->told, 0);
  client_reconnector_open (self->reconnector);
  assert_hello (self, "}");
  fake_server_welcome (self->server);
  wait_for (self, "c+O");
}

/* An account at a server that is none any more. */
static void
test_not_classic (Fixture *self, gconstpointer data)
{
  client_reconnector_open (self->reconnector);
  assert_hello (self, "}");
  fake_server_close (self->server);
  wait_for (self, "co");
  assert_error (self, CLIENT_ERROR_LOST);
}

/* What is paused stays so on the next line. */
static void
test_pause (Fixture *self, gconstpointer data)
{
  go_online (self);
  client_reconnector_pause (self->reconnector);
  fake_server_tell (self->server, "{'ev': 'live', 'seq': 7}");
  wait_settle ();
  g_assert_cmpstr (self->told->str, ==, "c+O");
  client_reconnector_resume (self->reconnector);
  wait_for (self, "c+Oe");

  fake_server_close (self->server);
  wait_for (self, "c+Oewc");
  client_reconnector_pause (self->reconnector);
  assert_hello (self, "}");
  fake_server_welcome (self->server);
  wait_settle ();
  g_assert_cmpstr (self->told->str, ==, "c+Oewc");
  client_reconnector_resume (self->reconnector);
  wait_for (self, "c+Oewc+O");
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

  add ("/client/reconnector-charla/comes-back", &quick, test_comes_back);
  add ("/client/reconnector-charla/closed-by-the-person", &quick, test_closed_by_the_person);
  add ("/client/reconnector-charla/closed-while-welcomed", &quick, test_closed_while_welcomed);
  add ("/client/reconnector-charla/final", &quick, test_final);
  add ("/client/reconnector-charla/server-full", &patient, test_server_full);
  add ("/client/reconnector-charla/banned", &quick, test_banned);
  add ("/client/reconnector-charla/shutting-down", &patient, test_shutting_down);
  add ("/client/reconnector-charla/too-slow", &patient, test_too_slow);
  add ("/client/reconnector-charla/classic/silent", &patient, test_classic);
  add ("/client/reconnector-charla/classic/closes", &quick, test_classic);
  add ("/client/reconnector-charla/not-classic", &quick, test_not_classic);
  add ("/client/reconnector-charla/pause", &quick, test_pause);

  return g_test_run ();
}
