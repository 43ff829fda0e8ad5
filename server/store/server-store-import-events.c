/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-id.h"
#include "server-mentions.h"
#include "server-store-import-private.h"

#define EMOJI_MAX 128
#define MENTIONS_MAX 1000

/* An event that has been read, as far as all of them are alike. */
typedef struct
{
  CharlaMessage *message;
  gint64 seq;
  gint64 time;
  gint64 room;
  gint64 trimmed; /* up to where the room's messages are gone */
  gint64 target;
  gboolean has_target; /* whether that is there */
  GBytes *nonce;
  gint64 author;
  gboolean is_message;
} Event;

typedef gboolean (*EventFunc) (ServerStoreImport *self, Event *event, GError **error);

static gboolean
get_text (CharlaMessage *message, const char *name, gsize limit, const char **text, GError **error)
{
  *text = charla_message_get_string (message, name);
  if (*text != NULL && **text != '\0' && strlen (*text) <= limit)
    return TRUE;

  return server_store_import_fail (error, "“%s” of the event is no text that can stand there",
                                   name);
}

static gboolean
get_user (ServerStoreImport *self, const char *id, gint64 *user, GError **error)
{
  if (id != NULL && server_user_id_parse (id, user) && *user > 0
      && server_store_import_has (self, "users", *user))
    return TRUE;

  return server_store_import_fail (error, "The event is of a user who is not there");
}

/* What is said to a message that is not there was said to one that is gone. */
static gboolean
read_target (ServerStoreImport *self, Event *event, GError **error)
{
  gint64 room = 0;

  if (!charla_message_get_int (event->message, "target", &event->target) || event->target < 1
      || event->target >= event->seq)
    return server_store_import_fail (error, "“target” of the event is no message before it");

  room = server_value (self->database, "SELECT room FROM messages WHERE seq = ?",
                       INT (event->target));
  event->has_target = room == event->room;
  if (event->has_target || (room == 0 && event->target <= event->trimmed))
    return TRUE;

  return server_store_import_fail (error, "“target” of the event is no message of its room");
}

static gboolean
is_deleted (ServerStoreImport *self, Event *event)
{
  return server_value (self->database, "SELECT deleted IS NOT NULL FROM messages WHERE seq = ?",
                       INT (event->target))
         != 0;
}

static gboolean
read_author (ServerStoreImport *self, Event *event, const char **name, GError **error)
{
  g_autoptr (CharlaMessage) from = charla_message_get_object (event->message, "from");
  const char *id = from != NULL ? charla_message_get_string (from, "id") : NULL;

  *name = from != NULL ? charla_message_get_string (from, "name") : NULL;
  if (*name == NULL || !charla_name_validate (*name, -1, NULL))
    return server_store_import_fail (error, "The event is of somebody without a name");

  /* Guests are in the Lobby, and nowhere else. */
  if (id != NULL && server_user_id_parse (id, &event->author) && event->author < 0
      && event->room == SERVER_LOBBY)
    return TRUE;

  return get_user (self, id, &event->author, error);
}

static gboolean
read_mentions (ServerStoreImport *self, Event *event, GArray *users, GError **error)
{
  gsize length = 0;

  if (!charla_message_get_length (event->message, "mentions", &length))
    return !charla_message_has (event->message, "mentions")
           || server_store_import_fail (error, "“mentions” of the event is no list");
  if (length > MENTIONS_MAX)
    return server_store_import_fail (error, "The event mentions too many");

  for (gsize i = 0; i < length; i++)
    {
      gint64 user = 0;

      if (!get_user (self, charla_message_get_string_at (event->message, "mentions", i), &user,
                     error))
        return FALSE;
      g_array_append_val (users, user);
      server_execute (self->database,
                      "INSERT OR IGNORE INTO mentions (user, room, seq) VALUES (?, ?, ?)",
                      INT (user), INT (event->room), INT (event->seq));
    }

  return TRUE;
}

static gboolean
read_reply (Event *event, gint64 *reply, GError **error)
{
  g_autoptr (CharlaMessage) answered = charla_message_get_object (event->message, "reply");

  if (!charla_message_has (event->message, "reply")
      || (answered != NULL && charla_message_get_int (answered, "seq", reply) && *reply > 0
          && *reply < event->seq))
    return TRUE;

  return server_store_import_fail (error, "The event answers no message before it");
}

static void
insert_nonce (ServerStoreImport *self, Event *event)
{
  if (event->nonce == NULL)
    return;

  server_execute (self->database, "INSERT INTO nonces (hash, seq) VALUES (?, ?)",
                  BYTES (event->nonce), INT (event->seq));
  self->nonced = event->seq;
}

static gboolean
take_message (ServerStoreImport *self, Event *event, GError **error)
{
  g_autoptr (GArray) users = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *mentions = NULL;
  const ServerValue hash = BYTES (event->nonce);
  const ServerValue nothing = TEXT (NULL);
  const char *name = NULL;
  const char *text = NULL;
  gint64 reply = 0;

  if (!read_author (self, event, &name, error)
      || !get_text (event->message, "text", CHARLA_TEXT_MAX, &text, error)
      || !read_reply (event, &reply, error) || !read_mentions (self, event, users, error))
    return FALSE;

  mentions = users->len > 0 ? server_mentions_print (users) : NULL;
  server_execute (self->database,
                  "INSERT INTO messages (seq, time, room, user, name, text, reply, mentions, nonce)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif (?7, 0), ?8, ?9)",
                  INT (event->seq), INT (event->time), INT (event->room), INT (event->author),
                  TEXT (name), TEXT (text), INT (reply), TEXT (mentions),
                  event->nonce != NULL ? hash : nothing);
  insert_nonce (self, event);
  server_store_index_posted (self->index);
  event->is_message = TRUE;

  return TRUE;
}

static gboolean
take_edit (ServerStoreImport *self, Event *event, GError **error)
{
  const char *text = NULL;

  if (!read_target (self, event, error)
      || !get_text (event->message, "text", CHARLA_TEXT_MAX, &text, error))
    return FALSE;
  if (!event->has_target)
    return TRUE;
  if (is_deleted (self, event))
    return server_store_import_fail (error, "The event changes what is deleted");

  server_store_index_change (self->index, event->target, text);
  server_execute (self->database, "UPDATE messages SET text = ?, edited = ? WHERE seq = ?",
                  TEXT (text), INT (event->seq), INT (event->target));
  return TRUE;
}

static gboolean
take_delete (ServerStoreImport *self, Event *event, GError **error)
{
  if (!read_target (self, event, error))
    return FALSE;
  if (!event->has_target)
    return TRUE;
  if (is_deleted (self, event))
    return server_store_import_fail (error, "The event changes what is deleted");

  server_store_index_change (self->index, event->target, "");
  server_execute (self->database, "UPDATE messages SET text = '', deleted = ? WHERE seq = ?",
                  INT (event->seq), INT (event->target));
  server_execute (self->database, "UPDATE events SET author = 0 WHERE seq = ?",
                  INT (event->target));
  server_execute (self->database, "DELETE FROM mentions WHERE seq = ?", INT (event->target));
  server_execute (self->database, "DELETE FROM reactions WHERE message = ?", INT (event->target));
  return TRUE;
}

static gboolean
take_reaction (ServerStoreImport *self, Event *event, GError **error)
{
  const char *emoji = NULL;
  gboolean is_on = FALSE;
  gint64 user = 0;

  if (!read_target (self, event, error)
      || !get_user (self, charla_message_get_string (event->message, "user"), &user, error)
      || !get_text (event->message, "emoji", EMOJI_MAX, &emoji, error))
    return FALSE;
  if (!charla_message_get_bool (event->message, "on", &is_on))
    return server_store_import_fail (error, "The event does not say whether it is “on”");
  if (!event->has_target)
    return TRUE;
  if (is_deleted (self, event))
    return server_store_import_fail (error, "The event changes what is deleted");

  if (is_on)
    server_execute (self->database,
                    "INSERT INTO reactions (message, emoji, user, seq) VALUES (?, ?, ?, ?)",
                    INT (event->target), TEXT (emoji), INT (user), INT (event->seq));
  else
    server_execute (self->database,
                    "DELETE FROM reactions WHERE message = ? AND emoji = ? AND user = ?",
                    INT (event->target), TEXT (emoji), INT (user));
  return TRUE;
}

/* How rooms and their members stand, the other lines say. */
static gboolean
take_other (ServerStoreImport *self, Event *event, GError **error)
{
  return TRUE;
}

static const struct
{
  const char *name;
  EventFunc take;
} kinds[] = {
  { "message", take_message }, { "edit", take_edit }, { "delete", take_delete },
  { "react", take_reaction },  { "room", take_other }, { "member", take_other },
  { "ban", take_other },       { "mute", take_other },
};

static EventFunc
find_kind (CharlaMessage *message)
{
  const char *name = charla_message_get_string (message, "ev");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].name, name) == 0)
        return kinds[i].take;
    }

  return NULL;
}

/* The ban of a network is in no room. */
static gboolean
read_room (ServerStoreImport *self, Event *event, GError **error)
{
  g_autoptr (CharlaMessage) about = charla_message_get_object (event->message, "room");
  const char *id = about != NULL ? charla_message_get_string (about, "id")
                                 : charla_message_get_string (event->message, "room");

  if (!charla_message_has (event->message, "room") && find_kind (event->message) == take_other)
    return TRUE;
  if (id == NULL || !server_room_id_parse (id, &event->room)
      || !server_store_import_has (self, "rooms", event->room))
    return server_store_import_fail (error, "The event is of a room that is not there");

  event->trimmed = server_value (self->database, "SELECT trimmed FROM rooms WHERE id = ?",
                              INT (event->room));
  return TRUE;
}

static gboolean
read_place (ServerStoreImport *self, Event *event, GError **error)
{
  const gint64 *newest = NULL;
  gint64 previous = 0;
  gint64 expected;

  if (!charla_message_get_int (event->message, "seq", &event->seq) || event->seq <= self->seq
      || event->seq > CHARLA_INTEGER_MAX)
    return server_store_import_fail (error, "“seq” of the event does not follow the one before");
  if (!charla_message_get_int (event->message, "time", &event->time) || event->time < self->time
      || event->time > CHARLA_INTEGER_MAX)
    return server_store_import_fail (error, "“time” of the event is before the one before");
  if (!read_room (self, event, error))
    return FALSE;

  newest = g_hash_table_lookup (self->newest, &event->room);
  expected = newest != NULL ? *newest : 0;
  if (!charla_message_get_int (event->message, "prev", &previous)
      || (previous != expected
          && (previous < expected || previous > event->trimmed || previous >= event->seq)))
    return server_store_import_fail (error, "“prev” of the event is not the one before it in its "
                                            "room");

  return TRUE;
}

static void
insert_event (ServerStoreImport *self, Event *event, GBytes *payload)
{
  g_autoptr (GBytes) frame = charla_frame_new (g_bytes_get_data (payload, NULL),
                                               g_bytes_get_size (payload));
  const ServerValue author = INT (event->author);
  const ServerValue nobody = TEXT (NULL);

  server_execute (self->database,
                  "INSERT INTO events (seq, time, room, author, frame) VALUES (?, ?, ?, ?, ?)",
                  INT (event->seq), INT (event->time), INT (event->room),
                  event->is_message ? author : nobody, BYTES (frame));
  g_hash_table_replace (self->newest, g_memdup2 (&event->room, sizeof event->room),
                        g_memdup2 (&event->seq, sizeof event->seq));
  self->seq = event->seq;
  self->time = event->time;
  self->n_events++;
}

/**
 * server_store_import_event:
 * @self: an import
 * @payload: the event as it went over the wire
 * @nonce: (nullable): of a message: what its author knows it by
 * @error: return location for an error
 *
 * Takes over an event, and how things stand after it.
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
server_store_import_event (ServerStoreImport *self, GBytes *payload, GBytes *nonce,
                           GError **error)
{
  g_autoptr (CharlaMessage) message = charla_message_parse (payload, error);
  Event event = { .message = message, .nonce = nonce };
  EventFunc take = message != NULL ? find_kind (message) : NULL;
  g_autoptr (GError) failure = NULL;

  if (message == NULL)
    return FALSE;
  if (take == NULL)
    return server_store_import_fail (error, "There is no such event");
  if (!read_place (self, &event, error) || !take (self, &event, error))
    return FALSE;
  if (nonce != NULL && !event.is_message)
    return server_store_import_fail (error, "Only a message has a nonce");

  insert_event (self, &event, payload);
  if (server_database_take_failure (self->database, &failure))
    return TRUE;
  if (!g_error_matches (failure, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FAILED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return server_store_import_fail (error, "It contradicts a line before it: %s",
                                   failure->message);
}
