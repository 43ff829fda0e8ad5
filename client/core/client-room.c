/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room.h"

/*
 * How many of the oldest messages give way at once. A view lays out anew what
 * follows a removal at the top, so that a full room must not remove one for
 * each that arrives.
 */
#define DROP_BATCH (CLIENT_ROOM_MAX_MESSAGES / 20)

/**
 * ClientRoom:
 *
 * What has been said in a room, as a [iface@Gio.ListModel] of [class@Message],
 * the oldest first. It keeps at most %CLIENT_ROOM_MAX_MESSAGES: what a server
 * sends cannot fill the memory of the client.
 */
struct _ClientRoom
{
  GObject parent_instance;

  char *name;
  GPtrArray *messages;
  guint unread;
};

enum
{
  PROP_NAME = 1,
  PROP_UNREAD,
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
  return CLIENT_ROOM (model)->messages->len;
}

static gpointer
client_room_get_item (GListModel *model, guint position)
{
  ClientRoom *self = CLIENT_ROOM (model);

  if (position >= self->messages->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->messages, position));
}

static void
client_room_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = client_room_get_item_type;
  iface->get_n_items = client_room_get_n_items;
  iface->get_item = client_room_get_item;
}

static void
client_room_finalize (GObject *object)
{
  ClientRoom *self = CLIENT_ROOM (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);

  G_OBJECT_CLASS (client_room_parent_class)->finalize (object);
}

static void
client_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientRoom *self = CLIENT_ROOM (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_room_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ClientRoom *self = CLIENT_ROOM (object);

  switch (id)
    {
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_room_class_init (ClientRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = client_room_finalize;
  object_class->get_property = client_room_get_property;
  object_class->set_property = client_room_set_property;

  /**
   * ClientRoom:name:
   *
   * The name of the room, for people.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * ClientRoom:unread:
   *
   * How many messages of others have come since client_room_mark_read().
   */
  properties[PROP_UNREAD] =
    g_param_spec_uint ("unread",
                       NULL,
                       NULL,
                       0,
                       G_MAXUINT,
                       0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
client_room_init (ClientRoom *self)
{
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * client_room_new:
 * @name: the name of the room, for people
 *
 * Makes a room in which nothing has been said.
 *
 * Returns: (transfer full): the room
 */
ClientRoom *
client_room_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (CLIENT_TYPE_ROOM, "name", name, NULL);
}

/**
 * client_room_get_name:
 * @self: a room
 *
 * Returns: (transfer none): the name of the room
 */
const char *
client_room_get_name (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return self->name;
}

/**
 * client_room_get_unread:
 * @self: a room
 *
 * Returns: how many messages of others have come since client_room_mark_read()
 */
guint
client_room_get_unread (ClientRoom *self)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), 0);

  return self->unread;
}

static void
client_room_set_unread (ClientRoom *self, guint unread)
{
  if (self->unread == unread)
    return;

  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

static void
client_room_make_place (ClientRoom *self)
{
  if (self->messages->len < CLIENT_ROOM_MAX_MESSAGES)
    return;

  g_ptr_array_remove_range (self->messages, 0, DROP_BATCH);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, DROP_BATCH, 0);
}

/**
 * client_room_append:
 * @self: a room
 * @message: what has been said last
 *
 * Puts @message at the end of the room. A full room forgets some of its oldest
 * messages first.
 */
void
client_room_append (ClientRoom *self, ClientMessage *message)
{
  g_return_if_fail (CLIENT_IS_ROOM (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  client_room_make_place (self);
  g_ptr_array_add (self->messages, g_object_ref (message));
  g_list_model_items_changed (G_LIST_MODEL (self), self->messages->len - 1, 0, 1);

  if (!client_message_get_own (message))
    client_room_set_unread (self, self->unread + 1);
}

/**
 * client_room_mark_read:
 * @self: a room
 *
 * Says that the person has seen everything in the room.
 */
void
client_room_mark_read (ClientRoom *self)
{
  g_return_if_fail (CLIENT_IS_ROOM (self));

  client_room_set_unread (self, 0);
}
