/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"
#include "server-objects.h"
#include "server-permissions.h"
#include "server-sanction.h"

G_BEGIN_DECLS

/*
 * What both who writes and who reads look up, on whichever connection they have.
 */

/* Longest text of a message that goes with a room, in bytes: with more, the
 * rooms of somebody who is in many would not fit into one frame. */
#define SERVER_LAST_MAX 1000

/* Columns of users, as they are read by server_lookup_take_user(). */
#define SERVER_USER_COLUMNS " users.id, users.name, users.kind, users.state, users.status "
#define SERVER_N_USER_COLUMNS 5

/* Columns of a room as it stands for the user ?1, as they are read by
 * server_lookup_take_room(), and the tables that they are from. Unread messages are
 * looked for among the newest: somebody may have posted a million of their own, and
 * have read nothing. */
#define SERVER_ROOM_COLUMNS                                                                        \
  SERVER_USER_COLUMNS ", rooms.id, rooms.kind, rooms.name, rooms.topic, rooms.members,"            \
  " iif (rooms.keep = 0, -1, coalesce (rooms.keep, 0)),"                                           \
  " members.role, members.seen,"                                                                   \
  " (SELECT seq FROM events WHERE room = rooms.id ORDER BY seq DESC LIMIT 1) AS newest,"           \
  " (SELECT count (*) FROM (SELECT 1 FROM (SELECT author FROM events WHERE room = rooms.id"        \
  "   AND author IS NOT NULL AND seq > members.seen ORDER BY seq DESC LIMIT 10000)"                \
  "   WHERE author NOT IN (0, ?1) LIMIT 1000)),"                                                   \
  " (SELECT count (*) FROM (SELECT 1 FROM mentions WHERE user = ?1 AND room = rooms.id"            \
  "   AND seq > members.seen LIMIT 1000)),"                                                        \
  " (SELECT seen FROM members AS others WHERE others.room = rooms.id AND others.user = users.id) "
#define SERVER_ROOM_TABLES                                                                         \
  " rooms LEFT JOIN members ON members.room = rooms.id AND members.user = ?1"                      \
  " LEFT JOIN users ON users.id = iif (rooms.first = ?1, rooms.second, rooms.first) "

/* Columns of sanctions, as they are read by server_lookup_take_sanction(). */
#define SERVER_SANCTION_COLUMNS                                                                    \
  " kind, seq, time, room, user, name, network, until, by, by_name, reason "

/**
 * SERVER_FLOOR_STEP:
 *
 * How far a store that was set back goes on from where it was: what has happened since
 * then is not known, and those who were told of it shall not take something else for it.
 */
#define SERVER_FLOOR_STEP 1000000

gint64          server_lookup_head      (ServerDatabase *database);
void            server_lookup_set_floor (ServerDatabase *database);
ServerUserInfo *server_lookup_take_user     (ServerStatement *statement, int column);
ServerRoomInfo *server_lookup_take_room     (ServerStatement *statement);
ServerSanction *server_lookup_take_sanction (ServerStatement *statement);

ServerUserInfo *server_lookup_user     (ServerDatabase *database, gint64 user);
ServerUserInfo *server_lookup_who      (ServerDatabase *database, const char *who, GError **error);
void            server_lookup_standing (ServerDatabase *database, gint64 user, gint64 room,
                                        ServerStanding *standing, ServerUserInfo **info);
ServerRoomInfo *server_lookup_room     (ServerDatabase *database, gint64 user, gint64 room);

G_END_DECLS
