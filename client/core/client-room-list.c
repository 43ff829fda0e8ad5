/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-list-private.h"

#include "charla-name.h"

/* The room that is everyone's: so it is called by every server, and nobody renames it. */
#define LOBBY "lobby"

static void client_room_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientRoomList,
                               client_room_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      client_room_list_list_model_init))

static GType
client_room_list_get_item_type (GListModel *model)
{
  return CLIENT_TYPE_ROOM;
}

static guint
client_room_list_get_n_items (GListModel *model)
{
  return CLIENT_ROOM_LIST (model)->shown->len;
}

static gpointer
client_room_list_get_item (GListModel *model, guint position)
{
  ClientRoomList *self = CLIENT_ROOM_LIST (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
client_room_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = client_room_list_get_item_type;
  iface->get_n_items = client_room_list_get_n_items;
  iface->get_item = client_room_list_get_item;
}

static void
client_room_list_finalize (GObject *object)
{
  ClientRoomList *self = CLIENT_ROOM_LIST (object);

  g_clear_pointer (&self->me, client_user_info_unref);
  g_clear_object (&self->pager);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->strays, g_ptr_array_unref);
  g_clear_pointer (&self->people, client_people_free);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->flags, g_hash_table_unref);

  G_OBJECT_CLASS (client_room_list_parent_class)->finalize (object);
}

static void
client_room_list_class_init (ClientRoomListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_room_list_finalize;

  /**
   * ClientRoomList::people-changed:
   * @self: rooms
   *
   * Something else is known of people than before: who is there, or how they are.
   */
  g_signal_new ("people-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
}

static void
client_room_list_init (ClientRoomList *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->strays = g_ptr_array_new_with_free_func (g_object_unref);
  self->people = client_people_new ();
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->flags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * client_room_list_new:
 *
 * Returns: (transfer full): no rooms
 */
ClientRoomList *
client_room_list_new (void)
{
  return g_object_new (CLIENT_TYPE_ROOM_LIST, NULL);
}

/* All rooms, also when somebody who is told of one changes them. */
GPtrArray *
client_room_list_get_all (ClientRoomList *self)
{
  GPtrArray *rooms = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer room = NULL;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    g_ptr_array_add (rooms, g_object_ref (room));

  return rooms;
}

/**
 * client_room_list_set_pager:
 * @self: rooms
 * @pager: (nullable): where their messages come from
 *
 * Says where messages come from. What was asked of another one is of no use then.
 */
void
client_room_list_set_pager (ClientRoomList *self, ClientPager *pager)
{
  g_autoptr (GPtrArray) rooms = NULL;

  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));

  g_set_object (&self->pager, pager);
  if (pager != NULL)
    client_pager_set_cursor (pager, self->cursor);
  rooms = client_room_list_get_all (self);
  for (guint i = 0; i < rooms->len; i++)
    client_room_set_pager (g_ptr_array_index (rooms, i), pager);
}

/**
 * client_room_list_find:
 * @self: rooms
 * @id: id of a room
 *
 * Returns: (transfer none) (nullable): the room, if it is known
 */
ClientRoom *
client_room_list_find (ClientRoomList *self, const char *id)
{
  g_return_val_if_fail (CLIENT_IS_ROOM_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->known, id);
}

static gboolean
is_called (ClientRoom *room, const char *folded)
{
  g_autofree char *name = charla_name_fold (client_room_get_name (room));

  return g_str_equal (name, folded);
}

/* The best of several: a room that one is in before one that one may enter, and a room
 * before a person. */
static int
get_rank (ClientRoom *room)
{
  return (client_room_get_role (room) == CLIENT_ROLE_NONE ? 0 : 2)
         + (client_room_get_kind (room) == CLIENT_ROOM_DIRECT ? 0 : 1);
}

/**
 * client_room_list_find_by_name:
 * @self: rooms
 * @name: a name, as somebody writes it
 *
 * Returns: (transfer none) (nullable): the room that is called so, or the conversation with
 *   the person who is
 */
ClientRoom *
client_room_list_find_by_name (ClientRoomList *self, const char *name)
{
  g_autofree char *folded = NULL;
  ClientRoom *found = NULL;
  GHashTableIter iter;
  gpointer room = NULL;

  g_return_val_if_fail (CLIENT_IS_ROOM_LIST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  folded = charla_name_fold (name);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    if (is_called (room, folded) && (found == NULL || get_rank (room) > get_rank (found)))
      found = room;

  return found;
}

/**
 * client_room_list_get_lobby:
 * @self: rooms
 *
 * Returns: (transfer none) (nullable): the room that everyone is in
 */
ClientRoom *
client_room_list_get_lobby (ClientRoomList *self)
{
  GHashTableIter iter;
  gpointer room = NULL;

  g_return_val_if_fail (CLIENT_IS_ROOM_LIST (self), NULL);

  room = client_room_list_find (self, LOBBY);
  if (room != NULL)
    return room;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    if (client_room_get_kind (room) == CLIENT_ROOM_PUBLIC && is_called (room, LOBBY))
      return room;

  return NULL;
}

/**
 * client_room_list_get_me:
 * @self: rooms
 *
 * Returns: (transfer none) (nullable): the person who uses this client
 */
ClientUserInfo *
client_room_list_get_me (ClientRoomList *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM_LIST (self), NULL);

  return self->me;
}

/**
 * client_room_list_get_people:
 * @self: rooms
 *
 * Returns: (transfer none): whom one has heard of
 */
ClientPeople *
client_room_list_get_people (ClientRoomList *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM_LIST (self), NULL);

  return self->people;
}

static gboolean
is_before (ClientRoom *room, ClientRoom *other)
{
  gint64 one = client_room_get_order (room);
  gint64 two = client_room_get_order (other);

  if (one != two)
    return one > two;

  return g_strcmp0 (client_room_get_id (room), client_room_get_id (other)) < 0;
}

static gint
compare (gconstpointer one, gconstpointer other)
{
  return is_before (*(ClientRoom *const *) one, *(ClientRoom *const *) other) ? -1 : 1;
}

/* Puts all rooms in order at once. */
void
client_room_list_sort (ClientRoomList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);

  self->shown = client_room_list_get_all (self);
  for (guint i = self->shown->len; i > 0; i--)
    if (client_room_get_role (g_ptr_array_index (self->shown, i - 1)) == CLIENT_ROLE_NONE)
      g_ptr_array_remove_index_fast (self->shown, i - 1);
  g_ptr_array_sort (self->shown, compare);
  if (old->len > 0 || self->shown->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->shown->len);
}

/* Where a room that is not there belongs. */
static guint
client_room_list_find_place (ClientRoomList *self, ClientRoom *room)
{
  guint low = 0;
  guint high = self->shown->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (is_before (g_ptr_array_index (self->shown, middle), room))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_in_place (ClientRoomList *self, ClientRoom *room, guint place)
{
  GPtrArray *shown = self->shown;

  return client_room_get_role (room) != CLIENT_ROLE_NONE
         && (place == 0 || is_before (g_ptr_array_index (shown, place - 1), room))
         && (place + 1 == shown->len || is_before (room, g_ptr_array_index (shown, place + 1)));
}

/* Puts a room where it belongs, or out of the list. The others are in place. */
void
client_room_list_place (ClientRoomList *self, ClientRoom *room)
{
  guint place = 0;

  if (g_ptr_array_find (self->shown, room, &place))
    {
      if (is_in_place (self, room, place))
        return;
      g_ptr_array_remove_index (self->shown, place);
      g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
    }

  if (client_room_get_role (room) == CLIENT_ROLE_NONE)
    return;

  place = client_room_list_find_place (self, room);
  g_ptr_array_insert (self->shown, place, g_object_ref (room));
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

/* Forgets a room. */
void
client_room_list_remove (ClientRoomList *self, ClientRoom *room)
{
  g_autofree char *id = g_strdup (client_room_get_id (room));
  guint place = 0;

  client_room_set_pager (room, NULL);
  if (g_ptr_array_find (self->shown, room, &place))
    {
      g_ptr_array_remove_index (self->shown, place);
      g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
    }
  g_hash_table_remove (self->known, id);
}

/**
 * client_room_list_refresh:
 * @self: rooms
 *
 * Looks anew at the messages of rooms that somebody looks at, where some may be missing
 * or may have changed: to be done each time when all has come that was missed.
 */
void
client_room_list_refresh (ClientRoomList *self)
{
  g_autoptr (GPtrArray) rooms = NULL;

  g_return_if_fail (CLIENT_IS_ROOM_LIST (self));

  rooms = client_room_list_get_all (self);
  for (guint i = 0; i < rooms->len; i++)
    client_room_refresh (g_ptr_array_index (rooms, i));
}
