/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-rights.h"

static UiRightsRoom
get_standing (ClientSession *session, ClientRoom *room)
{
  ClientUserInfo *me = client_session_get_me (session);

  return (UiRightsRoom){
    .kind = client_room_get_kind (room),
    .is_lobby = room == client_session_get_lobby (session),
    .role = client_room_get_role (room),
    .is_admin = me != NULL && me->kind == CLIENT_USER_ADMIN,
  };
}

/**
 * ui_room_is_me:
 * @session: a session
 * @user: id of somebody
 *
 * Returns: whether it is the person who uses this program
 */
gboolean
ui_room_is_me (ClientSession *session, const char *user)
{
  ClientUserInfo *me = client_session_get_me (session);

  return me != NULL && g_str_equal (me->id, user);
}

/**
 * ui_room_rights:
 * @session: a session
 * @room: one of its rooms
 *
 * Returns: what the person may do in the room; in the classic dialect nothing but talk
 */
UiRights
ui_room_rights (ClientSession *session, ClientRoom *room)
{
  UiRightsRoom standing = get_standing (session, room);

  return client_session_get_is_classic (session) ? 0 : ui_rights_in_room (&standing);
}

/**
 * ui_room_rights_over:
 * @session: a session
 * @room: (nullable): one of its rooms; %NULL where one has met them elsewhere
 * @user: somebody
 * @role: what they are in the room
 *
 * Returns: what the person may do about them
 */
UiRights
ui_room_rights_over (ClientSession *session,
                     ClientRoom *room,
                     const ClientUserInfo *user,
                     ClientRole role)
{
  UiRightsOther other = { user->kind, role, ui_room_is_me (session, user->id) };
  UiRightsRoom standing = { CLIENT_ROOM_DIRECT, FALSE, CLIENT_ROLE_NONE, FALSE };

  if (client_session_get_is_classic (session))
    return 0;
  if (room != NULL)
    standing = get_standing (session, room);

  return ui_rights_over (&standing, &other);
}
