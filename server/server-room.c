/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-room.h"

struct _ServerRoom
{
  GObject parent_instance;

  GPtrArray *members; /* not owned: each takes itself off before it goes */
};

G_DEFINE_FINAL_TYPE (ServerRoom, server_room, G_TYPE_OBJECT)

static void
server_room_dispose (GObject *object)
{
  ServerRoom *self = SERVER_ROOM (object);

  g_assert (self->members == NULL || self->members->len == 0);
  g_clear_pointer (&self->members, g_ptr_array_unref);

  G_OBJECT_CLASS (server_room_parent_class)->dispose (object);
}

static void
server_room_class_init (ServerRoomClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = server_room_dispose;
}

static void
server_room_init (ServerRoom *self)
{
  self->members = g_ptr_array_new ();
}

/**
 * server_room_new:
 *
 * Returns: (transfer full): an empty room
 */
ServerRoom *
server_room_new (void)
{
  return g_object_new (SERVER_TYPE_ROOM, NULL);
}

/**
 * server_room_get_size:
 * @self: a room
 *
 * Returns: how many members it has
 */
guint
server_room_get_size (ServerRoom *self)
{
  return self->members->len;
}

/**
 * server_room_add:
 * @self: a room
 * @member: (transfer none): who enters it
 *
 * The room holds no reference: @member leaves with server_room_remove() before it
 * goes away.
 */
void
server_room_add (ServerRoom *self, ServerMember *member)
{
  g_ptr_array_add (self->members, member);
}

/**
 * server_room_remove:
 * @self: a room
 * @member: who leaves it
 */
void
server_room_remove (ServerRoom *self, ServerMember *member)
{
  g_ptr_array_remove_fast (self->members, member);
}

/**
 * server_room_publish:
 * @self: a room
 * @event: what happened in it
 * @except: (nullable): a member that is not told: who did it and knows already
 *
 * Tells the members of an event. A member may leave the room over it.
 */
void
server_room_publish (ServerRoom *self, ServerEvent *event, ServerMember *except)
{
  /* From the end: what takes the place of a member that leaves meanwhile has been
   * told already. */
  for (guint i = self->members->len; i > 0; i--)
    {
      ServerMember *member = g_ptr_array_index (self->members, i - 1);

      if (member != except)
        server_member_deliver (member, event);
    }
}
