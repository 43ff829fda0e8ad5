/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-reconnector-private.h"

#include <glib/gi18n.h>

#include "client-error.h"

/*
 * A server that does not want somebody closes the connection without a word. So
 * often, so soon after joining, it is no accident.
 */
#define TURNED_AWAY_MS 1000
#define TURNED_AWAY_TIMES 2

/* The line that has just been opened; what the last one has told does not count. */
void
client_reconnector_drop_line (ClientReconnector *self)
{
  g_autoptr (ClientLine) line = g_steal_pointer (&self->line);

  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->online_since = 0;
  self->was_slow = FALSE;
  if (line == NULL)
    return;

  g_signal_handlers_disconnect_by_data (line, self);
  client_line_close (line);
}

static void
on_line_welcomed (ClientReconnector *self, ClientWelcome *welcome, ClientLine *line)
{
  client_reconnector_meet (self, line);
  self->joined = TRUE;
  self->heard = self->heard || !welcome->is_classic;
  self->online_since = g_get_monotonic_time ();
  client_reconnector_welcomed (self, welcome);

  /* Who is told may have left, or begun anew. */
  if (self->line == line)
    client_reconnector_set_state (self, CLIENT_SESSION_ONLINE, NULL, 0);
}

static void
on_line_event (ClientReconnector *self, ClientEvent *event, ClientLine *line)
{
  self->heard = self->heard || client_line_get_heard (line);
  if (event->kind == CLIENT_EVENT_BYE && event->has_code && event->code == CHARLA_CODE_TOO_SLOW)
    self->was_slow = TRUE;

  client_reconnector_told (self, event);
}

static gboolean
on_retry (gpointer user_data)
{
  ClientReconnector *self = user_data;

  self->retry_source = 0;
  client_reconnector_connect (self);
  return G_SOURCE_REMOVE;
}

static void
client_reconnector_wait (ClientReconnector *self, gint64 held_ms, const GError *error)
{
  guint pause_ms = client_backoff_next (&self->backoff, held_ms);
  gint64 retry_at = g_get_monotonic_time () + pause_ms * G_TIME_SPAN_MILLISECOND;

  self->retry_source = g_timeout_add (pause_ms, on_retry, self);
  client_reconnector_set_state (self, CLIENT_SESSION_WAITING, error, retry_at);
}

/* Whether the server keeps closing the connection as soon as one has joined. */
static gboolean
client_reconnector_is_turned_away (ClientReconnector *self, ClientLine *line, gint64 held_ms)
{
  if (self->online_since == 0)
    return FALSE;

  if (client_line_get_heard (line) || held_ms >= TURNED_AWAY_MS)
    self->turned_away = 0;
  else
    self->turned_away++;

  return self->turned_away >= TURNED_AWAY_TIMES;
}

static GError *
client_reconnector_explain (ClientReconnector *self, const GError *error, gboolean is_turned_away)
{
  if (!is_turned_away || error->code == CLIENT_ERROR_NOT_CHAT)
    return g_error_copy (error);

  return g_error_new (CLIENT_ERROR,
                      CLIENT_ERROR_LOST,
                      _ ("“%s” closes the connection as soon as you join. Perhaps it does "
                         "not accept the name “%s”."),
                      client_address_get_host (self->address),
                      self->hello->name);
}

/* Whether another attempt may go better without the person. */
static gboolean
client_reconnector_may_hope (ClientReconnector *self, const GError *error)
{
  switch (error->code)
    {
    case CLIENT_ERROR_NAME:
    case CLIENT_ERROR_AUTH_REQUIRED:
    case CLIENT_ERROR_AUTH_FAILED:
    case CLIENT_ERROR_JOIN_WORD:
    case CLIENT_ERROR_UNKNOWN_SERVER:
    case CLIENT_ERROR_CHANGED_SERVER:
    case CLIENT_ERROR_BANNED:
      return FALSE;
    case CLIENT_ERROR_BUSY:
      return TRUE;
    case CLIENT_ERROR_NOT_CHAT:
      return self->joined && self->heard;
    default:
      return self->joined;
    }
}

/* The server says no more than that the token does not fit. Asked without one, it says
 * whether somebody has the name, or whether new names take a word. */
static gboolean
client_reconnector_is_proposal_refused (ClientReconnector *self, const GError *error)
{
  return error->code == CLIENT_ERROR_AUTH_FAILED && self->online_since == 0
         && self->hello->is_proposed;
}

static void
on_line_closed (ClientReconnector *self, const GError *error, ClientLine *line)
{
  gint64 held_ms = 0;
  gboolean is_turned_away = FALSE;
  gboolean at_once = FALSE;
  gboolean is_proposal_refused = client_reconnector_is_proposal_refused (self, error);
  g_autoptr (GError) reason = NULL;

  client_reconnector_meet (self, line);
  if (self->online_since != 0)
    held_ms = (g_get_monotonic_time () - self->online_since) / G_TIME_SPAN_MILLISECOND;
  is_turned_away = client_reconnector_is_turned_away (self, line, held_ms);
  reason = client_reconnector_explain (self, error, is_turned_away);
  at_once = self->was_slow && held_ms >= TURNED_AWAY_MS;
  client_reconnector_drop_line (self);

  if (error->code == CLIENT_ERROR_CLASSIC_ONLY)
    {
      self->is_classic = TRUE;
      client_reconnector_connect (self);
    }
  else if (is_proposal_refused)
    {
      client_reconnector_proposal_refused (self);
      client_reconnector_connect (self);
    }
  else if (!client_reconnector_may_hope (self, reason))
    client_reconnector_set_state (self, CLIENT_SESSION_OFFLINE, reason, 0);
  else if (at_once)
    client_reconnector_connect (self);
  else
    client_reconnector_wait (self, held_ms, reason);
}

static void
client_reconnector_watch (ClientReconnector *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->line, signal, callback, self, G_CONNECT_SWAPPED);
}

/* Begins an attempt. */
void
client_reconnector_connect (ClientReconnector *self)
{
  /* Why the last attempt failed stays to be read, unless the person begins anew. */
  gboolean again = self->state != CLIENT_SESSION_OFFLINE;
  g_autoptr (GError) error = again && self->error ? g_error_copy (self->error) : NULL;
  gboolean is_classic = self->is_classic && self->speech == CLIENT_SPEECH_ANY;

  client_reconnector_drop_line (self);

  self->line = client_line_new (self->address,
                                self->hello,
                                is_classic ? CLIENT_SPEECH_CLASSIC : self->speech,
                                self->known,
                                &self->timing);
  client_reconnector_watch (self, "welcomed", G_CALLBACK (on_line_welcomed));
  client_reconnector_watch (self, "event", G_CALLBACK (on_line_event));
  client_reconnector_watch (self, "closed", G_CALLBACK (on_line_closed));
  if (self->paused)
    client_line_pause (self->line);
  client_line_open (self->line);

  client_reconnector_set_state (self, CLIENT_SESSION_CONNECTING, error, 0);
}

/**
 * client_reconnector_reopen:
 * @self: a reconnector that has been closed
 *
 * Goes on where client_reconnector_close() has interrupted it. It is no first attempt if
 * there was one that went well.
 */
void
client_reconnector_reopen (ClientReconnector *self)
{
  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));

  if (self->state == CLIENT_SESSION_OFFLINE)
    client_reconnector_connect (self);
}

/**
 * client_reconnector_come_back:
 * @self: a reconnector
 * @why: what has gone wrong on this side, a #ClientError
 *
 * Leaves the line that there is, and comes back after a pause, so that what goes wrong each
 * time does not become a storm.
 */
void
client_reconnector_come_back (ClientReconnector *self, const GError *why)
{
  gint64 held_ms = 0;

  g_return_if_fail (CLIENT_IS_RECONNECTOR (self));
  g_return_if_fail (why != NULL);

  if (self->state != CLIENT_SESSION_ONLINE)
    return;

  held_ms = (g_get_monotonic_time () - self->online_since) / G_TIME_SPAN_MILLISECOND;
  client_reconnector_drop_line (self);
  client_reconnector_wait (self, held_ms, why);
}

/* Begins the first attempt, which knows nothing of earlier ones but that they went well. */
void
client_reconnector_begin (ClientReconnector *self)
{
  self->joined = self->returning;
  self->heard = FALSE;
  self->is_classic = FALSE;
  self->turned_away = 0;
  client_reconnector_connect (self);
}
