/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-list-private.h"

static void
client_room_list_apply_typing (ClientRoomList *self, ClientEvent *event)
{
  ClientRoom *room = event->room != NULL ? client_room_list_find (self, event->room) : NULL;
  ClientUserInfo *known = NULL;
  const char *name = NULL;

  if (room == NULL || event->user == NULL
      || (self->me != NULL && g_str_equal (event->user->id, self->me->id)))
    return;

  known = client_people_find (self->people, event->user->id);
  name = event->user->name != NULL ? event->user->name : known != NULL ? known->name : NULL;
  if (name != NULL)
    client_room_set_typing (room, event->user->id, name, event->is_on);
}

static gboolean
client_room_list_set_online (ClientRoomList *self, char **ids, gboolean is_online)
{
  gboolean is_news = FALSE;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    is_news |= client_people_set_online (self->people, ids[i], is_online);

  return is_news;
}

static void
client_room_list_apply_presence (ClientRoomList *self, ClientEvent *event)
{
  gboolean is_news = client_room_list_set_online (self, event->came, TRUE);

  is_news |= client_room_list_set_online (self, event->went, FALSE);
  if (is_news)
    client_room_list_tell_people (self);
}

/**
 * client_room_list_apply_ephemeral:
 * @self: rooms
 * @event: an event
 *
 * Takes over what the cache does not keep: who is there, how they are, and who writes.
 * Of other events nothing is taken over.
 */
void
client_room_list_apply_ephemeral (ClientRoomList *self, ClientEvent *event)
{
  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (event != NULL);

  switch (event->kind)
    {
    case CLIENT_EVENT_TYPING:
      client_room_list_apply_typing (self, event);
      break;
    case CLIENT_EVENT_PRESENCE:
      client_room_list_apply_presence (self, event);
      break;
    case CLIENT_EVENT_USER:
      if (event->user->name == NULL)
        break;
      if (self->me != NULL && g_str_equal (event->user->id, self->me->id))
        client_room_list_set_me (self, event->user);
      if (client_people_put (self->people, event->user))
        client_room_list_tell_people (self);
      break;
    default:
      break;
    }
}

/**
 * client_room_list_set_offline:
 * @self: rooms
 *
 * Says that the line is lost: nobody knows any more who is there, or writes.
 */
void
client_room_list_set_offline (ClientRoomList *self)
{
  g_autoptr (GPtrArray) rooms = NULL;

  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));

  rooms = client_room_list_get_all (self);
  for (guint i = 0; i < rooms->len; i++)
    client_room_stop_typing (g_ptr_array_index (rooms, i));
  client_people_set_all_offline (self->people);
  client_room_list_tell_people (self);
}

/**
 * client_room_list_find_outgoing:
 * @self: rooms
 * @nonce: by what name the outbox knows a message
 *
 * Returns: (transfer none) (nullable): the message, if it is on its way
 */
ClientMessage *
client_room_list_find_outgoing (ClientRoomList *self, const char *nonce)
{
  GHashTableIter iter;
  gpointer room = NULL;

  g_return_val_if_fail (CLIENT_IS_ROOM_LIST (self), NULL);
  g_return_val_if_fail (nonce != NULL, NULL);

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    {
      ClientMessage *message =
        client_timeline_find_outgoing (((ClientRoom *) room)->timeline, nonce);

      if (message != NULL)
        return message;
    }

  for (guint i = 0; i < self->strays->len; i++)
    if (g_strcmp0 (client_message_get_nonce (g_ptr_array_index (self->strays, i)), nonce) == 0)
      return g_ptr_array_index (self->strays, i);

  return NULL;
}

/**
 * client_room_list_add_outgoing:
 * @self: rooms
 * @outgoing: what the person has written
 *
 * Shows a message that is on its way, at the end of its room. One that is there already
 * is not added again.
 *
 * Returns: (transfer full): the message
 */
ClientMessage *
client_room_list_add_outgoing (ClientRoomList *self, const ClientOutgoing *outgoing)
{
  g_autoptr (ClientMessage) message = NULL;
  ClientMessage *known = NULL;
  ClientRoom *room = NULL;

  g_return_val_if_fail (CLIENT_IS_ROOM_LIST (self), NULL);
  g_return_val_if_fail (outgoing != NULL, NULL);

  known = client_room_list_find_outgoing (self, outgoing->nonce);
  if (known != NULL)
    return g_object_ref (known);

  message = client_message_new_outgoing (outgoing, self->me);
  room = client_room_list_find (self, outgoing->room);
  if (room != NULL)
    client_room_add_outgoing (room, message);
  else
    g_ptr_array_add (self->strays, g_object_ref (message));

  return g_steal_pointer (&message);
}

/**
 * client_room_list_update_outgoing:
 * @self: rooms
 * @nonce: by what name the outbox knows a message
 * @state: how far it got
 * @seq: its place in the log if it is sent, or 0
 * @error: (nullable): why it failed, for the person
 *
 * Says how far a message got. Its event brings it to its place, before this or after
 * it; it is one message all the time.
 */
void
client_room_list_update_outgoing (ClientRoomList *self,
                                  const char *nonce,
                                  ClientMessageState state,
                                  gint64 seq,
                                  const char *error)
{
  ClientMessage *message = NULL;
  ClientRoom *room = NULL;

  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (nonce != NULL);

  message = client_room_list_find_outgoing (self, nonce);
  if (message == NULL)
    return;

  room = client_room_list_find (self, client_message_get_room (message));
  if (room != NULL)
    client_timeline_report (room->timeline, message, state, seq, error);
  else
    client_message_report (message, state, seq, error);
}

/**
 * client_room_list_remove_outgoing:
 * @self: rooms
 * @nonce: by what name the outbox knows a message
 *
 * Takes a message out that is not to be sent any more.
 */
void
client_room_list_remove_outgoing (ClientRoomList *self, const char *nonce)
{
  ClientMessage *message = NULL;
  ClientRoom *room = NULL;

  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));
  g_return_if_fail (nonce != NULL);

  message = client_room_list_find_outgoing (self, nonce);
  if (message == NULL)
    return;

  room = client_room_list_find (self, client_message_get_room (message));
  if (room != NULL)
    client_timeline_remove_outgoing (room->timeline, message);
  else
    g_ptr_array_remove (self->strays, message);
}
