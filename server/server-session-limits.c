/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-call.h"
#include "server-handlers.h"
#include "server-session-private.h"
#include "server-wait-error.h"

/**
 * server_session_open_place: (skip)
 * @self: a session whose peer says hello
 *
 * Begins to count what comes from where it comes from.
 */
void
server_session_open_place (ServerSession *self)
{
  g_autofree char *key = NULL;

  if (self->surroundings->quotas == NULL)
    return;

  key = server_networks_get_place (server_session_get_socket (self));
  self->place = server_quotas_open (self->surroundings->quotas, key, SERVER_QUOTA_SHARE);
}

/* Begins to count what somebody does, on all their devices together. Of those who do
 * nothing, who are most, there is nothing to be kept. */
static void
open_person (ServerSession *self)
{
  g_autofree char *key = NULL;

  if (self->person != NULL || self->user == NULL || self->surroundings->quotas == NULL)
    return;

  if (!server_user_is_guest (self->user))
    key = g_strdup_printf ("u%" G_GINT64_FORMAT, self->user->info->id);
  self->person = server_quotas_open (self->surroundings->quotas, key, 1);
}

/**
 * server_session_close_quotas: (skip)
 * @self: a session that ends
 */
void
server_session_close_quotas (ServerSession *self)
{
  charla_deadline_stop (&self->slowed);
  g_clear_pointer (&self->person, server_quota_close);
  g_clear_pointer (&self->place, server_quota_close);
}

static gint64
get_wait (ServerSession *self, ServerUse use, gsize amount)
{
  gint64 person = self->person != NULL ? server_quota_get_wait (self->person, use, amount) : 0;
  gint64 place = self->place != NULL ? server_quota_get_wait (self->place, use, amount) : 0;

  return MAX (person, place);
}

static void
take (ServerSession *self, ServerUse use, gsize amount)
{
  if (self->person != NULL)
    server_quota_take (self->person, use, amount);
  if (self->place != NULL)
    server_quota_take (self->place, use, amount);
}

/* Whether more has been taken than there was. */
static gboolean
is_behind (ServerSession *self)
{
  return get_wait (self, SERVER_USE_MESSAGES, 0) > 0 || get_wait (self, SERVER_USE_REQUESTS, 0) > 0
         || get_wait (self, SERVER_USE_BYTES, 0) > 0;
}

static void
slow_down (ServerSession *self)
{
  if (self->is_over)
    return;

  self->is_slowed = TRUE;
  charla_deadlines_start (self->surroundings->slowed, &self->slowed, self);
  server_session_update_reading (self);
}

/**
 * server_session_on_slowed: (skip)
 * @item: a session that has not been read for a while
 * @user_data: nothing
 */
void
server_session_on_slowed (gpointer item, gpointer user_data)
{
  ServerSession *self = item;

  if (is_behind (self))
    {
      slow_down (self);
      return;
    }

  self->is_slowed = FALSE;
  server_session_update_reading (self);
}

/**
 * server_session_use_bytes: (skip)
 * @self: a session
 * @size: how much its peer has sent
 *
 * Counts what has come. Whoever sends too much is not read for a while, so that it piles
 * up on their own side.
 */
void
server_session_use_bytes (ServerSession *self, gsize size)
{
  open_person (self);
  take (self, SERVER_USE_BYTES, size);
  if (get_wait (self, SERVER_USE_BYTES, 0) > 0)
    slow_down (self);
}

/**
 * server_session_use_hello: (skip)
 * @self: a session whose peer says hello
 * @error: return location for an error
 *
 * Counts a hello.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_WAIT_ERROR when there were too many
 */
gboolean
server_session_use_hello (ServerSession *self, GError **error)
{
  gint64 wait = get_wait (self, SERVER_USE_HELLOS, 1);

  if (wait == 0)
    {
      take (self, SERVER_USE_HELLOS, 1);
      return TRUE;
    }

  g_propagate_error (error, server_wait_error_new (wait, "Too many come from there at once"));
  return FALSE;
}

static gboolean
is_message (const ServerCommand *command)
{
  return command != NULL
         && (command->handle == server_handle_post || command->handle == server_handle_edit
             || command->handle == server_handle_say);
}

/**
 * server_session_use_request: (skip)
 * @self: a session
 * @command: (nullable): what is asked for; %NULL if it cannot be understood
 * @error: return location for an error
 *
 * Counts a request. Whoever asks for too much is told how long to wait, and what they say
 * next is not read at once. Guests of the classic dialect, who are told nothing, are
 * only not read.
 *
 * Returns: %TRUE when it is to be done, or %FALSE with %SERVER_WAIT_ERROR
 */
gboolean
server_session_use_request (ServerSession *self, const ServerCommand *command, GError **error)
{
  gboolean can_wait = !server_dialect_has_pings (self->dialect);
  gint64 requests = get_wait (self, SERVER_USE_REQUESTS, 1);
  gint64 messages = is_message (command) ? get_wait (self, SERVER_USE_MESSAGES, 1) : 0;
  gint64 wait = MAX (requests, messages);

  if (wait > 0)
    slow_down (self);
  if (wait > 0 && !can_wait)
    {
      g_propagate_error (error, server_wait_error_new (wait, "That was too much at once"));
      return FALSE;
    }

  take (self, SERVER_USE_REQUESTS, 1);
  if (is_message (command))
    take (self, SERVER_USE_MESSAGES, 1);
  return TRUE;
}
