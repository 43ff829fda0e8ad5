/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-members-private.h"

#include "client-member-private.h"
#include "client-room-list-private.h"

/* The most that a server gives at a time. */
#define PAGE 200

/* What was asked for, in which turn. */
typedef struct
{
  ClientMembers *members;
  guint turn;
} Asking;

static void client_members_ask (ClientMembers *self);

static void
client_members_put (ClientMembers *self, ClientUserInfo *user, ClientRole role)
{
  ClientMember *member = client_members_find (self, user->id);

  g_hash_table_add (self->seen, g_strdup (user->id));

  if (member != NULL)
    {
      client_member_set_user (member, user);
      client_member_set_role (member, role);
    }
  else if (g_hash_table_size (self->known) < CLIENT_MEMBERS_MAX)
    g_hash_table_insert (self->known, g_strdup (user->id), client_member_new (user, role));
}

static gboolean
is_unseen (gpointer id, gpointer member, gpointer user_data)
{
  return !g_hash_table_contains (user_data, id);
}

static void
client_members_take_page (ClientMembers *self, GPtrArray *page, gboolean has_more)
{
  guint n_seen = g_hash_table_size (self->seen);
  gboolean is_end = FALSE;

  client_room_list_meet (client_session_get_rooms (self->session), page);
  for (guint i = 0; i < page->len; i++)
    {
      ClientMemberInfo *info = g_ptr_array_index (page, i);

      client_members_put (self, info->user, info->role);
      g_free (self->last);
      self->last = g_strdup (info->user->id);
    }

  /* A server may say for ever that there are more. */
  is_end = g_hash_table_size (self->seen) == n_seen
           || g_hash_table_size (self->known) >= CLIENT_MEMBERS_MAX;
  if (!has_more)
    g_hash_table_foreach_remove (self->known, is_unseen, self->seen);
  client_members_settle (self);
  client_members_set_more (self, has_more && !is_end);
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (ClientMembers) self = asking->members;
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  g_autoptr (GPtrArray) page =
    client_session_list_members_finish (CLIENT_SESSION (source), result, &has_more, &error);

  if (asking->turn != self->turn || self->session == NULL)
    return;

  if (page != NULL)
    client_members_take_page (self, page, has_more);
  client_members_take_error (self, g_steal_pointer (&error));
  if (self->error == NULL && self->has_more
      && g_hash_table_size (self->seen) < CLIENT_MEMBERS_AT_ONCE)
    client_members_ask (self);
  else
    client_members_set_loading (self, FALSE);
}

static void
client_members_ask (ClientMembers *self)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->members = g_object_ref (self);
  asking->turn = self->turn;
  client_members_set_loading (self, TRUE);
  client_session_list_members_async (self->session, self->room, self->last, PAGE, on_page, asking);
}

/**
 * client_members_load_more:
 * @self: members
 *
 * Loads some more of a room that has very many, if it has more and none are being loaded; or
 * tries again what failed. Errors are told by #ClientMembers:error.
 */
void
client_members_load_more (ClientMembers *self)
{
  g_return_if_fail (CLIENT_IS_MEMBERS (self));

  if (self->session != NULL && !self->loading && (self->has_more || self->error != NULL))
    client_members_ask (self);
}

/**
 * client_members_refresh:
 * @self: members
 *
 * Asks for all of them anew, if the session is online. That is done whenever it comes back;
 * besides that it is of use in rooms of more than 500 members, in which nobody is told of who
 * comes and goes.
 */
void
client_members_refresh (ClientMembers *self)
{
  g_return_if_fail (CLIENT_IS_MEMBERS (self));

  if (self->session == NULL || client_session_get_state (self->session) != CLIENT_SESSION_ONLINE)
    return;

  self->turn++;
  g_clear_pointer (&self->last, g_free);
  g_hash_table_remove_all (self->seen);
  client_members_ask (self);
}

static void
client_members_remove (ClientMembers *self, const char *user)
{
  g_hash_table_remove (self->seen, user);
  g_hash_table_remove (self->known, user);
}

/* How somebody is now; a durable event tells how they were. */
static ClientUserInfo *
client_members_find_user (ClientMembers *self, const char *id)
{
  return client_people_find (client_room_list_get_people (client_session_get_rooms (self->session)),
                             id);
}

static gboolean
is_me (ClientMembers *self, const char *user)
{
  ClientUserInfo *me = client_room_list_get_me (client_session_get_rooms (self->session));

  return me != NULL && g_str_equal (me->id, user);
}

static void
on_event (ClientMembers *self, ClientEvent *event)
{
  ClientUserInfo *user = NULL;

  if (event->kind != CLIENT_EVENT_MEMBER
      || g_strcmp0 (event->room, client_room_get_id (self->room)) != 0)
    return;

  user = client_members_find_user (self, event->user->id);
  if (event->role != CLIENT_ROLE_NONE)
    client_members_put (self, user != NULL ? user : event->user, event->role);
  else
    client_members_remove (self, event->user->id);

  /* Of a room that one is not in any more nothing is told. */
  if (event->role == CLIENT_ROLE_NONE && is_me (self, event->user->id)
      && client_room_get_kind (self->room) != CLIENT_ROOM_PUBLIC)
    g_hash_table_remove_all (self->known);
  client_members_settle (self);
}

static void
on_people_changed (ClientMembers *self)
{
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer member = NULL;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &id, &member))
    {
      ClientUserInfo *user = client_members_find_user (self, id);

      if (user != NULL)
        client_member_set_user (member, user);
    }
  client_members_settle (self);
}

static void
on_state (ClientMembers *self)
{
  if (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE)
    client_members_refresh (self);
}

/* Everyone is in the room that is everyone's; a guest has no account. */
static void
client_members_recall (ClientMembers *self)
{
  g_autoptr (GPtrArray) people =
    client_people_list (client_room_list_get_people (client_session_get_rooms (self->session)));

  for (guint i = 0; i < people->len; i++)
    {
      ClientUserInfo *user = g_ptr_array_index (people, i);

      if (user->kind != CLIENT_USER_GUEST)
        client_members_put (self, user, CLIENT_ROLE_MEMBER);
    }
  client_members_settle (self);
}

/*
 * Begins with what is known, and keeps up with what happens.
 */
void
client_members_watch (ClientMembers *self)
{
  ClientRoomList *rooms = client_session_get_rooms (self->session);

  g_signal_connect_object (self->session, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (on_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rooms, "people-changed", G_CALLBACK (on_people_changed), self,
                           G_CONNECT_SWAPPED);
  if (self->room == client_session_get_lobby (self->session))
    client_members_recall (self);
  client_members_refresh (self);
}
