/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-list-private.h"

/* Says which messages are the person's own. */
void
client_room_list_set_me (ClientRoomList *self, ClientUserInfo *me)
{
  g_autoptr (GPtrArray) rooms = NULL;

  if (me == NULL || self->me == me)
    return;

  g_clear_pointer (&self->me, client_user_info_unref);
  self->me = client_user_info_ref (me);
  rooms = client_room_list_get_all (self);
  for (guint i = 0; i < rooms->len; i++)
    client_room_set_me (g_ptr_array_index (rooms, i), me->id);
}

/* How the other one in a direct room is: what was told of them last, if anything was. */
static void
client_room_list_tell_room (ClientRoomList *self, ClientRoom *room)
{
  ClientUserInfo *with = room->info->with;
  ClientUserInfo *known = with != NULL ? client_people_find (self->people, with->id) : NULL;

  if (known != NULL)
    client_room_set_with (room, known);
}

void
client_room_list_tell_people (ClientRoomList *self)
{
  g_autoptr (GPtrArray) rooms = client_room_list_get_all (self);

  for (guint i = 0; i < rooms->len; i++)
    client_room_list_tell_room (self, g_ptr_array_index (rooms, i));
  g_signal_emit_by_name (self, "people-changed");
}

/**
 * client_room_list_meet:
 * @self: rooms
 * @members: (element-type ClientMemberInfo): people, as they are now
 *
 * Takes over what a server answers about people.
 */
void
client_room_list_meet (ClientRoomList *self, GPtrArray *members)
{
  gboolean is_news = FALSE;

  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (members != NULL);

  for (guint i = 0; i < members->len; i++)
    is_news |= client_people_put (self->people,
                                  ((ClientMemberInfo *) g_ptr_array_index (members, i))->user);
  if (is_news)
    client_room_list_tell_people (self);
}

/* What is on its way to a room that was not known. */
static void
client_room_list_adopt_strays (ClientRoomList *self, ClientRoom *room)
{
  for (guint i = 0; i < self->strays->len;)
    {
      g_autoptr (ClientMessage) message = g_object_ref (g_ptr_array_index (self->strays, i));

      if (g_strcmp0 (client_message_get_room (message), client_room_get_id (room)) != 0)
        {
          i++;
          continue;
        }
      g_ptr_array_remove_index (self->strays, i);
      client_room_add_outgoing (room, message);
    }
}

static ClientRoom *
client_room_list_add (ClientRoomList *self, ClientRoomInfo *info)
{
  ClientRoom *room = client_room_new_with (info);

  g_hash_table_insert (self->known, g_strdup (info->id), room);
  client_room_set_me (room, self->me != NULL ? self->me->id : NULL);
  client_room_set_pager (room, self->pager);
  client_room_list_recall (self, room);
  client_room_list_adopt_strays (self, room);

  return room;
}

/* Takes over how a room stands. Who is in it is as they are now, not as they were when the
 * cache last heard of them. */
ClientRoom *
client_room_list_put (ClientRoomList *self, ClientRoomInfo *info)
{
  ClientRoom *room = client_room_list_find (self, info->id);

  if (room == NULL)
    room = client_room_list_add (self, info);
  else
    client_room_set_info (room, info);
  client_room_list_tell_room (self, room);

  return room;
}

static void
client_room_list_reset (ClientRoomList *self)
{
  g_autoptr (GPtrArray) rooms = client_room_list_get_all (self);

  self->cursor = 0;
  client_people_clear (self->people);
  for (guint i = 0; i < rooms->len; i++)
    client_room_reset (g_ptr_array_index (rooms, i));
}

/* What is on its way to a room that is gone stays, as the person has written it. */
static void
client_room_list_keep_strays (ClientRoomList *self, ClientRoom *room)
{
  GPtrArray *outgoing = client_timeline_get_outgoing (room->timeline);

  for (guint i = 0; i < outgoing->len; i++)
    g_ptr_array_add (self->strays, g_object_ref (g_ptr_array_index (outgoing, i)));
}

/* Forgets the rooms that are not among @rooms. */
static void
client_room_list_keep (ClientRoomList *self, GPtrArray *rooms)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer room = NULL;

  for (guint i = 0; i < rooms->len; i++)
    g_hash_table_add (ids, ((ClientRoomInfo *) g_ptr_array_index (rooms, i))->id);

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    if (!g_hash_table_contains (ids, client_room_get_id (room)))
      g_ptr_array_add (gone, g_object_ref (room));

  for (guint i = 0; i < gone->len; i++)
    {
      client_room_list_keep_strays (self, g_ptr_array_index (gone, i));
      client_room_list_remove (self, g_ptr_array_index (gone, i));
    }
}

/**
 * client_room_list_load:
 * @self: rooms
 * @start: what a cache has
 *
 * Begins with what is there before the network is. What was there before is replaced.
 */
void
client_room_list_load (ClientRoomList *self, ClientStart *start)
{
  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (start != NULL);

  client_room_list_reset (self);
  client_room_list_set_kept (self, start);
  client_room_list_set_me (self, start->me);
  self->cursor = MAX (start->cursor, 0);
  if (self->pager != NULL)
    client_pager_set_cursor (self->pager, self->cursor);
  for (guint i = start->people->len; i > 0; i--)
    client_people_put (self->people, g_ptr_array_index (start->people, i - 1));
  for (guint i = 0; i < start->rooms->len; i++)
    client_room_list_put (self, g_ptr_array_index (start->rooms, i));
  client_room_list_keep (self, start->rooms);
  client_room_list_sort (self);

  for (guint i = 0; i < start->outbox->len; i++)
    g_object_unref (client_room_list_add_outgoing (self, g_ptr_array_index (start->outbox, i)));
}

/**
 * client_room_list_welcome:
 * @self: rooms
 * @welcome: a server's answer to the hello, when the cache has taken it over
 *
 * Takes over who is there, which no cache knows.
 */
void
client_room_list_welcome (ClientRoomList *self, ClientWelcome *welcome)
{
  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (welcome != NULL);

  client_room_list_set_me (self, welcome->you);
  client_people_put (self->people, welcome->you);
  for (guint i = 0; i < welcome->rooms->len; i++)
    {
      ClientRoomInfo *room = g_ptr_array_index (welcome->rooms, i);

      if (room->with != NULL)
        client_people_put (self->people, room->with);
    }
  client_room_list_tell_people (self);
}

/* A durable event does not tell who is there now. */
static gboolean
client_room_list_note (ClientRoomList *self, ClientUserInfo *user)
{
  ClientUserInfo *known = client_people_find (self->people, user->id);
  g_autoptr (ClientUserInfo) now = NULL;

  if (user->name == NULL)
    return FALSE;

  now = client_user_info_copy (user);
  now->is_online = known != NULL && known->is_online;
  return client_people_put (self->people, now);
}

static gboolean
client_room_list_hear (ClientRoomList *self, ClientEvent *event)
{
  gboolean is_news = FALSE;

  if (event->message != NULL)
    is_news |= client_people_meet (self->people, event->message->user, event->message->name);
  if (event->kind == CLIENT_EVENT_MEMBER && event->user != NULL)
    is_news |= client_room_list_note (self, event->user);
  for (guint i = 0; event->people != NULL && i < event->people->len; i++)
    is_news |= client_room_list_note (self, g_ptr_array_index (event->people, i));

  return is_news;
}

static void
client_room_list_hear_all (ClientRoomList *self, GPtrArray *events)
{
  gboolean is_news = FALSE;

  for (guint i = 0; i < events->len; i++)
    is_news |= client_room_list_hear (self, g_ptr_array_index (events, i));
  if (is_news)
    client_room_list_tell_people (self);
}

static void
client_room_list_apply_messages (ClientRoomList *self, GPtrArray *messages)
{
  g_autoptr (GHashTable) rooms =
    g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer room = NULL;
  gpointer list = NULL;

  for (guint i = 0; i < messages->len; i++)
    {
      ClientMessageInfo *message = g_ptr_array_index (messages, i);

      room = client_room_list_find (self, message->room);
      if (room == NULL)
        continue;
      list = g_hash_table_lookup (rooms, room);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (rooms, g_object_ref (room), list);
        }
      g_ptr_array_add (list, message);
    }

  g_hash_table_iter_init (&iter, rooms);
  while (g_hash_table_iter_next (&iter, &room, &list))
    client_room_apply (room, list);
}

static void
client_room_list_pass (ClientRoomList *self, gint64 cursor)
{
  g_autoptr (GPtrArray) rooms = client_room_list_get_all (self);

  self->cursor = MAX (cursor, 0);
  if (self->pager != NULL)
    client_pager_set_cursor (self->pager, self->cursor);
  for (guint i = 0; i < rooms->len; i++)
    client_room_pass (g_ptr_array_index (rooms, i), self->cursor);
}

/**
 * client_room_list_apply:
 * @self: rooms
 * @changes: what has changed in the cache
 *
 * Takes over what has happened.
 */
void
client_room_list_apply (ClientRoomList *self, ClientChanges *changes)
{
  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (changes != NULL);

  if (changes->was_reset)
    client_room_list_reset (self);
  client_room_list_hear_all (self, changes->events);
  for (guint i = 0; i < changes->rooms->len; i++)
    client_room_list_place (self,
                            client_room_list_put (self, g_ptr_array_index (changes->rooms, i)));
  if (changes->was_reset)
    client_room_list_keep (self, changes->rooms);

  client_room_list_apply_messages (self, changes->messages);
  client_room_list_pass (self, changes->cursor);

  for (guint i = 0; changes->skipped[i] != NULL; i++)
    {
      ClientRoom *room = client_room_list_find (self, changes->skipped[i]);

      if (room != NULL)
        client_room_refresh (room);
    }
}
