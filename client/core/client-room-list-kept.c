/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-list-private.h"

/*
 * What this device keeps of the rooms for the person: it is not the server's, and stays
 * when a room is gone and comes again.
 */

static ClientRoomFlags
client_room_list_get_flags (ClientRoomList *self, const char *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->flags, id));
}

/* Says what is kept of a room. */
void
client_room_list_recall (ClientRoomList *self, ClientRoom *room)
{
  const char *id = client_room_get_id (room);

  client_room_set_draft (room, g_hash_table_lookup (self->drafts, id));
  client_room_set_flags (room, client_room_list_get_flags (self, id));
}

/* Takes over what a cache has kept, in place of what was known. */
void
client_room_list_set_kept (ClientRoomList *self, ClientStart *start)
{
  g_autoptr (GPtrArray) rooms = client_room_list_get_all (self);

  g_clear_pointer (&self->drafts, g_hash_table_unref);
  self->drafts = g_hash_table_ref (start->drafts);
  g_clear_pointer (&self->flags, g_hash_table_unref);
  self->flags = g_hash_table_ref (start->flags);

  for (guint i = 0; i < rooms->len; i++)
    client_room_list_recall (self, g_ptr_array_index (rooms, i));
}

/**
 * client_room_list_set_draft:
 * @self: rooms
 * @id: id of a room
 * @text: what the person has begun to write there; empty for nothing
 */
void
client_room_list_set_draft (ClientRoomList *self, const char *id, const char *text)
{
  ClientRoom *room = NULL;

  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (text != NULL);

  if (*text == '\0')
    g_hash_table_remove (self->drafts, id);
  else
    g_hash_table_insert (self->drafts, g_strdup (id), g_strdup (text));

  room = client_room_list_find (self, id);
  if (room != NULL)
    client_room_list_recall (self, room);
}

/**
 * client_room_list_set_flags:
 * @self: rooms
 * @id: id of a room
 * @flags: what the person wants of it on this device
 */
void
client_room_list_set_flags (ClientRoomList *self, const char *id, ClientRoomFlags flags)
{
  ClientRoom *room = NULL;

  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (id != NULL);

  if (flags == 0)
    g_hash_table_remove (self->flags, id);
  else
    g_hash_table_insert (self->flags, g_strdup (id), GUINT_TO_POINTER (flags));

  room = client_room_list_find (self, id);
  if (room != NULL)
    client_room_list_recall (self, room);
}
