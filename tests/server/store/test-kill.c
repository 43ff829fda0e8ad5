/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>

#include "server-database.h"
#include "store.h"

/*
 * A program that posts is killed at any moment, again and again. Whatever it was
 * told to be stored is there after each time, exactly once and at the place that
 * it was told, and the log has no holes.
 */

#define N_ROUNDS 30

/* Starts the program, kills it after some answers, and returns one more than the
 * last number that was answered, with all answers in @seqs. */
static guint
run_and_kill (Fixture *fixture, guint first, guint n_answers, GArray *seqs)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "server", "store", "appender", NULL);
  g_autofree char *number = g_strdup_printf ("%u", first);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, fixture->folder, number,
                        NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  guint next = first;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (guint n_lines = 0;; n_lines++)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      gint64 seq = 0;
      char *end = NULL;

      g_assert_no_error (error);
      if (line == NULL)
        break;
      if (n_lines == n_answers)
        g_subprocess_send_signal (process, SIGKILL);

      g_assert_cmpuint (g_ascii_strtoull (line, &end, 10), ==, next);
      seq = g_ascii_strtoll (end, NULL, 10);
      g_array_append_val (seqs, seq);
      next++;
    }

  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);

  return next;
}

static gint64
get_value (ServerDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value
    = server_database_take_value (server_database_begin_statement (database, sql, NULL, 0));

  server_database_take_failure (database, &error);
  g_assert_no_error (error);

  return value;
}

/* Returns the number of the newest message, plus one. */
static guint
check (Fixture *fixture, GArray *seqs)
{
  g_autofree char *path = fixture_path (fixture, SERVER_STORE_FILE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerDatabase) database = server_database_open (path, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (get_value (database, "SELECT count (*) FROM events"), ==,
                   get_value (database, "SELECT max (seq) FROM events"));
  g_assert_cmpint (get_value (database, "SELECT count (*) FROM messages"), ==,
                   get_value (database, "SELECT count (DISTINCT text) FROM messages"));

  for (guint i = 0; i < seqs->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      gint64 seq = g_array_index (seqs, gint64, i);

      g_assert_cmpint (server_value (database,
                                     "SELECT count (*) FROM messages JOIN events USING (seq)"
                                     " WHERE seq = ? AND text = ?",
                                     INT (seq), TEXT (text)),
                       ==, 1);
    }

  return 1 + get_value (database, "SELECT max (CAST (text AS INTEGER)) FROM messages");
}

/* What was under way may be stored or not; sent once more, it is there once. */
static void
send_again (Fixture *fixture, guint from, guint to, GArray *seqs)
{
  for (guint i = from; i < to; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (ServerResult) result
        = fixture_change (fixture, server_change_new_post (1, SERVER_LOBBY, text, text, 0));

      g_assert_no_error (result->error);
      g_assert_null (result->records);
      g_array_append_val (seqs, result->seq);
    }
}

static void
test_kill (Fixture *fixture)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint next = 0;

  fixture_close (fixture);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      guint n_answers = g_test_rand_int_range (0, round % 5 == 0 ? 2000 : 300);
      guint answered = run_and_kill (fixture, next, n_answers, seqs);

      next = check (fixture, seqs);
      g_assert_cmpuint (next, >=, answered);
      fixture_open (fixture);
      send_again (fixture, answered, next, seqs);
      g_assert_cmpuint (check (fixture, seqs), ==, next);
      fixture_close (fixture);
    }
  g_test_message ("%u messages", next);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/kill/kill", test_kill);

  return g_test_run ();
}
