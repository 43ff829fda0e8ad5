/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Measures the store by itself, without sockets, in a FOLDER that should be on
 * the disk that matters. Each prints a line of JSON:
 *
 *   bench-store posts FOLDER POSTS BATCH   durable posts, BATCH to a transaction
 *   bench-store plain FOLDER POSTS BATCH   what SQLite does with as many plain rows
 *   bench-store fill FOLDER MESSAGES       makes a store as people would fill it
 *   bench-store read FOLDER                opening, searching and resuming there
 */
#include "bench-store.h"

#include <stdio.h>

#include "server-store-private.h"
#include "server-store-schema.h"

double
bench_store_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1e6;
}

ServerWriter *
bench_store_open (const char *folder, ServerClock clock)
{
  g_autofree char *path = g_build_filename (folder, SERVER_STORE_FILE, NULL);
  g_autoptr (GError) error = NULL;
  ServerDatabase *database = NULL;
  ServerWriter *writer = NULL;

  g_mkdir_with_parents (folder, 0700);
  database = server_database_open (path, TRUE, &error);
  g_assert_no_error (error);
  server_store_schema_migrate (database, server_store_schema_get_newest (), &error);
  g_assert_no_error (error);
  server_database_set_durable (database);
  writer = server_writer_new (database, clock, &error);
  g_assert_no_error (error);

  return writer;
}

void
bench_store_commit (ServerWriter *writer, ServerChange **changes, guint n_changes)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) server_job_free);

  for (guint i = 0; i < n_changes; i++)
    g_ptr_array_add (jobs, server_job_new (changes[i], NULL, NULL));
  server_writer_commit (writer, (ServerJob **) jobs->pdata, n_changes);
  for (guint i = 0; i < n_changes; i++)
    g_assert_no_error (((ServerJob *) jobs->pdata[i])->result->error);
}

int
main (int argc, char *argv[])
{
  const char *mode = argc > 2 ? argv[1] : "";
  guint number = argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : 0;
  guint batch = argc > 4 ? g_ascii_strtoull (argv[4], NULL, 10) : 0;

  if (batch > 0 && number > 0 && g_str_equal (mode, "posts"))
    bench_store_posts (argv[2], number, batch);
  else if (batch > 0 && number > 0 && g_str_equal (mode, "plain"))
    bench_store_plain (argv[2], number, batch);
  else if (number > 0 && g_str_equal (mode, "fill"))
    bench_store_fill (argv[2], number);
  else if (g_str_equal (mode, "read"))
    bench_store_read (argv[2]);
  else
    {
      fprintf (stderr, "Usage: bench-store posts|plain FOLDER POSTS BATCH\n"
                       "       bench-store fill FOLDER MESSAGES\n"
                       "       bench-store read FOLDER\n");
      return 2;
    }

  return 0;
}
