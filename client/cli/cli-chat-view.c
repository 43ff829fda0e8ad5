/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-chat.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-error.h"
#include "cli-lookup.h"

static gboolean
is_me (CliChat *self, const char *user)
{
  ClientUserInfo *me = client_session_get_me (self->session);

  return me != NULL && g_strcmp0 (me->id, user) == 0;
}

static void
remember (CliChat *self, const ClientMessageInfo *message)
{
  if (self->first == 0 || message->seq < self->first)
    self->first = message->seq;
  self->last = MAX (self->last, message->seq);
  if (is_me (self, message->user))
    self->last_own = MAX (self->last_own, message->seq);
  else
    self->last_other = MAX (self->last_other, message->seq);
}

/**
 * cli_chat_show_message:
 * @self: the chat
 * @message: a message of the room that is on the screen
 *
 * Shows it. What is on the screen has been read.
 */
void
cli_chat_show_message (CliChat *self, const ClientMessageInfo *message)
{
  g_autofree char *line = cli_format_message (&self->format, message, NULL);

  if (!cli_format_same_day (self->last_time, message->time))
    {
      g_autofree char *day = cli_format_day (&self->format, message->time);

      cli_chat_print (self, day);
    }
  self->last_time = message->time;
  if (message->is_after_hole)
    cli_chat_notice (self, _ ("Here something may be missing."));

  cli_chat_print (self, line);
  if (message->seq > self->last)
    client_session_mark_read (self->session, self->room, message->seq);
  remember (self, message);
}

/* Of other rooms one sees what is for oneself. */
static void
show_elsewhere (CliChat *self, const ClientEvent *event)
{
  ClientRoomList *rooms = client_session_get_rooms (self->session);
  ClientRoom *room = event->room ? client_room_list_find (rooms, event->room) : NULL;
  ClientUserInfo *me = client_session_get_me (self->session);
  g_autofree char *line = NULL;

  if (room == NULL || me == NULL)
    return;

  if (event->kind == CLIENT_EVENT_MEMBER && event->role != CLIENT_ROLE_NONE
      && is_me (self, event->user->id) && !is_me (self, event->by ? event->by->id : me->id))
    {
      line = g_strdup_printf (_ ("You are in the room “%s” now; /room %s goes there."),
                              client_room_get_name (room), client_room_get_name (room));
      cli_chat_notice (self, line);
    }

  if (event->kind != CLIENT_EVENT_MESSAGE || is_me (self, event->message->user)
      || event->seq <= client_room_get_seen (room))
    return;
  if (client_room_get_kind (room) != CLIENT_ROOM_DIRECT
      && !client_message_info_mentions (event->message, me->id))
    return;

  line = cli_format_message (&self->format, event->message,
                             client_room_get_kind (room) == CLIENT_ROOM_DIRECT
                               ? _ ("to you")
                               : client_room_get_name (room));
  cli_chat_print (self, line);
  cli_screen_ring (self->screen);
}

static void
show_edit (CliChat *self, const ClientEvent *event)
{
  ClientMessage *target = client_room_find (self->room, event->target, NULL);
  g_autofree char *line
    = cli_format_edit (&self->format, event->time, event->target,
                       target ? client_message_get_sender (target) : NULL, event->text);

  cli_chat_print (self, line);
}

static void
show_act (CliChat *self, const ClientEvent *event)
{
  g_autofree char *sentence = NULL;
  g_autofree char *line = NULL;

  if (event->kind == CLIENT_EVENT_DELETE)
    {
      g_autofree char *target = g_strdup_printf ("#%" G_GINT64_FORMAT, event->target);

      sentence = g_strdup_printf (_ ("The message %s is deleted"), target);
      line = cli_format_act (&self->format, event->time, sentence);
    }
  else if (event->kind == CLIENT_EVENT_REACT)
    line = cli_format_reaction (&self->format, event,
                                cli_lookup_get_user_name (self->session, event->user));
  else if (event->kind == CLIENT_EVENT_MEMBER)
    line = cli_format_member (&self->format, event);
  else if (event->kind == CLIENT_EVENT_ROOM)
    line = cli_format_room (&self->format, event);

  if (line != NULL)
    cli_chat_print (self, line);
}

/* Who goes out of a room, or is sent, is in the Lobby. */
static void
follow_member (CliChat *self, const ClientEvent *event)
{
  ClientRoom *lobby = client_session_get_lobby (self->session);

  if (!is_me (self, event->user->id) || event->role != CLIENT_ROLE_NONE)
    cli_chat_load_members (self);
  else if (lobby != NULL && lobby != self->room)
    cli_chat_enter (self, lobby);
}

/**
 * cli_chat_show_event:
 * @self: the chat
 * @event: a durable event
 *
 * Shows what has happened, if it is of this room or for the person.
 */
void
cli_chat_show_event (CliChat *self, const ClientEvent *event)
{
  gboolean is_here
    = self->room != NULL && g_strcmp0 (event->room, client_room_get_id (self->room)) == 0;

  if (!is_here)
    show_elsewhere (self, event);
  else if (event->seq <= self->last)
    return;
  else if (event->kind == CLIENT_EVENT_MESSAGE)
    cli_chat_show_message (self, event->message);
  else if (event->kind == CLIENT_EVENT_EDIT)
    show_edit (self, event);
  else
    show_act (self, event);

  if (is_here && event->kind == CLIENT_EVENT_MEMBER)
    follow_member (self, event);
  cli_chat_update_prompt (self);
}

/**
 * cli_chat_show_outgoing:
 * @self: the chat
 * @message: a message of the person that others do not see yet
 *
 * Shows what they have said, and what has become of it.
 */
void
cli_chat_show_outgoing (CliChat *self, ClientMessage *message)
{
  const char *reason = client_message_get_error (message);
  g_autofree char *state = NULL;
  g_autofree char *line = NULL;

  if (client_message_get_state (message) == CLIENT_MESSAGE_QUEUED)
    state = g_strdup (_ ("Waits to be sent"));
  else
    state = g_strdup_printf (_ ("Not sent (%s)"), reason ? reason : _ ("refused"));

  line = cli_format_outgoing (&self->format, client_message_get_text (message), state);
  cli_chat_print (self, line);
}

/**
 * cli_chat_show_state:
 * @self: the chat
 *
 * Says it when the line is lost for good or for a while, and when it is back.
 */
void
cli_chat_show_state (CliChat *self)
{
  ClientSessionState state = client_session_get_state (self->session);
  const GError *error = client_session_get_error (self->session);

  if (client_session_get_is_caught_up (self->session))
    {
      if (self->is_lost)
        cli_chat_notice (self, _ ("Back."));
      self->is_lost = FALSE;
    }
  else if (state == CLIENT_SESSION_OFFLINE && error != NULL)
    {
      /* An attempt that has failed like the one before is no news. */
      if (self->is_lost && cli_error_get_status (error) == CLI_STATUS_UNREACHABLE)
        return;
      cli_chat_warn (self, error->message);
      self->is_lost = TRUE;
    }
  else if (state == CLIENT_SESSION_WAITING && !self->is_lost)
    {
      cli_chat_warn (self, _ ("Connection lost. Trying again…"));
      self->is_lost = TRUE;
    }
}
