/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spoken-line.h"

#include "client-error.h"

static void
test_slow_welcome (SpokenLine *self, gconstpointer data)
{
  self->timing.hello_ms = 20;
  spoken_line_say_hello (self, CLIENT_SPEECH_CHARLA);

  spoken_line_assert_closed (self, CLIENT_ERROR_TIMED_OUT);
  g_assert_cmpstr (self->told->str, ==, "x ");
}

static void
test_detects_silence (SpokenLine *self, gconstpointer data)
{
  self->timing.detection_ms = 20;
  spoken_line_say_hello (self, CLIENT_SPEECH_ANY);
  spoken_line_assert_closed (self, CLIENT_ERROR_CLASSIC_ONLY);
}

static void
test_detects_closing (SpokenLine *self, gconstpointer data)
{
  spoken_line_say_hello (self, CLIENT_SPEECH_ANY);
  fake_server_close (self->server);
  spoken_line_assert_closed (self, CLIENT_ERROR_CLASSIC_ONLY);
}

static void
test_detects_reset (SpokenLine *self, gconstpointer data)
{
  spoken_line_say_hello (self, CLIENT_SPEECH_ANY);
  fake_server_reset (self->server);
  spoken_line_assert_closed (self, CLIENT_ERROR_CLASSIC_ONLY);
}

/* Somebody says something before the server is known. */
static void
test_detects_talk (SpokenLine *self, gconstpointer data)
{
  spoken_line_say_hello (self, CLIENT_SPEECH_ANY);
  fake_server_message (self->server, "bob", "hi");
  spoken_line_assert_closed (self, CLIENT_ERROR_CLASSIC_ONLY);
}

static void
test_detects_charla (SpokenLine *self, gconstpointer data)
{
  spoken_line_say_hello (self, CLIENT_SPEECH_ANY);
  fake_server_welcome (self->server);
  spoken_line_wait_for (self, "+ ");
  client_line_request_async (self->line, client_request_new_ping (), spoken_line_on_answer, self);
  spoken_line_assert_hears (self, "{'id':2,'do':'ping'}");
  fake_server_close (self->server);
  spoken_line_wait_for (self, "+ - x ");
  g_assert_error (self->error, CLIENT_ERROR, CLIENT_ERROR_LOST);
}

/* A server that is known to speak Charla is not taken for another. */
static void
test_known (SpokenLine *self, gconstpointer data)
{
  spoken_line_say_hello (self, CLIENT_SPEECH_CHARLA);
  fake_server_close (self->server);
  spoken_line_assert_closed (self, CLIENT_ERROR_LOST);

  g_clear_error (&self->error);
  g_clear_object (&self->line);
  spoken_line_say_hello (self, CLIENT_SPEECH_CHARLA);
  fake_server_message (self->server, "bob", "hi");
  spoken_line_assert_closed (self, CLIENT_ERROR_NOT_CHAT);
}

static void
test_no_chat (SpokenLine *self, gconstpointer data)
{
  spoken_line_say_hello (self, CLIENT_SPEECH_ANY);
  fake_server_say (self->server, "SSH-2.0-OpenSSH_9.2\r\n", -1);
  spoken_line_assert_closed (self, CLIENT_ERROR_NOT_CHAT);
}

static void
test_refused (SpokenLine *self, gconstpointer data)
{
  const struct
  {
    const char *error;
    ClientError expected;
  } cases[] = {
    { "'code': 'auth-required', 'needs': 'password'", CLIENT_ERROR_AUTH_REQUIRED },
    { "'code': 'auth-required', 'needs': 'join'", CLIENT_ERROR_JOIN_WORD },
    { "'code': 'auth-failed', 'needs': 'join'", CLIENT_ERROR_JOIN_WORD },
    { "'code': 'auth-failed'", CLIENT_ERROR_AUTH_FAILED },
    { "'code': 'name-invalid'", CLIENT_ERROR_NAME },
    { "'code': 'server-full'", CLIENT_ERROR_BUSY },
    { "'code': 'forbidden', 'banned': {}", CLIENT_ERROR_BANNED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = g_strdup_printf ("{'re': 1, 'error': {%s}}", cases[i].error);

      spoken_line_say_hello (self, i % 2 == 0 ? CLIENT_SPEECH_ANY : CLIENT_SPEECH_CHARLA);
      fake_server_tell (self->server, answer);
      spoken_line_assert_closed (self, cases[i].expected);
      g_clear_error (&self->error);
      g_assert_finalize_object (g_steal_pointer (&self->line));
    }
}

static void
test_bye (SpokenLine *self, gconstpointer data)
{
  const struct
  {
    const char *code;
    ClientError expected;
  } cases[] = {
    { "shutting-down", CLIENT_ERROR_BUSY },
    { "too-slow", CLIENT_ERROR_LOST },
    { "auth-failed", CLIENT_ERROR_AUTH_FAILED },
    { "forbidden", CLIENT_ERROR_BANNED },
    { "of-tomorrow", CLIENT_ERROR_LOST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bye = g_strdup_printf ("{'ev': 'bye', 'code': '%s', 'text': 'Bye'}",
                                              cases[i].code);

      spoken_line_go_online (self);
      spoken_line_post (self, "one");
      fake_server_tell (self->server, bye);
      spoken_line_wait_for (self, "+ e - x ");
      spoken_line_assert_closed (self, cases[i].expected);
      g_clear_error (&self->error);
      g_string_truncate (self->told, 0);
      g_assert_finalize_object (g_steal_pointer (&self->line));
    }
}

static void
test_bye_before_the_welcome (SpokenLine *self, gconstpointer data)
{
  spoken_line_say_hello (self, CLIENT_SPEECH_CHARLA);
  fake_server_tell (self->server, "{'ev': 'ping'}");
  fake_server_tell (self->server, "{'ev': 'bye', 'code': 'shutting-down'}");
  spoken_line_assert_closed (self, CLIENT_ERROR_BUSY);
  g_assert_cmpstr (self->told->str, ==, "x ");
}

static void
add (const char *path, gconstpointer data, void (*func) (SpokenLine *, gconstpointer))
{
  g_test_add (path, SpokenLine, data, spoken_line_set_up, func, spoken_line_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/client/line-hello/slow/welcome", NULL, test_slow_welcome);
  add ("/client/line-hello/detects/silence", NULL, test_detects_silence);
  add ("/client/line-hello/detects/closing", NULL, test_detects_closing);
  add ("/client/line-hello/detects/reset", NULL, test_detects_reset);
  add ("/client/line-hello/detects/talk", NULL, test_detects_talk);
  add ("/client/line-hello/detects/charla", NULL, test_detects_charla);
  add ("/client/line-hello/known", NULL, test_known);
  add ("/client/line-hello/no-chat", NULL, test_no_chat);
  add ("/client/line-hello/refused", NULL, test_refused);
  add ("/client/line-hello/bye", NULL, test_bye);
  add ("/client/line-hello/bye-before-the-welcome", NULL, test_bye_before_the_welcome);

  return g_test_run ();
}
