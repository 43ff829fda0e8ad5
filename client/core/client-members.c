/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-members-private.h"

#include "client-member-private.h"
#include "client-room-private.h"

enum
{
  PROP_ROOM = 1,
  PROP_N_ONLINE,
  PROP_HAS_MORE,
  PROP_LOADING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void client_members_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientMembers,
                               client_members,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      client_members_list_model_init))

static GType
client_members_get_item_type (GListModel *model)
{
  return CLIENT_TYPE_MEMBER;
}

static guint
client_members_get_n_items (GListModel *model)
{
  return CLIENT_MEMBERS (model)->shown->len;
}

static gpointer
client_members_get_item (GListModel *model, guint position)
{
  ClientMembers *self = CLIENT_MEMBERS (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
client_members_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = client_members_get_item_type;
  iface->get_n_items = client_members_get_n_items;
  iface->get_item = client_members_get_item;
}

static void
client_members_dispose (GObject *object)
{
  ClientMembers *self = CLIENT_MEMBERS (object);

  g_clear_weak_pointer (&self->session);

  G_OBJECT_CLASS (client_members_parent_class)->dispose (object);
}

static void
client_members_finalize (GObject *object)
{
  ClientMembers *self = CLIENT_MEMBERS (object);

  g_clear_object (&self->room);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->last, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (client_members_parent_class)->finalize (object);
}

static void
client_members_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientMembers *self = CLIENT_MEMBERS (object);

  switch (id)
    {
    case PROP_ROOM:
      g_value_set_object (value, self->room);
      break;
    case PROP_N_ONLINE:
      g_value_set_uint (value, self->n_online);
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, self->has_more);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_members_install_properties (GObjectClass *object_class)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientMembers:room:
   *
   * Whose members they are.
   */
  properties[PROP_ROOM] = g_param_spec_object ("room", NULL, NULL, CLIENT_TYPE_ROOM, told);

  /**
   * ClientMembers:n-online:
   *
   * How many of those at hand are there.
   */
  properties[PROP_N_ONLINE] = g_param_spec_uint ("n-online", NULL, NULL, 0, G_MAXUINT, 0, told);

  /**
   * ClientMembers:has-more:
   *
   * Whether more can be loaded.
   */
  properties[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, told);

  /**
   * ClientMembers:loading:
   *
   * Whether the server is being asked for them.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, told);

  /**
   * ClientMembers:error:
   *
   * Why they could not be had, or not all of them, when that was tried last.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, told);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
client_members_class_init (ClientMembersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = client_members_dispose;
  object_class->finalize = client_members_finalize;
  object_class->get_property = client_members_get_property;
  client_members_install_properties (object_class);
}

static void
client_members_init (ClientMembers *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * client_members_new:
 * @session: a session
 * @room: one of its rooms
 *
 * Begins to find out who is in a room, now or when the session is online. It holds the
 * room, but not the session.
 *
 * Returns: (transfer full): those who are known to be in it so far
 */
ClientMembers *
client_members_new (ClientSession *session, ClientRoom *room)
{
  ClientMembers *self = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLIENT_IS_ROOM (room), NULL);

  self = g_object_new (CLIENT_TYPE_MEMBERS, NULL);
  g_set_weak_pointer (&self->session, session);
  self->room = g_object_ref (room);
  client_members_watch (self);

  return self;
}

/**
 * client_session_get_members:
 * @session: a session
 * @room: one of its rooms
 *
 * Tells who is in a room: the same list for all who ask while somebody holds it.
 *
 * Returns: (transfer full): the members of the room
 */
ClientMembers *
client_session_get_members (ClientSession *session, ClientRoom *room)
{
  g_autoptr (ClientMembers) self = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLIENT_IS_ROOM (room), NULL);

  if (room->people != NULL)
    return g_object_ref (room->people);

  self = client_members_new (session, room);
  g_set_weak_pointer (&room->people, self);
  return g_steal_pointer (&self);
}

static gint
compare (gconstpointer one, gconstpointer other)
{
  return client_member_compare (*(ClientMember *const *) one, *(ClientMember *const *) other);
}

static GPtrArray *
client_members_sort (ClientMembers *self)
{
  GPtrArray *sorted = g_ptr_array_new_full (g_hash_table_size (self->known), g_object_unref);
  GHashTableIter iter;
  gpointer member = NULL;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &member))
    g_ptr_array_add (sorted, g_object_ref (member));
  g_ptr_array_sort (sorted, compare);

  return sorted;
}

static void
client_members_count (ClientMembers *self)
{
  guint n_online = 0;

  while (n_online < self->shown->len
         && client_member_get_user (g_ptr_array_index (self->shown, n_online))->is_online)
    n_online++;
  if (n_online == self->n_online)
    return;

  self->n_online = n_online;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ONLINE]);
}

/* Puts all in order, and tells once from where to where it is another one. */
void
client_members_settle (ClientMembers *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);
  guint first = 0;
  guint last = 0;

  self->shown = client_members_sort (self);
  while (first < old->len && first < self->shown->len
         && old->pdata[first] == self->shown->pdata[first])
    first++;
  while (last < old->len - first && last < self->shown->len - first
         && old->pdata[old->len - 1 - last] == self->shown->pdata[self->shown->len - 1 - last])
    last++;

  if (old->len > first + last || self->shown->len > first + last)
    g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - last,
                                self->shown->len - first - last);
  client_members_count (self);
}

void
client_members_set_loading (ClientMembers *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
client_members_set_more (ClientMembers *self, gboolean has_more)
{
  if (self->has_more == has_more)
    return;

  self->has_more = has_more;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MORE]);
}

/* Takes @error over; %NULL for none. */
void
client_members_take_error (ClientMembers *self, GError *error)
{
  gboolean is_news = self->error != NULL || error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (is_news)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/**
 * client_members_get_room:
 * @self: members
 *
 * Returns: (transfer none): whose members they are
 */
ClientRoom *
client_members_get_room (ClientMembers *self)
{
  g_return_val_if_fail (CLIENT_IS_MEMBERS (self), NULL);

  return self->room;
}

/**
 * client_members_get_n_online:
 * @self: members
 *
 * Returns: how many of those at hand are there
 */
guint
client_members_get_n_online (ClientMembers *self)
{
  g_return_val_if_fail (CLIENT_IS_MEMBERS (self), 0);

  return self->n_online;
}

/**
 * client_members_get_has_more:
 * @self: members
 *
 * Returns: whether more can be loaded
 */
gboolean
client_members_get_has_more (ClientMembers *self)
{
  g_return_val_if_fail (CLIENT_IS_MEMBERS (self), FALSE);

  return self->has_more;
}

/**
 * client_members_get_loading:
 * @self: members
 *
 * Returns: whether the server is being asked for them
 */
gboolean
client_members_get_loading (ClientMembers *self)
{
  g_return_val_if_fail (CLIENT_IS_MEMBERS (self), FALSE);

  return self->loading;
}

/**
 * client_members_get_error:
 * @self: members
 *
 * Returns: (transfer none) (nullable): why they could not be had, or not all of them, when
 *   that was tried last
 */
const GError *
client_members_get_error (ClientMembers *self)
{
  g_return_val_if_fail (CLIENT_IS_MEMBERS (self), NULL);

  return self->error;
}

/**
 * client_members_find:
 * @self: members
 * @user: id of somebody
 *
 * Returns: (transfer none) (nullable): the member who has that id, if they are at hand
 */
ClientMember *
client_members_find (ClientMembers *self, const char *user)
{
  g_return_val_if_fail (CLIENT_IS_MEMBERS (self), NULL);
  g_return_val_if_fail (user != NULL, NULL);

  return g_hash_table_lookup (self->known, user);
}
