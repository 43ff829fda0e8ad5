/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-rooms.h"

#include "client-store-messages.h"
#include "client-store-spans.h"
#include "client-store.h"

/**
 * client_store_room_free:
 * @room: (transfer full): a room
 */
void
client_store_room_free (ClientStoreRoom *room)
{
  g_clear_pointer (&room->id, g_free);
  g_clear_pointer (&room->name, g_free);
  g_clear_pointer (&room->topic, g_free);
  g_clear_pointer (&room->partner, g_free);
  g_free (room);
}

/**
 * client_store_room_load:
 * @database: a database
 * @id: id of a room
 *
 * Returns: (transfer full) (nullable): the room, if it is known
 */
ClientStoreRoom *
client_store_room_load (ClientDatabase *database, const char *id)
{
  g_autoptr (ClientStoreRoom) room = NULL;
  g_auto (ClientQuery) query =
    client_query (database,
                  "SELECT number, id, kind, name, topic, members, role, seq, last, late, seen,"
                  " unread, mentions, partner, others, active FROM rooms WHERE id = ?",
                  TEXT (id));

  if (!client_query_next (&query))
    return NULL;

  room = g_new0 (ClientStoreRoom, 1);
  room->number = client_query_number (&query, 0);
  room->id = g_strdup (client_query_text (&query, 1));
  room->kind = CLAMP (client_query_number (&query, 2), CLIENT_ROOM_PUBLIC, CLIENT_ROOM_DIRECT);
  room->name = g_strdup (client_query_text (&query, 3));
  room->topic = g_strdup (client_query_text (&query, 4));
  room->members = client_query_number (&query, 5);
  room->role = CLAMP (client_query_number (&query, 6), CLIENT_ROLE_NONE, CLIENT_ROLE_OWNER);
  room->seq = client_query_number (&query, 7);
  room->last = client_query_number (&query, 8);
  room->late = client_query_number (&query, 9);
  room->seen = client_query_number (&query, 10);
  room->unread = CLAMP (client_query_number (&query, 11), 0, CLIENT_UNREAD_MAX);
  room->mentions = CLAMP (client_query_number (&query, 12), 0, CLIENT_UNREAD_MAX);
  room->partner = g_strdup (client_query_text (&query, 13));
  room->others = client_query_number (&query, 14);
  room->active = client_query_number (&query, 15);
  room->open = client_store_spans_get_open (database, room->number);

  return client_database_is_well (database) ? g_steal_pointer (&room) : NULL;
}

/**
 * client_store_room_make:
 * @database: a database
 * @id: id of a room
 *
 * Returns: (transfer full) (nullable): the room as it is known, or a new one of which
 *   nothing is known; %NULL if there are too many
 */
ClientStoreRoom *
client_store_room_make (ClientDatabase *database, const char *id)
{
  ClientStoreRoom *room = client_store_room_load (database, id);

  if (room != NULL || !client_database_is_well (database))
    return room;

  client_execute (database,
                  "INSERT INTO rooms (id, kind, name, topic, members, role, seq, last, late, seen,"
                  " unread, mentions) SELECT ?, ?, '', '', 0, 0, 0, 0, 0, 0, 0, 0"
                  " WHERE (SELECT count(*) FROM rooms) < ?",
                  TEXT (id), NUMBER (CLIENT_ROOM_PRIVATE), NUMBER (CLIENT_STORE_ROOMS_MAX));

  return client_store_room_load (database, id);
}

/**
 * client_store_room_save:
 * @database: a database
 * @room: a room
 *
 * Writes a room, if it has changed.
 */
void
client_store_room_save (ClientDatabase *database, ClientStoreRoom *room)
{
  if (!room->is_changed)
    return;

  client_execute (database,
                  "UPDATE rooms SET kind = ?, name = ?, topic = ?, members = ?, role = ?, seq = ?,"
                  " last = ?, late = ?, seen = ?, unread = ?, mentions = ?, partner = ?,"
                  " others = ?, active = ?"
                  " WHERE number = ?",
                  NUMBER (room->kind), TEXT (room->name), TEXT (room->topic),
                  NUMBER (room->members), NUMBER (room->role), NUMBER (room->seq),
                  NUMBER (room->last), NUMBER (room->late), NUMBER (room->seen),
                  NUMBER (room->unread), NUMBER (room->mentions), TEXT (room->partner),
                  NUMBER (room->others), NUMBER (room->active), NUMBER (room->number));
  room->is_changed = FALSE;
}

/**
 * client_store_room_describe:
 * @room: a room
 * @about: what it is for everyone
 *
 * Takes over what a room is.
 */
void
client_store_room_describe (ClientStoreRoom *room, ClientRoomInfo *about)
{
  room->kind = about->kind;
  g_free (room->name);
  room->name = g_strdup (about->name);
  g_free (room->topic);
  room->topic = g_strdup (about->topic);
  room->is_changed = TRUE;
}

/* A message beside a room is true up to the event @head; one that is here may be
 * newer. */
static void
put_last (ClientDatabase *database, ClientStoreRoom *room, ClientMessageInfo *last, gint64 head)
{
  g_autoptr (GArray) spans = client_store_spans_read (database, room->number);

  if (!client_spans_are_fresh (spans, last->seq, last->seq)
      || head > client_store_get_cursor (database))
    client_store_put_message (database, room->number, last, head);
}

/* A read mark that the server does not know of yet may be the newer one. */
static void
take_standing (ClientStoreRoom *room, ClientRoomInfo *info)
{
  gboolean is_read = room->seen > info->seen && room->seen >= info->seq;

  client_store_room_describe (room, info);
  room->members = info->members;
  room->role = info->role;
  room->seq = info->seq;
  room->seen = MAX (room->seen, info->seen);
  room->unread = is_read ? 0 : info->unread;
  room->mentions = is_read ? 0 : info->mentions;
}

/**
 * client_store_room_put:
 * @database: a database
 * @room: a room
 * @info: a Room that a server has sent
 * @head: the newest event that @info takes into account
 *
 * Takes over all that a server says of a room, unless something newer is known. The
 * read mark does not go back.
 */
void
client_store_room_put (ClientDatabase *database,
                       ClientStoreRoom *room,
                       ClientRoomInfo *info,
                       gint64 head)
{
  if (info->seq >= room->seq)
    take_standing (room, info);
  if (info->with != NULL)
    {
      g_free (room->partner);
      room->partner = g_strdup (info->with->id);
      client_store_put_user (database, info->with, head);
    }
  room->others = MAX (room->others, info->others);
  if (info->last != NULL)
    put_last (database, room, info->last, head);
}

/**
 * client_store_room_open:
 * @database: a database
 * @room: a room
 * @first: an event
 *
 * Says that all that happens in a room comes from @first on.
 */
void
client_store_room_open (ClientDatabase *database, ClientStoreRoom *room, gint64 first)
{
  client_store_spans_add (database, room->number, first, CLIENT_SPAN_OPEN);
  room->open = client_store_spans_get_open (database, room->number);
  room->late = MAX (room->late, first - 1);
  room->is_changed = TRUE;
}

/**
 * client_store_room_close:
 * @database: a database
 * @room: a room
 * @last: an event
 *
 * Says that nothing that happens in a room after @last comes: what is here may change
 * without anybody telling.
 */
void
client_store_room_close (ClientDatabase *database, ClientStoreRoom *room, gint64 last)
{
  client_store_spans_close (database, room->number, last);
  client_store_spans_spoil (database, room->number);
  room->open = 0;
}

static void
recount (ClientDatabase *database, ClientStoreRoom *room, const char *me)
{
  g_auto (ClientQuery) query = client_query (
    database,
    "SELECT count(*),"
    " ifnull(sum(instr(char(10) || mentions || char(10), char(10) || ?3 || char(10)) > 0), 0)"
    " FROM (SELECT mentions FROM messages WHERE room = ?1 AND seq > ?2 AND user <> ?3"
    "  AND deleted = 0 LIMIT ?4)",
    NUMBER (room->number), NUMBER (room->seen), TEXT (me), NUMBER (CLIENT_UNREAD_MAX));

  if (!client_query_next (&query))
    return;
  room->unread = client_query_number (&query, 0);
  room->mentions = client_query_number (&query, 1);
}

/**
 * client_store_room_set_seen:
 * @database: a database
 * @room: a room
 * @seq: up to where the person has read
 * @me: (nullable): id of the person
 *
 * Moves the read mark, but not back. What is unread then is counted if all of it is
 * here; if not, the counts stay until a server tells better ones.
 */
void
client_store_room_set_seen (ClientDatabase *database,
                            ClientStoreRoom *room,
                            gint64 seq,
                            const char *me)
{
  g_autoptr (GArray) spans = client_store_spans_read (database, room->number);

  if (seq <= room->seen)
    return;

  room->seen = seq;
  room->is_changed = TRUE;
  if (seq >= room->seq)
    {
      room->unread = 0;
      room->mentions = 0;
    }
  else if (me != NULL && client_spans_cover (spans, seq + 1, client_store_get_cursor (database)))
    recount (database, room, me);
}

/**
 * client_store_room_info:
 * @database: a database
 * @id: id of a room
 *
 * Returns: (transfer full) (nullable): the room as it stands, with its newest message, if it
 *   is known
 */
ClientRoomInfo *
client_store_room_info (ClientDatabase *database, const char *id)
{
  g_autoptr (ClientStoreRoom) room = client_store_room_load (database, id);
  ClientRoomInfo *info = NULL;

  if (room == NULL)
    return NULL;

  info = client_room_info_new ();
  info->id = g_steal_pointer (&room->id);
  info->kind = room->kind;
  info->name = g_steal_pointer (&room->name);
  info->topic = g_steal_pointer (&room->topic);
  info->members = room->members;
  info->role = room->role;
  info->seq = MAX (room->seq, room->last);
  info->seen = room->seen;
  info->unread = room->unread;
  info->mentions = room->mentions;
  info->others = room->others;
  info->active = room->active;
  info->with = room->partner != NULL ? client_store_get_user (database, room->partner) : NULL;
  info->last = client_store_get_last (database, room->number);

  return info;
}

/**
 * client_store_list_rooms:
 * @database: a database
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of all rooms, those first
 *   that were there first
 */
char **
client_store_list_rooms (ClientDatabase *database)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (ClientQuery) query =
    client_query (database, "SELECT id FROM rooms ORDER BY number LIMIT ?",
                  NUMBER (CLIENT_STORE_ROOMS_MAX));

  while (client_query_next (&query))
    {
      const char *id = client_query_text (&query, 0);

      if (id != NULL)
        g_strv_builder_add (ids, id);
    }

  return g_strv_builder_end (ids);
}
