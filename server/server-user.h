/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-member.h"
#include "server-objects.h"

G_BEGIN_DECLS

typedef struct _ServerNews ServerNews;
typedef struct _ServerRoom ServerRoom;

/**
 * ServerSeat:
 * @room: a room that a user is in
 * @place: while they are here: where they stand among those who are here in the room
 * @role: what they are in it
 *
 * That a user is in a room.
 */
typedef struct
{
  ServerRoom *room;
  guint place;
  ServerRole role;
} ServerSeat;

/**
 * ServerUser:
 * @id: their number
 * @info: who they are
 * @seats: (array length=n_seats): the rooms that they are in
 * @n_seats: how many these are
 * @members: (array length=n_members): their connections, not owned
 * @n_members: how many these are
 * @news: (nullable): what #ServerPresence has to tell them
 * @stamp: the last change that #ServerPresence has told them of
 *
 * Somebody with an account, whether they are here or not, or a guest who is here.
 * All that they are connected with hears the same.
 */
struct _ServerUser
{
  gint64 id;
  ServerUserInfo *info;

  ServerSeat *seats;
  guint n_seats;

  ServerMember **members;
  guint n_members;

  ServerNews *news;
  guint64 stamp;
};

ServerUser *server_user_new  (ServerUserInfo *info);
void        server_user_free (ServerUser *self);

gboolean    server_user_is_guest  (const ServerUser *self);
gboolean    server_user_is_online (const ServerUser *self);
ServerSeat *server_user_find_seat (ServerUser *self, const ServerRoom *room);

void server_user_add_member    (ServerUser *self, ServerMember *member);
void server_user_remove_member (ServerUser *self, ServerMember *member);
void server_user_tell          (ServerUser *self, ServerEvent *event, ServerMember *except);
void server_user_dismiss       (ServerUser *self, ServerMember *except, gboolean all);
void server_user_expel         (ServerUser *self, const GError *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerUser, server_user_free)

G_END_DECLS
