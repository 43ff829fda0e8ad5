/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-apply.h"

#include "client-store-batch.h"
#include "client-store-messages.h"
#include "client-store-outbox.h"
#include "client-store-spans.h"
#include "client-store.h"

/* Whether what is kept of the room says already what the event says. */
static gboolean
is_known (ClientStoreRoom *room, ClientEvent *event)
{
  return event->seq <= room->seq;
}

static gboolean
is_me (ClientStoreBatch *batch, const char *user)
{
  return batch->me != NULL && g_strcmp0 (batch->me, user) == 0;
}

static void
count (gint64 *unread, int more)
{
  /* Where counting has stopped nobody knows how many there are. */
  if (*unread < CLIENT_UNREAD_MAX)
    *unread = MAX (0, *unread + more);
}

static void
apply_message (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  ClientMessageInfo *message = event->message;

  client_store_add_message (batch->database, room->number, message, event->seq);
  client_store_batch_add_message (batch, event->seq);
  client_store_outbox_arrived (batch->database, event->seq);

  if (is_known (room, event) || event->seq <= room->seen || is_me (batch, message->user))
    return;
  count (&room->unread, 1);
  if (batch->me != NULL && client_message_info_mentions (message, batch->me))
    count (&room->mentions, 1);
}

static void
count_deleted (ClientStoreRoom *room, ClientEvent *event, const ClientTarget *target)
{
  if (is_known (room, event) || event->target <= room->seen || target->is_own)
    return;
  count (&room->unread, -1);
  if (target->is_mention)
    count (&room->mentions, -1);
}

/* An answer that may be on its way does not know of this, and what is here does not
 * tell it apart from one that does. */
static void
note_late (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  g_autoptr (GArray) spans = client_store_spans_read (batch->database, room->number);

  if (!client_spans_are_fresh (spans, event->target, event->target))
    room->late = event->seq;
}

static void
apply_change (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  ClientTarget target = { 0 };

  note_late (batch, room, event);
  if (!client_store_find_target (batch->database, event->target, batch->me, &target))
    return;
  if (target.room != room->number || target.head >= event->seq || target.is_deleted)
    return;

  if (event->kind == CLIENT_EVENT_EDIT)
    client_store_edit_message (batch->database, event->target, event->text, event->time);
  else if (event->kind == CLIENT_EVENT_REACT)
    client_store_react (batch->database,
                        event->target,
                        event->emoji,
                        event->is_on,
                        is_me (batch, event->user->id));
  else
    {
      client_store_delete_message (batch->database, event->target);
      count_deleted (room, event, &target);
    }
  client_store_batch_add_message (batch, event->target);
}

/* What happens in the room comes from this event on. Before a room's first event
 * nothing is missing. */
static void
enter (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  gboolean is_first = event->prev == 0 || event->people != NULL;

  if (room->open == 0)
    client_store_room_open (batch->database, room, is_first ? 1 : event->seq);
}

static void
apply_people (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  for (guint i = 0; i < event->people->len; i++)
    {
      ClientUserInfo *user = g_ptr_array_index (event->people, i);

      if (is_me (batch, user->id))
        continue;
      client_store_put_user (batch->database, user, event->seq);
      g_free (room->partner);
      room->partner = g_strdup (user->id);
    }
}

/* Both are in a direct room from its first event on. */
static void
apply_room (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  if (!is_known (room, event))
    client_store_room_describe (room, event->about);
  room->active = MAX (room->active, event->time);
  if (event->about->kind != CLIENT_ROOM_DIRECT)
    return;

  if (event->people != NULL)
    apply_people (batch, room, event);
  if (!is_known (room, event))
    {
      room->role = MAX (room->role, CLIENT_ROLE_MEMBER);
      room->members = 2;
    }
  enter (batch, room, event);
}

static void
apply_own_role (ClientStoreRoom *room, ClientEvent *event)
{
  if (room->role == CLIENT_ROLE_NONE)
    {
      room->seen = event->seq;
      room->unread = 0;
      room->mentions = 0;
    }
  room->role = event->role;
}

static void
apply_member (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  gboolean is_own = is_me (batch, event->user->id);

  client_store_put_user (batch->database, event->user, event->seq);
  if (is_own)
    room->active = MAX (room->active, event->time);
  if (!is_known (room, event))
    {
      if (event->about != NULL)
        client_store_room_describe (room, event->about);
      if (event->role == CLIENT_ROLE_NONE)
        room->members = MAX (0, room->members - 1);
      else if (event->about != NULL)
        room->members++;
      if (is_own)
        apply_own_role (room, event);
    }

  if (is_own && event->role == CLIENT_ROLE_NONE)
    client_store_room_close (batch->database, room, event->seq);
  else if (is_own)
    enter (batch, room, event);
}

/* Somebody has not been told of an event: what is here may have changed since. */
static void
check_skipped (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  if (room->open == 0 || event->prev <= room->last)
    return;

  client_store_room_close (batch->database, room, room->last);
  client_store_room_open (batch->database, room, event->prev + 1);
  client_store_batch_add_skipped (batch, room);
}

static void
apply_in_room (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  check_skipped (batch, room, event);

  switch (event->kind)
    {
    case CLIENT_EVENT_MESSAGE:
      apply_message (batch, room, event);
      break;
    case CLIENT_EVENT_EDIT:
    case CLIENT_EVENT_DELETE:
    case CLIENT_EVENT_REACT:
      apply_change (batch, room, event);
      break;
    case CLIENT_EVENT_ROOM:
      apply_room (batch, room, event);
      break;
    case CLIENT_EVENT_MEMBER:
      apply_member (batch, room, event);
      break;
    default:
      break;
    }

  room->last = MAX (room->last, event->seq);
  room->seq = MAX (room->seq, event->seq);
  client_store_batch_add_room (batch, room);
}

static void
apply_durable (ClientStoreBatch *batch, ClientEvent *event)
{
  ClientStoreRoom *room = NULL;

  if (event->seq <= batch->cursor)
    return;

  if (event->room != NULL)
    room = client_store_batch_make_room (batch, event->room);
  if (room != NULL)
    apply_in_room (batch, room, event);
  client_store_batch_add_event (batch, event);
}

static void
apply_read_by_other (ClientStoreBatch *batch, ClientStoreRoom *room, ClientEvent *event)
{
  if (room->kind != CLIENT_ROOM_DIRECT || g_strcmp0 (room->partner, event->user->id) != 0
      || event->target <= room->others)
    return;

  room->others = event->target;
  client_store_batch_add_room (batch, room);
}

static void
apply_read (ClientStoreBatch *batch, ClientEvent *event)
{
  ClientStoreRoom *room = client_store_batch_find_room (batch, event->room);

  if (room == NULL)
    return;
  if (event->user != NULL && !is_me (batch, event->user->id))
    {
      apply_read_by_other (batch, room, event);
      return;
    }

  /* What has been counted in this batch has to be there to be counted again. */
  client_store_set_cursor (batch->database, batch->cursor);
  client_store_room_set_seen (batch->database, room, event->target, batch->me);
  client_store_batch_add_room (batch, room);
}

/* From here on all that happens in one's rooms comes. */
static void
apply_live (ClientStoreBatch *batch, ClientEvent *event)
{
  g_auto (GStrv) ids = client_store_list_rooms (batch->database);

  batch->cursor = MAX (batch->cursor, event->target);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      ClientStoreRoom *room = client_store_batch_find_room (batch, ids[i]);

      if (room == NULL || room->role == CLIENT_ROLE_NONE || room->open != 0)
        continue;
      client_store_room_open (batch->database, room, batch->cursor + 1);
      room->last = MAX (room->seq, batch->cursor);
      client_store_batch_add_room (batch, room);
    }
}

static void
apply_event (ClientStoreBatch *batch, ClientEvent *event)
{
  switch (event->kind)
    {
    case CLIENT_EVENT_READ:
      apply_read (batch, event);
      break;
    case CLIENT_EVENT_USER:
      client_store_put_user (batch->database, event->user, batch->cursor);
      break;
    case CLIENT_EVENT_LIVE:
      apply_live (batch, event);
      break;
    case CLIENT_EVENT_TYPING:
    case CLIENT_EVENT_PRESENCE:
    case CLIENT_EVENT_NOTICE:
    case CLIENT_EVENT_BYE:
    case CLIENT_EVENT_PING:
      break;
    default:
      apply_durable (batch, event);
      break;
    }
}

/**
 * client_store_apply:
 * @database: a database in a transaction
 * @events: (element-type ClientEvent): events in the order in which they came
 *
 * Applies events and moves the cursor. An event that is not after the cursor is a
 * repeat, and changes nothing. What is ephemeral changes nothing but people, read
 * marks, and, with `live`, the cursor.
 *
 * Returns: (transfer full): what has changed
 */
ClientChanges *
client_store_apply (ClientDatabase *database, GPtrArray *events)
{
  g_auto (ClientStoreBatch) batch = { 0 };

  client_store_batch_init (&batch, database);
  for (guint i = 0; i < events->len; i++)
    apply_event (&batch, g_ptr_array_index (events, i));

  client_store_prune_messages (database,
                               client_database_is_in_memory (database)
                                 ? CLIENT_STORE_WEIGHT_MAX_IN_MEMORY
                                 : CLIENT_STORE_WEIGHT_MAX);
  client_store_prune_users (database, CLIENT_STORE_USERS_MAX);

  return client_store_batch_end (&batch);
}
