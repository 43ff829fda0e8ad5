/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-audit.h"
#include "server-store-lookup.h"

/* Events that are looked at in one transaction: whoever posts meanwhile waits for it. */
#define BATCH 32

/* What has been said, as opposed to who is where: that stays in the log, with what was
 * taken back, so that whoever comes back later does not miss it. */
#define IS_SAID                                                                                    \
  "(author IS NOT NULL OR substr (frame, 11, 12) IN (CAST ('{\"ev\":\"edit\"' AS BLOB))"            \
  " OR substr (frame, 11, 13) = CAST ('{\"ev\":\"react\"' AS BLOB))"

/* The newest event before a time: events are in the same order by time as by seq. */
static gint64
find_newest (ServerTransaction *self, gint64 time)
{
  gint64 low = 1;
  gint64 high = self->head + 1;

  while (low < high && !server_database_has_failed (self->database))
    {
      gint64 middle = low + (high - low) / 2;
      g_auto (ServerStatement) statement
        = server_statement (self->database,
                            "SELECT seq, time FROM events WHERE seq >= ? ORDER BY seq LIMIT 1",
                            INT (middle));

      if (server_statement_next (&statement) && server_statement_int (&statement, 1) < time)
        low = server_statement_int (&statement, 0) + 1;
      else
        high = middle;
    }

  return low - 1;
}

/* The newest event of all stays whatever its age, for the log goes on from it. And what
 * is not in all tables yet is still to be put there. */
static gint64
find_end (ServerTransaction *self, gint64 time)
{
  gint64 end = MIN (find_newest (self, time), self->head - 1);

  if (server_store_nonces_get_waiting (self->nonces) > 0)
    end = MIN (end, server_database_take_value (server_database_begin_statement (
                      self->database, "SELECT value FROM meta WHERE key = 'nonced'", NULL, 0)));

  return MIN (end, server_store_index_get_newest (self->index));
}

static void
remove_message (ServerTransaction *self, gint64 seq)
{
  server_store_index_remove (self->index, seq);
  server_execute (self->database,
                  "DELETE FROM nonces WHERE hash = (SELECT nonce FROM messages WHERE seq = ?)",
                  INT (seq));
  server_execute (self->database, "DELETE FROM mentions WHERE seq = ?", INT (seq));
  server_execute (self->database, "DELETE FROM reactions WHERE message = ?", INT (seq));
  server_execute (self->database, "DELETE FROM messages WHERE seq = ?", INT (seq));
}

/* Returns up to where it has come. */
static gint64
remove_some (ServerTransaction *self, gint64 room, gint64 after, gint64 end)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT seq, " IS_SAID ", author IS NOT NULL FROM events"
                        " WHERE room = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
                        INT (room), INT (after), INT (end), INT (BATCH));
  gint64 place = end;
  guint n_seen = 0;

  while (server_statement_next (&statement))
    {
      gint64 seq = server_statement_int (&statement, 0);

      if (server_statement_int (&statement, 1) != 0)
        g_array_append_val (seqs, seq);
      self->result->count += server_statement_int (&statement, 2);
      if (++n_seen == BATCH)
        place = seq;
    }
  server_statement_end (&statement);

  for (guint i = 0; i < seqs->len; i++)
    {
      gint64 seq = g_array_index (seqs, gint64, i);

      remove_message (self, seq);
      server_execute (self->database, "DELETE FROM events WHERE seq = ?", INT (seq));
    }

  return place;
}

static void
write_down (ServerTransaction *self, gint64 room, gint64 before, gint64 count)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (before / 1000);
  g_autofree char *date = time != NULL ? g_date_time_format_iso8601 (time) : NULL;
  g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT " messages from before %s", count,
                                             date != NULL ? date : "all time");

  server_audit_write (self, &(ServerAuditEntry){ .action = "retention", .room = room,
                                                 .detail = detail });
}

gboolean
server_apply_trim (ServerTransaction *self, const ServerChange *change, GError **error)
{
  gint64 trimmed = server_value (self->database, "SELECT trimmed FROM rooms WHERE id = ?",
                                 INT (change->room));
  gint64 end = find_end (self, change->time);
  gint64 place;

  if (change->is_on)
    write_down (self, change->room, change->time, change->seq);
  if (change->is_on || end <= trimmed)
    return TRUE;

  place = remove_some (self, change->room, trimmed, end);
  server_execute (self->database, "UPDATE rooms SET trimmed = ? WHERE id = ?", INT (place),
                  INT (change->room));
  self->result->has_changed = self->result->count > 0;
  self->result->has_more = place < end;
  if (self->result->has_more)
    return TRUE;

  server_store_index_drop_empty (self->index, end);
  if (change->seq + self->result->count > 0)
    write_down (self, change->room, change->time, change->seq + self->result->count);

  return TRUE;
}

gboolean
server_apply_clock (ServerTransaction *self, const ServerChange *change, GError **error)
{
  server_execute (self->database, "INSERT OR REPLACE INTO meta (key, value) VALUES ('clock', ?)",
                  INT (change->time));
  return TRUE;
}
