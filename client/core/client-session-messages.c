/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include "client-room-private.h"
#include "client-text.h"

/* The contract has it: others are told at most so often that somebody writes. */
#define TYPING_PAUSE (3 * G_TIME_SPAN_SECOND)

/* What a server was asked for, by a session that may be gone when it answers. */
typedef struct
{
  GWeakRef session;
  char *name; /* a nonce, or a room */
} Sending;

static Sending *
sending_new (ClientSession *session, const char *name)
{
  Sending *sending = g_new0 (Sending, 1);

  g_weak_ref_init (&sending->session, session);
  sending->name = g_strdup (name);

  return sending;
}

static void
sending_free (Sending *sending)
{
  g_weak_ref_clear (&sending->session);
  g_clear_pointer (&sending->name, g_free);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (ClientSession) self = g_weak_ref_get (&sending->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, &error);
  guint retry_ms = client_reconnector_request_get_retry (result);
  gint64 seq = 0;

  if (ok != NULL)
    charla_message_get_int (ok, "seq", &seq);
  if (self != NULL)
    client_outbox_answer (self->outbox, sending->name, seq, error, retry_ms);
}

/*
 * Sends a message of the outbox.
 */
void
client_session_send (ClientSession *self, const ClientOutgoing *outgoing)
{
  client_reconnector_request_async (self->reconnector,
                                    client_request_new_post (outgoing->room,
                                                             outgoing->text,
                                                             outgoing->nonce,
                                                             outgoing->reply),
                                    on_sent,
                                    sending_new (self, outgoing->nonce));
}

/**
 * client_session_post:
 * @self: a session
 * @room: one of its rooms
 * @text: what to say, at most %CHARLA_TEXT_MAX bytes of UTF-8
 * @reply: the message that it answers, or 0
 * @error: return location for an error
 *
 * Says @text in a room, as soon as it is on the disk and the session online. The message
 * is in the room at once; its state tells when the server has it. What waits is still
 * sent when this program ends meanwhile and is started again, and never twice.
 *
 * A text that is empty, too long or not UTF-8 is %CLIENT_ERROR_TEXT. What waits while
 * the server is away is bounded: beyond it the error is %CLIENT_ERROR_FULL. After an error
 * nothing has been said, and the caller still has the text.
 *
 * Returns: (transfer none): the message, or %NULL with @error set
 */
ClientMessage *
client_session_post (ClientSession *self,
                     ClientRoom *room,
                     const char *text,
                     gint64 reply,
                     GError **error)
{
  g_autoptr (ClientMessage) message = NULL;
  const ClientOutgoing *outgoing = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);
  g_return_val_if_fail (CLIENT_IS_ROOM (room), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (!client_text_check (text, error))
    return NULL;

  outgoing = client_outbox_push (self->outbox, client_room_get_id (room), text, reply, error);
  if (outgoing == NULL)
    return NULL;

  message = client_room_list_add_outgoing (self->rooms, outgoing);
  client_session_notify (self, "n-queued");
  return message;
}

/**
 * client_session_retry_message:
 * @self: a session
 * @message: one's own message that has failed
 *
 * Sends a message again.
 */
void
client_session_retry_message (ClientSession *self, ClientMessage *message)
{
  const char *nonce = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  nonce = client_message_get_nonce (message);
  if (nonce != NULL)
    client_outbox_retry (self->outbox, nonce);
}

/**
 * client_session_drop_message:
 * @self: a session
 * @message: one's own message that has failed, or waits
 *
 * Takes a message out of its room that is not to be sent any more. One that is under way
 * may arrive all the same, and then is there again.
 */
void
client_session_drop_message (ClientSession *self, ClientMessage *message)
{
  g_autofree char *nonce = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  nonce = g_strdup (client_message_get_nonce (message));
  if (nonce == NULL || client_message_get_state (message) == CLIENT_MESSAGE_SENT)
    return;

  client_outbox_drop (self->outbox, nonce);
  client_room_list_remove_outgoing (self->rooms, nonce);
  client_session_notify (self, "n-queued");
}

/**
 * client_session_set_draft:
 * @self: a session
 * @room: one of its rooms
 * @text: what the person has begun to write there; empty for nothing
 *
 * Keeps what is not sent yet, for the next time.
 */
void
client_session_set_draft (ClientSession *self, ClientRoom *room, const char *text)
{
  const char *id = NULL;
  const char *draft = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));
  g_return_if_fail (text != NULL);

  id = client_room_get_id (room);
  draft = client_room_get_draft (room);
  if (g_str_equal (text, draft != NULL ? draft : ""))
    return;

  client_room_list_set_draft (self->rooms, id, text);
  if (self->cache != NULL)
    client_cache_set_draft_async (self->cache, id, text, NULL, NULL);
}

/**
 * client_session_get_draft:
 * @self: a session
 * @room: one of its rooms
 *
 * Returns: (transfer none) (nullable): what the person has begun to write there
 */
const char *
client_session_get_draft (ClientSession *self, ClientRoom *room)
{
  g_return_val_if_fail (CLIENT_IS_SESSION (self), NULL);
  g_return_val_if_fail (CLIENT_IS_ROOM (room), NULL);

  return client_room_get_draft (room);
}

static void
client_session_set_room_flag (ClientSession *self,
                              ClientRoom *room,
                              ClientRoomFlags flag,
                              gboolean is_on)
{
  const char *id = client_room_get_id (room);
  ClientRoomFlags flags = is_on ? room->flags | flag : room->flags & ~flag;

  if (flags == room->flags)
    return;

  client_room_list_set_flags (self->rooms, id, flags);
  if (self->cache != NULL)
    client_cache_set_flags_async (self->cache, id, flags, NULL, NULL);
}

/**
 * client_session_set_muted:
 * @self: a session
 * @room: one of its rooms
 * @is_muted: whether the person does not want to be called for what is said there, unless
 *   it mentions them
 *
 * Keeps that on this device.
 */
void
client_session_set_muted (ClientSession *self, ClientRoom *room, gboolean is_muted)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  client_session_set_room_flag (self, room, CLIENT_ROOM_MUTED, is_muted);
}

/**
 * client_session_set_pinned:
 * @self: a session
 * @room: one of its rooms
 * @is_pinned: whether the person wants to find it before the others
 *
 * Keeps that on this device.
 */
void
client_session_set_pinned (ClientSession *self, ClientRoom *room, gboolean is_pinned)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  client_session_set_room_flag (self, room, CLIENT_ROOM_PINNED, is_pinned);
}

static void client_session_tell_mark (ClientSession *self, const char *room, gint64 seq);

/* If it fails it is told again with the next one, or when the line comes back, as the
 * server then says what it knows. */
static void
on_mark_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (ClientSession) self = g_weak_ref_get (&sending->session);
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, NULL);

  if (self != NULL)
    client_session_tell_mark (self, sending->name, client_marks_told (self->marks, sending->name));
}

static void
client_session_tell_mark (ClientSession *self, const char *room, gint64 seq)
{
  if (seq > 0 && self->is_settled)
    client_reconnector_request_async (self->reconnector,
                                      client_request_new_read (room, seq),
                                      on_mark_told,
                                      sending_new (self, room));
}

/*
 * Tells what was read while there was no line.
 */
void
client_session_tell_marks (ClientSession *self, ClientWelcome *welcome)
{
  for (guint i = 0; i < welcome->rooms->len; i++)
    {
      ClientRoomInfo *info = g_ptr_array_index (welcome->rooms, i);
      ClientRoom *room = client_room_list_find (self->rooms, info->id);
      gint64 seen = room != NULL ? client_room_get_seen (room) : 0;

      if (seen > info->seen)
        client_session_tell_mark (self, info->id, client_marks_want (self->marks, info->id, seen));
    }
}

static void
on_mark_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (ClientSession) self = g_weak_ref_get (&sending->session);
  g_autoptr (ClientChanges) changes =
    client_cache_changes_finish (CLIENT_CACHE (source), result, NULL);

  if (changes != NULL && self != NULL && CLIENT_CACHE (source) == self->cache)
    client_session_take_changes (self, changes);
}

/**
 * client_session_mark_read:
 * @self: a session
 * @room: one of its rooms
 * @seq: a message
 *
 * Says that the person has read a room up to @seq, here and to their other devices: now,
 * or when the session is online again. The mark does not go back.
 */
void
client_session_mark_read (ClientSession *self, ClientRoom *room, gint64 seq)
{
  const char *id = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  if (self->cache == NULL || seq <= client_room_get_seen (room))
    return;

  id = client_room_get_id (room);
  client_cache_set_seen_async (self->cache, id, seq, on_mark_kept, sending_new (self, id));
  if (self->is_settled)
    client_session_tell_mark (self, id, client_marks_want (self->marks, id, seq));
}

static void
on_typing_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, NULL);
}

/**
 * client_session_set_typing:
 * @self: a session
 * @room: one of its rooms
 * @is_typing: whether the person writes something there
 *
 * Tells the others, if the session is online, and not more often than is of use: this may
 * be called at every key.
 */
void
client_session_set_typing (ClientSession *self, ClientRoom *room, gboolean is_typing)
{
  const char *id = NULL;
  gint64 *last = NULL;
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  id = client_room_get_id (room);
  last = g_hash_table_lookup (self->typing, id);
  if (!self->is_settled || (is_typing && last != NULL && now - *last < TYPING_PAUSE)
      || (!is_typing && last == NULL))
    return;

  if (is_typing)
    g_hash_table_insert (self->typing, g_strdup (id), g_memdup2 (&now, sizeof now));
  else
    g_hash_table_remove (self->typing, id);
  client_reconnector_request_async (self->reconnector,
                                    client_request_new_typing (id, is_typing),
                                    on_typing_told,
                                    NULL);
}
