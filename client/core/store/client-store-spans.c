/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-spans.h"

static void
insert (ClientDatabase *database, gint64 room, gint64 first, gint64 last, gboolean is_stale)
{
  if (first <= last)
    client_execute (database,
                    "INSERT OR REPLACE INTO spans (room, first, last, stale) VALUES (?, ?, ?, ?)",
                    NUMBER (room), NUMBER (first), NUMBER (last), NUMBER (is_stale));
}

static void
remove_first (ClientDatabase *database, gint64 room, gint64 first)
{
  client_execute (database, "DELETE FROM spans WHERE room = ? AND first = ?", NUMBER (room),
                  NUMBER (first));
}

/**
 * client_store_spans_read:
 * @database: a database
 * @room: number of a room
 *
 * Returns: (transfer full) (element-type ClientSpan): the spans of the room, in order
 */
GArray *
client_store_spans_read (ClientDatabase *database, gint64 room)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (ClientSpan));
  g_auto (ClientQuery) query =
    client_query (database,
                  "SELECT first, last, stale FROM spans WHERE room = ? ORDER BY first",
                  NUMBER (room));

  while (client_query_next (&query))
    {
      ClientSpan span = { client_query_number (&query, 0), client_query_number (&query, 1),
                          client_query_number (&query, 2) != 0 };

      g_array_append_val (spans, span);
    }

  return spans;
}

/**
 * client_store_spans_add:
 * @database: a database
 * @room: number of a room
 * @first: an event
 * @last: an event, or %CLIENT_SPAN_OPEN
 *
 * Says that all messages of the room from @first to @last are here, as they stand now.
 */
void
client_store_spans_add (ClientDatabase *database, gint64 room, gint64 first, gint64 last)
{
  g_autoptr (GArray) spans = client_store_spans_read (database, room);

  if (first > last)
    return;

  for (guint i = 0; i < spans->len; i++)
    {
      ClientSpan span = g_array_index (spans, ClientSpan, i);

      /* What only touches becomes one with it, but for what is stale. */
      if (span.first > last + !span.is_stale || span.last < first - !span.is_stale)
        continue;

      remove_first (database, room, span.first);
      if (span.is_stale)
        {
          insert (database, room, span.first, first - 1, TRUE);
          insert (database, room, last + 1, span.last, TRUE);
        }
      else
        {
          first = MIN (first, span.first);
          last = MAX (last, span.last);
        }
    }

  insert (database, room, first, last, FALSE);
}

/**
 * client_store_spans_add_stale:
 * @database: a database
 * @room: number of a room
 * @first: an event
 * @last: an event
 *
 * Says that all messages of the room from @first to @last are here, as they stood at
 * some time.
 */
void
client_store_spans_add_stale (ClientDatabase *database, gint64 room, gint64 first, gint64 last)
{
  g_autoptr (GArray) spans = client_store_spans_read (database, room);

  for (guint i = 0; i < spans->len; i++)
    {
      const ClientSpan *span = &g_array_index (spans, ClientSpan, i);

      if (span->last < first)
        continue;
      insert (database, room, first, MIN (last, span->first - 1), TRUE);
      first = MAX (first, span->last + 1);
    }

  insert (database, room, first, last, TRUE);
}

/**
 * client_store_spans_close:
 * @database: a database
 * @room: number of a room
 * @last: the last event of it that has come
 *
 * Says that the room is not followed any more.
 */
void
client_store_spans_close (ClientDatabase *database, gint64 room, gint64 last)
{
  client_execute (database,
                  "DELETE FROM spans WHERE room = ? AND last = ? AND first > ?",
                  NUMBER (room), NUMBER (CLIENT_SPAN_OPEN), NUMBER (last));
  client_execute (database, "UPDATE spans SET last = ? WHERE room = ? AND last = ?",
                  NUMBER (last), NUMBER (room), NUMBER (CLIENT_SPAN_OPEN));
}

/**
 * client_store_spans_spoil:
 * @database: a database
 * @room: number of a room
 *
 * Says that something has happened in the room of which the cache was not told: all
 * that is here may have changed.
 */
void
client_store_spans_spoil (ClientDatabase *database, gint64 room)
{
  client_execute (database, "UPDATE spans SET stale = 1 WHERE room = ?", NUMBER (room));
}

/**
 * client_store_spans_cut:
 * @database: a database
 * @last: an event
 *
 * Says that nothing up to @last is here any more, in any room.
 */
void
client_store_spans_cut (ClientDatabase *database, gint64 last)
{
  client_execute (database, "DELETE FROM spans WHERE last <= ?", NUMBER (last));
  client_execute (database, "UPDATE spans SET first = ?1 + 1 WHERE first <= ?1", NUMBER (last));
}

/**
 * client_store_spans_get_open:
 * @database: a database
 * @room: number of a room
 *
 * Returns: from which event on the room is followed, or 0 if it is not
 */
gint64
client_store_spans_get_open (ClientDatabase *database, gint64 room)
{
  return client_number (database, "SELECT first FROM spans WHERE room = ? AND last = ?",
                        NUMBER (room), NUMBER (CLIENT_SPAN_OPEN));
}

/* Whether nothing is missing from @first to @last, of what is fresh or of all. */
static gboolean
cover (GArray *spans, gint64 first, gint64 last, gboolean is_fresh)
{
  for (guint i = 0; i < spans->len && first <= last; i++)
    {
      const ClientSpan *span = &g_array_index (spans, ClientSpan, i);

      if (span->last < first || (is_fresh && span->is_stale))
        continue;
      if (span->first > first)
        return FALSE;
      first = span->last + 1;
    }

  return first > last;
}

/**
 * client_spans_cover:
 * @spans: (element-type ClientSpan): the spans of a room
 * @first: an event
 * @last: an event
 *
 * Returns: whether no message from @first to @last is missing; that is so when there
 *   is nothing from @first to @last
 */
gboolean
client_spans_cover (GArray *spans, gint64 first, gint64 last)
{
  return cover (spans, first, last, FALSE);
}

/**
 * client_spans_are_fresh:
 * @spans: (element-type ClientSpan): the spans of a room
 * @first: an event
 * @last: an event
 *
 * Returns: whether no message from @first to @last is missing, and none may have
 *   changed
 */
gboolean
client_spans_are_fresh (GArray *spans, gint64 first, gint64 last)
{
  return cover (spans, first, last, TRUE);
}
