/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sidebar-item.h"

#include "ui-match.h"

/**
 * UiSidebarItem:
 *
 * What a row of the sidebar is about. It stays the same one while its room, or the person,
 * moves through the list.
 */
struct _UiSidebarItem
{
  GObject parent_instance;

  UiSidebarKind kind;
  ClientRoom *room;
  ClientRoomInfo *info;
  ClientMember *member;
  char *words;
  gboolean is_open;

  /* What was folded, and what that gave. */
  char *folded_name;
  char *folded;
};

G_DEFINE_FINAL_TYPE (UiSidebarItem, ui_sidebar_item, G_TYPE_OBJECT)

enum
{
  PROP_IS_OPEN = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/**
 * ui_sidebar_item_get_kind:
 * @self: an item
 *
 * Returns: what kind of row it makes
 */
UiSidebarKind
ui_sidebar_item_get_kind (UiSidebarItem *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), UI_SIDEBAR_HEADING);

  return self->kind;
}

/**
 * ui_sidebar_item_get_room:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the room, if it is one of the person's
 */
ClientRoom *
ui_sidebar_item_get_room (UiSidebarItem *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), NULL);

  return self->room;
}

/**
 * ui_sidebar_item_get_source:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what notifies when there is something else to be seen
 */
GObject *
ui_sidebar_item_get_source (UiSidebarItem *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), NULL);

  return self->room != NULL ? G_OBJECT (self->room) : (GObject *) self->member;
}

/**
 * ui_sidebar_item_get_info:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the room, if it is one that they may join
 */
ClientRoomInfo *
ui_sidebar_item_get_info (UiSidebarItem *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), NULL);

  return self->info;
}

/**
 * ui_sidebar_item_get_user:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the person; of a conversation of two the other one
 */
ClientUserInfo *
ui_sidebar_item_get_user (UiSidebarItem *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), NULL);

  if (self->room != NULL)
    return client_room_get_with (self->room);

  return self->member != NULL ? client_member_get_user (self->member) : NULL;
}

/**
 * ui_sidebar_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): what it is called; of a heading, what it says
 */
const char *
ui_sidebar_item_get_name (UiSidebarItem *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), NULL);

  if (self->room != NULL)
    return client_room_get_name (self->room);
  if (self->info != NULL)
    return self->info->name;
  if (self->member != NULL)
    return client_member_get_user (self->member)->name;

  return self->words;
}

/**
 * ui_sidebar_item_get_id:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the id of the room or of the person
 */
const char *
ui_sidebar_item_get_id (UiSidebarItem *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), NULL);

  if (self->room != NULL)
    return client_room_get_id (self->room);
  if (self->info != NULL)
    return self->info->id;

  return self->member != NULL ? client_member_get_user (self->member)->id : NULL;
}

/**
 * ui_sidebar_item_get_folded:
 * @self: an item
 *
 * Returns: (transfer none): its name, as ui_match_compare() takes it
 */
const char *
ui_sidebar_item_get_folded (UiSidebarItem *self)
{
  const char *name = NULL;

  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), NULL);

  name = ui_sidebar_item_get_name (self);
  if (g_strcmp0 (name, self->folded_name) != 0)
    {
      g_clear_pointer (&self->folded_name, g_free);
      g_clear_pointer (&self->folded, g_free);
      self->folded_name = g_strdup (name);
      self->folded = ui_match_fold (name);
    }

  return self->folded;
}

/**
 * ui_sidebar_item_get_is_open:
 * @self: an item
 *
 * Returns: whether it is the room that the person looks at
 */
gboolean
ui_sidebar_item_get_is_open (UiSidebarItem *self)
{
  g_return_val_if_fail (UI_IS_SIDEBAR_ITEM (self), FALSE);

  return self->is_open;
}

/**
 * ui_sidebar_item_set_is_open:
 * @self: an item
 * @is_open: whether it is the room that the person looks at
 *
 * Says so: what they see beside the list is not to be seen in it, too.
 */
void
ui_sidebar_item_set_is_open (UiSidebarItem *self, gboolean is_open)
{
  g_return_if_fail (UI_IS_SIDEBAR_ITEM (self));

  if (self->is_open == is_open)
    return;

  self->is_open = is_open;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_OPEN]);
}

static void
ui_sidebar_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UiSidebarItem *self = UI_SIDEBAR_ITEM (object);

  switch (id)
    {
    case PROP_IS_OPEN:
      g_value_set_boolean (value, self->is_open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_sidebar_item_finalize (GObject *object)
{
  UiSidebarItem *self = UI_SIDEBAR_ITEM (object);

  g_clear_object (&self->room);
  g_clear_pointer (&self->info, client_room_info_unref);
  g_clear_object (&self->member);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->folded_name, g_free);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (ui_sidebar_item_parent_class)->finalize (object);
}

static void
ui_sidebar_item_class_init (UiSidebarItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ui_sidebar_item_get_property;
  object_class->finalize = ui_sidebar_item_finalize;

  /**
   * UiSidebarItem:is-open:
   *
   * Whether it is the room that the person looks at.
   */
  properties[PROP_IS_OPEN] =
    g_param_spec_boolean ("is-open", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ui_sidebar_item_init (UiSidebarItem *self)
{
}

/**
 * ui_sidebar_item_new_room:
 * @room: a room of the person's
 *
 * Returns: (transfer full): an item for it
 */
UiSidebarItem *
ui_sidebar_item_new_room (ClientRoom *room)
{
  UiSidebarItem *self = g_object_new (UI_TYPE_SIDEBAR_ITEM, NULL);

  self->kind = UI_SIDEBAR_ROOM;
  self->room = g_object_ref (room);
  return self;
}

/**
 * ui_sidebar_item_new_other:
 * @info: a room that the person may join
 *
 * Returns: (transfer full): an item for it
 */
UiSidebarItem *
ui_sidebar_item_new_other (ClientRoomInfo *info)
{
  UiSidebarItem *self = g_object_new (UI_TYPE_SIDEBAR_ITEM, NULL);

  self->kind = UI_SIDEBAR_OTHER_ROOM;
  self->info = client_room_info_ref (info);
  return self;
}

/**
 * ui_sidebar_item_new_person:
 * @member: somebody
 *
 * Returns: (transfer full): an item for them
 */
UiSidebarItem *
ui_sidebar_item_new_person (ClientMember *member)
{
  UiSidebarItem *self = g_object_new (UI_TYPE_SIDEBAR_ITEM, NULL);

  self->kind = UI_SIDEBAR_PERSON;
  self->member = g_object_ref (member);
  return self;
}

/**
 * ui_sidebar_item_new_words:
 * @kind: %UI_SIDEBAR_HEADING or %UI_SIDEBAR_CREATE
 * @words: what the heading says, or the name of the room that could be made
 *
 * Returns: (transfer full): an item for that
 */
UiSidebarItem *
ui_sidebar_item_new_words (UiSidebarKind kind, const char *words)
{
  UiSidebarItem *self = g_object_new (UI_TYPE_SIDEBAR_ITEM, NULL);

  self->kind = kind;
  self->words = g_strdup (words);
  return self;
}
