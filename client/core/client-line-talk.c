/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-line-private.h"

#include <glib/gi18n.h>

#include "client-error.h"

/* Ends the conversation because of something that this side has found. */
static void
client_line_give_up (ClientLine *self, ClientError code, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (CLIENT_ERROR, code, sentence);

  charla_connection_close (self->connection, error);
}

static void
client_line_give_up_waiting (ClientLine *self)
{
  const char *host = client_address_get_host (self->address);
  g_autofree char *sentence = g_strdup_printf (_ ("“%s” does not answer."), host);

  client_line_give_up (self, CLIENT_ERROR_TIMED_OUT, sentence);
}

static void
client_line_give_up_charla (ClientLine *self)
{
  const char *host = client_address_get_host (self->address);
  g_autofree char *sentence =
    g_strdup_printf (_ ("“%s” has a chat of an older kind."), host);

  client_line_give_up (self, CLIENT_ERROR_CLASSIC_ONLY, sentence);
}

/* While nothing is read no answer can come. */
void
client_line_late (ClientLine *self)
{
  if (self->paused)
    client_requests_restart (self->requests);
  else
    client_line_give_up_waiting (self);
}

static gboolean
on_patience (gpointer user_data)
{
  ClientLine *self = user_data;

  if (self->paused)
    return G_SOURCE_CONTINUE;

  self->patience = 0;
  if (self->speech == CLIENT_SPEECH_ANY)
    client_line_give_up_charla (self);
  else
    client_line_give_up_waiting (self);
  return G_SOURCE_REMOVE;
}

/* How long the welcome may take. */
void
client_line_be_patient (ClientLine *self)
{
  guint patience_ms = self->timing.hello_ms;

  if (self->speech == CLIENT_SPEECH_ANY)
    patience_ms = self->known != NULL && client_known_server_get_is_classic (self->known)
                    ? self->timing.classic_ms
                    : self->timing.detection_ms;

  self->patience = g_timeout_add (patience_ms, on_patience, self);
}

static gboolean
on_quiet (gpointer user_data)
{
  ClientLine *self = user_data;

  self->quiet = 0;
  client_line_request_async (self, client_request_new_ping (), NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* Begins to be quiet. */
static void
client_line_watch_quiet (ClientLine *self)
{
  g_clear_handle_id (&self->quiet, g_source_remove);
  if (self->is_in && client_dialect_has_pings (self->dialect))
    self->quiet = g_timeout_add (self->timing.ping_ms, on_quiet, self);
}

void
client_line_send (ClientLine *self, GBytes *frames)
{
  g_autoptr (GError) error = NULL;

  if (!charla_connection_send (self->connection, frames, &error))
    {
      charla_connection_close (self->connection, error);
      return;
    }

  client_line_watch_quiet (self);
}

/* The line is lost: no timer runs, and nobody waits for an answer any more. */
void
client_line_let_go (ClientLine *self, const GError *error)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->quiet, g_source_remove);
  g_clear_handle_id (&self->telling, g_source_remove);
  g_queue_clear_full (&self->inputs, (GDestroyNotify) client_input_free);
  client_requests_fail (self->requests, error);
}

static void
client_line_welcome (ClientLine *self, ClientWelcome *welcome)
{
  self->is_in = TRUE;
  g_clear_handle_id (&self->patience, g_source_remove);
  client_line_watch_quiet (self);
  client_line_emit (self, CLIENT_LINE_WELCOMED, welcome);
}

static void
client_line_end (ClientLine *self, const GError *refusal, const char *needs)
{
  g_autoptr (GError) error = client_error_new_for_refusal (refusal, needs, self->address);

  charla_connection_close (self->connection, error);
}

static void
client_line_answer (ClientLine *self, ClientInput *input)
{
  g_autofree char *sentence = NULL;

  if (client_requests_answer (self->requests, input->id, input->ok, input->error,
                              input->retry_ms))
    return;

  sentence = g_strdup_printf (_ ("“%s” answered what nobody asked."),
                              client_address_get_host (self->address));
  client_line_give_up (self, CLIENT_ERROR_NOT_CHAT, sentence);
}

static void
client_line_bye (ClientLine *self, ClientEvent *event)
{
  g_autoptr (GError) refusal = NULL;

  if (!event->has_code)
    {
      charla_connection_close (self->connection, NULL);
      return;
    }

  refusal = g_error_new_literal (CHARLA_CODE_ERROR, event->code,
                                 event->ban != NULL ? event->ban
                                                    : charla_code_to_string (event->code));
  client_line_end (self, refusal, NULL);
}

static void
client_line_happen (ClientLine *self, ClientEvent *event)
{
  if (self->is_in)
    client_line_emit (self, CLIENT_LINE_EVENT, event);
  if (event->kind == CLIENT_EVENT_BYE && self->connection != NULL)
    client_line_bye (self, event);
}

/* Tells what the server has said, for as long as somebody wants to know it. */
static void
client_line_tell (ClientLine *self)
{
  g_autoptr (ClientLine) line = g_object_ref (self);

  while (line->connection != NULL && !line->paused && !g_queue_is_empty (&line->inputs))
    {
      g_autoptr (ClientInput) input = g_queue_pop_head (&line->inputs);

      switch (input->kind)
        {
        case CLIENT_INPUT_WELCOME:
          client_line_welcome (line, input->welcome);
          break;
        case CLIENT_INPUT_REFUSAL:
          client_line_end (line, input->error, input->needs);
          break;
        case CLIENT_INPUT_ANSWER:
          client_line_answer (line, input);
          break;
        case CLIENT_INPUT_EVENT:
        default:
          client_line_happen (line, input->event);
          break;
        }
    }
}

static gboolean
on_telling (gpointer user_data)
{
  ClientLine *self = user_data;

  self->telling = 0;
  client_line_tell (self);
  return G_SOURCE_REMOVE;
}

void
client_line_tell_later (ClientLine *self)
{
  if (self->telling == 0 && !g_queue_is_empty (&self->inputs))
    self->telling = g_idle_add_full (CLIENT_LINE_PRIORITY, on_telling, self, NULL);
}

static void
client_line_received (CharlaReceiver *receiver, CharlaConnection *connection, GBytes *payload)
{
  ClientLine *self = CLIENT_LINE (receiver);
  g_autoptr (GError) error = NULL;

  self->heard = TRUE;
  if (client_dialect_read (self->dialect, payload, &self->inputs, &error))
    client_line_tell (self);
  else if (self->speech == CLIENT_SPEECH_ANY && !self->is_in)
    /* Somebody says something where the welcome should be. */
    client_line_give_up_charla (self);
  else
    charla_connection_close (connection, error);
}

static void
client_line_drained (CharlaReceiver *receiver, CharlaConnection *connection)
{
  ClientLine *self = CLIENT_LINE (receiver);

  client_dialect_drained (self->dialect, &self->inputs);
  client_line_tell (self);
}

static gboolean
on_ending (gpointer user_data)
{
  ClientLine *self = user_data;
  g_autoptr (GError) end = g_steal_pointer (&self->end);

  self->ending = 0;
  client_line_emit (self, CLIENT_LINE_CLOSED, end);
  return G_SOURCE_REMOVE;
}

/* A server that knows only names of a certain length closes without a word. */
static gboolean
client_line_is_detection (ClientLine *self, const GError *reason)
{
  return self->speech == CLIENT_SPEECH_ANY && !self->heard
         && (reason == NULL || reason->domain == G_IO_ERROR);
}

static void
client_line_closed (CharlaReceiver *receiver, CharlaConnection *connection, const GError *reason)
{
  ClientLine *self = CLIENT_LINE (receiver);
  g_autoptr (GError) lost = NULL;

  g_debug ("Line lost: %s", reason ? reason->message : "closed by the server");
  g_clear_object (&self->connection);
  self->end = client_error_new_for_loss (reason, self->address);
  if (client_line_is_detection (self, reason))
    self->end->code = CLIENT_ERROR_CLASSIC_ONLY;

  /* Last, and after those who wait for an answer, some of whom are called later. */
  lost = g_error_copy (self->end);
  if (lost->code != CLIENT_ERROR_TIMED_OUT)
    lost->code = CLIENT_ERROR_LOST;
  client_line_let_go (self, lost);
  if (self->end != NULL)
    self->ending = g_idle_add_full (G_PRIORITY_DEFAULT, on_ending, self, NULL);
}

void
client_line_receiver_init (CharlaReceiverInterface *iface)
{
  iface->received = client_line_received;
  iface->drained = client_line_drained;
  iface->closed = client_line_closed;
}
