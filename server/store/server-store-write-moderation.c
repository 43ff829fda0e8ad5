/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-audit.h"
#include "server-id.h"
#include "server-store-members.h"
#include "server-store-parties.h"

/* How long it is kept in mind that somebody was kept out or quiet, in milliseconds. */
#define KEPT_MS (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)

/* Most networks that may not come in. Everyone who comes is looked for in all of them. */
#define NETWORKS_MAX 1000

/* Who has no account may be meant by the name that they have while they are here, by
 * their id, or by the name that they had. */
static ServerUserInfo *
find_guest (ServerTransaction *self, const ServerChange *change)
{
  g_autoptr (ServerUserInfo) guest = g_new0 (ServerUserInfo, 1);
  const char *name = change->name != NULL ? change->name : change->who;
  g_autoptr (ServerSanction) known = NULL;

  if (change->name != NULL || !server_user_id_parse (change->who, &guest->id))
    guest->id = server_user_id_guest (name);
  guest->kind = SERVER_USER_GUEST;
  guest->name = g_strdup (name);
  if (change->name != NULL)
    return g_steal_pointer (&guest);

  /* What ends and is not in force is so already. */
  known = server_parties_find_sanction (
    self, &(ServerSanction){ .kind = change->kind == SERVER_CHANGE_BAN ? SERVER_SANCTION_BAN
                                                                        : SERVER_SANCTION_MUTE,
                             .room = change->room, .user = guest->id });
  if (known == NULL)
    return change->is_on ? NULL : g_steal_pointer (&guest);

  g_free (guest->name);
  guest->name = g_strdup (known->name);
  return g_steal_pointer (&guest);
}

static gboolean
find_other (ServerTransaction *self, const ServerChange *change, ServerParties *parties,
            GError **error)
{
  ServerUserInfo *other = server_lookup_who (self->database, change->who, NULL);

  if (other != NULL)
    {
      parties->other = other;
      server_lookup_standing (self->database, other->id, change->room, &parties->other_standing,
                              NULL);
      parties->other_standing.user_kind = other->kind;
      return TRUE;
    }

  if (change->room == SERVER_LOBBY)
    parties->other = find_guest (self, change);
  if (parties->other == NULL)
    return server_refuse (error, CHARLA_CODE_UNKNOWN_USER, "There is nobody of that name");

  return TRUE;
}

static void
put_by (ServerTransaction *self, const ServerUserInfo *by)
{
  charla_builder_begin_object (self->builder, "by");
  server_objects_add_user_id (self->builder, "id", by->id);
  charla_builder_add_string (self->builder, "name", by->name);
  charla_builder_end (self->builder);
}

/* That of a network is in no room: it has its place in the log, and nobody is told. */
static gint64
write_event (ServerTransaction *self, const ServerChange *change, const ServerParties *parties,
             const ServerSanction *sanction)
{
  const char *name = server_sanction_kind_to_string (sanction->kind);
  ServerRecord *record
    = server_transaction_begin_event_called (self, SERVER_RECORD_SANCTION, name,
                                             sanction->user != 0 ? sanction->room : 0);

  server_transaction_put_place (self, record);
  if (sanction->user != 0)
    {
      server_objects_add_room_id (self->builder, "room", sanction->room);
      server_objects_add_user (self->builder, "user", parties->other, change->is_online);
      record->user = server_user_info_copy (parties->other);
    }
  charla_builder_add_string (self->builder, "address", sanction->network);
  charla_builder_add_bool (self->builder, "on", change->is_on);
  if (sanction->until != 0)
    charla_builder_add_int (self->builder, "until", sanction->until);
  put_by (self, parties->actor);
  charla_builder_add_string (self->builder, "reason", sanction->reason);

  record->sanction = server_sanction_copy (sanction);
  record->sanction->seq = record->seq;
  record->sanction->time = record->time;
  record->is_on = change->is_on;
  server_transaction_end_event (self, record);

  return record->seq;
}

static void
write_row (ServerTransaction *self, const ServerSanction *sanction, gint64 seq)
{
  const ServerValue until = INT (sanction->until);
  const ServerValue never = TEXT (NULL);

  server_execute (self->database,
                  "INSERT OR REPLACE INTO sanctions (user, room, kind, network, name, seq, time,"
                  " until, by, by_name, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  INT (sanction->user), INT (sanction->room), INT (sanction->kind),
                  TEXT (sanction->network != NULL ? sanction->network : ""), TEXT (sanction->name),
                  INT (seq), INT (self->time), sanction->until != 0 ? until : never,
                  INT (sanction->by), TEXT (sanction->by_name), TEXT (sanction->reason));
  server_execute (self->database, "DELETE FROM sanctions WHERE until < ?",
                  INT (self->clock () - KEPT_MS));
}

static void
drop_row (ServerTransaction *self, const ServerSanction *sanction)
{
  server_execute (self->database,
                  "DELETE FROM sanctions WHERE user = ? AND room = ? AND kind = ? AND network = ?",
                  INT (sanction->user), INT (sanction->room), INT (sanction->kind),
                  TEXT (sanction->network != NULL ? sanction->network : ""));
}

static void
write_audit (ServerTransaction *self, const ServerChange *change, const ServerParties *parties,
             const ServerSanction *sanction)
{
  static const char *const actions[][2] = {
    [SERVER_SANCTION_BAN] = { "unban", "ban" },
    [SERVER_SANCTION_MUTE] = { "unmute", "mute" },
  };

  server_audit_write (self, &(ServerAuditEntry){ .action = actions[sanction->kind][change->is_on],
                                                 .actor = parties->actor->id,
                                                 .actor_name = parties->actor->name,
                                                 .room = sanction->room,
                                                 .target = parties->other,
                                                 .network = sanction->network,
                                                 .until = sanction->until,
                                                 .reason = sanction->reason });
}

/* Whoever is banned from a room is not in it any more; the Lobby nobody leaves. Being
 * told of the ban comes first, as it is the last that they are told. */
static void
remove_other (ServerTransaction *self, const ServerChange *change, const ServerParties *parties)
{
  ServerEntry entry = {
    .user = parties->other,
    .role = SERVER_ROLE_NONE,
    .is_online = change->is_online,
    .by = parties->actor,
    .reason = change->text,
  };

  if (change->room != SERVER_LOBBY && parties->other_standing.role != SERVER_ROLE_NONE)
    server_members_leave (self, change->room, &entry);
}

static gboolean
is_alike (const ServerSanction *known, const ServerSanction *sanction)
{
  return known->until == sanction->until && g_strcmp0 (known->reason, sanction->reason) == 0;
}

static gboolean
check_networks (ServerTransaction *self, const ServerSanction *sanction, GError **error)
{
  if (sanction->network == NULL
      || server_value (self->database, "SELECT count (*) FROM sanctions WHERE user = ?", INT (0))
           < NETWORKS_MAX)
    return TRUE;

  return server_refuse (error, CHARLA_CODE_CONFLICT, "So many networks are banned already that "
                                                     "another one has to be let in again first");
}

static gboolean
impose (ServerTransaction *self, const ServerChange *change, const ServerParties *parties,
        ServerSanction *sanction, GError **error)
{
  g_autoptr (ServerSanction) known = server_parties_find_sanction (self, sanction);
  gint64 seq;

  if (change->is_on == (known != NULL) && (known == NULL || is_alike (known, sanction)))
    {
      self->result->seq = known != NULL ? known->seq : 0;
      return TRUE;
    }
  if (change->is_on && !server_sanction_holds (sanction, self->clock ()))
    return server_refuse (error, CHARLA_CODE_BAD_REQUEST, "The member “until” is in the past");
  if (change->is_on && known == NULL && !check_networks (self, sanction, error))
    return FALSE;

  seq = write_event (self, change, parties, sanction);
  if (change->is_on)
    write_row (self, sanction, seq);
  else
    drop_row (self, sanction);
  write_audit (self, change, parties, sanction);
  if (change->is_on && sanction->kind == SERVER_SANCTION_BAN && sanction->user != 0)
    remove_other (self, change, parties);

  return TRUE;
}

static gboolean
ban_network (ServerTransaction *self, const ServerChange *change, ServerSanction *sanction,
             GError **error)
{
  g_auto (ServerParties) parties = { 0 };
  g_autoptr (GInetAddressMask) mask = NULL;

  if (!server_parties_find_actor (&parties, self, change, SERVER_ACTION_BAN_NETWORK, error))
    return FALSE;
  mask = server_network_parse (change->network, error);
  if (mask == NULL)
    return FALSE;

  sanction->network = g_inet_address_mask_to_string (mask);
  sanction->by = parties.actor->id;
  sanction->by_name = g_strdup (parties.actor->name);
  return impose (self, change, &parties, sanction, error);
}

static gboolean
apply_sanction (ServerTransaction *self, const ServerChange *change, ServerSanctionKind kind,
                GError **error)
{
  g_autoptr (ServerSanction) sanction = g_new0 (ServerSanction, 1);
  g_auto (ServerParties) parties = { 0 };
  ServerAction action = kind == SERVER_SANCTION_BAN ? SERVER_ACTION_BAN : SERVER_ACTION_MUTE;

  sanction->kind = kind;
  sanction->room = change->room;
  sanction->until = change->is_on ? change->until : 0;
  sanction->reason = g_strdup (change->text);
  if (change->network != NULL)
    return ban_network (self, change, sanction, error);

  if (!server_parties_find_actor (&parties, self, change, action, error)
      || !find_other (self, change, &parties, error)
      || (change->is_on && !server_parties_check_rank (&parties, change, error)))
    return FALSE;

  sanction->user = parties.other->id;
  sanction->name = g_strdup (parties.other->name);
  sanction->by = parties.actor->id;
  sanction->by_name = g_strdup (parties.actor->name);
  return impose (self, change, &parties, sanction, error);
}

gboolean
server_apply_ban (ServerTransaction *self, const ServerChange *change, GError **error)
{
  return apply_sanction (self, change, SERVER_SANCTION_BAN, error);
}

gboolean
server_apply_mute (ServerTransaction *self, const ServerChange *change, GError **error)
{
  return apply_sanction (self, change, SERVER_SANCTION_MUTE, error);
}
