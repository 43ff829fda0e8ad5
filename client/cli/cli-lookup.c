/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-lookup.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-name.h"
#include "cli-error.h"

/* How many rooms are asked for at a time, and how many in all: a server that always has
 * more of them does not keep the program busy for ever. */
#define PAGE 100
#define PAGES_MAX 100

typedef struct
{
  char *name;
  char *after;
  guint n_pages;
} Search;

static void
search_free (Search *search)
{
  g_free (search->name);
  g_free (search->after);
  g_free (search);
}

static void
return_room (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  ClientRoom *room = client_session_room_finish (CLIENT_SESSION (source), result, &error);

  if (room != NULL)
    g_task_return_pointer (task, room, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static ClientRoom *
find_direct (ClientSession *session, const char *name)
{
  GListModel *rooms = G_LIST_MODEL (client_session_get_rooms (session));
  g_autofree char *wanted = charla_name_fold (name);
  guint n = g_list_model_get_n_items (rooms);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientRoom) room = g_list_model_get_item (rooms, i);
      ClientUserInfo *with = client_room_get_with (room);
      g_autofree char *folded = with && with->name ? charla_name_fold (with->name) : NULL;

      if (g_strcmp0 (folded, wanted) == 0)
        return g_steal_pointer (&room);
    }

  return NULL;
}

/**
 * cli_lookup_room_async:
 * @session: the person's stay in the chat
 * @name: the name of a room, or that of a person with an `@` before it
 * @callback: called when it is found or not
 * @user_data: for @callback
 *
 * Finds a room that the person is in. The conversation with somebody is opened, if there
 * is none yet. It ends with cli_lookup_finish().
 */
void
cli_lookup_room_async (ClientSession *session, const char *name, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  gboolean is_person = *stripped == '@' && stripped[1] != '\0';
  ClientRoom *room = NULL;

  g_task_set_source_tag (task, (gpointer) (guintptr) cli_lookup_room_async);
  if (!g_utf8_validate (stripped, -1, NULL))
    {
      g_task_return_new_error (task, CLI_ERROR, CLI_ERROR_USAGE, _ ("That is no name."));
      return;
    }

  room = client_room_list_find_by_name (client_session_get_rooms (session), stripped);
  if (room != NULL)
    g_object_ref (room);
  else if (is_person)
    room = find_direct (session, stripped + 1);

  if (room != NULL)
    g_task_return_pointer (task, room, g_object_unref);
  else if (is_person)
    client_session_open_direct_async (session, stripped + 1, return_room, g_steal_pointer (&task));
  else
    g_task_return_new_error (task, CLI_ERROR, CLI_ERROR_FAILED,
                             _ ("You are in no room “%s”. You can join those that are public."),
                             stripped);
}

static void on_rooms (GObject *source, GAsyncResult *result, gpointer user_data);

static void
ask_for_rooms (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  search->n_pages++;
  client_session_list_rooms_async (g_task_get_source_object (task), search->name, search->after,
                                   PAGE, on_rooms, task);
}

static const char *
find_id (GPtrArray *rooms, const char *name)
{
  g_autofree char *wanted = charla_name_fold (name);

  for (guint i = 0; i < rooms->len; i++)
    {
      const ClientRoomInfo *room = rooms->pdata[i];
      g_autofree char *folded = charla_name_fold (room->name);

      if (strcmp (folded, wanted) == 0)
        return room->id;
    }

  return NULL;
}

static void
on_rooms (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  g_autoptr (GPtrArray) rooms
    = client_session_list_rooms_finish (CLIENT_SESSION (source), result, &has_more, &error);
  const char *id = rooms ? find_id (rooms, search->name) : NULL;

  if (rooms == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (id != NULL)
    client_session_join_async (CLIENT_SESSION (source), id, return_room, g_steal_pointer (&task));
  else if (has_more && rooms->len > 0 && search->n_pages < PAGES_MAX)
    {
      const ClientRoomInfo *last = rooms->pdata[rooms->len - 1];

      g_free (search->after);
      search->after = g_strdup (last->id);
      ask_for_rooms (g_steal_pointer (&task));
    }
  else
    g_task_return_new_error (task, CLI_ERROR, CLI_ERROR_FAILED,
                             _ ("There is no room “%s” that you could join."), search->name);
}

/**
 * cli_lookup_join_async:
 * @session: the person's stay in the chat
 * @name: the name of a room
 * @callback: called when the person is in it, or cannot be
 * @user_data: for @callback
 *
 * Finds a room, and joins it if that is not done yet. It ends with cli_lookup_finish().
 */
void
cli_lookup_join_async (ClientSession *session, const char *name, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Search *search = g_new0 (Search, 1);
  ClientRoom *room = NULL;

  g_task_set_source_tag (task, (gpointer) (guintptr) cli_lookup_join_async);
  search->name = g_strstrip (g_utf8_make_valid (name, -1));
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);

  room = client_room_list_find_by_name (client_session_get_rooms (session), search->name);
  if (room != NULL)
    g_task_return_pointer (task, g_object_ref (room), g_object_unref);
  else
    ask_for_rooms (g_steal_pointer (&task));
}

/**
 * cli_lookup_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the room, or %NULL with an error of %CLI_ERROR,
 *   %CLIENT_ERROR or %CHARLA_CODE_ERROR
 */
ClientRoom *
cli_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cli_lookup_meet:
 * @session: the person's stay in the chat
 * @members: (element-type ClientMemberInfo): people of whom the server has told
 *
 * Remembers their names: events tell of some people by their ids alone.
 */
void
cli_lookup_meet (ClientSession *session, GPtrArray *members)
{
  ClientPeople *people = client_room_list_get_people (client_session_get_rooms (session));

  for (guint i = 0; i < members->len; i++)
    {
      const ClientMemberInfo *member = members->pdata[i];

      client_people_put (people, member->user);
    }
}

/**
 * cli_lookup_get_user_name:
 * @session: the person's stay in the chat
 * @user: somebody, of whom perhaps only the id is told
 *
 * Returns: (transfer none): their name, or their id if nobody knows it
 */
const char *
cli_lookup_get_user_name (ClientSession *session, const ClientUserInfo *user)
{
  ClientPeople *people = client_room_list_get_people (client_session_get_rooms (session));
  ClientUserInfo *known = client_people_find (people, user->id);

  if (user->name != NULL)
    return user->name;

  return known != NULL && known->name != NULL ? known->name : user->id;
}

/**
 * cli_lookup_get_room_name:
 * @session: the person's stay in the chat
 * @room: (nullable): id of a room
 *
 * Returns: (transfer none) (nullable): its name, if the person is in it
 */
const char *
cli_lookup_get_room_name (ClientSession *session, const char *room)
{
  ClientRoom *found
    = room ? client_room_list_find (client_session_get_rooms (session), room) : NULL;

  return found ? client_room_get_name (found) : NULL;
}

/**
 * cli_lookup_describe:
 * @room: a room
 *
 * Returns: (transfer full): what it is like now
 */
ClientRoomInfo *
cli_lookup_describe (ClientRoom *room)
{
  ClientRoomInfo *info = client_room_info_new ();

  info->id = g_strdup (client_room_get_id (room));
  info->kind = client_room_get_kind (room);
  info->name = g_strdup (client_room_get_name (room));
  info->topic = g_strdup (client_room_get_topic (room));
  info->members = client_room_get_members (room);
  info->role = client_room_get_role (room);
  info->unread = client_room_get_unread (room);
  info->mentions = client_room_get_mentions (room);
  return info;
}
