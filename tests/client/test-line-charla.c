/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spoken-line.h"

#include <string.h>

#include "charla-limits.h"
#include "client-error.h"
#include "client-requests.h"
#include "wait.h"

static void
test_talks (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  spoken_line_post (self, "hi");
  g_assert_cmpstr (self->told->str, ==, "+ ");
  spoken_line_assert_hears (self, "{'id':2,'do':'post','room':'r1','text':'hi','nonce':'n'}");
  fake_server_tell (self->server, "{'re': 2, 'ok': {'seq': 8, 'time': 1}}");
  fake_server_tell (self->server, "{'ev': 'delete', 'seq': 9, 'time': 1, 'room': 'r1', 'target': 3}");
  fake_server_tell (self->server, "{'ev': 'ping'}");
  spoken_line_wait_for (self, "+ a8 e9 e ");

  client_line_close (self->line);
  WAIT_FOR (self->server->ended);
  g_assert_cmpstr (self->told->str, ==, "+ a8 e9 e ");
}

/* Requests are said in their order, and answered in that of the server. */
static void
test_out_of_order (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  spoken_line_post (self, "one");
  spoken_line_post (self, "two");
  spoken_line_post (self, "three");
  spoken_line_assert_hears (self, "{'id':2");
  spoken_line_assert_hears (self, "{'id':3");
  spoken_line_assert_hears (self, "{'id':4");
  fake_server_tell (self->server, "{'re': 4, 'ok': {'seq': 3}}");
  fake_server_tell (self->server, "{'re': 2, 'error': {'code': 'forbidden', 'text': 'No.'}}");
  fake_server_tell (self->server, "{'re': 3, 'ok': {'seq': 2}}");
  spoken_line_wait_for (self, "+ a3 ! a2 ");
}

/* What is not what it should be; what waits is told first, and is told once. */
static void
test_nonsense (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  spoken_line_post (self, "one");
  spoken_line_post (self, "two");
  spoken_line_assert_hears (self, "{'id':2");
  fake_server_tell (self->server, "{'re': 2, 'ok': {'seq': 1}}");
  fake_server_tell (self->server, data);
  fake_server_tell (self->server, "{'re': 3, 'ok': {'seq': 2}}");

  spoken_line_wait_for (self, "+ a1 - x ");
  spoken_line_assert_closed (self, CLIENT_ERROR_NOT_CHAT);
  spoken_line_post (self, "late");
  spoken_line_wait_for (self, "+ a1 - x - ");
}

static void
test_refused_talk (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  spoken_line_post (self, "one");
  fake_server_tell (self->server, "{'error': {'code': 'bad-request', 'text': 'What is that?'}}");
  fake_server_close (self->server);

  spoken_line_wait_for (self, "+ - x ");
  spoken_line_assert_closed (self, CLIENT_ERROR_LOST);
  g_assert_nonnull (strstr (self->error->message, "What is that?"));
}

static void
test_cut_in_a_frame (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  spoken_line_post (self, "one");
  fake_server_say (self->server, "30        {\"re\": 2, \"ok\"", -1);
  fake_server_close (self->server);

  spoken_line_wait_for (self, "+ - x ");
  spoken_line_assert_closed (self, CLIENT_ERROR_LOST);
}

static void
test_reset (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  spoken_line_post (self, "one");
  fake_server_reset (self->server);

  spoken_line_wait_for (self, "+ - x ");
  spoken_line_assert_closed (self, CLIENT_ERROR_LOST);
}

static void
test_slow_answer (SpokenLine *self, gconstpointer data)
{
  self->timing.request_ms = 20;
  spoken_line_go_online (self);
  spoken_line_post (self, "one");
  spoken_line_post (self, "two");

  spoken_line_wait_for (self, "+ ? ? x ");
  spoken_line_assert_closed (self, CLIENT_ERROR_TIMED_OUT);
}

/* Who is quiet asks whether the server is there, again and again. */
static void
test_pings (SpokenLine *self, gconstpointer data)
{
  self->timing.ping_ms = 1;
  spoken_line_go_online (self);
  for (guint id = 2; id < 6; id++)
    {
      g_autofree char *ping = g_strdup_printf ("{'id':%u,'do':'ping'}", id);

      spoken_line_assert_hears (self, ping);
    }
  for (guint id = 2; id < 6; id++)
    {
      g_autofree char *answer = g_strdup_printf ("{'re': %u, 'ok': {}}", id);

      fake_server_tell (self->server, answer);
    }
  spoken_line_assert_hears (self, "'do':'ping'}");
  g_assert_cmpstr (self->told->str, ==, "+ ");
}

static void
test_gone_in_silence (SpokenLine *self, gconstpointer data)
{
  self->timing.ping_ms = 1;
  self->timing.request_ms = 20;
  spoken_line_go_online (self);
  spoken_line_assert_hears (self, "'do':'ping'}");
  spoken_line_wait_for (self, "+ x ");
  spoken_line_assert_closed (self, CLIENT_ERROR_TIMED_OUT);
}

static void
pause_line (ClientLine *line)
{
  client_line_pause (line);
}

/* Many notices, of as much text as one may have. */
static GString *
make_flood (guint total)
{
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX, 'x');
  g_autofree char *notice = g_strdup_printf ("{\"ev\": \"notice\", \"text\": \"%s\"}", text);
  GString *flood = g_string_new (NULL);

  for (guint i = 0; i < total; i++)
    g_string_append_printf (flood, "%-10zu%s", strlen (notice), notice);
  return flood;
}

/* Paused, it takes no more than the system does, and afterwards everything. */
static void
test_pause (SpokenLine *self, gconstpointer data)
{
  const guint total = 2000;
  GString *flood = make_flood (total);

  spoken_line_say_hello (self, CLIENT_SPEECH_CHARLA);
  g_signal_connect (self->line, "welcomed", G_CALLBACK (pause_line), NULL);
  fake_server_welcome (self->server);
  fake_server_flood (self->server, flood->str, flood->len);
  spoken_line_wait_for (self, "+ ");
  wait_settle ();
  g_assert_cmpuint (self->n_events, ==, 0);
  g_assert_false (self->server->flooded);

  client_line_resume (self->line);
  WAIT_FOR (self->n_events >= 10);
  client_line_pause (self->line);
  self->n_events = 0;
  wait_settle ();
  g_assert_cmpuint (self->n_events, ==, 0);
  g_assert_false (self->server->flooded);

  client_line_resume (self->line);
  client_line_resume (self->line);
  WAIT_FOR (self->server->flooded && self->n_events >= total / 2);
  fake_server_tell (self->server, "{'ev': 'ping'}");
  spoken_line_wait_for (self, "+ e ");
  g_assert_cmpuint (self->n_events, <, total);
  g_string_free (flood, TRUE);
}

/* A server cannot answer somebody who does not listen. */
static void
test_pause_stops_the_clock (SpokenLine *self, gconstpointer data)
{
  gint64 until = 0;

  self->timing.request_ms = 10;
  spoken_line_go_online (self);
  client_line_pause (self->line);
  spoken_line_post (self, "one");
  until = g_get_monotonic_time () + 50 * G_TIME_SPAN_MILLISECOND;
  WAIT_FOR (g_get_monotonic_time () > until);
  g_assert_cmpstr (self->told->str, ==, "+ ");

  client_line_resume (self->line);
  spoken_line_wait_for (self, "+ ? x ");
}

static void
test_closed_with_requests (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  spoken_line_post (self, "one");
  spoken_line_post (self, "two");
  client_line_close (self->line);
  g_assert_cmpstr (self->told->str, ==, "+ ");
  spoken_line_wait_for (self, "+ - - ");
  wait_settle ();
  g_assert_cmpstr (self->told->str, ==, "+ - - ");
}

static void
test_dropped_with_requests (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  spoken_line_post (self, "one");
  spoken_line_assert_hears (self, "{'id':2");
  g_assert_finalize_object (g_steal_pointer (&self->line));
  spoken_line_wait_for (self, "+ - ");
}

/* Who is told of a loss asks again, and is told the same before the end. */
static void
on_answer_ask_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SpokenLine *self = user_data;

  spoken_line_on_answer (source, result, self);
  spoken_line_post (self, "again");
}

static void
test_asks_again (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  client_line_request_async (self->line, client_request_new_ping (), on_answer_ask_again, self);
  spoken_line_assert_hears (self, "{'id':2");
  fake_server_close (self->server);
  spoken_line_wait_for (self, "+ - - x ");
}

static void
test_not_online (SpokenLine *self, gconstpointer data)
{
  spoken_line_open (self, CLIENT_SPEECH_CHARLA);
  spoken_line_post (self, "one");
  spoken_line_wait_for (self, "- ");
  spoken_line_assert_hears (self, "{'charla':1");
  spoken_line_post (self, "two");
  spoken_line_wait_for (self, "- - ");
  g_assert_null (fake_server_hear (self->server));
}

static void
test_full (SpokenLine *self, gconstpointer data)
{
  spoken_line_go_online (self);
  for (guint i = 0; i < CLIENT_REQUESTS_MAX; i++)
    client_line_request_async (self->line, client_request_new_ping (), NULL, NULL);
  spoken_line_post (self, "one");
  spoken_line_wait_for (self, "+ ! ");
}

static void
add (const char *path, gconstpointer data, void (*func) (SpokenLine *, gconstpointer))
{
  g_test_add (path, SpokenLine, data, spoken_line_set_up, func, spoken_line_tear_down);
}

static void
add_nonsense (void)
{
  add ("/client/line-charla/nonsense/twice", "{'re': 2, 'ok': {'seq': 1}}", test_nonsense);
  add ("/client/line-charla/nonsense/nobody", "{'re': 99, 'ok': {}}", test_nonsense);
  add ("/client/line-charla/nonsense/hello", "{'re': 1, 'ok': {}}", test_nonsense);
  add ("/client/line-charla/nonsense/empty", "{'re': 3}", test_nonsense);
  add ("/client/line-charla/nonsense/event", "{'ev': 'message', 'seq': 1}", test_nonsense);
  add ("/client/line-charla/nonsense/other", "{}", test_nonsense);
  add ("/client/line-charla/nonsense/no-object", "[1]", test_nonsense);
  add ("/client/line-charla/nonsense/no-json", "bob", test_nonsense);
  add ("/client/line-charla/nonsense/deep", "[[[[[[[[[[[[[[[[[[[[", test_nonsense);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/client/line-charla/talks", NULL, test_talks);
  add ("/client/line-charla/out-of-order", NULL, test_out_of_order);
  add_nonsense ();
  add ("/client/line-charla/refused-talk", NULL, test_refused_talk);
  add ("/client/line-charla/cut-in-a-frame", NULL, test_cut_in_a_frame);
  add ("/client/line-charla/reset", NULL, test_reset);
  add ("/client/line-charla/slow/answer", NULL, test_slow_answer);
  add ("/client/line-charla/pings", NULL, test_pings);
  add ("/client/line-charla/gone-in-silence", NULL, test_gone_in_silence);
  add ("/client/line-charla/pause", NULL, test_pause);
  add ("/client/line-charla/pause-stops-the-clock", NULL, test_pause_stops_the_clock);
  add ("/client/line-charla/closed-with-requests", NULL, test_closed_with_requests);
  add ("/client/line-charla/dropped-with-requests", NULL, test_dropped_with_requests);
  add ("/client/line-charla/asks-again", NULL, test_asks_again);
  add ("/client/line-charla/not-online", NULL, test_not_online);
  add ("/client/line-charla/full", NULL, test_full);

  return g_test_run ();
}
