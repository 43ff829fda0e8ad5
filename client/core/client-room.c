/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-private.h"

enum
{
  PROP_ID = 1,
  PROP_KIND,
  PROP_NAME,
  PROP_TOPIC,
  PROP_MEMBERS,
  PROP_ROLE,
  PROP_UNREAD,
  PROP_MENTIONS,
  PROP_SEEN,
  PROP_WITH,
  PROP_LAST,
  PROP_TYPING,
  PROP_IS_MUTED,
  PROP_IS_PINNED,
  PROP_DRAFT,
  PROP_ACTIVITY,
  PROP_READ_BY_OTHERS,
  PROP_HAS_OLDER,
  PROP_HAS_NEWER,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void client_room_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientRoom,
                               client_room,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      client_room_list_model_init))

static GType
client_room_get_item_type (GListModel *model)
{
  return CLIENT_TYPE_MESSAGE;
}

static guint
client_room_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CLIENT_ROOM (model)->timeline));
}

static gpointer
client_room_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (CLIENT_ROOM (model)->timeline), position);
}

static void
client_room_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = client_room_get_item_type;
  iface->get_n_items = client_room_get_n_items;
  iface->get_item = client_room_get_item;
}

static void
client_room_dispose (GObject *object)
{
  ClientRoom *self = CLIENT_ROOM (object);

  g_clear_pointer (&self->typing, client_typing_free);
  g_clear_object (&self->pager);
  g_clear_weak_pointer (&self->people);

  G_OBJECT_CLASS (client_room_parent_class)->dispose (object);
}

static void
client_room_finalize (GObject *object)
{
  ClientRoom *self = CLIENT_ROOM (object);

  g_clear_pointer (&self->info, client_room_info_unref);
  g_clear_pointer (&self->with, client_user_info_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->draft, g_free);
  g_clear_object (&self->timeline);

  G_OBJECT_CLASS (client_room_parent_class)->finalize (object);
}

/* Those of what the person keeps of it, and of others. */
static void
client_room_get_own_property (ClientRoom *self, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_IS_MUTED:
      g_value_set_boolean (value, client_room_get_is_muted (self));
      break;
    case PROP_IS_PINNED:
      g_value_set_boolean (value, client_room_get_is_pinned (self));
      break;
    case PROP_DRAFT:
      g_value_set_string (value, self->draft);
      break;
    case PROP_ACTIVITY:
      g_value_set_int64 (value, client_room_get_activity (self));
      break;
    case PROP_READ_BY_OTHERS:
      g_value_set_int64 (value, self->info->others);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (self, id, pspec);
    }
}

/* Those of what is said in it. */
static void
client_room_get_other_property (ClientRoom *self, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LAST:
      g_value_set_boxed (value, self->info->last);
      break;
    case PROP_TYPING:
      g_value_set_boxed (value, self->names);
      break;
    case PROP_HAS_OLDER:
      g_value_set_boolean (value, self->has_older);
      break;
    case PROP_HAS_NEWER:
      g_value_set_boolean (value, self->has_newer);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->n_loads > 0);
      break;
    default:
      client_room_get_own_property (self, id, value, pspec);
    }
}

static void
client_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientRoom *self = CLIENT_ROOM (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->info->id);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->info->kind);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TOPIC:
      g_value_set_string (value, self->info->topic);
      break;
    case PROP_MEMBERS:
      g_value_set_uint (value, self->info->members);
      break;
    case PROP_ROLE:
      g_value_set_enum (value, self->info->role);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_MENTIONS:
      g_value_set_uint (value, self->info->mentions);
      break;
    case PROP_SEEN:
      g_value_set_int64 (value, self->info->seen);
      break;
    case PROP_WITH:
      g_value_set_boxed (value, self->with);
      break;
    default:
      client_room_get_other_property (self, id, value, pspec);
    }
}

static void
client_room_install_nature (void)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientRoom:id:
   *
   * Its id, opaque.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, told);

  /**
   * ClientRoom:kind:
   *
   * What kind of room it is.
   */
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, CLIENT_TYPE_ROOM_KIND, CLIENT_ROOM_PUBLIC, told);

  /**
   * ClientRoom:name:
   *
   * Its name for people; of a direct room the name of the other one.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, told);

  /**
   * ClientRoom:topic:
   *
   * Its topic; empty for none.
   */
  properties[PROP_TOPIC] = g_param_spec_string ("topic", NULL, NULL, NULL, told);

  /**
   * ClientRoom:members:
   *
   * How many are in it.
   */
  properties[PROP_MEMBERS] = g_param_spec_uint ("members", NULL, NULL, 0, G_MAXUINT, 0, told);

  /**
   * ClientRoom:role:
   *
   * What the person is in it.
   */
  properties[PROP_ROLE] =
    g_param_spec_enum ("role", NULL, NULL, CLIENT_TYPE_ROLE, CLIENT_ROLE_NONE, told);
}

static void
client_room_install_news (void)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientRoom:unread:
   *
   * How many messages of others the person has not read, counted to
   * %CLIENT_UNREAD_MAX.
   */
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, told);

  /**
   * ClientRoom:mentions:
   *
   * How many of them mention the person, counted likewise.
   */
  properties[PROP_MENTIONS] = g_param_spec_uint ("mentions", NULL, NULL, 0, G_MAXUINT, 0, told);

  /**
   * ClientRoom:seen:
   *
   * Up to which event the person has read it.
   */
  properties[PROP_SEEN] = g_param_spec_int64 ("seen", NULL, NULL, 0, G_MAXINT64, 0, told);

  /**
   * ClientRoom:with:
   *
   * The other one in a direct room, as they are now.
   */
  properties[PROP_WITH] = g_param_spec_boxed ("with", NULL, NULL, CLIENT_TYPE_USER_INFO, told);

  /**
   * ClientRoom:last:
   *
   * The newest message, as it stands.
   */
  properties[PROP_LAST] = g_param_spec_boxed ("last", NULL, NULL, CLIENT_TYPE_MESSAGE_INFO, told);

  /**
   * ClientRoom:typing:
   *
   * The names of those who are writing something, sorted.
   */
  properties[PROP_TYPING] = g_param_spec_boxed ("typing", NULL, NULL, G_TYPE_STRV, told);
}

static void
client_room_install_own (void)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientRoom:is-muted:
   *
   * Whether the person does not want to be called for what is said in it, unless it
   * mentions them. It is so on this device.
   */
  properties[PROP_IS_MUTED] = g_param_spec_boolean ("is-muted", NULL, NULL, FALSE, told);

  /**
   * ClientRoom:is-pinned:
   *
   * Whether the person wants to find it before the others. It is so on this device.
   */
  properties[PROP_IS_PINNED] = g_param_spec_boolean ("is-pinned", NULL, NULL, FALSE, told);

  /**
   * ClientRoom:draft:
   *
   * What the person has begun to write there; %NULL for nothing.
   */
  properties[PROP_DRAFT] = g_param_spec_string ("draft", NULL, NULL, NULL, told);

  /**
   * ClientRoom:activity:
   *
   * When something was last said in it, or it was made or entered, in milliseconds since
   * 1970 UTC; 0 if nothing is known of that.
   */
  properties[PROP_ACTIVITY] =
    g_param_spec_int64 ("activity", NULL, NULL, 0, G_MAXINT64, 0, told);

  /**
   * ClientRoom:read-by-others:
   *
   * Up to which event the other one of a direct room has read it; 0 if that is not known,
   * and in rooms of another kind.
   */
  properties[PROP_READ_BY_OTHERS] =
    g_param_spec_int64 ("read-by-others", NULL, NULL, 0, G_MAXINT64, 0, told);
}

static void
client_room_install_ends (void)
{
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ClientRoom:has-older:
   *
   * Whether older messages can be loaded.
   */
  properties[PROP_HAS_OLDER] = g_param_spec_boolean ("has-older", NULL, NULL, FALSE, told);

  /**
   * ClientRoom:has-newer:
   *
   * Whether newer messages can be loaded. If not, those that come are added.
   */
  properties[PROP_HAS_NEWER] = g_param_spec_boolean ("has-newer", NULL, NULL, FALSE, told);

  /**
   * ClientRoom:loading:
   *
   * Whether messages are being loaded.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, told);
}

static void
client_room_class_init (ClientRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = client_room_dispose;
  object_class->finalize = client_room_finalize;
  object_class->get_property = client_room_get_property;

  client_room_install_nature ();
  client_room_install_news ();
  client_room_install_own ();
  client_room_install_ends ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
client_room_init (ClientRoom *self)
{
  self->timeline = client_timeline_new ();
  self->typing = client_typing_new (CLIENT_TYPING_MS, client_room_tell_typing, self);
  self->names = g_new0 (char *, 1);
  g_signal_connect_object (self->timeline, "items-changed",
                           G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}
