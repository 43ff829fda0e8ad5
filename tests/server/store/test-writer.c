/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-writer.h"

#include "server-id.h"
#include "server-store-schema.h"

static gint64 now;

static gint64
get_now (void)
{
  return now;
}

static ServerDatabase *
open_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  ServerDatabase *database = server_database_open (path, TRUE, &error);

  g_assert_no_error (error);
  server_store_schema_migrate (database, server_store_schema_get_newest (), &error);
  g_assert_no_error (error);

  return database;
}

static ServerWriter *
open_writer (ServerDatabase *database)
{
  g_autoptr (GError) error = NULL;
  ServerWriter *writer = NULL;

  now = 1000;
  writer = server_writer_new (database, get_now, &error);
  g_assert_no_error (error);

  return writer;
}

/* Makes changes in one transaction; the jobs have what became of them. */
static GPtrArray *
commit (ServerWriter *writer, ServerChange **changes, guint n_changes)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) server_job_free);

  for (guint i = 0; i < n_changes; i++)
    g_ptr_array_add (jobs, server_job_new (changes[i], NULL, NULL));
  server_writer_commit (writer, (ServerJob **) jobs->pdata, n_changes);

  return jobs;
}

static ServerResult *
result_at (GPtrArray *jobs, guint index)
{
  return ((ServerJob *) jobs->pdata[index])->result;
}

static void
claim (ServerWriter *writer, const char *name)
{
  ServerChange *change = server_change_new_claim (name, NULL);
  g_autoptr (GPtrArray) jobs = commit (writer, &change, 1);

  g_assert_no_error (result_at (jobs, 0)->error);
}

/* A change sees what those before it have done, in the same transaction too. */
static void
test_same_batch (void)
{
  g_autoptr (ServerWriter) writer = open_writer (open_database (":memory:"));
  ServerChange *changes[] = {
    server_change_new_claim ("ana", NULL),
    server_change_new_claim ("ANA", NULL),
    server_change_new_post (1, SERVER_LOBBY, "x", "n", 0),
    server_change_new_post (1, SERVER_LOBBY, "x", "n", 0),
    server_change_new_edit (1, 2, "y"),
    server_change_new_delete (1, 2),
    server_change_new_edit (1, 2, "z"),
  };
  g_autoptr (GPtrArray) jobs = commit (writer, changes, G_N_ELEMENTS (changes));

  g_assert_no_error (result_at (jobs, 0)->error);
  g_assert_error (result_at (jobs, 1)->error, CHARLA_CODE_ERROR, CHARLA_CODE_NAME_TAKEN);
  g_assert_cmpint (result_at (jobs, 2)->seq, ==, 2);
  g_assert_cmpint (result_at (jobs, 3)->seq, ==, 2);
  g_assert_null (result_at (jobs, 3)->records);
  g_assert_cmpint (result_at (jobs, 4)->seq, ==, 3);
  g_assert_cmpint (result_at (jobs, 5)->seq, ==, 4);
  g_assert_error (result_at (jobs, 6)->error, CHARLA_CODE_ERROR, CHARLA_CODE_CONFLICT);
  g_assert_cmpint (server_writer_get_head (writer), ==, 4);
}

static void
test_refused_leaves_nothing (void)
{
  g_autoptr (ServerWriter) writer = open_writer (open_database (":memory:"));
  ServerChange *changes[] = {
    server_change_new_claim ("ana", NULL),
    server_change_new_post (1, 99, "x", "n", 0),
    server_change_new_create (1, "lobby", SERVER_ROOM_PUBLIC, ""),
    server_change_new_post (1, SERVER_LOBBY, "x", "n", 0),
  };
  g_autoptr (GPtrArray) jobs = commit (writer, changes, G_N_ELEMENTS (changes));

  g_assert_nonnull (result_at (jobs, 1)->error);
  g_assert_nonnull (result_at (jobs, 2)->error);
  g_assert_cmpint (result_at (jobs, 3)->seq, ==, 2);
  g_assert_true (result_at (jobs, 3)->has_changed);
}

static void
set_page_limit (ServerDatabase *database, int pages)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", pages);

  server_database_script (database, sql);
}

/* When there is no room, nothing of a transaction is done, and all are told; when
 * there is again, it goes on as if nothing had been. */
static void
test_full (void)
{
  ServerDatabase *database = open_database (":memory:");
  g_autoptr (ServerWriter) writer = open_writer (database);
  g_autofree char *large = g_strnfill (CHARLA_TEXT_MAX, 'x');
  ServerChange *changes[12];
  g_autoptr (GPtrArray) failed = NULL;
  g_autoptr (GPtrArray) done = NULL;

  claim (writer, "ana");
  set_page_limit (database, 40);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    changes[i] = server_change_new_post (1, SERVER_LOBBY, i == 0 ? "small" : large, "n", 0);
  for (guint i = 1; i < G_N_ELEMENTS (changes); i++)
    {
      g_free (changes[i]->nonce);
      changes[i]->nonce = g_strdup_printf ("n%u", i);
    }

  g_test_expect_message ("charla-server", G_LOG_LEVEL_MESSAGE, "Nothing can be stored*full*");
  failed = commit (writer, changes, G_N_ELEMENTS (changes));
  g_test_assert_expected_messages ();
  for (guint i = 0; i < failed->len; i++)
    {
      ServerResult *result = result_at (failed, i);

      g_assert_error (result->error, CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL);
      g_assert_nonnull (strstr (result->error->message, "full"));
      g_assert_cmpint (result->seq, ==, 0);
      g_assert_null (result->records);
    }
  g_assert_cmpint (server_writer_get_head (writer), ==, 1);
  g_assert_true (server_writer_is_done (writer));

  set_page_limit (database, 100000);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *nonce = g_strdup_printf ("n%u", i);

      changes[i] = server_change_new_post (1, SERVER_LOBBY, large, i == 0 ? "n" : nonce, 0);
    }
  g_test_expect_message ("charla-server", G_LOG_LEVEL_MESSAGE, "The store works again");
  done = commit (writer, changes, G_N_ELEMENTS (changes));
  g_test_assert_expected_messages ();
  for (guint i = 0; i < done->len; i++)
    {
      g_assert_no_error (result_at (done, i)->error);
      g_assert_cmpint (result_at (done, i)->seq, ==, 2 + i);
      g_assert_true (result_at (done, i)->has_changed);
    }
}

static void
test_head_and_time (void)
{
  ServerDatabase *database = open_database (":memory:");
  g_autoptr (ServerWriter) writer = open_writer (database);
  ServerChange *changes[3];

  g_assert_cmpint (server_writer_get_head (writer), ==, 0);
  claim (writer, "ana");
  for (int round = 0; round < 3; round++)
    {
      g_autoptr (GPtrArray) jobs = NULL;

      now -= 100;
      for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
        changes[i] = server_change_new_post (1, SERVER_LOBBY, "x", NULL, 0);
      jobs = commit (writer, changes, G_N_ELEMENTS (changes));
      for (guint i = 0; i < jobs->len; i++)
        {
          g_assert_cmpint (result_at (jobs, i)->seq, ==, 2 + round * 3 + i);
          g_assert_cmpint (result_at (jobs, i)->time, ==, 1000);
        }
    }
}

static void
post (ServerWriter *writer, guint n_posts)
{
  for (guint i = 0; i < n_posts; i++)
    {
      g_autofree char *nonce = g_uuid_string_random ();
      ServerChange *change = server_change_new_post (1, SERVER_LOBBY, "word", nonce, 0);
      g_autoptr (GPtrArray) jobs = commit (writer, &change, 1);

      g_assert_no_error (result_at (jobs, 0)->error);
    }
}

/* A short pause is used when there is much to do, and only for that; in a long one
 * all is done; and without any, it is done all the same. */
static void
test_tidy_up (void)
{
  g_autoptr (ServerWriter) writer = open_writer (open_database (":memory:"));

  claim (writer, "ana");
  post (writer, 1);
  g_assert_false (server_writer_is_due (writer));
  g_assert_false (server_writer_is_done (writer));

  post (writer, 50);
  g_assert_true (server_writer_is_due (writer));
  server_writer_tidy_up (writer);
  g_assert_false (server_writer_is_due (writer));
  g_assert_false (server_writer_is_done (writer));
  server_writer_tidy_up (writer);
  g_assert_true (server_writer_is_done (writer));

  for (guint i = 0; i < 1000 && !server_writer_is_due (writer); i++)
    post (writer, 1);
  for (guint i = 0; i < 1000 && server_writer_is_due (writer); i++)
    post (writer, 1);
  g_assert_false (server_writer_is_due (writer));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writer/same-batch", test_same_batch);
  g_test_add_func ("/writer/refused-leaves-nothing", test_refused_leaves_nothing);
  g_test_add_func ("/writer/full", test_full);
  g_test_add_func ("/writer/tidy-up", test_tidy_up);
  g_test_add_func ("/writer/head-and-time", test_head_and_time);

  return g_test_run ();
}
