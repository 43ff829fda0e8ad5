/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-check.h"

#include "server-id.h"

/* What of the tables has to agree: each finds what contradicts the others. That all of
 * them agree on what nobody can see does not matter here. */
typedef struct
{
  const char *query;
  const char *what;
} Fact;

static const Fact facts[] = {
  { "SELECT 1 FROM rooms WHERE id = " G_STRINGIFY (SERVER_LOBBY) " AND kind <> 0"
    " UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM rooms WHERE id = "
    G_STRINGIFY (SERVER_LOBBY) ")",
    "there is no Lobby" },
  { "SELECT count (*) <> 3 FROM meta WHERE key IN ('id', 'indexed', 'nonced')",
    "what the server is called is missing" },
  { "SELECT 1 FROM tokens WHERE user NOT IN (SELECT id FROM users)",
    "a device belongs to nobody" },
  { "SELECT 1 FROM members WHERE user NOT IN (SELECT id FROM users)"
    " OR room NOT IN (SELECT id FROM rooms) OR role NOT BETWEEN 1 AND 3",
    "somebody is in a room who is not there" },
  { "SELECT 1 FROM rooms WHERE members <>"
    " (SELECT count (*) FROM members WHERE members.room = rooms.id)",
    "the members of a room are not counted right" },
  { "SELECT 1 FROM spans WHERE user NOT IN (SELECT id FROM users)"
    " OR room NOT IN (SELECT id FROM rooms) OR last < first",
    "somebody is told of a room that is not there" },
  { "SELECT 1 FROM members WHERE NOT EXISTS (SELECT 1 FROM spans WHERE spans.user = members.user"
    " AND spans.room = members.room AND last IS NULL)",
    "somebody is in a room and is not told what happens" },
  { "SELECT 1 FROM events WHERE seq < 1 OR room NOT IN (SELECT 0 UNION ALL SELECT id FROM rooms)",
    "something has happened where there is no room" },
  { "SELECT 1 FROM messages LEFT JOIN events USING (seq)"
    " WHERE events.author IS NULL OR events.room <> messages.room",
    "a message is not in the log" },
  { "SELECT 1 FROM events LEFT JOIN messages USING (seq)"
    " WHERE events.author IS NOT NULL AND messages.seq IS NULL",
    "a message is in the log only" },
  { "WITH head AS (SELECT coalesce (max (seq), 0) AS seq FROM events)"
    " SELECT 1 FROM members, head WHERE max (since, seen) > head.seq"
    " UNION ALL SELECT 1 FROM spans, head WHERE max (first, coalesce (last, 0)) > head.seq"
    " UNION ALL SELECT 1 FROM sanctions, head WHERE sanctions.seq > head.seq"
    " UNION ALL SELECT 1 FROM rooms, head WHERE trimmed > head.seq",
    "something is said to be later than anything that has happened" },
};

/**
 * server_store_check_pages:
 * @database: a connection
 * @is_thorough: whether to compare the indexes with their tables too, which takes
 *   several times as long
 *
 * Reads the whole file. A failure to do so sticks to @database.
 *
 * Returns: whether the file is well formed
 */
gboolean
server_store_check_pages (ServerDatabase *database, gboolean is_thorough)
{
  g_auto (ServerStatement) statement = server_database_begin_statement (
    database, is_thorough ? "PRAGMA integrity_check (1)" : "PRAGMA quick_check (1)", NULL, 0);

  return server_statement_next (&statement)
         && g_strcmp0 (server_statement_text (&statement, 0), "ok") == 0;
}

/**
 * server_store_check_facts:
 * @database: a connection
 * @error: return location for an error
 *
 * Looks whether what the tables say goes together, as far as the server counts on it.
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_check_facts (ServerDatabase *database, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      gint64 is_wrong = server_database_take_value (
        server_database_begin_statement (database, facts[i].query, NULL, 0));

      if (!server_database_take_failure (database, error))
        return FALSE;
      if (is_wrong != 0)
        {
          g_set_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED,
                       "It contradicts itself: %s", facts[i].what);
          return FALSE;
        }
    }

  return TRUE;
}
