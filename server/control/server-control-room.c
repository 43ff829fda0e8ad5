/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-room.h"

#include "server-id.h"

static gboolean
is_meant (const ServerRoomInfo *room, gint64 id, const char *folded)
{
  g_autofree char *name = NULL;

  if (room->kind == SERVER_ROOM_DIRECT)
    return FALSE;
  if (room->id == id)
    return TRUE;

  name = charla_name_fold (room->name);
  return g_str_equal (name, folded);
}

static void
on_rooms (ServerControlCall *call, ServerAnswer *answer)
{
  g_autofree char *folded = charla_name_fold (call->arguments.query);
  gint64 id = 0;

  server_room_id_parse (call->arguments.query, &id);
  for (guint i = 0; i < answer->rooms->len; i++)
    {
      const ServerRoomInfo *room = answer->rooms->pdata[i];

      if (!is_meant (room, id, folded))
        continue;

      call->arguments.room = room->id;
      call->found (call);
      return;
    }

  server_control_call_deny (call, CHARLA_CODE_UNKNOWN_ROOM, "There is no such room");
}

/**
 * server_control_call_find_room:
 * @self: (transfer full): a call whose command has the member `room`, the name or the id
 *   of a room, as the argument `query`
 * @found: goes on when it is known which one that is; without a name it is the Lobby
 *
 * Administrators know rooms by their names. The conversations of two have none.
 */
void
server_control_call_find_room (ServerControlCall *self, ServerControlRoomFunc found)
{
  if (self->arguments.query == NULL)
    {
      self->arguments.room = SERVER_LOBBY;
      found (self);
      return;
    }

  self->found = found;
  server_control_call_query (self, server_query_new_directory (), on_rooms);
}
