/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-line.h"

#include "charla-limits.h"
#include "client-error.h"
#include "fake-resolver.h"
#include "fake-server.h"
#include "wait.h"

/* A line to a server, and what it has told. */
typedef struct
{
  FakeServer *server;
  ClientLine *line;
  GString *received;
  guint n_received;
  guint n_welcomed;
  guint n_answers;
  guint n_lost;
  guint n_closed;
  GError *error;
} Fixture;

static void
on_welcomed (Fixture *self, ClientWelcome *welcome)
{
  g_assert_true (welcome->is_classic);
  g_assert_cmpuint (self->n_received, ==, 0);
  self->n_welcomed++;
}

static void
on_event (Fixture *self, ClientEvent *event)
{
  g_assert_cmpuint (self->n_welcomed, ==, 1);
  if (event->kind != CLIENT_EVENT_MESSAGE)
    return;

  self->n_received++;
  g_string_append_printf (self->received, "%s: %s\n", event->message->name,
                          event->message->text);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_line_request_finish (result, &error);

  g_assert_cmpuint (self->n_closed, ==, 0);
  if (ok != NULL)
    self->n_answers++;
  else
    self->n_lost++;
}

/* Posts, and it is not answered before the main loop runs. */
static void
post (Fixture *self, const char *text)
{
  guint n_called = self->n_answers + self->n_lost;

  client_line_request_async (self->line,
                             client_request_new_post ("lobby", text, "n", 0),
                             on_answer, self);
  g_assert_cmpuint (self->n_answers + self->n_lost, ==, n_called);
}

static void
on_closed (Fixture *self, const GError *error)
{
  self->n_closed++;
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
}

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = NULL;
  g_autoptr (ClientHello) hello = client_hello_new ("ana");
  ClientTiming timing;

  client_timing_init (&timing);
  self->server = fake_server_new ();
  self->received = g_string_new (NULL);
  address = fake_server_get_address (self->server);
  self->line = client_line_new (address, hello, CLIENT_SPEECH_CLASSIC, NULL, &timing);
  g_signal_connect_swapped (self->line, "welcomed", G_CALLBACK (on_welcomed), self);
  g_signal_connect_swapped (self->line, "event", G_CALLBACK (on_event), self);
  g_signal_connect_swapped (self->line, "closed", G_CALLBACK (on_closed), self);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  guint n_closed = self->n_closed;

  g_assert_cmpuint (n_closed, <=, 1);
  if (self->line != NULL)
    {
      client_line_close (self->line);
      client_line_close (self->line);
      g_assert_finalize_object (g_steal_pointer (&self->line));
    }
  g_clear_pointer (&self->server, fake_server_free);
  wait_settle ();
  g_assert_cmpuint (self->n_closed, ==, n_closed);

  g_string_free (self->received, TRUE);
  g_clear_error (&self->error);
}

static void
go_online (Fixture *self)
{
  client_line_open (self->line);
  WAIT_FOR (self->n_welcomed == 1 && self->server->heard->len == 13);
  g_assert_cmpstr (self->server->heard->str, ==, "3         ana");
}

static void
test_talks (Fixture *self, gconstpointer data)
{
  go_online (self);
  g_assert_false (client_line_get_heard (self->line));

  post (self, "hello");
  post (self, "👋");
  WAIT_FOR (self->n_answers == 2 && self->server->heard->len == 42);
  g_assert_cmpstr (self->server->heard->str, ==, "3         ana5         hello4         👋");
  WAIT_FOR (self->n_received == 2);
  g_assert_cmpstr (self->received->str, ==, "ana: hello\nana: 👋\n");
  g_string_truncate (self->received, 0);

  fake_server_message (self->server, "bob", "good\nmorning");
  fake_server_message (self->server, "eva", "hi");
  WAIT_FOR (self->n_received == 4);
  g_assert_cmpstr (self->received->str, ==, "bob: good\nmorning\neva: hi\n");
  g_assert_true (client_line_get_heard (self->line));

  client_line_close (self->line);
  WAIT_FOR (self->server->ended);
  post (self, "too late");
  WAIT_FOR (self->n_lost == 1);
  g_assert_cmpuint (self->n_closed, ==, 0);
}

static void
test_half_a_pair (Fixture *self, gconstpointer data)
{
  go_online (self);

  fake_server_say (self->server, "3         bob", -1);
  WAIT_FOR (client_line_get_heard (self->line));
  g_assert_cmpuint (self->n_received, ==, 0);

  fake_server_say (self->server, "2         h", -1);
  wait_settle ();
  g_assert_cmpuint (self->n_received, ==, 0);
  fake_server_say (self->server, "i", -1);
  WAIT_FOR (self->n_received == 1);
  g_assert_cmpstr (self->received->str, ==, "bob: hi\n");
}

static void
assert_closes (Fixture *self, int code)
{
  WAIT_FOR (self->n_closed == 1);
  g_assert_error (self->error, CLIENT_ERROR, code);
  g_assert_true (g_str_has_suffix (self->error->message, "."));
}

static void
test_server_closes (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_message (self->server, "bob", "bye");
  fake_server_close (self->server);

  assert_closes (self, CLIENT_ERROR_LOST);
  g_assert_cmpstr (self->received->str, ==, "bob: bye\n");
}

static void
test_cut_in_a_frame (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_say (self->server, "3         bob10        half", -1);
  fake_server_close (self->server);

  assert_closes (self, CLIENT_ERROR_LOST);
  g_assert_cmpuint (self->n_received, ==, 0);
}

static void
test_reset (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_reset (self->server);

  assert_closes (self, CLIENT_ERROR_LOST);
}

static void
test_no_chat (Fixture *self, gconstpointer data)
{
  go_online (self);
  fake_server_say (self->server, data, -1);

  assert_closes (self, CLIENT_ERROR_NOT_CHAT);
  g_assert_cmpuint (self->n_received, ==, 0);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  fake_server_go_away (self->server);
  client_line_open (self->line);
  g_assert_cmpuint (self->n_closed, ==, 0);

  assert_closes (self, CLIENT_ERROR_REFUSED);
  g_assert_cmpuint (self->n_welcomed, ==, 0);
}

static void
test_closed_while_connecting (Fixture *self, gconstpointer data)
{
  client_line_open (self->line);
  client_line_close (self->line);
  wait_settle ();

  g_assert_cmpuint (self->n_welcomed, ==, 0);
  g_assert_cmpuint (self->n_closed, ==, 0);
}

static void
test_dropped_while_connecting (Fixture *self, gconstpointer data)
{
  FakeResolver *resolver = fake_resolver_install (NULL);
  g_autoptr (ClientAddress) address = client_address_parse ("lab", NULL);
  g_autoptr (ClientHello) hello = client_hello_new ("ana");
  ClientTiming timing;
  ClientLine *line = NULL;

  client_timing_init (&timing);
  line = client_line_new (address, hello, CLIENT_SPEECH_CLASSIC, NULL, &timing);
  client_line_open (line);
  wait_settle ();
  g_assert_finalize_object (line);
  wait_settle ();
  g_object_unref (resolver);
}

static void
close_line (ClientLine *line)
{
  client_line_close (line);
}

static void
test_closed_while_told (Fixture *self, gconstpointer data)
{
  g_signal_connect (self->line, data, G_CALLBACK (close_line), NULL);
  client_line_open (self->line);
  WAIT_FOR (self->server->n_accepted == 1);
  fake_server_message (self->server, "bob", "one");
  WAIT_FOR (self->server->ended);

  g_assert_cmpuint (self->n_received, <=, 1);
  g_assert_cmpuint (self->n_closed, ==, 0);
}

static void
drop_line (Fixture *self)
{
  g_clear_object (&self->line);
}

static void
test_dropped_while_told (Fixture *self, gconstpointer data)
{
  g_signal_connect_swapped (self->line, data, G_CALLBACK (drop_line), self);
  client_line_open (self->line);
  WAIT_FOR (self->server->n_accepted == 1);
  fake_server_message (self->server, "bob", "one");
  fake_server_message (self->server, "bob", "two");
  WAIT_FOR (self->server->ended);

  g_assert_null (self->line);
}

/* A window that is painted after each change, as soon as GTK would paint it. */
typedef struct
{
  guint source;
  guint n_painted;
} Window;

static gboolean
paint (gpointer user_data)
{
  Window *window = user_data;

  window->source = 0;
  window->n_painted++;
  return G_SOURCE_REMOVE;
}

static void
damage (Window *window)
{
  if (window->source == 0)
    window->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, paint, window, NULL);
}

/* All of a flood arrives, in order, and the window is painted meanwhile. */
static void
test_flood (Fixture *self, gconstpointer data)
{
  const guint total = 10000;
  g_autoptr (GString) flood = g_string_new (NULL);
  Window window = { 0 };

  for (guint i = 0; i < total; i++)
    g_string_append (flood, "3         bob5         flood");
  g_signal_connect_swapped (self->line, "event", G_CALLBACK (damage), &window);
  go_online (self);

  fake_server_flood (self->server, flood->str, flood->len);
  WAIT_FOR (self->n_received == total && window.source == 0);
  g_assert_cmpuint (window.n_painted, >=, flood->len / CHARLA_READ_SHARE);
  g_assert_cmpuint (self->received->len, ==, total * strlen ("bob: flood\n"));
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

  add ("/client/line/talks", NULL, test_talks);
  add ("/client/line/half-a-pair", NULL, test_half_a_pair);
  add ("/client/line/server-closes", NULL, test_server_closes);
  add ("/client/line/cut-in-a-frame", NULL, test_cut_in_a_frame);
  add ("/client/line/reset", NULL, test_reset);
  add ("/client/line/no-chat/letters", "SSH-2.0-OpenSSH_9.2\r\n", test_no_chat);
  add ("/client/line/no-chat/mail", "220 mail.example.org ESMTP\r\n", test_no_chat);
  add ("/client/line/no-chat/spaces", "          ", test_no_chat);
  add ("/client/line/no-chat/negative", "-5        hello", test_no_chat);
  add ("/client/line/no-chat/huge", "9999999999", test_no_chat);
  add ("/client/line/no-chat/too-large", "1048577   ", test_no_chat);
  add ("/client/line/refused", NULL, test_refused);
  add ("/client/line/closed-while-connecting", NULL, test_closed_while_connecting);
  add ("/client/line/dropped-while-connecting", NULL, test_dropped_while_connecting);
  add ("/client/line/closed-while-told/welcomed", "welcomed", test_closed_while_told);
  add ("/client/line/closed-while-told/event", "event", test_closed_while_told);
  add ("/client/line/dropped-while-told/welcomed", "welcomed", test_dropped_while_told);
  add ("/client/line/dropped-while-told/event", "event", test_dropped_while_told);
  add ("/client/line/flood", NULL, test_flood);

  return g_test_run ();
}
