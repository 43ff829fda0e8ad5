/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-private.h"

void
client_room_notify (ClientRoom *self, const char *property, gboolean has_changed)
{
  if (has_changed)
    g_object_notify (G_OBJECT (self), property);
}

/* Makes a room of which no message is loaded. */
ClientRoom *
client_room_new_with (ClientRoomInfo *info)
{
  ClientRoom *self = g_object_new (CLIENT_TYPE_ROOM, NULL);

  self->info = client_room_info_ref (info);
  self->with = info->with != NULL ? client_user_info_ref (info->with) : NULL;
  self->name = g_strdup (self->with != NULL ? self->with->name : info->name);
  self->unread = info->unread;
  client_timeline_pass (self->timeline, 0, info->last != NULL ? info->last->seq : 0);

  return self;
}

void
client_room_set_me (ClientRoom *self, const char *me)
{
  client_timeline_set_me (self->timeline, me);
}

void
client_room_set_pager (ClientRoom *self, ClientPager *pager)
{
  if (g_set_object (&self->pager, pager))
    self->epoch++;
}

static void
client_room_name (ClientRoom *self)
{
  const char *name = self->with != NULL ? self->with->name : self->info->name;

  if (g_strcmp0 (self->name, name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  client_room_notify (self, "name", TRUE);
}

static gint64
get_activity (ClientRoomInfo *info)
{
  return MAX (info->active, info->last != NULL ? info->last->time : 0);
}

static void
client_room_notify_info (ClientRoom *self, ClientRoomInfo *old)
{
  ClientRoomInfo *info = self->info;
  gboolean is_other_unread = self->unread != info->unread;
  gboolean is_other_time = get_activity (old) != get_activity (info);

  self->unread = info->unread;
  client_room_notify (self, "kind", old->kind != info->kind);
  client_room_notify (self, "topic", g_strcmp0 (old->topic, info->topic) != 0);
  client_room_notify (self, "members", old->members != info->members);
  client_room_notify (self, "role", old->role != info->role);
  client_room_notify (self, "seen", old->seen != info->seen);
  client_room_notify (self, "mentions", old->mentions != info->mentions);
  client_room_notify (self, "unread", is_other_unread);
  client_room_notify (self, "last", old->last != info->last);
  client_room_notify (self, "activity", is_other_time);
  client_room_notify (self, "read-by-others", old->others != info->others);
}

/* Takes over what the room is now, and notifies of what is another than before. */
void
client_room_set_info (ClientRoom *self, ClientRoomInfo *info)
{
  g_autoptr (ClientRoomInfo) old = g_steal_pointer (&self->info);

  self->info = client_room_info_ref (info);
  g_object_freeze_notify (G_OBJECT (self));
  client_room_notify_info (self, old);
  client_room_set_with (self, info->with);
  client_room_name (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Takes over how the other one in a direct room is now. */
void
client_room_set_with (ClientRoom *self, ClientUserInfo *with)
{
  if (self->with == with)
    return;

  if (with != NULL)
    client_user_info_ref (with);
  g_clear_pointer (&self->with, client_user_info_unref);
  self->with = with;
  client_room_notify (self, "with", TRUE);
  client_room_name (self);
}

/* Takes over what the person wants of the room on this device. */
void
client_room_set_flags (ClientRoom *self, ClientRoomFlags flags)
{
  ClientRoomFlags changed = self->flags ^ flags;

  self->flags = flags;
  client_room_notify (self, "is-muted", (changed & CLIENT_ROOM_MUTED) != 0);
  client_room_notify (self, "is-pinned", (changed & CLIENT_ROOM_PINNED) != 0);
}

/* Takes over what the person has begun to write. */
void
client_room_set_draft (ClientRoom *self, const char *draft)
{
  if (g_strcmp0 (self->draft, draft) == 0)
    return;

  g_free (self->draft);
  self->draft = g_strdup (draft);
  client_room_notify (self, "draft", TRUE);
}

void
client_room_tell_typing (gpointer user_data)
{
  ClientRoom *self = user_data;
  g_auto (GStrv) names = client_typing_list (self->typing);

  if (g_strv_equal ((const char *const *) names, (const char *const *) self->names))
    return;

  g_strfreev (self->names);
  self->names = g_steal_pointer (&names);
  client_room_notify (self, "typing", TRUE);
}

/* Who writes is said to do so until they stop, post, or have not said so for a while. */
void
client_room_set_typing (ClientRoom *self, const char *user, const char *name, gboolean is_on)
{
  if (is_on)
    client_typing_begin (self->typing, user, name);
  else
    client_typing_end (self->typing, user);
  client_room_tell_typing (self);
}

void
client_room_stop_typing (ClientRoom *self)
{
  client_typing_clear (self->typing);
  client_room_tell_typing (self);
}

/* When something was last said in the room, as a place in the log. */
gint64
client_room_get_order (ClientRoom *self)
{
  return self->info->last != NULL ? self->info->last->seq : self->info->seq;
}

/* Takes over messages of the room that are new or have changed. */
void
client_room_apply (ClientRoom *self, GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    client_typing_end (self->typing, ((ClientMessageInfo *) messages->pdata[i])->user);

  client_room_tell_typing (self);
  client_timeline_apply (self->timeline, messages);
  client_room_tell_ends (self);
}

/* All up to @cursor has come. */
void
client_room_pass (ClientRoom *self, gint64 cursor)
{
  client_timeline_pass (self->timeline, cursor,
                        self->info->last != NULL ? self->info->last->seq : 0);
}

void
client_room_add_outgoing (ClientRoom *self, ClientMessage *message)
{
  client_timeline_add_outgoing (self->timeline, message);
}

/* Forgets all that was said, and what is on its way from the cache or the server. */
void
client_room_reset (ClientRoom *self)
{
  self->epoch++;
  client_room_stop_typing (self);
  client_timeline_clear (self->timeline);
  client_room_tell_ends (self);
}

/**
 * client_room_find:
 * @self: a room
 * @seq: a place in the log
 * @position: (out) (optional): where the message is in the list
 *
 * Returns: (transfer none) (nullable): the message that is there, if it is loaded
 */
ClientMessage *
client_room_find (ClientRoom *self, gint64 seq, guint *position)
{
  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);

  return client_timeline_find (self->timeline, seq, position);
}

/**
 * client_room_dup_message:
 * @self: a room
 * @info: a message of the room
 *
 * Tells of a message that may not be loaded.
 *
 * Returns: (transfer full): the message that is in the list; if it is not there, another
 *   one that does not change any more
 */
ClientMessage *
client_room_dup_message (ClientRoom *self, ClientMessageInfo *info)
{
  ClientMessage *message = NULL;

  g_return_val_if_fail (CLIENT_IS_ROOM (self), NULL);
  g_return_val_if_fail (info != NULL, NULL);

  message = client_timeline_find (self->timeline, info->seq, NULL);
  if (message != NULL)
    return g_object_ref (message);

  return client_message_new_received (info, client_timeline_get_me (self->timeline));
}
