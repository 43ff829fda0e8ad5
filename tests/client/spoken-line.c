/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spoken-line.h"

#include <string.h>

#include "client-error.h"
#include "wait.h"

#define HOUR_MS (60 * 60 * 1000)

static void
on_welcomed (SpokenLine *self, ClientWelcome *welcome)
{
  g_assert_false (welcome->is_classic);
  g_string_append (self->told, "+ ");
}

static void
on_event (SpokenLine *self, ClientEvent *event)
{
  self->n_events++;
  if (event->seq != 0)
    g_string_append_printf (self->told, "e%" G_GINT64_FORMAT " ", event->seq);
  else if (event->kind != CLIENT_EVENT_NOTICE)
    g_string_append (self->told, "e ");
}

static void
on_closed (SpokenLine *self, const GError *error)
{
  g_assert_null (self->error);
  g_assert_true (error->domain == CLIENT_ERROR);
  self->error = g_error_copy (error);
  g_string_append (self->told, "x ");
}

void
spoken_line_on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SpokenLine *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_line_request_finish (result, &error);
  gint64 seq = 0;

  if (ok != NULL)
    {
      charla_message_get_int (ok, "seq", &seq);
      g_string_append_printf (self->told, "a%" G_GINT64_FORMAT " ", seq);
    }
  else if (g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_LOST))
    g_string_append (self->told, "- ");
  else if (g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_TIMED_OUT))
    g_string_append (self->told, "? ");
  else
    g_string_append (self->told, "! ");
}

void
spoken_line_set_up (SpokenLine *self, gconstpointer data)
{
  self->server = fake_server_new ();
  self->told = g_string_new (NULL);
  self->timing = (ClientTiming){ HOUR_MS, HOUR_MS, HOUR_MS, HOUR_MS, HOUR_MS, HOUR_MS };
}

void
spoken_line_tear_down (SpokenLine *self, gconstpointer data)
{
  if (self->line != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->line));
  g_clear_pointer (&self->server, fake_server_free);
  wait_settle ();

  g_string_free (self->told, TRUE);
  g_clear_error (&self->error);
}

void
spoken_line_open (SpokenLine *self, ClientSpeech speech)
{
  guint n_accepted = self->server->n_accepted;
  g_autoptr (ClientAddress) address = fake_server_get_address (self->server);
  g_autoptr (ClientHello) hello = client_hello_new ("ana");

  self->line = client_line_new (address, hello, speech, NULL, &self->timing);
  g_signal_connect_swapped (self->line, "welcomed", G_CALLBACK (on_welcomed), self);
  g_signal_connect_swapped (self->line, "event", G_CALLBACK (on_event), self);
  g_signal_connect_swapped (self->line, "closed", G_CALLBACK (on_closed), self);
  client_line_open (self->line);
  WAIT_FOR (self->server->n_accepted > n_accepted);
}

/* What the server hears next. */
void
spoken_line_assert_hears (SpokenLine *self, const char *expected)
{
  g_autofree char *heard = NULL;

  WAIT_FOR ((heard = fake_server_hear (self->server)) != NULL);
  g_assert_nonnull (strstr (heard, expected));
}

void
spoken_line_say_hello (SpokenLine *self, ClientSpeech speech)
{
  spoken_line_open (self, speech);
  spoken_line_assert_hears (self, "{'charla':1,'id':1,'name':'ana'");
}

void
spoken_line_wait_for (SpokenLine *self, const char *told)
{
  WAIT_FOR (self->told->len >= strlen (told));
  g_assert_cmpstr (self->told->str, ==, told);
}

void
spoken_line_go_online (SpokenLine *self)
{
  spoken_line_say_hello (self, CLIENT_SPEECH_CHARLA);
  fake_server_welcome (self->server);
  spoken_line_wait_for (self, "+ ");
}

void
spoken_line_post (SpokenLine *self, const char *text)
{
  client_line_request_async (self->line, client_request_new_post ("r1", text, "n", 0), spoken_line_on_answer,
                             self);
}

void
spoken_line_assert_closed (SpokenLine *self, int code)
{
  WAIT_FOR (self->error != NULL);
  g_assert_error (self->error, CLIENT_ERROR, code);
  wait_settle ();
  g_assert_true (g_str_has_suffix (self->told->str, "x "));
}
