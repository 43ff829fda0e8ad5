/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-parties.h"

#include "server-id.h"

/* Which sanctions hold for somebody, as bits. */
enum
{
  EXPELLED = 1 << 0,
  BANNED = 1 << 1,
  MUTED_EVERYWHERE = 1 << 2,
  MUTED = 1 << 3,
};

/**
 * server_parties_clear:
 * @self: parties in memory of the caller's
 *
 * Frees what @self holds.
 */
void
server_parties_clear (ServerParties *self)
{
  g_clear_pointer (&self->actor, server_user_info_free);
  g_clear_pointer (&self->other, server_user_info_free);
}

/* What holds in the Lobby holds everywhere. */
static void
add_sanctions (ServerTransaction *transaction, gint64 user, ServerStanding *standing)
{
  gint64 bits = server_value (transaction->database,
                              "SELECT sum (1 << (kind * 2 + (room <> 1))) FROM sanctions"
                              " WHERE user = ? AND room IN (1, ?)"
                              " AND (until IS NULL OR until > ?)",
                              INT (user), INT (standing->room), INT (transaction->clock ()));

  G_STATIC_ASSERT (SERVER_LOBBY == 1 && SERVER_SANCTION_BAN == 0 && SERVER_SANCTION_MUTE == 1);
  standing->is_expelled = (bits & EXPELLED) != 0;
  standing->is_banned = (bits & BANNED) != 0;
  standing->is_muted = (bits & (MUTED_EVERYWHERE | MUTED)) != 0;
}

/* They have no account, and are in no room; but there is none that they may not look
 * after. */
static void
look_up_administrator (ServerTransaction *transaction, const char *name,
                       ServerStanding *standing, ServerUserInfo **actor)
{
  if (server_value (transaction->database, "SELECT count (*) FROM rooms WHERE id = ?",
                    INT (standing->room))
      > 0)
    standing->role = SERVER_ROLE_OWNER;
  standing->user_kind = SERVER_USER_ADMIN;

  *actor = g_new0 (ServerUserInfo, 1);
  (*actor)->name = g_strdup (name);
  (*actor)->kind = SERVER_USER_ADMIN;
}

/**
 * server_parties_look_up:
 * @transaction: a transaction
 * @change: what somebody wants to do
 * @room: where
 * @standing: (out): who they are there
 * @actor: (out) (nullable): their account
 *
 * Looks up who somebody is in a room at the moment in which a change is made.
 */
void
server_parties_look_up (ServerTransaction *transaction, const ServerChange *change, gint64 room,
                        ServerStanding *standing, ServerUserInfo **actor)
{
  server_lookup_standing (transaction->database, change->actor, room, standing, actor);
  if (change->administrator != NULL)
    look_up_administrator (transaction, change->administrator, standing, actor);
  else
    add_sanctions (transaction, change->actor, standing);
}

/**
 * server_parties_check_voice:
 * @transaction: a transaction
 * @user: a user, or a guest
 * @error: return location for an error
 *
 * Returns: whether @user may say anything on this server, or %FALSE with
 *   %CHARLA_CODE_FORBIDDEN
 */
gboolean
server_parties_check_voice (ServerTransaction *transaction, gint64 user, GError **error)
{
  ServerStanding standing = { .room = SERVER_LOBBY, .role = SERVER_ROLE_MEMBER };

  add_sanctions (transaction, user, &standing);

  return server_permissions_check (&standing, SERVER_ACTION_POST, error);
}

/**
 * server_parties_find_actor:
 * @self: (out caller-allocates): who does it
 * @transaction: a transaction
 * @change: what is to be done, in a room
 * @action: what that takes
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_CODE_ERROR when they may not
 */
gboolean
server_parties_find_actor (ServerParties *self, ServerTransaction *transaction,
                           const ServerChange *change, ServerAction action, GError **error)
{
  server_parties_look_up (transaction, change, change->room, &self->standing, &self->actor);
  if (!server_permissions_check (&self->standing, action, error))
    return FALSE;
  if (self->actor == NULL)
    return server_refuse (error, CHARLA_CODE_UNKNOWN_USER, "You have no account");

  return TRUE;
}

/**
 * server_parties_find:
 * @self: (out caller-allocates): who does it, and to whom
 * @transaction: a transaction
 * @change: what is to be done to somebody with an account, in a room
 * @action: what that takes
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_CODE_ERROR when they may not, or there is
 *   nobody of that name
 */
gboolean
server_parties_find (ServerParties *self, ServerTransaction *transaction,
                     const ServerChange *change, ServerAction action, GError **error)
{
  if (!server_parties_find_actor (self, transaction, change, action, error))
    return FALSE;

  self->other = server_lookup_who (transaction->database, change->who, error);
  if (self->other == NULL)
    return FALSE;

  server_lookup_standing (transaction->database, self->other->id, change->room,
                          &self->other_standing, NULL);
  add_sanctions (transaction, self->other->id, &self->other_standing);
  return TRUE;
}

/**
 * server_parties_check_rank:
 * @self: who does something, and to whom
 * @change: what they do
 * @error: return location for an error
 *
 * Whoever looks after a room may act on those with a lesser role. An administrator of
 * the server is not to be kept from a room that they are not in.
 *
 * Returns: whether @self may, or %FALSE with %CHARLA_CODE_FORBIDDEN
 */
gboolean
server_parties_check_rank (const ServerParties *self, const ServerChange *change, GError **error)
{
  if (change->administrator != NULL
      || (self->other_standing.user_kind != SERVER_USER_ADMIN
          && server_permissions_get_role (&self->other_standing)
               < server_permissions_get_role (&self->standing)))
    return TRUE;

  return server_refuse (error, CHARLA_CODE_FORBIDDEN,
                        "You may do that only to those with a lesser role than yours");
}

/**
 * server_parties_find_sanction:
 * @transaction: a transaction
 * @like: for whom, where, and of which kind
 *
 * Returns: (transfer full) (nullable): the sanction of that kind that is in force
 */
ServerSanction *
server_parties_find_sanction (ServerTransaction *transaction, const ServerSanction *like)
{
  g_auto (ServerStatement) statement = server_statement (
    transaction->database,
    "SELECT" SERVER_SANCTION_COLUMNS "FROM sanctions WHERE user = ? AND room = ? AND kind = ?"
    " AND network = ? AND (until IS NULL OR until > ?)",
    INT (like->user), INT (like->room), INT (like->kind),
    TEXT (like->network != NULL ? like->network : ""), INT (transaction->clock ()));

  return server_statement_next (&statement) ? server_lookup_take_sanction (&statement) : NULL;
}
