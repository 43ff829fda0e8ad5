/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-id.h"
#include "server-store-members.h"

/* Who does something in a room, and to whom. */
typedef struct
{
  ServerStanding standing;
  ServerUserInfo *actor;
  ServerUserInfo *other;
  ServerStanding other_standing;
} Parties;

static void
parties_clear (Parties *self)
{
  g_clear_pointer (&self->actor, server_user_info_free);
  g_clear_pointer (&self->other, server_user_info_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parties, parties_clear)

static gboolean
find_actor (ServerTransaction *self, const ServerChange *change, ServerAction action,
            Parties *parties, GError **error)
{
  server_lookup_standing (self->database, change->actor, change->room, &parties->standing,
                          &parties->actor);
  if (!server_permissions_check (&parties->standing, action, error))
    return FALSE;
  if (parties->actor == NULL)
    return server_refuse (error, CHARLA_CODE_UNKNOWN_USER, "You have no account");

  return TRUE;
}

static gboolean
find_parties (ServerTransaction *self, const ServerChange *change, ServerAction action,
              Parties *parties, GError **error)
{
  if (!find_actor (self, change, action, parties, error))
    return FALSE;

  parties->other = server_lookup_who (self->database, change->who, error);
  if (parties->other == NULL)
    return FALSE;

  server_lookup_standing (self->database, parties->other->id, change->room,
                          &parties->other_standing, NULL);
  return TRUE;
}

gboolean
server_apply_join (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (Parties) parties = { 0 };
  ServerEntry entry = { .role = SERVER_ROLE_MEMBER, .is_online = TRUE };

  if (!find_actor (self, change, SERVER_ACTION_JOIN, &parties, error))
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
  g_auto (Parties) parties = { 0 };
  ServerEntry entry = { .is_online = TRUE };

  if (!find_actor (self, change, SERVER_ACTION_LEAVE, &parties, error))
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
  g_auto (Parties) parties = { 0 };
  ServerEntry entry = { .role = SERVER_ROLE_MEMBER };

  if (!find_parties (self, change, SERVER_ACTION_INVITE, &parties, error))
    return FALSE;
  if (parties.other_standing.role != SERVER_ROLE_NONE)
    return TRUE;
  if (!server_members_check_space (self, parties.other->id, error))
    return FALSE;

  entry.user = parties.other;
  entry.is_online = change->is_online;
  entry.by = parties.actor;
  entry.reason = change->text;
  server_members_enter (self, change->room, &entry);

  return TRUE;
}

gboolean
server_apply_kick (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (Parties) parties = { 0 };
  ServerEntry entry = { .role = SERVER_ROLE_NONE };

  if (!find_parties (self, change, SERVER_ACTION_KICK, &parties, error))
    return FALSE;
  if (parties.other_standing.role == SERVER_ROLE_NONE)
    return TRUE;
  if (server_permissions_get_role (&parties.other_standing)
      >= server_permissions_get_role (&parties.standing))
    return server_refuse (error, CHARLA_CODE_FORBIDDEN,
                          "You may remove only those with a lesser role than yours");

  entry.user = parties.other;
  entry.is_online = change->is_online;
  entry.by = parties.actor;
  entry.reason = change->text;
  server_members_leave (self, change->room, &entry);

  return TRUE;
}

static gboolean
check_last_owner (ServerTransaction *self, const ServerChange *change, const Parties *parties,
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
  g_auto (Parties) parties = { 0 };
  ServerEntry entry = { .role = change->role };

  if (!find_parties (self, change, SERVER_ACTION_ROLE, &parties, error))
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

  return TRUE;
}
