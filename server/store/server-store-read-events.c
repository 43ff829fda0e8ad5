/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-store-lookup.h"
#include "server-store-read.h"

/* Events that are looked for at once in each span. */
#define STEP 512

/* What one may see of one room: from the event that brings one in to the one that
 * takes one out. */
typedef struct
{
  gint64 room;
  gint64 first;
  gint64 last;
} Span;

static GArray *
read_spans (ServerReader *self, gint64 user, gint64 after, gint64 until)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT room, max (first, ?2 + 1), min (coalesce (last, ?3), ?3)"
                        " FROM spans WHERE user = ?1 AND (last IS NULL OR last > ?2)",
                        INT (user), INT (after), INT (until));

  while (server_statement_next (&statement))
    {
      Span span = { server_statement_int (&statement, 0), server_statement_int (&statement, 1),
                    server_statement_int (&statement, 2) };

      g_array_append_val (spans, span);
    }

  return spans;
}

/* Whoever has been told of what the store does not know of, as it was set back. */
static gboolean
is_of_another_log (ServerReader *self, gint64 since)
{
  return server_value (self->database,
                       "SELECT 1 FROM meta WHERE key = 'floor' AND value > ?1 AND ?1 >"
                       " (SELECT coalesce (max (seq), 0) FROM events WHERE seq <= meta.value)",
                       INT (since))
         != 0;
}

/**
 * server_read_is_behind:
 * @self: a reader
 * @user: a user
 * @since: the last event that they have
 *
 * Returns: whether @user has missed more than is replayed, or has what nobody knows of
 */
gboolean
server_read_is_behind (ServerReader *self, gint64 user, gint64 since)
{
  g_autoptr (GArray) spans = read_spans (self, user, since, G_MAXINT64);
  gint64 missed = 0;

  for (guint i = 0; i < spans->len && missed <= SERVER_REPLAY_MAX; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      missed += server_value (self->database,
                              "SELECT count (*) FROM (SELECT 1 FROM events WHERE room = ?"
                              " AND seq BETWEEN ? AND ? LIMIT ?)",
                              INT (span->room), INT (span->first), INT (span->last),
                              INT (SERVER_REPLAY_MAX + 1));
    }

  return missed > SERVER_REPLAY_MAX || is_of_another_log (self, since);
}

static int
compare_seqs (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* Appends the next events of a span. Returns up to where that is all of them. */
static gint64
find_events (ServerReader *self, const Span *span, GArray *seqs)
{
  guint before = seqs->len;
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT seq FROM events WHERE room = ? AND seq BETWEEN ? AND ?"
                        " ORDER BY seq LIMIT ?",
                        INT (span->room), INT (span->first), INT (span->last), INT (STEP));

  while (server_statement_next (&statement))
    {
      gint64 seq = server_statement_int (&statement, 0);

      g_array_append_val (seqs, seq);
    }

  return seqs->len - before < STEP ? G_MAXINT64 : g_array_index (seqs, gint64, seqs->len - 1);
}

/* With a wrong length, all that comes after would be taken for something else. */
static gboolean
is_frame (GBytes *frame)
{
  char header[CHARLA_HEADER_SIZE];

  if (g_bytes_get_size (frame) < CHARLA_HEADER_SIZE)
    return FALSE;

  charla_frame_write_header (header, g_bytes_get_size (frame) - CHARLA_HEADER_SIZE);
  return memcmp (g_bytes_get_data (frame, NULL), header, CHARLA_HEADER_SIZE) == 0;
}

/* Returns whether there was room for it. */
static gboolean
append_frame (ServerReader *self, gint64 seq, GByteArray *frames, gsize size)
{
  g_auto (ServerStatement) statement
    = server_statement (self->database, "SELECT frame FROM events WHERE seq = ?", INT (seq));
  g_autoptr (GBytes) frame = NULL;

  if (!server_statement_next (&statement))
    return TRUE;

  frame = server_statement_bytes (&statement, 0);
  if (!is_frame (frame))
    {
      server_database_fail (self->database, SQLITE_CORRUPT);
      return FALSE;
    }
  if (frames->len > 0 && frames->len + g_bytes_get_size (frame) > size)
    return FALSE;

  g_byte_array_append (frames, g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));
  return TRUE;
}

gboolean
server_read_events (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                    GError **error)
{
  g_autoptr (GArray) spans = read_spans (self, query->user, query->after, query->until);
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  gint64 known = G_MAXINT64;

  for (guint i = 0; i < spans->len; i++)
    {
      gint64 complete = find_events (self, &g_array_index (spans, Span, i), seqs);

      known = MIN (known, complete);
    }
  g_array_sort (seqs, compare_seqs);

  answer->cursor = query->after;
  for (guint i = 0; i < seqs->len && !answer->has_more; i++)
    {
      gint64 seq = g_array_index (seqs, gint64, i);

      if (seq > known || !append_frame (self, seq, frames, query->size))
        answer->has_more = TRUE;
      else
        answer->cursor = seq;
    }

  answer->has_more |= known != G_MAXINT64;
  if (!answer->has_more)
    {
      gint64 head = server_lookup_head (self->database);

      answer->cursor = CLAMP (query->until, query->after, MAX (query->after, head));
    }
  answer->frames = g_byte_array_free_to_bytes (g_steal_pointer (&frames));

  return TRUE;
}
