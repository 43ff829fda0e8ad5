/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-lookup.h"

#include <string.h>

#include "server-id.h"
#include "server-page.h"

/**
 * server_lookup_head:
 * @database: a connection
 *
 * Looks up the end of the log: its newest event, or meta's floor, the end of a log that
 * has been set back.
 *
 * Returns: what the next event comes after
 */
gint64
server_lookup_head (ServerDatabase *database)
{
  return server_database_take_value (server_database_begin_statement (
    database,
    "SELECT max (coalesce ((SELECT max (seq) FROM events), 0),"
    " coalesce ((SELECT value FROM meta WHERE key = 'floor'), 0))", NULL, 0));
}

/**
 * server_lookup_set_floor:
 * @database: a connection that writes
 *
 * Makes a store one that has been set back: what happens next comes long after what is
 * in it.
 */
void
server_lookup_set_floor (ServerDatabase *database)
{
  server_execute (database, "INSERT OR REPLACE INTO meta (key, value) VALUES ('floor', ?)",
                  INT (server_lookup_head (database) + SERVER_FLOOR_STEP));
}

/**
 * server_lookup_take_user:
 * @statement: a statement with %SERVER_USER_COLUMNS, at a row
 * @column: where these begin
 *
 * Returns: (transfer full) (nullable): the user, or %NULL if there is none in the row
 */
ServerUserInfo *
server_lookup_take_user (ServerStatement *statement, int column)
{
  ServerUserInfo *user = NULL;

  if (!server_statement_has (statement, column))
    return NULL;

  user = g_new0 (ServerUserInfo, 1);
  user->id = server_statement_int (statement, column);
  user->name = server_statement_string (statement, column + 1);
  user->kind = server_statement_int (statement, column + 2);
  user->state = server_statement_int (statement, column + 3);
  if (server_statement_has (statement, column + 4))
    user->status = server_statement_string (statement, column + 4);

  return user;
}

/**
 * server_lookup_user:
 * @database: a connection
 * @user: a user
 *
 * Returns: (transfer full) (nullable): the account of @user
 */
ServerUserInfo *
server_lookup_user (ServerDatabase *database, gint64 user)
{
  g_auto (ServerStatement) statement = server_statement (
    database, "SELECT" SERVER_USER_COLUMNS "FROM users WHERE id = ?", INT (user));

  return server_statement_next (&statement) ? server_lookup_take_user (&statement, 0) : NULL;
}

static char *
take_string (ServerStatement *statement, int column)
{
  return server_statement_has (statement, column) ? server_statement_string (statement, column)
                                                  : NULL;
}

/**
 * server_lookup_take_sanction:
 * @statement: a statement with %SERVER_SANCTION_COLUMNS, at a row
 *
 * Returns: (transfer full): the sanction
 */
ServerSanction *
server_lookup_take_sanction (ServerStatement *statement)
{
  ServerSanction *sanction = g_new0 (ServerSanction, 1);
  int column = 0;

  sanction->kind = server_statement_int (statement, column++);
  sanction->seq = server_statement_int (statement, column++);
  sanction->time = server_statement_int (statement, column++);
  sanction->room = server_statement_int (statement, column++);
  sanction->user = server_statement_int (statement, column++);
  sanction->name = take_string (statement, column++);
  sanction->network = take_string (statement, column++);
  sanction->until = server_statement_int (statement, column++);
  sanction->by = server_statement_int (statement, column++);
  sanction->by_name = take_string (statement, column++);
  sanction->reason = take_string (statement, column++);
  if (sanction->user != 0)
    g_clear_pointer (&sanction->network, g_free);

  return sanction;
}

static ServerUserInfo *
find_name (ServerDatabase *database, const char *name)
{
  g_autofree char *folded = charla_name_fold (name);
  g_auto (ServerStatement) statement = server_statement (
    database, "SELECT" SERVER_USER_COLUMNS "FROM users WHERE folded = ?", TEXT (folded));

  return server_statement_next (&statement) ? server_lookup_take_user (&statement, 0) : NULL;
}

/**
 * server_lookup_who:
 * @database: a connection
 * @who: an id or a name; what is both is an id
 * @error: return location for an error
 *
 * Returns: (transfer full): that account, or %NULL with %CHARLA_CODE_UNKNOWN_USER
 */
ServerUserInfo *
server_lookup_who (ServerDatabase *database, const char *who, GError **error)
{
  ServerUserInfo *user = NULL;
  gint64 id;

  if (server_user_id_parse (who, &id))
    user = server_lookup_user (database, id);
  if (user == NULL)
    user = find_name (database, who);
  if (user == NULL)
    g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_UNKNOWN_USER,
                         "There is nobody of that name");

  return user;
}

/**
 * server_lookup_standing:
 * @database: a connection
 * @user: a user
 * @room: a room
 * @standing: (out): what server_permissions_check() wants to know. A room that
 *   does not exist is like a private one that @user is not in.
 * @info: (out) (optional) (nullable): the account of @user
 *
 * Looks up who somebody is in a room.
 */
void
server_lookup_standing (ServerDatabase *database, gint64 user, gint64 room,
                        ServerStanding *standing, ServerUserInfo **info)
{
  g_auto (ServerStatement) statement
    = server_statement (database,
                        "SELECT" SERVER_USER_COLUMNS ", rooms.kind, members.role FROM rooms"
                        " LEFT JOIN members ON members.room = rooms.id AND members.user = ?1"
                        " LEFT JOIN users ON users.id = ?1 WHERE rooms.id = ?2",
                        INT (user), INT (room));

  *standing = (ServerStanding) { .room = room, .kind = SERVER_ROOM_PRIVATE };
  if (info != NULL)
    *info = NULL;
  if (!server_statement_next (&statement))
    return;

  standing->user_kind = server_statement_int (&statement, 2);
  standing->kind = server_statement_int (&statement, SERVER_N_USER_COLUMNS);
  standing->role = server_statement_int (&statement, SERVER_N_USER_COLUMNS + 1);
  if (info != NULL)
    *info = server_lookup_take_user (&statement, 0);
}

/**
 * server_lookup_take_room:
 * @statement: a statement with %SERVER_ROOM_COLUMNS, at a row
 *
 * Returns: (transfer full): the room
 */
ServerRoomInfo *
server_lookup_take_room (ServerStatement *statement)
{
  ServerRoomInfo *room = g_new0 (ServerRoomInfo, 1);
  int column = SERVER_N_USER_COLUMNS;

  room->id = server_statement_int (statement, column++);
  room->kind = server_statement_int (statement, column++);
  room->name = server_statement_string (statement, column++);
  room->topic = server_statement_string (statement, column++);
  room->members = server_statement_int (statement, column++);
  room->keep = server_statement_int (statement, column++);
  room->role = server_statement_int (statement, column++);
  room->seen = server_statement_int (statement, column++);
  room->seq = server_statement_int (statement, column++);
  room->unread = server_statement_int (statement, column++);
  room->mentions = server_statement_int (statement, column++);
  if (room->kind == SERVER_ROOM_DIRECT)
    {
      room->with = server_lookup_take_user (statement, 0);
      room->with_seen = server_statement_int (statement, column);
    }

  return room;
}

/**
 * server_lookup_room:
 * @database: a connection
 * @user: who asks
 * @room: a room that @user may know of
 *
 * Returns: (transfer full) (nullable): the room as it stands for @user, or %NULL
 *   if there is no such room
 */
ServerRoomInfo *
server_lookup_room (ServerDatabase *database, gint64 user, gint64 room)
{
  g_auto (ServerStatement) statement = server_statement (
    database, "SELECT" SERVER_ROOM_COLUMNS "FROM" SERVER_ROOM_TABLES "WHERE rooms.id = ?2",
    INT (user), INT (room));
  ServerRoomInfo *info = NULL;

  if (!server_statement_next (&statement))
    return NULL;

  info = server_lookup_take_room (&statement);
  info->last = server_page_read_last (database, user, room);

  return info;
}
