/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-page.h"
#include "server-store-lookup.h"
#include "server-store-schema.h"

/* What is asked of the history all the time, and how it has to be found. */
static const char *const questions[][2] = {
  { "SELECT" SERVER_ROOM_COLUMNS "FROM" SERVER_ROOM_TABLES "WHERE rooms.id = ?2",
    "SEARCH events USING COVERING INDEX events_message (room=? AND seq>?)" },
  { "SELECT" SERVER_ROOM_COLUMNS "FROM" SERVER_ROOM_TABLES "WHERE rooms.id = ?2",
    "SEARCH events USING COVERING INDEX events_room (room=?)" },
  { "SELECT" SERVER_MESSAGE_COLUMNS "FROM" SERVER_ROOM_MESSAGE_TABLES
    "WHERE places.room = ? AND places.author IS NOT NULL AND places.seq < ?"
    " ORDER BY places.seq DESC",
    "SEARCH places USING COVERING INDEX events_message (room=? AND seq<?)" },
};

static char *
explain (ServerDatabase *database, const char *sql)
{
  g_autofree char *question = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  GString *plan = g_string_new ("");
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (server_database_get_handle (database), question, -1,
                                       &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", (const char *) sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);

  return g_string_free (plan, FALSE);
}

/* Nobody makes it slow by doing a million times what is no message. */
static void
test_messages_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerDatabase) database = server_database_open (":memory:", TRUE, &error);

  g_assert_no_error (error);
  server_store_schema_migrate (database, server_store_schema_get_newest (), &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *plan = explain (database, questions[i][0]);

      g_test_message ("%s", plan);
      g_assert_nonnull (strstr (plan, questions[i][1]));
      g_assert_null (strstr (plan, "SCAN events"));
      g_assert_null (strstr (plan, "SCAN messages"));
      g_assert_null (strstr (plan, "TEMP B-TREE"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plans/messages-alone", test_messages_alone);

  return g_test_run ();
}
