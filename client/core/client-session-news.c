/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include "client-ban.h"

static gboolean
is_mine (ClientSession *self, ClientMessageInfo *message)
{
  ClientUserInfo *me = client_room_list_get_me (self->rooms);

  return me != NULL && g_str_equal (me->id, message->user);
}

/* What others have said and the person has not read, on this device or another. */
static void
client_session_tell_message (ClientSession *self, ClientMessageInfo *info)
{
  ClientRoom *room = client_room_list_find (self->rooms, info->room);
  g_autoptr (ClientMessage) message = NULL;

  if (room == NULL || client_room_get_role (room) == CLIENT_ROLE_NONE
      || is_mine (self, info) || info->seq <= client_room_get_seen (room))
    return;

  message = client_room_dup_message (room, info);
  g_signal_emit_by_name (self, "received", room, message);
}

/* What the person may not do any more, or may do again. Of what is over by now, as they were
 * away, nothing is said. */
static void
client_session_tell_sanction (ClientSession *self, ClientEvent *event)
{
  ClientUserInfo *me = client_room_list_get_me (self->rooms);
  ClientRoom *room = client_room_list_find (self->rooms, event->room);
  g_autofree char *sentence = NULL;

  if (me == NULL || room == NULL || !g_str_equal (me->id, event->user->id)
      || (event->until != 0 && event->until < g_get_real_time () / 1000))
    return;

  sentence =
    client_ban_explain_event (event, room == self->lobby ? NULL : client_room_get_name (room));
  if (sentence != NULL)
    g_signal_emit_by_name (self, "notice", sentence);
}

static void
client_session_tell_events (ClientSession *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      ClientEvent *event = g_ptr_array_index (events, i);

      g_signal_emit_by_name (self, "event", event);
      if (event->kind == CLIENT_EVENT_MESSAGE)
        client_session_tell_message (self, event->message);
      if (event->kind == CLIENT_EVENT_BAN || event->kind == CLIENT_EVENT_MUTE)
        client_session_tell_sanction (self, event);
    }
}

/* The lobby may be known now, and who one is. */
static void
client_session_tell_rooms (ClientSession *self)
{
  ClientRoom *lobby = client_room_list_get_lobby (self->rooms);
  ClientUserInfo *me = client_room_list_get_me (self->rooms);

  if (g_set_object (&self->lobby, lobby))
    client_session_notify (self, "lobby");
  if (me != self->me)
    {
      g_clear_pointer (&self->me, client_user_info_unref);
      self->me = client_user_info_ref (me);
      client_session_notify (self, "me");
    }
}

/*
 * Shows what has changed in the cache.
 */
void
client_session_take_changes (ClientSession *self, ClientChanges *changes)
{
  g_object_ref (self);
  client_room_list_apply (self->rooms, changes);
  client_session_tell_rooms (self);
  client_session_tell_events (self, changes->events);
  g_object_unref (self);
}

/*
 * Shows what is in a cache that has just been opened. Whoever sees a room come may look into
 * it at once.
 */
void
client_session_show_start (ClientSession *self, ClientStart *start)
{
  client_room_list_set_pager (self->rooms, self->pager);
  client_room_list_load (self->rooms, start);
  client_session_tell_rooms (self);
  client_session_set_flag (self, &self->is_loaded, TRUE, "is-loaded");
}

/* Only from here on the person is in the chat: all that there is can be seen. */
static void
on_sync_welcomed (ClientSession *self, ClientChanges *changes)
{
  g_autoptr (ClientWelcome) welcome =
    self->welcome != NULL ? client_welcome_ref (self->welcome) : NULL;

  g_object_ref (self);
  client_session_take_changes (self, changes);
  client_session_update_hello (self);
  if (welcome != NULL && welcome == self->welcome)
    {
      client_room_list_welcome (self->rooms, welcome);
      client_session_tell_rooms (self);
      self->is_settled = TRUE;
      client_session_tell_marks (self, welcome);
      client_outbox_set_online (self->outbox, TRUE);
      client_session_update_state (self);
    }
  g_object_unref (self);
}

/* What is not in the cache. */
static void
client_session_take_ephemeral (ClientSession *self, ClientEvent *event)
{
  switch (event->kind)
    {
    case CLIENT_EVENT_LIVE:
      if (!self->is_settled)
        break;
      client_room_list_refresh (self->rooms);
      client_session_set_flag (self, &self->is_caught_up, TRUE, "is-caught-up");
      break;
    case CLIENT_EVENT_NOTICE:
      g_signal_emit_by_name (self, "notice", event->text);
      break;
    default:
      client_room_list_apply_ephemeral (self->rooms, event);
      client_session_tell_rooms (self);
      break;
    }
}

static void
on_sync_applied (ClientSession *self, ClientChanges *changes, GPtrArray *events)
{
  g_object_ref (self);
  client_session_take_changes (self, changes);
  client_session_update_hello (self);
  for (guint i = 0; i < events->len; i++)
    {
      ClientEvent *event = g_ptr_array_index (events, i);

      if (event->seq == 0)
        client_session_take_ephemeral (self, event);
    }
  g_object_unref (self);
}

/* If it was only too much at once the same cache will do; the server tells again what
 * came after the cursor. */
static void
on_cache_failed (ClientSession *self, const GError *error)
{
  g_autoptr (GError) busy = NULL;

  if (!g_error_matches (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_BUSY))
    {
      client_session_go_to_memory (self, error);
      return;
    }

  busy = g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_BUSY, error->message);
  client_reconnector_come_back (self->reconnector, busy);
}

static void
on_sync_full (ClientSession *self)
{
  if (client_sync_get_is_full (self->sync))
    client_reconnector_pause (self->reconnector);
  else
    client_reconnector_resume (self->reconnector);
}

static void
on_outbox_send (ClientSession *self, const ClientOutgoing *outgoing)
{
  client_session_send (self, outgoing);
}

static void
on_outbox_changed (ClientSession *self, const ClientOutgoing *outgoing)
{
  client_room_list_update_outgoing (self->rooms,
                                    outgoing->nonce,
                                    outgoing->state,
                                    outgoing->seq,
                                    outgoing->error);
  client_session_notify (self, "n-queued");
}

/*
 * What was on the line is of no use any more.
 */
void
client_session_lose_line (ClientSession *self)
{
  if (self->welcome == NULL)
    return;

  g_clear_pointer (&self->welcome, client_welcome_unref);
  self->is_settled = FALSE;
  client_sync_stop (self->sync);
  client_outbox_set_online (self->outbox, FALSE);
  client_marks_clear (self->marks);
  g_hash_table_remove_all (self->typing);
  client_room_list_set_offline (self->rooms);
  client_session_set_flag (self, &self->is_caught_up, FALSE, "is-caught-up");
}

static void
on_line_state (ClientSession *self)
{
  ClientSessionState state = client_reconnector_get_state (self->reconnector);

  g_object_ref (self);
  client_session_check_question (self);
  if (state == CLIENT_SESSION_CONNECTING)
    self->line_since = self->hello_since;
  if (state != CLIENT_SESSION_ONLINE)
    client_session_lose_line (self);
  if (state == CLIENT_SESSION_WAITING)
    client_session_try_file (self);
  client_session_update_state (self);
  g_object_unref (self);
}

static void
on_line_error (ClientSession *self)
{
  g_clear_error (&self->error);
  client_session_check_question (self);
  client_session_notify (self, "error");
}

static void
on_line_retry_at (ClientSession *self)
{
  client_session_notify (self, "retry-at");
}

static void
on_line_welcomed (ClientSession *self, ClientWelcome *welcome)
{
  g_object_ref (self);
  client_session_lose_line (self);
  client_session_update_identity (self);
  if (!client_session_check_welcome (self, welcome))
    {
      g_object_unref (self);
      return;
    }

  self->welcome = client_welcome_ref (welcome);
  client_session_set_flag (self, &self->is_classic, welcome->is_classic, "is-classic");
  client_session_set_text (self, &self->server_name, welcome->server_name, "server-name");
  client_session_set_text (self, &self->motd, welcome->motd, "motd");
  client_session_greet (self);
  g_object_unref (self);
}

static void
on_line_event (ClientSession *self, ClientEvent *event)
{
  client_sync_push (self->sync, event);
}

/*
 * Listens to all that the session is made of.
 */
void
client_session_watch (ClientSession *self)
{
  const struct
  {
    gpointer source;
    const char *signal;
    GCallback callback;
  } watched[] = {
    { self->sync, "welcomed", G_CALLBACK (on_sync_welcomed) },
    { self->sync, "applied", G_CALLBACK (on_sync_applied) },
    { self->sync, "failed", G_CALLBACK (on_cache_failed) },
    { self->sync, "notify::is-full", G_CALLBACK (on_sync_full) },
    { self->outbox, "send", G_CALLBACK (on_outbox_send) },
    { self->outbox, "changed", G_CALLBACK (on_outbox_changed) },
    { self->outbox, "failed", G_CALLBACK (on_cache_failed) },
    { self->reconnector, "notify::state", G_CALLBACK (on_line_state) },
    { self->reconnector, "notify::error", G_CALLBACK (on_line_error) },
    { self->reconnector, "notify::retry-at", G_CALLBACK (on_line_retry_at) },
    { self->reconnector, "welcomed", G_CALLBACK (on_line_welcomed) },
    { self->reconnector, "event", G_CALLBACK (on_line_event) },
    { self->keyring, "moving", G_CALLBACK (client_session_begin_work) },
    { self->keyring, "moved", G_CALLBACK (client_session_end_work) },
    { self->keyring, "notify::is-in-file", G_CALLBACK (client_session_update_secrets_place) },
    { self->reconnector, "proposal-refused", G_CALLBACK (client_session_forget_proposal) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (watched[i].source, watched[i].signal, watched[i].callback, self,
                             G_CONNECT_SWAPPED);
}
