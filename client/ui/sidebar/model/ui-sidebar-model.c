/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sidebar-model-private.h"

#include <glib/gi18n.h>

#include "ui-match.h"

static void ui_sidebar_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiSidebarModel,
                               ui_sidebar_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ui_sidebar_model_list_model_init))

static GType
ui_sidebar_model_get_item_type (GListModel *model)
{
  return UI_TYPE_SIDEBAR_ITEM;
}

static guint
ui_sidebar_model_get_n_items (GListModel *model)
{
  return UI_SIDEBAR_MODEL (model)->shown->len;
}

static gpointer
ui_sidebar_model_get_item (GListModel *model, guint position)
{
  UiSidebarModel *self = UI_SIDEBAR_MODEL (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
ui_sidebar_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ui_sidebar_model_get_item_type;
  iface->get_n_items = ui_sidebar_model_get_n_items;
  iface->get_item = ui_sidebar_model_get_item;
}

/* Shows something else, and tells of what lies between the first and the last difference. */
static void
show (UiSidebarModel *self, GPtrArray *shown)
{
  g_autoptr (GPtrArray) old = self->shown;
  guint common = MIN (old->len, shown->len);
  guint start = 0;
  guint end = 0;

  self->shown = shown;
  while (start < common && old->pdata[start] == shown->pdata[start])
    start++;
  while (end < common - start && old->pdata[old->len - 1 - end] == shown->pdata[shown->len - 1 - end])
    end++;
  if (start + end < MAX (old->len, shown->len))
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                shown->len - start - end);
}

static void
update (UiSidebarModel *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);

  if (*self->folded != '\0')
    ui_sidebar_model_add_found (self, shown);
  else
    for (guint i = 0; i < ui_sidebar_order_get_n (self->order); i++)
      g_ptr_array_add (shown, g_object_ref (ui_sidebar_order_get (self->order, i)));

  show (self, shown);
}

static void
on_room_notify (UiSidebarModel *self, GParamSpec *pspec, ClientRoom *room)
{
  gboolean has_moved = FALSE;

  if (g_str_equal (pspec->name, "activity") || g_str_equal (pspec->name, "is-pinned"))
    has_moved = ui_sidebar_order_update (self->order, room);
  else if (g_str_equal (pspec->name, "name"))
    has_moved = *self->folded != '\0';

  if (has_moved)
    update (self);
}

static void
drop (UiSidebarModel *self, ClientRoom *room)
{
  g_signal_handlers_disconnect_by_data (room, self);
  ui_sidebar_order_remove (self->order, room);
}

/* Those that did not come back have left for good. */
static gboolean
sweep (gpointer user_data)
{
  UiSidebarModel *self = user_data;
  GHashTableIter iter;
  gpointer room = NULL;

  self->sweep_id = 0;
  g_hash_table_iter_init (&iter, self->absent);
  while (g_hash_table_iter_next (&iter, &room, NULL))
    drop (self, room);
  g_hash_table_remove_all (self->absent);
  update (self);

  return G_SOURCE_REMOVE;
}

/* A room that one is still in is only being moved: it stays where it is until it is known
 * whether it comes back. */
static void
take_out (UiSidebarModel *self, UiSidebarItem *item)
{
  ClientRoom *room = ui_sidebar_item_get_room (item);

  if (client_room_get_role (room) == CLIENT_ROLE_NONE)
    {
      drop (self, room);
      return;
    }

  g_hash_table_add (self->absent, g_object_ref (room));
  if (self->sweep_id == 0)
    self->sweep_id = g_idle_add (sweep, self);
}

static void
put_in (UiSidebarModel *self, guint position)
{
  g_autoptr (ClientRoom) room = g_list_model_get_item (self->rooms, position);
  UiSidebarItem *item = ui_sidebar_order_find (self->order, room);

  g_hash_table_remove (self->absent, room);
  if (item != NULL)
    {
      ui_sidebar_order_update (self->order, room);
      g_ptr_array_insert (self->listed, (int) position, g_object_ref (item));
      return;
    }

  item = ui_sidebar_item_new_room (room);
  ui_sidebar_order_add (self->order, item);
  g_ptr_array_insert (self->listed, (int) position, item);
  g_signal_connect_object (room, "notify", G_CALLBACK (on_room_notify), self, G_CONNECT_SWAPPED);
}

static void
on_rooms_changed (UiSidebarModel *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    {
      g_autoptr (UiSidebarItem) item = g_ptr_array_steal_index (self->listed, position);

      take_out (self, item);
    }
  for (guint i = 0; i < added; i++)
    put_in (self, position + i);

  update (self);
}

/**
 * ui_sidebar_model_set_rooms:
 * @self: what a sidebar shows
 * @rooms: (nullable): a list of the person's [class@ClientRoom]
 *
 * Says which rooms there are.
 */
void
ui_sidebar_model_set_rooms (UiSidebarModel *self, GListModel *rooms)
{
  g_return_if_fail (UI_IS_SIDEBAR_MODEL (self));
  g_return_if_fail (rooms == NULL || G_IS_LIST_MODEL (rooms));

  if (self->rooms == rooms)
    return;

  if (self->rooms != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->rooms, self);
      while (ui_sidebar_order_get_n (self->order) > 0)
        drop (self, ui_sidebar_item_get_room (ui_sidebar_order_get (self->order, 0)));
      g_hash_table_remove_all (self->absent);
      g_ptr_array_set_size (self->listed, 0);
    }

  g_set_object (&self->rooms, rooms);
  if (rooms != NULL)
    {
      g_signal_connect_object (rooms, "items-changed", G_CALLBACK (on_rooms_changed), self,
                               G_CONNECT_SWAPPED);
      on_rooms_changed (self, 0, 0, g_list_model_get_n_items (rooms));
    }
  else
    update (self);
}

/* What else could be found matters only while somebody looks for it. */
static void
on_found_changed (UiSidebarModel *self)
{
  if (*self->folded != '\0')
    update (self);
}

static void
set_found (UiSidebarModel *self, GListModel **found, GListModel *model)
{
  if (*found == model)
    return;

  if (*found != NULL)
    g_signal_handlers_disconnect_by_data (*found, self);
  g_set_object (found, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (on_found_changed), self,
                             G_CONNECT_SWAPPED);
}

/**
 * ui_sidebar_model_set_others:
 * @self: what a sidebar shows
 * @others: (nullable): a list of [class@SidebarItem]: what a server has found
 *
 * Says which rooms one may join.
 */
void
ui_sidebar_model_set_others (UiSidebarModel *self, GListModel *others)
{
  g_return_if_fail (UI_IS_SIDEBAR_MODEL (self));
  g_return_if_fail (others == NULL || G_IS_LIST_MODEL (others));

  set_found (self, &self->others, others);
  on_found_changed (self);
}

/**
 * ui_sidebar_model_set_people:
 * @self: what a sidebar shows
 * @people: (nullable): a list of [class@ClientMember]: everybody
 * @me: (nullable): id of the person, who does not look for themselves
 *
 * Says with whom one can speak.
 */
void
ui_sidebar_model_set_people (UiSidebarModel *self, GListModel *people, const char *me)
{
  g_autofree char *mine = g_strdup (me);

  g_return_if_fail (UI_IS_SIDEBAR_MODEL (self));
  g_return_if_fail (people == NULL || G_IS_LIST_MODEL (people));

  g_free (g_steal_pointer (&self->me));
  self->me = g_steal_pointer (&mine);
  set_found (self, &self->people, people);
  g_hash_table_remove_all (self->persons);
  on_found_changed (self);
}

/**
 * ui_sidebar_model_set_query:
 * @self: what a sidebar shows
 * @query: (nullable): what the person looks for; %NULL or only space for all their rooms
 *
 * Shows what is called so.
 */
void
ui_sidebar_model_set_query (UiSidebarModel *self, const char *query)
{
  g_autofree char *folded = ui_match_fold (query != NULL ? query : "");

  g_return_if_fail (UI_IS_SIDEBAR_MODEL (self));

  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->folded, g_free);
  self->query = g_strdup (query != NULL ? query : "");
  self->folded = g_steal_pointer (&folded);
  update (self);
  if (*self->folded == '\0')
    g_hash_table_remove_all (self->persons);
}

/**
 * ui_sidebar_model_set_may_create:
 * @self: what a sidebar shows
 * @may_create: whether the server knows rooms that people make
 *
 * Says whether a room that there is not can be made.
 */
void
ui_sidebar_model_set_may_create (UiSidebarModel *self, gboolean may_create)
{
  g_return_if_fail (UI_IS_SIDEBAR_MODEL (self));

  self->may_create = may_create;
  on_found_changed (self);
}

static void
ui_sidebar_model_dispose (GObject *object)
{
  UiSidebarModel *self = UI_SIDEBAR_MODEL (object);

  g_clear_handle_id (&self->sweep_id, g_source_remove);
  g_clear_object (&self->rooms);
  g_clear_object (&self->others);
  g_clear_object (&self->people);

  G_OBJECT_CLASS (ui_sidebar_model_parent_class)->dispose (object);
}

static void
ui_sidebar_model_finalize (GObject *object)
{
  UiSidebarModel *self = UI_SIDEBAR_MODEL (object);

  g_clear_object (&self->create);
  g_clear_object (&self->people_heading);
  g_clear_object (&self->others_heading);
  g_clear_pointer (&self->persons, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->order, ui_sidebar_order_free);
  g_clear_pointer (&self->absent, g_hash_table_unref);
  g_clear_pointer (&self->folded, g_free);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->me, g_free);

  G_OBJECT_CLASS (ui_sidebar_model_parent_class)->finalize (object);
}

static void
ui_sidebar_model_class_init (UiSidebarModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_sidebar_model_dispose;
  object_class->finalize = ui_sidebar_model_finalize;
}

static void
ui_sidebar_model_init (UiSidebarModel *self)
{
  self->query = g_strdup ("");
  self->folded = g_strdup ("");
  self->listed = g_ptr_array_new_with_free_func (g_object_unref);
  self->absent = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->order = ui_sidebar_order_new ();
  self->persons = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  /* Translators: above rooms that one is not in, but may join */
  self->others_heading = ui_sidebar_item_new_words (UI_SIDEBAR_HEADING, _("Other Rooms"));
  self->people_heading = ui_sidebar_item_new_words (UI_SIDEBAR_HEADING, _("People"));
}

/**
 * ui_sidebar_model_new:
 *
 * Returns: (transfer full): nothing to show
 */
UiSidebarModel *
ui_sidebar_model_new (void)
{
  return g_object_new (UI_TYPE_SIDEBAR_MODEL, NULL);
}
