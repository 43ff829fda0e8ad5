/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-pages.h"

#include "client-store-messages.h"
#include "client-store-rooms.h"
#include "client-store-spans.h"
#include "client-store.h"

/* What is read of a room. Of @lowest to @highest all messages have to be there for
 * the page to be whole. */
typedef struct
{
  ClientDatabase *database;
  gint64 room;
  gint64 cursor;
  GArray *spans;
  gint64 lowest;
  gint64 highest;
  ClientPage *page;
} Reading;

static void
turn (GPtrArray *messages)
{
  for (guint i = 0; i < messages->len / 2; i++)
    {
      gpointer other = messages->pdata[messages->len - 1 - i];

      messages->pdata[messages->len - 1 - i] = messages->pdata[i];
      messages->pdata[i] = other;
    }
}

static gboolean
take (Reading *self, ClientQuery *query, guint limit)
{
  guint n_taken = 0;

  while (n_taken < limit && client_query_next (query))
    {
      g_ptr_array_add (self->page->messages, client_store_take_message (query));
      n_taken++;
    }

  return n_taken == limit;
}

static gint64
get_first (Reading *self)
{
  GPtrArray *messages = self->page->messages;

  return messages->len > 0 ? ((ClientMessageInfo *) messages->pdata[0])->seq : 0;
}

static gint64
get_last (Reading *self)
{
  GPtrArray *messages = self->page->messages;

  return messages->len > 0 ? ((ClientMessageInfo *) messages->pdata[messages->len - 1])->seq : 0;
}

static void
read_before (Reading *self, gint64 anchor, guint limit)
{
  g_auto (ClientQuery) query =
    client_query (self->database,
                  "SELECT" CLIENT_MESSAGE_COLUMNS "FROM" CLIENT_MESSAGE_TABLES
                  "WHERE messages.room = ? AND messages.seq < ? ORDER BY messages.seq DESC LIMIT ?",
                  NUMBER (self->room), NUMBER (anchor), NUMBER (limit));
  gboolean is_full = take (self, &query, limit);

  turn (self->page->messages);
  self->lowest = is_full && limit > 0 ? get_first (self) : 1;
}

static void
read_after (Reading *self, gint64 anchor, guint limit)
{
  g_auto (ClientQuery) query =
    client_query (self->database,
                  "SELECT" CLIENT_MESSAGE_COLUMNS "FROM" CLIENT_MESSAGE_TABLES
                  "WHERE messages.room = ? AND messages.seq > ? ORDER BY messages.seq LIMIT ?",
                  NUMBER (self->room), NUMBER (anchor), NUMBER (limit));
  gboolean is_full = take (self, &query, limit);

  self->highest = is_full && limit > 0 ? get_last (self) : self->cursor;
}

static void
read_place (Reading *self, ClientPlace place, gint64 anchor, guint limit)
{
  switch (place)
    {
    case CLIENT_PLACE_BEFORE:
      self->highest = anchor - 1;
      read_before (self, anchor, limit);
      break;
    case CLIENT_PLACE_AFTER:
      self->lowest = anchor + 1;
      read_after (self, anchor, limit);
      break;
    case CLIENT_PLACE_AROUND:
      read_before (self, anchor, limit / 2);
      read_after (self, anchor - 1, limit - self->page->messages->len);
      self->lowest = MIN (anchor, get_first (self));
      self->highest = MAX (anchor, get_last (self));
      break;
    case CLIENT_PLACE_NEWEST:
    default:
      self->highest = self->cursor;
      read_before (self, CLIENT_SPAN_OPEN, limit);
      break;
    }
}

/* The neighbour of what is on the page, or of the place where nothing is. */
static gint64
find_older (Reading *self)
{
  gint64 first = self->page->messages->len > 0 ? get_first (self) : self->lowest;

  return client_number (self->database, "SELECT max(seq) FROM messages WHERE room = ? AND seq < ?",
                        NUMBER (self->room), NUMBER (first));
}

static gint64
find_newer (Reading *self)
{
  gint64 last = self->page->messages->len > 0 ? get_last (self) : self->highest;

  return client_number (self->database, "SELECT min(seq) FROM messages WHERE room = ? AND seq > ?",
                        NUMBER (self->room), NUMBER (last));
}

static void
mark_holes (Reading *self)
{
  ClientPage *page = self->page;
  gint64 previous = find_older (self);
  gint64 next = find_newer (self);

  page->has_older = previous > 0;
  page->has_newer = next > 0;
  for (guint i = 0; i < page->messages->len; i++)
    {
      ClientMessageInfo *message = g_ptr_array_index (page->messages, i);

      message->is_after_hole =
        !client_spans_cover (self->spans, previous + 1, message->seq - 1);
      previous = message->seq;
    }

  page->is_before_hole =
    !client_spans_cover (self->spans, previous + 1, next > 0 ? next - 1 : self->cursor);
  page->needs_server = !client_spans_are_fresh (self->spans, self->lowest, self->highest);
}

static gboolean
find_room (ClientDatabase *database, const char *id, gint64 *number, GError **error)
{
  *number = client_number (database, "SELECT number FROM rooms WHERE id = ?", TEXT (id));
  if (*number != 0 || !client_database_is_well (database))
    return TRUE;

  g_propagate_error (error, client_cache_error_new (CLIENT_CACHE_ERROR_UNKNOWN_ROOM));
  return FALSE;
}

/**
 * client_store_read_page:
 * @database: a database
 * @room: id of a room
 * @place: which messages
 * @anchor: the event that @place is about, or 0
 * @limit: most messages
 * @error: return location for an error
 *
 * Reads messages of a room.
 *
 * Returns: (transfer full): the messages that are here, or %NULL with
 *   %CLIENT_CACHE_ERROR_UNKNOWN_ROOM
 */
ClientPage *
client_store_read_page (ClientDatabase *database,
                        const char *room,
                        ClientPlace place,
                        gint64 anchor,
                        guint limit,
                        GError **error)
{
  Reading reading = { .database = database };

  if (!find_room (database, room, &reading.room, error))
    return NULL;

  reading.cursor = client_store_get_cursor (database);
  reading.spans = client_store_spans_read (database, reading.room);
  reading.page = client_page_new ();
  read_place (&reading, place, anchor, limit);
  mark_holes (&reading);
  g_clear_pointer (&reading.spans, g_array_unref);

  return reading.page;
}

/* From which event to which an answer has all messages. For those around an event
 * “more” means in either direction. */
static void
get_extent (ClientHistory *history, gint64 *first, gint64 *last)
{
  GPtrArray *messages = history->messages;
  gint64 oldest = 1;
  gint64 newest = 0;

  if (messages->len > 0)
    {
      oldest = ((ClientMessageInfo *) messages->pdata[0])->seq;
      newest = ((ClientMessageInfo *) messages->pdata[messages->len - 1])->seq;
    }

  *first = history->has_more ? oldest : 1;
  *last = history->has_more ? newest : MAX (history->head, newest);
  if (history->place == CLIENT_PLACE_BEFORE)
    *last = history->anchor - 1;
  else if (history->place == CLIENT_PLACE_AFTER)
    *first = history->anchor + 1;
  else if (history->place == CLIENT_PLACE_NEWEST)
    *last = MAX (history->head, newest);
}

static gboolean
has_message (ClientHistory *history, gint64 seq)
{
  for (guint i = 0; i < history->messages->len; i++)
    if (((ClientMessageInfo *) history->messages->pdata[i])->seq == seq)
      return TRUE;

  return FALSE;
}

/* What the server does not have any more. */
static void
drop_others (ClientDatabase *database, gint64 room, ClientHistory *history, gint64 first,
             gint64 last)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ClientQuery) query =
    client_query (database,
                  "SELECT seq FROM messages WHERE room = ? AND seq BETWEEN ? AND ?",
                  NUMBER (room), NUMBER (first), NUMBER (MIN (last, history->head)));

  while (client_query_next (&query))
    {
      gint64 seq = client_query_number (&query, 0);

      if (!has_message (history, seq))
        g_array_append_val (gone, seq);
    }
  client_query_end (&query);

  for (guint i = 0; i < gone->len; i++)
    client_store_drop_message (database, g_array_index (gone, gint64, i));
}

/* What is followed here is at least as new as an answer from before the cursor. */
static void
put_messages (ClientDatabase *database, gint64 room, ClientHistory *history)
{
  g_autoptr (GArray) spans = client_store_spans_read (database, room);
  gboolean is_ahead = history->head > client_store_get_cursor (database);

  for (guint i = 0; i < history->messages->len; i++)
    {
      ClientMessageInfo *message = g_ptr_array_index (history->messages, i);
      gint64 head =
        client_number (database, "SELECT head FROM messages WHERE seq = ?", NUMBER (message->seq));

      if (head <= history->head
          && (is_ahead || !client_spans_are_fresh (spans, message->seq, message->seq)))
        client_store_put_message (database, room, message, history->head);
    }
}

/* Of a room that is not followed nobody tells what changes, nor what has changed since
 * an answer that is late. */
static void
merge (ClientDatabase *database,
       ClientStoreRoom *room,
       ClientHistory *history,
       gboolean is_late)
{
  gint64 first = 0;
  gint64 last = 0;

  get_extent (history, &first, &last);
  drop_others (database, room->number, history, first, last);
  put_messages (database, room->number, history);
  if (room->open != 0 && !is_late)
    client_store_spans_add (database, room->number, first, last);
  else
    client_store_spans_add_stale (database, room->number, first, last);
}

/**
 * client_store_merge:
 * @database: a database in a transaction
 * @history: a server's answer
 * @error: return location for an error
 *
 * Takes over what a server says of a room's history, and closes the holes that it
 * fills.
 *
 * Returns: (transfer full): the same messages as they stand now, or %NULL with
 *   %CLIENT_CACHE_ERROR_UNKNOWN_ROOM
 */
ClientPage *
client_store_merge (ClientDatabase *database, ClientHistory *history, GError **error)
{
  g_autoptr (ClientStoreRoom) room = client_store_room_load (database, history->room);
  ClientPage *page = NULL;
  gboolean is_late = room != NULL && room->late > history->head;

  if (room != NULL)
    merge (database, room, history, is_late);

  page = client_store_read_page (database,
                                 history->room,
                                 history->place,
                                 history->anchor,
                                 history->messages->len,
                                 error);

  /* The server has just been asked. */
  if (page != NULL)
    page->needs_server = is_late;

  return page;
}
