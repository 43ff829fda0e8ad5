/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <charla.h>

#include "server-audit.h"
#include "server-id.h"
#include "server-store-members.h"
#include "server-store-parties.h"

static gboolean
check_name (ServerTransaction *self, const char *folded, gint64 room, GError **error)
{
  if (server_value (self->database, "SELECT id FROM rooms WHERE folded = ? AND id <> ?",
                    TEXT (folded), INT (room))
      == 0)
    return TRUE;

  return server_refuse (error, CHARLA_CODE_NAME_TAKEN, "There is a room of that name already");
}

static void
add_person (ServerTransaction *self, const ServerUserInfo *user)
{
  charla_builder_begin_object (self->builder, NULL);
  server_objects_add_user_id (self->builder, "id", user->id);
  charla_builder_add_string (self->builder, "name", user->name);
  charla_builder_end (self->builder);
}

/* The event that tells how a room now is. Of a new one it is the first, and @first
 * and @second, where there are such, are in the room with it. */
static gint64
write_event (ServerTransaction *self, const ServerRoomInfo *room, const ServerUserInfo *first,
             const ServerUserInfo *second)
{
  ServerRecord *record = server_transaction_begin_event (self, SERVER_RECORD_ROOM, room->id);
  gint64 seq = record->seq;

  server_transaction_put_place (self, record);
  charla_builder_begin_object (self->builder, "room");
  server_objects_put_room (self->builder, room);
  if (room->kind == SERVER_ROOM_DIRECT)
    {
      charla_builder_begin_array (self->builder, "users");
      add_person (self, first);
      add_person (self, second);
      charla_builder_end (self->builder);
    }
  charla_builder_end (self->builder);

  record->room_kind = room->kind;
  record->name = g_strdup (room->name);
  record->topic = g_strdup (room->topic);
  record->first = first != NULL ? first->id : 0;
  record->second = second != NULL ? second->id : 0;
  server_transaction_end_event (self, record);

  return seq;
}

static gint64
insert_room (ServerTransaction *self, const ServerRoomInfo *room, const char *folded)
{
  server_execute (self->database,
                  "INSERT INTO rooms (kind, name, folded, topic, created) VALUES (?, ?, ?, ?, ?)",
                  INT (room->kind), TEXT (room->name), TEXT (folded), TEXT (room->topic),
                  INT (MAX (self->time, self->clock ())));

  return sqlite3_last_insert_rowid (server_database_get_handle (self->database));
}

static ServerUserInfo *
find_actor (ServerTransaction *self, const ServerChange *change, GError **error)
{
  ServerUserInfo *actor = server_lookup_user (self->database, change->actor);

  if (actor == NULL)
    server_refuse (error, CHARLA_CODE_UNKNOWN_USER, "You have no account");

  return actor;
}

gboolean
server_apply_create (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autofree char *folded = charla_name_fold (change->name);
  g_autoptr (ServerUserInfo) actor = find_actor (self, change, error);
  g_autoptr (ServerRoomInfo) room = g_new0 (ServerRoomInfo, 1);
  ServerEntry entry = { .user = actor, .role = SERVER_ROLE_OWNER, .is_online = TRUE };

  if (actor == NULL || !server_parties_check_voice (self, actor->id, error)
      || !check_name (self, folded, 0, error)
      || !server_members_check_space (self, actor->id, error))
    return FALSE;

  room->kind = change->room_kind;
  room->name = g_strdup (change->name);
  room->topic = g_strdup (change->text);
  room->id = insert_room (self, room, folded);
  entry.since = write_event (self, room, actor, NULL);
  server_members_enter (self, room->id, &entry);
  self->result->room = server_lookup_room (self->database, actor->id, room->id);

  return TRUE;
}

static ServerRoomInfo *
open_direct (ServerTransaction *self, const ServerUserInfo *actor, const ServerUserInfo *other)
{
  g_autoptr (ServerRoomInfo) room = g_new0 (ServerRoomInfo, 1);
  gint64 seq;

  room->kind = SERVER_ROOM_DIRECT;
  room->name = g_strdup ("");
  room->topic = g_strdup ("");
  room->id = insert_room (self, room, NULL);
  server_execute (self->database, "UPDATE rooms SET first = ?, second = ? WHERE id = ?",
                  INT (MIN (actor->id, other->id)), INT (MAX (actor->id, other->id)),
                  INT (room->id));
  seq = write_event (self, room, actor, other);
  server_members_insert (self, room->id, actor->id, SERVER_ROLE_MEMBER, seq, seq);
  server_members_insert (self, room->id, other->id, SERVER_ROLE_MEMBER, seq, seq);

  return server_lookup_room (self->database, actor->id, room->id);
}

gboolean
server_apply_direct (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autoptr (ServerUserInfo) actor = find_actor (self, change, error);
  g_autoptr (ServerUserInfo) other = NULL;
  gint64 room;

  if (actor == NULL)
    return FALSE;
  other = server_lookup_who (self->database, change->who, error);
  if (other == NULL)
    return FALSE;
  if (other->id == actor->id)
    return server_refuse (error, CHARLA_CODE_BAD_REQUEST, "That is you");

  room = server_value (self->database, "SELECT id FROM rooms WHERE first = ? AND second = ?",
                       INT (MIN (actor->id, other->id)), INT (MAX (actor->id, other->id)));
  if (room != 0)
    {
      self->result->room = server_lookup_room (self->database, actor->id, room);
      return TRUE;
    }

  if (!server_parties_check_voice (self, actor->id, error)
      || !server_members_check_space (self, actor->id, error)
      || !server_members_check_space (self, other->id, error))
    return FALSE;

  self->result->room = open_direct (self, actor, other);
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
                                                 .detail = detail });
}

gboolean
server_apply_topic (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (ServerParties) parties = { 0 };
  g_autoptr (ServerRoomInfo) room = NULL;

  if (!server_parties_find_actor (&parties, self, change, SERVER_ACTION_TOPIC, error))
    return FALSE;

  room = server_lookup_room (self->database, change->actor, change->room);
  if (room == NULL || g_str_equal (room->topic, change->text))
    return TRUE;

  server_execute (self->database, "UPDATE rooms SET topic = ? WHERE id = ?", TEXT (change->text),
                  INT (change->room));
  g_free (room->topic);
  room->topic = g_strdup (change->text);
  write_event (self, room, NULL, NULL);
  write_audit (self, change, &parties, "topic", change->text);

  return TRUE;
}

gboolean
server_apply_rename (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autofree char *folded = charla_name_fold (change->name);
  g_auto (ServerParties) parties = { 0 };
  g_autoptr (ServerRoomInfo) room = NULL;

  if (!server_parties_find_actor (&parties, self, change, SERVER_ACTION_RENAME, error)
      || !check_name (self, folded, change->room, error))
    return FALSE;

  room = server_lookup_room (self->database, change->actor, change->room);
  if (room == NULL || g_str_equal (room->name, change->name))
    return TRUE;

  server_execute (self->database, "UPDATE rooms SET name = ?, folded = ? WHERE id = ?",
                  TEXT (change->name), TEXT (folded), INT (change->room));
  g_free (room->name);
  room->name = g_strdup (change->name);
  write_event (self, room, NULL, NULL);
  write_audit (self, change, &parties, "rename", change->name);

  return TRUE;
}

/* Only who has the machine says so. */
gboolean
server_apply_keep (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autoptr (ServerRoomInfo) room = server_lookup_room (self->database, 0, change->room);
  g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT " days", change->days);
  const ServerValue days = INT (MAX (change->days, 0));
  const ServerValue none = TEXT (NULL);

  if (change->administrator == NULL)
    return server_refuse (error, CHARLA_CODE_FORBIDDEN, "You may not do that");
  if (room == NULL)
    return server_refuse (error, CHARLA_CODE_UNKNOWN_ROOM, "There is no such room");
  if (room->kind == SERVER_ROOM_DIRECT)
    return server_refuse (error, CHARLA_CODE_BAD_REQUEST,
                          "A conversation of two has no rule of its own");
  if (room->keep == change->days)
    return TRUE;

  room->keep = change->days;
  server_execute (self->database, "UPDATE rooms SET keep = ? WHERE id = ?",
                  change->days != 0 ? days : none, INT (change->room));
  write_event (self, room, NULL, NULL);
  server_audit_write (self,
                      &(ServerAuditEntry){ .action = "retention",
                                           .actor_name = change->administrator,
                                           .room = change->room,
                                           .detail = change->days > 0   ? detail
                                                     : change->days < 0 ? "for ever"
                                                                        : "default" });
  return TRUE;
}
