/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-audit.h"
#include "server-id.h"
#include "server-mentions.h"
#include "server-store-parties.h"

/* Most different reactions to one message: each costs everyone who reads it. */
#define REACTIONS_MAX 20

/* A message that somebody wants to change, and who they are. */
typedef struct
{
  gint64 room;
  gint64 author;
  gint64 time;
  gint64 edited;
  gint64 deleted;
  char *text;
  char *name;
  ServerStanding standing;
  ServerUserInfo *actor;
} Target;

static void
target_clear (Target *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->actor, server_user_info_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
find_target (ServerTransaction *self, const ServerChange *change, Target *target, GError **error)
{
  g_auto (ServerStatement) statement = server_statement (
    self->database,
    "SELECT room, user, time, edited, deleted, text, name FROM messages WHERE seq = ?",
    INT (change->seq));

  if (!server_statement_next (&statement))
    return server_refuse (error, CHARLA_CODE_NOT_FOUND, "There is no such message");

  target->room = server_statement_int (&statement, 0);
  target->author = server_statement_int (&statement, 1);
  target->time = server_statement_int (&statement, 2);
  target->edited = server_statement_int (&statement, 3);
  target->deleted = server_statement_int (&statement, 4);
  target->text = server_statement_string (&statement, 5);
  target->name = server_statement_string (&statement, 6);
  server_parties_look_up (self, change, target->room, &target->standing, &target->actor);

  if (target->actor == NULL
      || !server_permissions_check (&target->standing, SERVER_ACTION_READ, NULL))
    return server_refuse (error, CHARLA_CODE_NOT_FOUND, "There is no such message");

  return TRUE;
}

/* What has been done already is answered as it was then. */
static void
answer_again (ServerTransaction *self, gint64 seq)
{
  self->result->seq = seq;
  self->result->time = server_value (self->database, "SELECT time FROM events WHERE seq = ?",
                                     INT (seq));
}

static ServerRecord *
begin_event_about (ServerTransaction *self, ServerRecordKind kind, const ServerChange *change,
                   Target *target)
{
  ServerRecord *record = server_transaction_begin_event (self, kind, target->room);

  record->target = change->seq;
  record->user = g_steal_pointer (&target->actor);
  server_transaction_put_place (self, record);
  server_objects_add_room_id (self->builder, "room", target->room);
  charla_builder_add_int (self->builder, "target", change->seq);

  return record;
}

static gboolean
find_answered (ServerTransaction *self, ServerMessageInfo *message, GError **error)
{
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT name, text FROM messages WHERE seq = ? AND room = ?",
                        INT (message->reply), INT (message->room));
  g_autofree char *text = NULL;

  if (!server_statement_next (&statement))
    return server_refuse (error, CHARLA_CODE_NOT_FOUND, "There is no such message to answer");

  text = server_statement_string (&statement, 1);
  message->reply_name = server_statement_string (&statement, 0);
  message->reply_excerpt = server_message_info_excerpt (text);

  return TRUE;
}

/* A guest has no account and is in no table, but is heard in the Lobby. */
static ServerUserInfo *
find_author (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autoptr (ServerUserInfo) author = NULL;
  ServerStanding standing;

  if (change->name != NULL)
    {
      if (!server_parties_check_voice (self, change->actor, error))
        return NULL;
      author = g_new0 (ServerUserInfo, 1);
      author->id = change->actor;
      author->name = g_strdup (change->name);
      author->kind = SERVER_USER_GUEST;
      return g_steal_pointer (&author);
    }

  server_parties_look_up (self, change, change->room, &standing, &author);
  if (!server_permissions_check (&standing, SERVER_ACTION_POST, error))
    return NULL;

  return g_steal_pointer (&author);
}

static void
insert_message (ServerTransaction *self, const ServerMessageInfo *message, GBytes *nonce)
{
  g_autofree char *mentions = server_mentions_print (message->mentions);
  const ServerValue reply = INT (message->reply);
  const ServerValue hash = BYTES (nonce);
  const ServerValue nothing = TEXT (NULL);

  server_execute (self->database,
                  "INSERT INTO messages (seq, time, room, user, name, text, reply, mentions,"
                  " nonce) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  INT (message->seq), INT (message->time), INT (message->room),
                  INT (message->user), TEXT (message->name), TEXT (message->text),
                  message->reply != 0 ? reply : nothing, TEXT (mentions),
                  nonce != NULL ? hash : nothing);
  server_store_index_posted (self->index);

  if (nonce != NULL)
    server_store_nonces_add (self->nonces, nonce, message->seq);
  for (guint i = 0; message->mentions != NULL && i < message->mentions->len; i++)
    server_execute (self->database, "INSERT INTO mentions (user, room, seq) VALUES (?, ?, ?)",
                    INT (g_array_index (message->mentions, gint64, i)), INT (message->room),
                    INT (message->seq));
}

gboolean
server_apply_post (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (ServerMessageInfo) message = { .room = change->room, .reply = change->seq };
  g_autoptr (ServerUserInfo) author = NULL;
  ServerRecord *record = NULL;
  g_autoptr (GBytes) nonce = NULL;
  gint64 first = 0;

  if (change->nonce != NULL)
    {
      nonce = server_store_nonces_hash (change->actor, change->nonce);
      first = server_store_nonces_find (self->nonces, nonce);
    }
  if (first != 0)
    {
      answer_again (self, first);
      return TRUE;
    }

  author = find_author (self, change, error);
  if (author == NULL || (message.reply != 0 && !find_answered (self, &message, error)))
    return FALSE;

  record = server_transaction_begin_event (self, SERVER_RECORD_MESSAGE, change->room);
  message.seq = record->seq;
  message.time = record->time;
  message.user = author->id;
  message.name = g_strdup (author->name);
  message.text = g_strdup (change->text);
  message.mentions
    = server_mentions_find (self->database, change->room, author->id, change->text);
  insert_message (self, &message, nonce);

  server_objects_put_message (self->builder, &message);
  record->user = g_steal_pointer (&author);
  record->text = g_steal_pointer (&message.text);
  server_transaction_end_event (self, record);

  return TRUE;
}

gboolean
server_apply_edit (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (Target) target = { 0 };
  ServerRecord *record = NULL;

  if (!find_target (self, change, &target, error)
      || !server_permissions_check (&target.standing, SERVER_ACTION_POST, error))
    return FALSE;
  if (target.author != change->actor)
    return server_refuse (error, CHARLA_CODE_FORBIDDEN, "You may edit your own messages only");
  if (target.deleted != 0)
    return server_refuse (error, CHARLA_CODE_CONFLICT, "The message is deleted");

  if (g_str_equal (change->text, target.text))
    {
      answer_again (self, target.edited != 0 ? target.edited : change->seq);
      return TRUE;
    }

  record = begin_event_about (self, SERVER_RECORD_EDIT, change, &target);
  record->text = g_strdup (change->text);
  charla_builder_add_string (self->builder, "text", change->text);
  server_store_index_change (self->index, change->seq, change->text);
  server_execute (self->database, "UPDATE messages SET text = ?, edited = ? WHERE seq = ?",
                  TEXT (change->text), INT (record->seq), INT (change->seq));
  server_transaction_end_event (self, record);

  return TRUE;
}

static void
write_audit (ServerTransaction *self, const ServerChange *change, const Target *target)
{
  const ServerUserInfo author = { .id = target->author, .name = target->name };

  server_audit_write (self, &(ServerAuditEntry){ .action = "delete",
                                                 .actor = change->actor,
                                                 .actor_name = target->actor->name,
                                                 .room = target->room,
                                                 .target = &author,
                                                 .message = change->seq });
}

gboolean
server_apply_delete (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (Target) target = { 0 };
  ServerRecord *record = NULL;
  ServerAction action;

  if (!find_target (self, change, &target, error))
    return FALSE;
  action = target.author == change->actor ? SERVER_ACTION_MARK : SERVER_ACTION_DELETE;
  if (!server_permissions_check (&target.standing, action, error))
    return FALSE;

  if (target.deleted != 0)
    {
      answer_again (self, target.deleted);
      return TRUE;
    }

  if (target.author != change->actor)
    write_audit (self, change, &target);
  record = begin_event_about (self, SERVER_RECORD_DELETE, change, &target);
  server_store_index_change (self->index, change->seq, "");
  server_execute (self->database, "UPDATE messages SET text = '', deleted = ? WHERE seq = ?",
                  INT (record->seq), INT (change->seq));
  server_execute (self->database, "UPDATE events SET author = 0 WHERE seq = ?",
                  INT (change->seq));
  server_execute (self->database, "DELETE FROM mentions WHERE seq = ?", INT (change->seq));
  server_execute (self->database, "DELETE FROM reactions WHERE message = ?", INT (change->seq));
  server_transaction_end_event (self, record);

  return TRUE;
}

static gboolean
check_reaction (ServerTransaction *self, const ServerChange *change, GError **error)
{
  gint64 others
    = server_value (self->database,
                    "SELECT count (DISTINCT emoji) FROM reactions WHERE message = ? AND emoji <> ?",
                    INT (change->seq), TEXT (change->text));

  if (others >= REACTIONS_MAX)
    return server_refuse (error, CHARLA_CODE_CONFLICT,
                          "The message has as many different reactions as there may be");

  return TRUE;
}

static void
write_reaction (ServerTransaction *self, const ServerChange *change, gint64 seq)
{
  if (change->is_on)
    server_execute (self->database,
                    "INSERT INTO reactions (message, emoji, user, seq) VALUES (?, ?, ?, ?)",
                    INT (change->seq), TEXT (change->text), INT (change->actor), INT (seq));
  else
    server_execute (self->database,
                    "DELETE FROM reactions WHERE message = ? AND emoji = ? AND user = ?",
                    INT (change->seq), TEXT (change->text), INT (change->actor));
}

gboolean
server_apply_react (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_auto (Target) target = { 0 };
  ServerRecord *record = NULL;
  gint64 present;

  if (!find_target (self, change, &target, error)
      || !server_permissions_check (&target.standing, SERVER_ACTION_POST, error))
    return FALSE;
  if (target.deleted != 0)
    return server_refuse (error, CHARLA_CODE_CONFLICT, "The message is deleted");

  present = server_value (self->database,
                          "SELECT seq FROM reactions WHERE message = ? AND emoji = ? AND user = ?",
                          INT (change->seq), TEXT (change->text), INT (change->actor));
  if (change->is_on == (present != 0))
    {
      answer_again (self, present != 0 ? present : change->seq);
      return TRUE;
    }
  if (change->is_on && !check_reaction (self, change, error))
    return FALSE;

  record = begin_event_about (self, SERVER_RECORD_REACT, change, &target);
  server_objects_add_user_id (self->builder, "user", change->actor);
  charla_builder_add_string (self->builder, "emoji", change->text);
  charla_builder_add_bool (self->builder, "on", change->is_on);
  write_reaction (self, change, record->seq);
  server_transaction_end_event (self, record);

  return TRUE;
}

gboolean
server_apply_read (ServerTransaction *self, const ServerChange *change, GError **error)
{
  ServerStanding standing;
  gint64 newest;
  gint64 seen;
  g_autoptr (ServerUserInfo) actor = NULL;

  server_parties_look_up (self, change, change->room, &standing, &actor);
  if (!server_permissions_check (&standing, SERVER_ACTION_MARK, error))
    return FALSE;

  newest = server_value (self->database,
                         "SELECT seq FROM events WHERE room = ? ORDER BY seq DESC LIMIT 1",
                         INT (change->room));
  seen = server_value (self->database, "SELECT seen FROM members WHERE room = ? AND user = ?",
                       INT (change->room), INT (change->actor));

  self->result->seq = MAX (seen, MIN (change->seq, newest));
  self->result->has_changed = self->result->seq > seen;
  if (self->result->has_changed)
    server_execute (self->database, "UPDATE members SET seen = ? WHERE room = ? AND user = ?",
                    INT (self->result->seq), INT (change->room), INT (change->actor));

  return TRUE;
}
