/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-audit.h"
#include "server-id.h"
#include "server-store-members.h"
#include "server-store-parties.h"

gboolean
server_apply_join (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (ServerParties) parties = { 0 };
  ServerEntry entry = { .role = SERVER_ROLE_MEMBER, .is_online = TRUE };

  if (!server_parties_find_actor (&parties, self, change, SERVER_ACTION_JOIN, error))
    return FALSE;

  if (parties.standing.role == SERVER_ROLE_NONE)
    {
      if (!server_members_check_space (self, change->actor, error))
        return FALSE;

      /* In a room that everyone has left, somebody has to look after it. */
      if (server_value (self->database, "SELECT members FROM rooms WHERE id = ?",
                        INT (change->room))
          == 0)
        entry.role = SERVER_ROLE_OWNER;
      entry.user = parties.actor;
      server_members_enter (self, change->room, &entry);
    }

  self->result->room = server_lookup_room (self->database, change->actor, change->room);
  return TRUE;
}

gboolean
server_apply_leave (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (ServerParties) parties = { 0 };
  ServerEntry entry = { .is_online = TRUE };

  if (!server_parties_find_actor (&parties, self, change, SERVER_ACTION_LEAVE, error))
    return FALSE;

  entry.user = parties.actor;
  if (parties.standing.role != SERVER_ROLE_NONE)
    server_members_leave (self, change->room, &entry);

  self->result->room = server_lookup_room (self->database, change->actor, change->room);
  if (parties.standing.kind == SERVER_ROOM_PRIVATE && self->result->room != NULL)
    g_clear_pointer (&self->result->room->last, g_bytes_unref);
  return TRUE;
}

gboolean
server_apply_invite (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (ServerParties) parties = { 0 };
  ServerEntry entry = { .role = SERVER_ROLE_MEMBER };

  if (!server_parties_find (&parties, self, change, SERVER_ACTION_INVITE, error))
    return FALSE;
  if (parties.other_standing.role != SERVER_ROLE_NONE)
    return TRUE;
  if (parties.other_standing.is_banned || parties.other_standing.is_expelled)
    return server_refuse (error, CHARLA_CODE_FORBIDDEN,
                          "They are banned, and would have to be let in again first");
  if (!server_members_check_space (self, parties.other->id, error))
    return FALSE;

  entry.user = parties.other;
  entry.is_online = change->is_online;
  entry.by = parties.actor;
  entry.reason = change->text;
  server_members_enter (self, change->room, &entry);

  return TRUE;
}

static void
write_audit (ServerTransaction *self, const ServerChange *change, const ServerParties *parties,
             const char *action, const char *detail)
{
  server_audit_write (self, &(ServerAuditEntry){ .action = action,
                                                 .actor = parties->actor->id,
                                                 .actor_name = parties->actor->name,
                                                 .room = change->room,
                                                 .target = parties->other,
                                                 .detail = detail,
                                                 .reason = change->text });
}

/* Nobody leaves the Lobby: whoever is removed from it is so from the server, until they
 * come back. There is nothing to write of it but who has done it. */
static void
note_removal (ServerTransaction *self, const ServerChange *change)
{
  g_autoptr (ServerUserInfo) other = server_lookup_who (self->database, change->who, NULL);
  const ServerUserInfo guest = { .name = change->who };

  server_audit_write (self, &(ServerAuditEntry){ .action = "kick",
                                                 .actor_name = change->administrator,
                                                 .room = SERVER_LOBBY,
                                                 .target = other != NULL ? other : &guest,
                                                 .reason = change->text });
}

gboolean
server_apply_kick (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (ServerParties) parties = { 0 };
  ServerEntry entry = { .role = SERVER_ROLE_NONE };

  if (change->room == SERVER_LOBBY && change->administrator != NULL)
    {
      note_removal (self, change);
      return TRUE;
    }
  if (!server_parties_find (&parties, self, change, SERVER_ACTION_KICK, error))
    return FALSE;
  if (parties.other_standing.role == SERVER_ROLE_NONE)
    return TRUE;
  if (!server_parties_check_rank (&parties, change, error))
    return FALSE;

  entry.user = parties.other;
  entry.is_online = change->is_online;
  entry.by = parties.actor;
  entry.reason = change->text;
  server_members_leave (self, change->room, &entry);
  write_audit (self, change, &parties, "kick", NULL);

  return TRUE;
}

static gboolean
check_last_owner (ServerTransaction *self, const ServerChange *change, const ServerParties *parties,
                  GError **error)
{
  if (change->room == SERVER_LOBBY || parties->other_standing.role != SERVER_ROLE_OWNER
      || server_value (self->database,
                       "SELECT count (*) FROM members WHERE room = ? AND role = ?",
                       INT (change->room), INT (SERVER_ROLE_OWNER))
           > 1)
    return TRUE;

  return server_refuse (error, CHARLA_CODE_CONFLICT,
                        "A room needs an owner: make somebody else one first");
}

gboolean
server_apply_role (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (ServerParties) parties = { 0 };
  ServerEntry entry = { .role = change->role };

  if (!server_parties_find (&parties, self, change, SERVER_ACTION_ROLE, error))
    return FALSE;
  if (parties.other_standing.role == SERVER_ROLE_NONE)
    return server_refuse (error, CHARLA_CODE_NOT_MEMBER, "Only members have a role");
  if (parties.other_standing.role == change->role)
    return TRUE;
  if (!check_last_owner (self, change, &parties, error))
    return FALSE;

  entry.user = parties.other;
  entry.is_online = change->is_online;
  entry.by = parties.actor;
  server_members_change (self, change->room, &entry);
  write_audit (self, change, &parties, "role", server_role_to_string (change->role));

  return TRUE;
}
