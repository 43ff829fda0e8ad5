/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-handlers.h"
#include "server-ephemeral.h"
#include "server-id.h"
#include "server-session-info.h"

/* What one answer holds at most: with the longest names less than a frame. */
#define PAGE 500

static void
add_connection (CharlaBuilder *builder, const ServerSessionInfo *info)
{
  charla_builder_begin_object (builder, NULL);
  charla_builder_add_string (builder, "address", info->address);
  if (info->dialect != NULL)
    charla_builder_add_string (builder, "dialect", info->dialect);
  charla_builder_add_bool (builder, "tls", info->is_encrypted);
  charla_builder_add_int (builder, "since", info->since);
  charla_builder_add_int (builder, "idle_ms", info->idle);
  charla_builder_add_int (builder, "queued", (gint64) info->queued);
  if (info->user != NULL)
    server_objects_add_user (builder, "user", info->user->info, TRUE);
  charla_builder_end (builder);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const ServerSessionInfo *first = a;
  const ServerSessionInfo *second = b;
  int order = strcmp (first->user->info->name, second->user->info->name);

  return order != 0 ? order : strcmp (first->address, second->address);
}

/* By name, and so that the next page begins behind the last one's end. */
static GArray *
list_present (ServerReception *reception)
{
  g_autoptr (GList) sessions = server_reception_list (reception);
  g_autoptr (GArray) infos = g_array_new (FALSE, FALSE, sizeof (ServerSessionInfo));

  for (GList *link = sessions; link != NULL; link = link->next)
    {
      ServerSessionInfo info;

      server_session_get_info (link->data, &info);
      if (info.user != NULL)
        g_array_append_val (infos, info);
    }
  g_array_sort (infos, compare);

  return g_steal_pointer (&infos);
}

static void
answer_with_present (ServerControlCall *call)
{
  g_autoptr (GArray) infos = list_present (call->surroundings->reception);
  gint64 first = MAX (call->arguments.after, 0);
  gint64 end = MIN (first + PAGE, infos->len);
  CharlaBuilder *builder = server_control_call_get_builder (call);

  charla_builder_begin_array (builder, "connections");
  for (gint64 i = first; i < end; i++)
    add_connection (builder, &g_array_index (infos, ServerSessionInfo, i));
  charla_builder_end (builder);
  if (end < infos->len)
    charla_builder_add_int (builder, "next", end);
  server_control_call_build (call);
}

static void
answer_with_accounts (ServerControlCall *call, ServerAnswer *answer)
{
  gint64 first = MAX (call->arguments.after, 0);
  gint64 end = MIN (first + PAGE, answer->users->len);
  CharlaBuilder *builder = server_control_call_get_builder (call);

  charla_builder_begin_array (builder, "users");
  for (gint64 i = first; i < end; i++)
    {
      const ServerUserInfo *user = answer->users->pdata[i];

      server_objects_add_user (builder, NULL, user,
                               server_directory_is_online (call->services->directory, user->id));
    }
  charla_builder_end (builder);
  if (end < answer->users->len)
    charla_builder_add_int (builder, "next", end);
  server_control_call_build (call);
}

void
server_control_handle_users (ServerControlCall *call)
{
  if (call->arguments.all)
    server_control_call_query (call, server_query_new_directory (), answer_with_accounts);
  else
    answer_with_present (call);
}

static void
add_room (CharlaBuilder *builder, const ServerRoomInfo *room)
{
  charla_builder_begin_object (builder, NULL);
  server_objects_add_room_id (builder, "id", room->id);
  charla_builder_add_string (builder, "kind", server_room_kind_to_string (room->kind));
  charla_builder_add_string (builder, "name", room->name);
  charla_builder_add_string (builder, "topic", room->topic);
  charla_builder_add_int (builder, "members", room->members);
  charla_builder_add_int (builder, "seq", room->seq);
  charla_builder_end (builder);
}

/* Who talks with whom in private is nobody's business, not even the administrator's. */
static void
answer_with_rooms (ServerControlCall *call, ServerAnswer *answer)
{
  gint64 i = MAX (call->arguments.after, 0);
  guint n = 0;
  CharlaBuilder *builder = server_control_call_get_builder (call);

  charla_builder_begin_array (builder, "rooms");
  for (; i < answer->rooms->len && n < PAGE; i++)
    {
      const ServerRoomInfo *room = answer->rooms->pdata[i];

      if (room->kind == SERVER_ROOM_DIRECT)
        continue;
      add_room (builder, room);
      n++;
    }
  charla_builder_end (builder);
  if (i < answer->rooms->len)
    charla_builder_add_int (builder, "next", i);
  server_control_call_build (call);
}

void
server_control_handle_rooms (ServerControlCall *call)
{
  server_control_call_query (call, server_query_new_directory (), answer_with_rooms);
}
