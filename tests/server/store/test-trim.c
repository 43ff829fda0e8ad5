/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "server-database.h"
#include "server-store-check.h"
#include "store.h"

#define DAY G_GINT64_CONSTANT (86400000)

static gint64
get_value (Fixture *fixture, const char *sql)
{
  g_autofree char *path = fixture_path (fixture, SERVER_STORE_FILE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerDatabase) database = server_database_open (path, FALSE, &error);
  gint64 value;

  g_assert_no_error (error);
  value = server_database_take_value (server_database_begin_statement (database, sql, NULL, 0));
  server_database_take_failure (database, &error);
  g_assert_no_error (error);
  server_store_check_facts (database, &error);
  g_assert_no_error (error);

  return value;
}

/* What is not in the index yet is left for the next time. */
static void
wait_for_index (Fixture *fixture)
{
  while (get_value (fixture, "SELECT max (seq) > (SELECT value FROM meta WHERE key = 'indexed')"
                             " FROM messages")
         != 0)
    g_usleep (1000);
}

/* Returns how many messages have gone. */
static gint64
trim (Fixture *fixture, gint64 room, gint64 before)
{
  gint64 count = 0;
  gboolean has_more = TRUE;

  while (has_more)
    {
      g_autoptr (ServerResult) result
        = fixture_change (fixture, server_change_new_trim (room, before, count));

      g_assert_no_error (result->error);
      g_assert_null (result->records);
      g_assert_cmpint (result->count, <=, 100);
      count += result->count;
      has_more = result->has_more;
    }

  return count;
}

static char *
search (Fixture *fixture, const char *text)
{
  g_autoptr (CharlaMessage) found
    = fixture_read (fixture, server_query_new_search (1, text, 0, NULL, 0, 0));

  return texts_of (found);
}

static void
test_trim (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 berta = fixture_claim (fixture, "berta");
  gint64 old;
  gint64 taken;
  gint64 reply;
  gint64 deleted;
  g_autofree char *found = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  g_autoptr (CharlaMessage) answered = NULL;

  fixture_do (fixture, server_change_new_post (ana, SERVER_LOBBY, "old soup, @berta", "n-1", 0));
  old = fixture_last (fixture)->seq;
  fixture_do (fixture, server_change_new_react (berta, old, "👍", TRUE));
  fixture_do (fixture, server_change_new_edit (ana, old, "old soup with bread, @berta"));
  deleted = fixture_post (fixture, ana, SERVER_LOBBY, "what nobody shall read");
  taken = fixture_post (fixture, ana, SERVER_LOBBY, "taken back");
  fixture_do (fixture, server_change_new_delete (ana, taken));
  test_time += 10 * DAY;
  fixture_do (fixture, server_change_new_post (berta, SERVER_LOBBY, "new soup", NULL, old));
  reply = fixture_last (fixture)->seq;
  fixture_post (fixture, berta, SERVER_LOBBY, "the newest");
  wait_for_index (fixture);

  g_assert_cmpint (trim (fixture, SERVER_LOBBY, test_time - 11 * DAY), ==, 0);
  g_assert_cmpint (trim (fixture, SERVER_LOBBY, test_time - DAY), ==, 3);
  g_assert_cmpint (trim (fixture, SERVER_LOBBY, test_time - DAY), ==, 0);

  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM messages"), ==, 2);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM reactions"), ==, 0);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM mentions"), ==, 0);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM nonces"), ==, 0);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM events WHERE instr (frame,"
                                       " CAST ('\"ev\":\"edit\"' AS BLOB)) OR instr (frame,"
                                       " CAST ('nobody shall' AS BLOB))"), ==, 0);

  /* Who is where stays, and what was taken back. */
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM events"), ==, 5);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM audit WHERE action = 'retention'"
                                       " AND actor = 0 AND detail LIKE '3 messages from before %'"),
                   ==, 1);

  found = search (fixture, "soup");
  g_assert_cmpstr (found, ==, "new soup");
  page = fixture_read (fixture, server_query_new_history (berta, SERVER_LOBBY, 0, 0, 0, 0));
  message = charla_message_get_object_at (page, "messages", 0);
  answered = charla_message_get_object (message, "reply");
  g_assert_cmpstr (charla_message_get_string (message, "text"), ==, "new soup");
  g_assert_null (charla_message_get_string (answered, "name"));
  g_assert_null (charla_message_get_string (answered, "excerpt"));

  /* Nobody can do anything to what is gone; but to what is not. */
  fixture_refuse (fixture, server_change_new_edit (ana, old, "again"), CHARLA_CODE_NOT_FOUND);
  fixture_refuse (fixture, server_change_new_delete (ana, deleted), CHARLA_CODE_NOT_FOUND);
  fixture_refuse (fixture, server_change_new_post (ana, SERVER_LOBBY, "oh", NULL, old),
                  CHARLA_CODE_NOT_FOUND);
  fixture_do (fixture, server_change_new_post (ana, SERVER_LOBBY, "ah", "n-1", reply));
}

/* The log goes on from its newest event. */
static void
test_newest_stays (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 newest;

  fixture_post (fixture, ana, SERVER_LOBBY, "first");
  newest = fixture_post (fixture, ana, SERVER_LOBBY, "last");
  wait_for_index (fixture);
  g_assert_cmpint (trim (fixture, SERVER_LOBBY, test_time + DAY), ==, 1);
  fixture_reopen (fixture);
  g_assert_cmpint (fixture_post (fixture, ana, SERVER_LOBBY, "next"), ==, newest + 1);
  wait_for_index (fixture);
  g_assert_cmpint (trim (fixture, SERVER_LOBBY, test_time + DAY), ==, 1);
}

static void
test_batches (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 kitchen = fixture_create (fixture, ana, "Kitchen", SERVER_ROOM_PUBLIC);

  for (guint i = 0; i < 350; i++)
    server_event_log_append (SERVER_EVENT_LOG (fixture->store),
                             server_change_new_post (ana, i % 2 == 0 ? kitchen : SERVER_LOBBY,
                                                     "soup", NULL, 0), NULL, NULL);
  fixture_do (fixture, server_change_new_read (ana, kitchen, 1));
  test_time += 10 * DAY;
  fixture_post (fixture, ana, SERVER_LOBBY, "new");
  wait_for_index (fixture);

  g_assert_cmpint (trim (fixture, kitchen, test_time - DAY), ==, 175);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM messages"), ==, 176);
  g_assert_cmpint (trim (fixture, SERVER_LOBBY, test_time - DAY), ==, 175);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM messages"), ==, 1);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM audit WHERE action = 'retention'"),
                   ==, 2);

  /* What is broken off is written down, too. */
  fixture_do (fixture, server_change_new_trimmed (kitchen, test_time, 7));
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM audit WHERE detail LIKE '7 mess%'"),
                   ==, 1);
}

static gint64
get_rule (Fixture *fixture, gint64 room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer = fixture_query (fixture, server_query_new_rules (), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < answer->rules->len; i++)
    {
      const ServerRule *rule = &g_array_index (answer->rules, ServerRule, i);

      if (rule->room == room)
        return rule->days;
    }

  g_assert_not_reached ();
}

static void
assert_keep (Fixture *fixture, gint64 days)
{
  g_autoptr (CharlaMessage) event = parse_frame (fixture_last (fixture)->frame);
  g_autoptr (CharlaMessage) room = charla_message_get_object (event, "room");
  gint64 keep = -1;

  g_assert_cmpstr (charla_message_get_string (event, "ev"), ==, "room");
  charla_message_get_int (room, "keep", &keep);
  g_assert_cmpint (keep, ==, days);
}

static void
test_keep (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 kitchen = fixture_create (fixture, ana, "Kitchen", SERVER_ROOM_PUBLIC);
  gint64 direct;
  guint n_records;

  g_assert_cmpint (get_rule (fixture, kitchen), ==, 0);
  fixture_do (fixture, server_change_new_keep (kitchen, 30, "root"));
  assert_keep (fixture, 30);
  g_assert_cmpint (get_rule (fixture, kitchen), ==, 30);
  n_records = fixture->records->len;
  fixture_do (fixture, server_change_new_keep (kitchen, 30, "root"));
  g_assert_cmpuint (fixture->records->len, ==, n_records);

  /* It is told whatever else changes. */
  fixture_do (fixture, server_change_new_topic (ana, kitchen, "Soup"));
  assert_keep (fixture, 30);
  fixture_do (fixture, server_change_new_keep (kitchen, SERVER_KEEP_FOREVER, "root"));
  assert_keep (fixture, 0);
  g_assert_cmpint (get_rule (fixture, kitchen), ==, SERVER_KEEP_FOREVER);
  fixture_do (fixture, server_change_new_keep (kitchen, 0, "root"));
  assert_keep (fixture, -1);
  g_assert_cmpint (get_value (fixture, "SELECT count (*) FROM audit WHERE action = 'retention'"
                                       " AND actor_name = 'root'"), ==, 3);

  fixture_refuse (fixture, server_change_new_keep (99, 30, "root"), CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse (fixture, server_change_new_keep (kitchen, 30, NULL), CHARLA_CODE_FORBIDDEN);
  fixture_claim (fixture, "berta");
  fixture_do (fixture, server_change_new_direct (ana, "berta"));
  direct = fixture_last (fixture)->room;
  fixture_refuse (fixture, server_change_new_keep (direct, 30, "root"), CHARLA_CODE_BAD_REQUEST);
}

static void
test_clock (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer = fixture_query (fixture, server_query_new_rules (), &error);

  g_assert_cmpint (answer->time, ==, 0);
  g_clear_pointer (&answer, server_answer_free);
  fixture_claim (fixture, "ana");
  answer = fixture_query (fixture, server_query_new_rules (), &error);
  g_assert_cmpint (answer->time, ==, test_time);
  g_clear_pointer (&answer, server_answer_free);
  fixture_do (fixture, server_change_new_clock (test_time - 5));
  fixture_do (fixture, server_change_new_clock (test_time + 5));
  fixture_reopen (fixture);
  answer = fixture_query (fixture, server_query_new_rules (), &error);
  g_assert_cmpint (answer->time, ==, test_time + 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/trim/trim", test_trim);
  fixture_add ("/trim/newest-stays", test_newest_stays);
  fixture_add ("/trim/batches", test_batches);
  fixture_add ("/trim/keep", test_keep);
  fixture_add ("/trim/clock", test_clock);

  return g_test_run ();
}
