/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-members.h"

#include "server-id.h"

/**
 * server_members_check_space:
 * @self: a transaction
 * @user: a user
 * @error: return location for an error
 *
 * Returns: whether @user may enter one more room, or %FALSE with %CHARLA_CODE_CONFLICT
 */
gboolean
server_members_check_space (ServerTransaction *self, gint64 user, GError **error)
{
  if (server_value (self->database, "SELECT count (*) FROM members WHERE user = ?", INT (user))
      < SERVER_ROOMS_MAX)
    return TRUE;

  return server_refuse (error, CHARLA_CODE_CONFLICT,
                        "Nobody can be in so many rooms: leave another one first");
}

/* Whoever comes to know of a room by this event has to be told what it is. */
static void
put_about (ServerTransaction *self, gint64 room)
{
  g_autoptr (ServerRoomInfo) info = server_lookup_room (self->database, 0, room);

  if (info == NULL)
    return;

  charla_builder_begin_object (self->builder, "about");
  server_objects_put_room (self->builder, info);
  charla_builder_end (self->builder);
}

static gint64
write_event (ServerTransaction *self, gint64 room, const ServerEntry *entry, gboolean is_new)
{
  ServerRecord *record = server_transaction_begin_event (self, SERVER_RECORD_MEMBER, room);
  gint64 seq = record->seq;

  server_transaction_put_place (self, record);
  server_objects_add_room_id (self->builder, "room", room);
  server_objects_add_user (self->builder, "user", entry->user, entry->is_online);
  if (entry->role == SERVER_ROLE_NONE)
    charla_builder_add_null (self->builder, "role");
  else
    charla_builder_add_string (self->builder, "role", server_role_to_string (entry->role));
  if (entry->by != NULL)
    {
      charla_builder_begin_object (self->builder, "by");
      server_objects_add_user_id (self->builder, "id", entry->by->id);
      charla_builder_add_string (self->builder, "name", entry->by->name);
      charla_builder_end (self->builder);
    }
  charla_builder_add_string (self->builder, "reason", entry->reason);
  if (is_new)
    put_about (self, room);

  record->user = server_user_info_copy (entry->user);
  record->role = entry->role;
  server_transaction_end_event (self, record);

  return seq;
}

/**
 * server_members_insert:
 * @self: a transaction
 * @room: a room
 * @user: who is to be in it
 * @role: as what
 * @since: the first event of the room that @user is told of
 * @seq: the event that brings them in; what was before counts as read
 *
 * Makes somebody a member, without an event.
 */
void
server_members_insert (ServerTransaction *self, gint64 room, gint64 user, ServerRole role,
                       gint64 since, gint64 seq)
{
  server_execute (self->database,
                  "INSERT INTO members (room, user, role, since, seen) VALUES (?, ?, ?, ?, ?)",
                  INT (room), INT (user), INT (role), INT (seq), INT (seq));
  server_execute (self->database, "INSERT INTO spans (user, room, first) VALUES (?, ?, ?)",
                  INT (user), INT (room), INT (since));
  server_execute (self->database, "UPDATE rooms SET members = members + 1 WHERE id = ?",
                  INT (room));
}

/**
 * server_members_enter:
 * @self: a transaction
 * @room: a room
 * @entry: who enters, and how
 *
 * Brings somebody into a room that they are not in.
 */
void
server_members_enter (ServerTransaction *self, gint64 room, const ServerEntry *entry)
{
  gint64 seq = write_event (self, room, entry, TRUE);

  server_members_insert (self, room, entry->user->id, entry->role,
                         entry->since != 0 ? entry->since : seq, seq);
}

/**
 * server_members_change:
 * @self: a transaction
 * @room: a room
 * @entry: whose role changes, and how
 *
 * Gives a member another role.
 */
void
server_members_change (ServerTransaction *self, gint64 room, const ServerEntry *entry)
{
  write_event (self, room, entry, FALSE);
  server_execute (self->database, "UPDATE members SET role = ? WHERE room = ? AND user = ?",
                  INT (entry->role), INT (room), INT (entry->user->id));
}

/* A room that others are in does not stay without somebody who may look after it. */
static void
hand_over (ServerTransaction *self, gint64 room)
{
  g_autoptr (ServerUserInfo) heir = NULL;
  gint64 owners = server_value (self->database,
                                "SELECT count (*) FROM members WHERE room = ? AND role = ?",
                                INT (room), INT (SERVER_ROLE_OWNER));
  gint64 next = server_value (self->database,
                              "SELECT user FROM members WHERE room = ?"
                              " ORDER BY role DESC, since LIMIT 1",
                              INT (room));

  if (owners > 0)
    return;

  heir = server_lookup_user (self->database, next);
  if (heir != NULL)
    server_members_change (self, room,
                           &(ServerEntry){ .user = heir, .role = SERVER_ROLE_OWNER });
}

/**
 * server_members_leave:
 * @self: a transaction
 * @room: a room
 * @entry: who leaves, and how
 *
 * Takes somebody out of a room that they are in. If that was its last owner, who
 * has the highest role, and of these who has been there longest, owns it now. The
 * name of a private room that nobody is in any more is free again.
 */
void
server_members_leave (ServerTransaction *self, gint64 room, const ServerEntry *entry)
{
  gint64 seq = write_event (self, room, entry, FALSE);

  server_execute (self->database, "DELETE FROM members WHERE room = ? AND user = ?", INT (room),
                  INT (entry->user->id));
  server_execute (self->database,
                  "UPDATE spans SET last = ? WHERE user = ? AND room = ? AND last IS NULL",
                  INT (seq), INT (entry->user->id), INT (room));
  server_execute (self->database, "UPDATE rooms SET members = members - 1 WHERE id = ?",
                  INT (room));
  server_execute (self->database,
                  "UPDATE rooms SET folded = NULL WHERE id = ? AND kind = ? AND members = 0",
                  INT (room), INT (SERVER_ROOM_PRIVATE));
  hand_over (self, room);
}
