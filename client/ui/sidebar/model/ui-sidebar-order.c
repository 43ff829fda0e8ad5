/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sidebar-order.h"

/* A room, and what it was put into its place for. */
typedef struct
{
  UiSidebarItem *item;
  gboolean is_pinned;
  gint64 activity;
} Entry;

struct _UiSidebarOrder
{
  GHashTable *entries; /* of ClientRoom and Entry */
  GPtrArray *sorted;   /* of Entry, in order */
};

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->item);
  g_free (entry);
}

static void
entry_read (Entry *entry)
{
  ClientRoom *room = ui_sidebar_item_get_room (entry->item);

  entry->is_pinned = client_room_get_is_pinned (room);
  entry->activity = client_room_get_activity (room);
}

static int
compare (const Entry *one, const Entry *other)
{
  if (one->is_pinned != other->is_pinned)
    return one->is_pinned ? -1 : 1;
  if (one->activity != other->activity)
    return one->activity > other->activity ? -1 : 1;

  /* What has no order of its own keeps one that does not change. */
  return g_strcmp0 (ui_sidebar_item_get_id (one->item), ui_sidebar_item_get_id (other->item));
}

/* Where an entry belongs. */
static guint
find_place (UiSidebarOrder *self, const Entry *entry)
{
  guint low = 0;
  guint high = self->sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (g_ptr_array_index (self->sorted, middle), entry) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Where an entry is. Another of the same id may be about to leave. */
static guint
get_place (UiSidebarOrder *self, const Entry *entry)
{
  guint place = find_place (self, entry);

  while (g_ptr_array_index (self->sorted, place) != entry)
    place++;

  return place;
}

/**
 * ui_sidebar_order_new:
 *
 * Returns: (transfer full): no rooms
 */
UiSidebarOrder *
ui_sidebar_order_new (void)
{
  UiSidebarOrder *self = g_new0 (UiSidebarOrder, 1);

  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) entry_free);
  self->sorted = g_ptr_array_new ();
  return self;
}

/**
 * ui_sidebar_order_free:
 * @self: (transfer full): rooms in order
 *
 * Frees it.
 */
void
ui_sidebar_order_free (UiSidebarOrder *self)
{
  g_clear_pointer (&self->sorted, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_free (self);
}

/**
 * ui_sidebar_order_add:
 * @self: rooms in order
 * @item: a room
 *
 * Puts a room into its place.
 *
 * Returns: whether it was not there
 */
gboolean
ui_sidebar_order_add (UiSidebarOrder *self, UiSidebarItem *item)
{
  ClientRoom *room = ui_sidebar_item_get_room (item);
  Entry *entry = NULL;

  if (g_hash_table_contains (self->entries, room))
    return FALSE;

  entry = g_new0 (Entry, 1);
  entry->item = g_object_ref (item);
  entry_read (entry);
  g_ptr_array_insert (self->sorted, (int) find_place (self, entry), entry);
  g_hash_table_insert (self->entries, room, entry);
  return TRUE;
}

/**
 * ui_sidebar_order_remove:
 * @self: rooms in order
 * @room: a room
 *
 * Takes a room out.
 */
void
ui_sidebar_order_remove (UiSidebarOrder *self, ClientRoom *room)
{
  Entry *entry = g_hash_table_lookup (self->entries, room);

  if (entry == NULL)
    return;

  g_ptr_array_remove_index (self->sorted, get_place (self, entry));
  g_hash_table_remove (self->entries, room);
}

/**
 * ui_sidebar_order_update:
 * @self: rooms in order
 * @room: a room that may belong elsewhere now
 *
 * Puts a room where it belongs. The others are in place.
 *
 * Returns: whether it has moved
 */
gboolean
ui_sidebar_order_update (UiSidebarOrder *self, ClientRoom *room)
{
  Entry *entry = g_hash_table_lookup (self->entries, room);
  guint before = 0;
  guint after = 0;

  if (entry == NULL)
    return FALSE;

  before = get_place (self, entry);
  g_ptr_array_remove_index (self->sorted, before);
  entry_read (entry);
  after = find_place (self, entry);
  g_ptr_array_insert (self->sorted, (int) after, entry);
  return after != before;
}

/**
 * ui_sidebar_order_find:
 * @self: rooms in order
 * @room: a room
 *
 * Returns: (transfer none) (nullable): the item of the room, if it is there
 */
UiSidebarItem *
ui_sidebar_order_find (UiSidebarOrder *self, ClientRoom *room)
{
  Entry *entry = g_hash_table_lookup (self->entries, room);

  return entry != NULL ? entry->item : NULL;
}

/**
 * ui_sidebar_order_get_n:
 * @self: rooms in order
 *
 * Returns: how many there are
 */
guint
ui_sidebar_order_get_n (UiSidebarOrder *self)
{
  return self->sorted->len;
}

/**
 * ui_sidebar_order_get:
 * @self: rooms in order
 * @position: less than ui_sidebar_order_get_n()
 *
 * Returns: (transfer none): the item of a room
 */
UiSidebarItem *
ui_sidebar_order_get (UiSidebarOrder *self, guint position)
{
  return ((Entry *) g_ptr_array_index (self->sorted, position))->item;
}
