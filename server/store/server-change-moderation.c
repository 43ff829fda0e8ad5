/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-change.h"

static ServerChange *
change_new (ServerChangeKind kind, gint64 actor, const char *who)
{
  ServerChange *self = g_new0 (ServerChange, 1);

  self->kind = kind;
  self->actor = actor;
  self->who = g_strdup (who);

  return self;
}

/**
 * server_change_new_sanction:
 * @kind: whether it keeps out or keeps quiet
 * @actor: who says so
 * @room: where; the Lobby is the whole server
 * @verdict: for whom, and until when
 *
 * Returns: (transfer full): a ban or a mute, or the end of one
 */
ServerChange *
server_change_new_sanction (ServerSanctionKind kind, gint64 actor, gint64 room,
                            const ServerVerdict *verdict)
{
  ServerChange *self
    = change_new (kind == SERVER_SANCTION_BAN ? SERVER_CHANGE_BAN : SERVER_CHANGE_MUTE, actor,
                  verdict->who);

  self->room = room;
  self->is_online = verdict->is_online;
  self->name = g_strdup (verdict->guest);
  self->network = g_strdup (verdict->network);
  self->is_on = verdict->is_on;
  self->until = verdict->until;
  self->text = g_strdup (verdict->reason);

  return self;
}

/**
 * server_change_new_set_kind:
 * @actor: who makes them that; only an administrator of the machine may, see
 *   server_change_set_administrator()
 * @who: whom, by id or name
 * @kind: what kind of user they shall be; not a guest
 *
 * Returns: (transfer full): the change of what kind of user somebody is
 */
ServerChange *
server_change_new_set_kind (gint64 actor, const char *who, ServerUserKind kind)
{
  ServerChange *self = change_new (SERVER_CHANGE_SET_KIND, actor, who);

  self->user_kind = kind;

  return self;
}

/**
 * server_change_new_reset:
 * @actor: who does it; only an administrator of the machine may, see
 *   server_change_set_administrator()
 * @who: whose, by id or name
 * @hash: (nullable): the hash of the password that lets them in again; without one
 *   nobody gets in
 *
 * Returns: (transfer full): the forgetting of all tokens and of the password of an
 *   account
 */
ServerChange *
server_change_new_reset (gint64 actor, const char *who, const char *hash)
{
  ServerChange *self = change_new (SERVER_CHANGE_RESET, actor, who);

  self->secret = g_strdup (hash);

  return self;
}

/**
 * server_change_new_announce:
 * @actor: who does it; only an administrator of the machine may, see
 *   server_change_set_administrator()
 * @text: what everyone who is here is told
 *
 * Returns: (transfer full): the note that it was said, which is all that is kept of it
 */
ServerChange *
server_change_new_announce (gint64 actor, const char *text)
{
  ServerChange *self = change_new (SERVER_CHANGE_ANNOUNCE, actor, NULL);

  self->text = g_strdup (text);

  return self;
}

/**
 * server_change_set_administrator:
 * @self: a change whose actor is 0
 * @name: who they are on the machine
 *
 * Says that an administrator of the machine asks for it, which the caller has made
 * sure of. They may do everything, and have no account.
 */
void
server_change_set_administrator (ServerChange *self, const char *name)
{
  g_return_if_fail (self->actor == 0);

  g_free (self->administrator);
  self->administrator = g_strdup (name);
}
