/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sidebar-model-private.h"

/**
 * ui_sidebar_model_get_query:
 * @self: what a sidebar shows
 *
 * Returns: (transfer none): what is looked for, as ui_match_fold() makes it; empty for nothing
 */
const char *
ui_sidebar_model_get_query (UiSidebarModel *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_MODEL (self), NULL);

  return self->folded;
}

/**
 * ui_sidebar_model_find_room:
 * @self: what a sidebar shows
 * @room: (nullable): a room
 *
 * Returns: (transfer none) (nullable): the item of the room, if it is one of the person's
 */
UiSidebarItem *
ui_sidebar_model_find_room (UiSidebarModel *self, ClientRoom *room)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_MODEL (self), NULL);

  return room != NULL ? ui_sidebar_order_find (self->order, room) : NULL;
}

static gboolean
can_be_chosen (gpointer item)
{
  return ui_sidebar_item_get_kind (item) != UI_SIDEBAR_HEADING;
}

/**
 * ui_sidebar_model_step:
 * @self: what a sidebar shows
 * @from: (nullable): an item; %NULL for before the first one
 * @step: 1 or -1, or 0 to stay
 *
 * Goes from row to row; headings are none.
 *
 * Returns: (transfer none) (nullable): the next item; at the end @from, if it is still shown
 */
UiSidebarItem *
ui_sidebar_model_step (UiSidebarModel *self, UiSidebarItem *from, int step)
{
  guint place = 0;
  int position = -1;

  g_return_val_if_fail (UI_IS_SIDEBAR_MODEL (self), NULL);

  if (from != NULL && g_ptr_array_find (self->shown, from, &place))
    position = (int) place;
  else
    from = NULL;
  if (step == 0)
    return from;

  for (position += step; position >= 0 && position < (int) self->shown->len; position += step)
    if (can_be_chosen (g_ptr_array_index (self->shown, position)))
      return g_ptr_array_index (self->shown, position);

  return from;
}

/**
 * ui_sidebar_model_get_neighbor:
 * @self: what a sidebar shows
 * @room: (nullable): a room; %NULL for before the first one
 * @step: 1 for below, -1 for above
 * @unread_only: whether only rooms count in which there is something new that is to be heard
 *
 * Goes from room to room in the order of the sidebar. Those with news are looked for all
 * around; otherwise the list has ends.
 *
 * Returns: (transfer none) (nullable): the next room, if there is one
 */
ClientRoom *
ui_sidebar_model_get_neighbor (UiSidebarModel *self,
                               ClientRoom *room,
                               int step,
                               gboolean unread_only)
{
  int n = 0;
  int position = -1;

  g_return_val_if_fail (UI_IS_SIDEBAR_MODEL (self), NULL);

  n = (int) ui_sidebar_order_get_n (self->order);
  for (int i = 0; i < n && position < 0; i++)
    if (ui_sidebar_item_get_room (ui_sidebar_order_get (self->order, (guint) i)) == room)
      position = i;
  if (position < 0 && step < 0)
    position = n;

  for (int i = 0; i < n; i++)
    {
      ClientRoom *next = NULL;

      position += step;
      if (!unread_only && (position < 0 || position >= n))
        return NULL;
      position = (position + n) % n;
      next = ui_sidebar_item_get_room (ui_sidebar_order_get (self->order, (guint) position));
      if (next != room
          && (!unread_only
              || client_room_get_mentions (next) > 0
              || (client_room_get_unread (next) > 0 && !client_room_get_is_muted (next))))
        return next;
    }

  return NULL;
}
