/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-page.h"
#include "server-store-lookup.h"
#include "server-store-members.h"
#include "server-store-read.h"

/* Most bytes of newest messages in one welcome; rooms have the rest of the frame. */
#define LASTS_MAX 262144

static void
read_lasts (ServerReader *self, gint64 user, GPtrArray *rooms)
{
  gsize size = 0;

  for (guint i = 0; i < rooms->len && size < LASTS_MAX; i++)
    {
      ServerRoomInfo *room = rooms->pdata[i];

      room->last = server_page_read_last (self->database, user, room->id);
      if (room->last != NULL)
        size += g_bytes_get_size (room->last);
    }
}

gboolean
server_read_welcome (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                     GError **error)
{
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT" SERVER_ROOM_COLUMNS "FROM" SERVER_ROOM_TABLES
                        "WHERE members.role IS NOT NULL ORDER BY newest DESC LIMIT ?2",
                        INT (query->user), INT (SERVER_ROOMS_MAX));

  answer->user = server_lookup_user (self->database, query->user);
  answer->rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) server_room_info_free);
  while (server_statement_next (&statement))
    g_ptr_array_add (answer->rooms, server_lookup_take_room (&statement));
  read_lasts (self, query->user, answer->rooms);

  answer->cursor = server_lookup_head (self->database);
  if (query->after >= 0)
    answer->is_behind = server_read_is_behind (self, query->user, query->after);

  return TRUE;
}

gboolean
server_read_rooms (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                   GError **error)
{
  g_autofree char *text = charla_name_fold (query->text != NULL ? query->text : "");
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT" SERVER_ROOM_COLUMNS "FROM" SERVER_ROOM_TABLES
                        "WHERE rooms.kind = ?2 AND instr (rooms.folded, ?3) > 0 AND rooms.folded >"
                        " coalesce ((SELECT folded FROM rooms WHERE id = ?4 AND kind = ?2),"
                        " '')"
                        " ORDER BY rooms.folded LIMIT ?5",
                        INT (query->user), INT (SERVER_ROOM_PUBLIC), TEXT (text),
                        INT (query->after), INT (query->limit + 1));

  answer->rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) server_room_info_free);
  while (server_statement_next (&statement))
    {
      if (answer->rooms->len == query->limit)
        answer->has_more = TRUE;
      else
        g_ptr_array_add (answer->rooms, server_lookup_take_room (&statement));
    }

  return TRUE;
}

gboolean
server_read_members (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                     GError **error)
{
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT" SERVER_USER_COLUMNS ", members.role FROM members"
                        " JOIN users ON users.id = members.user"
                        " WHERE members.room = ? AND members.user > ? ORDER BY members.user LIMIT ?",
                        INT (query->room), INT (query->after), INT (query->limit + 1));
  ServerStanding standing;

  server_lookup_standing (self->database, query->user, query->room, &standing, NULL);
  if (!server_permissions_check (&standing, SERVER_ACTION_READ, error))
    return FALSE;

  answer->members = g_ptr_array_new_with_free_func ((GDestroyNotify) server_member_info_free);
  while (server_statement_next (&statement))
    {
      ServerMemberInfo *member = NULL;

      if (answer->members->len == query->limit)
        {
          answer->has_more = TRUE;
          break;
        }
      member = g_new0 (ServerMemberInfo, 1);
      member->user = server_lookup_take_user (&statement, 0);
      member->role = server_statement_int (&statement, SERVER_N_USER_COLUMNS);
      g_ptr_array_add (answer->members, member);
    }

  return TRUE;
}

gboolean
server_read_directory (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                       GError **error)
{
  g_auto (ServerStatement) rooms
    = server_statement (self->database,
                        "SELECT" SERVER_ROOM_COLUMNS "FROM" SERVER_ROOM_TABLES "ORDER BY rooms.id",
                        INT (0));
  g_auto (ServerStatement) users = server_database_begin_statement (
    self->database, "SELECT" SERVER_USER_COLUMNS "FROM users ORDER BY id", NULL, 0);
  g_auto (ServerStatement) members = server_database_begin_statement (
    self->database, "SELECT room, user, role FROM members ORDER BY room, user", NULL, 0);

  answer->users = g_ptr_array_new_with_free_func ((GDestroyNotify) server_user_info_free);
  while (server_statement_next (&users))
    g_ptr_array_add (answer->users, server_lookup_take_user (&users, 0));

  answer->rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) server_room_info_free);
  while (server_statement_next (&rooms))
    g_ptr_array_add (answer->rooms, server_lookup_take_room (&rooms));

  answer->memberships = g_array_new (FALSE, FALSE, sizeof (ServerMembership));
  while (server_statement_next (&members))
    {
      ServerMembership membership = { server_statement_int (&members, 0),
                                      server_statement_int (&members, 1),
                                      server_statement_int (&members, 2) };

      g_array_append_val (answer->memberships, membership);
    }
  answer->sanctions = server_read_sanctions (self);

  answer->cursor = server_lookup_head (self->database);

  return TRUE;
}

gboolean
server_read_rules (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                   GError **error)
{
  g_auto (ServerStatement) rooms = server_database_begin_statement (
    self->database, "SELECT id, iif (keep = 0, -1, coalesce (keep, 0)) FROM rooms ORDER BY id", NULL,
    0);

  answer->rules = g_array_new (FALSE, FALSE, sizeof (ServerRule));
  while (server_statement_next (&rooms))
    {
      ServerRule rule = { server_statement_int (&rooms, 0), server_statement_int (&rooms, 1) };

      g_array_append_val (answer->rules, rule);
    }

  /* Without such a note, what was last said tells about when it was. */
  answer->time = server_database_take_value (server_database_begin_statement (
    self->database,
    "SELECT coalesce ((SELECT value FROM meta WHERE key = 'clock'),"
    " (SELECT time FROM events ORDER BY seq DESC LIMIT 1), 0)", NULL, 0));

  return TRUE;
}
