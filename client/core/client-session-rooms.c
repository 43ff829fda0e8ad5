/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#define ROOM_TAG ((gpointer) (guintptr) client_session_room_finish)
#define LIST_ROOMS_TAG ((gpointer) (guintptr) client_session_list_rooms_async)
#define LIST_MEMBERS_TAG ((gpointer) (guintptr) client_session_list_members_async)
#define WHOIS_TAG ((gpointer) (guintptr) client_session_whois_async)

static void
on_room_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientSession *self = g_task_get_source_object (task);
  ClientRoomInfo *info = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientChanges) changes =
    client_cache_changes_finish (CLIENT_CACHE (source), result, &error);
  ClientRoom *room = NULL;

  if (changes != NULL && CLIENT_CACHE (source) == self->cache)
    client_session_take_changes (self, changes);
  room = client_room_list_find (self->rooms, info->id);
  if (room != NULL)
    g_task_return_pointer (task, g_object_ref (room), g_object_unref);
  else
    g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                             : client_session_new_lost_error ());
}

static void
on_room_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, &error);
  g_autoptr (CharlaMessage) object = ok != NULL ? charla_message_get_object (ok, "room") : NULL;
  ClientRoomInfo *info = object != NULL ? client_room_info_parse (object, NULL) : NULL;

  if (info == NULL || self->cache == NULL)
    {
      g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                               : client_session_new_lost_error ());
      g_clear_pointer (&info, client_room_info_unref);
      return;
    }

  g_task_set_task_data (task, info, (GDestroyNotify) client_room_info_unref);
  client_cache_put_room_async (self->cache, info, on_room_kept, g_steal_pointer (&task));
}

/* The room that the answer is about is in the list before anybody is told. */
static void
client_session_ask_for_room (ClientSession *self,
                             ClientRequest *request,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ROOM_TAG);
  client_reconnector_request_async (self->reconnector, request, on_room_answered, task);
}

/**
 * client_session_create_room_async:
 * @self: a session
 * @name: its name
 * @kind: public or private
 * @topic: (nullable): what it is about
 * @callback: called when it is there; ends with client_session_room_finish()
 * @user_data: for @callback
 *
 * Makes a room, of which the person is the owner.
 */
void
client_session_create_room_async (ClientSession *self,
                                  const char *name,
                                  ClientRoomKind kind,
                                  const char *topic,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (kind != CLIENT_ROOM_DIRECT);

  client_session_ask_for_room (self, client_request_new_create (name, kind, topic), callback,
                               user_data);
}

/**
 * client_session_join_async:
 * @self: a session
 * @room: id of a room
 * @callback: called when one is a member; ends with client_session_room_finish()
 * @user_data: for @callback
 *
 * Becomes a member of a room.
 */
void
client_session_join_async (ClientSession *self,
                           const char *room,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (room != NULL);

  client_session_ask_for_room (self, client_request_new_join (room), callback, user_data);
}

/**
 * client_session_open_direct_async:
 * @self: a session
 * @user: id or name of somebody
 * @callback: called when it is there; ends with client_session_room_finish()
 * @user_data: for @callback
 *
 * Opens, or finds, the conversation with somebody.
 */
void
client_session_open_direct_async (ClientSession *self,
                                  const char *user,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (user != NULL);

  client_session_ask_for_room (self, client_request_new_direct (user), callback, user_data);
}

/**
 * client_session_room_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what gives a room. The errors are of #CharlaCode, with the server's sentence, or
 * of #ClientError.
 *
 * Returns: (transfer full): the room, which is among #ClientSession:rooms now, or %NULL with
 *   @error set
 */
ClientRoom *
client_session_room_finish (ClientSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ROOM_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * client_session_list_rooms_async:
 * @self: a session
 * @query: (nullable): what their names have in them; %NULL for all
 * @after: (nullable): id of the last room that was seen; %NULL for the first ones
 * @limit: most rooms; 0 for as many as the server likes
 * @callback: called when the server has answered
 * @user_data: for @callback
 *
 * Asks which rooms there are that the person may join, or is in.
 */
void
client_session_list_rooms_async (ClientSession *self,
                                 const char *query,
                                 const char *after,
                                 guint limit,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_session_ask (self, client_request_new_rooms (query, after, limit), LIST_ROOMS_TAG,
                      callback, user_data);
}

static GPtrArray *
parse_rooms (CharlaMessage *ok, gboolean *has_more)
{
  g_autoptr (GPtrArray) rooms =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_room_info_unref);
  gsize length = 0;

  if (!charla_message_get_length (ok, "rooms", &length)
      || !charla_message_get_bool (ok, "more", has_more))
    return NULL;

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) object = charla_message_get_object_at (ok, "rooms", i);
      ClientRoomInfo *room = object != NULL ? client_room_info_parse (object, NULL) : NULL;

      if (room == NULL)
        return NULL;
      g_ptr_array_add (rooms, room);
    }

  return g_steal_pointer (&rooms);
}

/**
 * client_session_list_rooms_finish:
 * @self: a session
 * @result: what the callback was given
 * @has_more: (out) (optional): whether there are more
 * @error: return location for an error
 *
 * Ends client_session_list_rooms_async(). The errors are those of
 * client_session_room_finish().
 *
 * Returns: (transfer full) (element-type ClientRoomInfo): the rooms, or %NULL with @error set
 */
GPtrArray *
client_session_list_rooms_finish (ClientSession *self,
                                  GAsyncResult *result,
                                  gboolean *has_more,
                                  GError **error)
{
  g_autoptr (CharlaMessage) ok = client_session_ask_finish (self, result, LIST_ROOMS_TAG, error);
  gboolean more = FALSE;
  GPtrArray *rooms = ok != NULL ? parse_rooms (ok, &more) : NULL;

  if (ok != NULL && rooms == NULL)
    g_propagate_error (error, client_session_new_lost_error ());
  if (has_more != NULL)
    *has_more = more;
  return rooms;
}

/**
 * client_session_list_members_async:
 * @self: a session
 * @room: a room
 * @after: (nullable): id of the last member that was seen; %NULL for the first ones
 * @limit: most members; 0 for as many as the server likes
 * @callback: called when the server has answered
 * @user_data: for @callback
 *
 * Asks who is in a room.
 */
void
client_session_list_members_async (ClientSession *self,
                                   ClientRoom *room,
                                   const char *after,
                                   guint limit,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  client_session_ask (self, client_request_new_members (client_room_get_id (room), after, limit),
                      LIST_MEMBERS_TAG, callback, user_data);
}

/**
 * client_session_list_members_finish:
 * @self: a session
 * @result: what the callback was given
 * @has_more: (out) (optional): whether there are more
 * @error: return location for an error
 *
 * Ends client_session_list_members_async(). The errors are those of
 * client_session_room_finish().
 *
 * Returns: (transfer full) (element-type ClientMemberInfo): the members, or %NULL with @error
 *   set
 */
GPtrArray *
client_session_list_members_finish (ClientSession *self,
                                    GAsyncResult *result,
                                    gboolean *has_more,
                                    GError **error)
{
  g_autoptr (CharlaMessage) ok = client_session_ask_finish (self, result, LIST_MEMBERS_TAG, error);
  GPtrArray *members = ok != NULL ? client_member_info_parse_list (ok, has_more, NULL) : NULL;

  if (ok != NULL && members == NULL)
    g_propagate_error (error, client_session_new_lost_error ());
  return members;
}

/**
 * client_session_whois_async:
 * @self: a session
 * @user: id or name of somebody
 * @callback: called when the server has answered
 * @user_data: for @callback
 *
 * Asks who somebody is.
 */
void
client_session_whois_async (ClientSession *self,
                            const char *user,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (user != NULL);

  client_session_ask (self, client_request_new_whois (user), WHOIS_TAG, callback, user_data);
}

/**
 * client_session_whois_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends client_session_whois_async(). The errors are those of client_session_room_finish().
 *
 * Returns: (transfer full): the person, or %NULL with @error set
 */
ClientUserInfo *
client_session_whois_finish (ClientSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (CharlaMessage) ok = client_session_ask_finish (self, result, WHOIS_TAG, error);
  g_autoptr (CharlaMessage) object = ok != NULL ? charla_message_get_object (ok, "user") : NULL;
  ClientUserInfo *user = object != NULL ? client_user_info_parse (object, NULL) : NULL;

  if (ok != NULL && user == NULL)
    g_propagate_error (error, client_session_new_lost_error ());
  return user;
}
