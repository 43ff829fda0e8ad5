/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-kinds.h"

static const char *const user_kinds[] = { "user", "guest", "bot", "admin" };
static const char *const user_states[] = { "active", "away", "busy" };
static const char *const room_kinds[] = { "public", "private", "direct" };
static const char *const roles[] = { NULL, "member", "moderator", "owner" };
static const char *const sanction_kinds[] = { "ban", "mute" };

/* A number may come from a file that something has damaged. */
static const char *
get_name (const char *const *names, guint n_names, guint number)
{
  return names[number < n_names ? number : 0];
}

static gboolean
find_name (const char *const *names, guint n_names, const char *name, guint *number)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        {
          *number = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * server_user_kind_to_string:
 * @kind: a kind of user
 *
 * Returns: (transfer none): its word on the wire
 */
const char *
server_user_kind_to_string (ServerUserKind kind)
{
  return get_name (user_kinds, G_N_ELEMENTS (user_kinds), kind);
}

/**
 * server_user_kind_from_string:
 * @name: a word of the wire
 * @kind: (out): the kind; untouched when there is none of that name
 *
 * Returns: whether @name is that of a kind of user
 */
gboolean
server_user_kind_from_string (const char *name, ServerUserKind *kind)
{
  guint number = 0;

  if (!find_name (user_kinds, G_N_ELEMENTS (user_kinds), name, &number))
    return FALSE;

  *kind = number;
  return TRUE;
}

/**
 * server_user_state_to_string:
 * @state: a state of a user
 *
 * Returns: (transfer none): its word on the wire
 */
const char *
server_user_state_to_string (ServerUserState state)
{
  return get_name (user_states, G_N_ELEMENTS (user_states), state);
}

/**
 * server_user_state_from_string:
 * @name: a word of the wire
 * @state: (out): the state; untouched when there is none of that name
 *
 * Returns: whether @name is that of a state
 */
gboolean
server_user_state_from_string (const char *name, ServerUserState *state)
{
  guint number = 0;

  if (!find_name (user_states, G_N_ELEMENTS (user_states), name, &number))
    return FALSE;

  *state = number;
  return TRUE;
}

/**
 * server_room_kind_to_string:
 * @kind: a kind of room
 *
 * Returns: (transfer none): its word on the wire
 */
const char *
server_room_kind_to_string (ServerRoomKind kind)
{
  return get_name (room_kinds, G_N_ELEMENTS (room_kinds), kind);
}

/**
 * server_room_kind_from_string:
 * @name: a word of the wire
 * @kind: (out): the kind; untouched when there is none of that name
 *
 * Returns: whether @name is that of a kind of room
 */
gboolean
server_room_kind_from_string (const char *name, ServerRoomKind *kind)
{
  guint number = 0;

  if (!find_name (room_kinds, G_N_ELEMENTS (room_kinds), name, &number))
    return FALSE;

  *kind = number;
  return TRUE;
}

/**
 * server_role_to_string:
 * @role: a role
 *
 * Returns: (transfer none) (nullable): its word on the wire, %NULL for no member
 */
const char *
server_role_to_string (ServerRole role)
{
  return get_name (roles, G_N_ELEMENTS (roles), role);
}

/**
 * server_role_from_string:
 * @name: a word of the wire
 * @role: (out): the role; untouched when there is none of that name
 *
 * Returns: whether @name is that of a role of members
 */
gboolean
server_role_from_string (const char *name, ServerRole *role)
{
  guint number = 0;

  if (name == NULL || !find_name (roles, G_N_ELEMENTS (roles), name, &number))
    return FALSE;

  *role = number;
  return TRUE;
}

/**
 * server_sanction_kind_to_string:
 * @kind: a kind of sanction
 *
 * Returns: (transfer none): its word on the wire
 */
const char *
server_sanction_kind_to_string (ServerSanctionKind kind)
{
  return get_name (sanction_kinds, G_N_ELEMENTS (sanction_kinds), kind);
}
