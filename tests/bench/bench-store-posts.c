/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many posts a second the store writes, beside what SQLite can do at all. */
#include <charla.h>
#include <time.h>

#include "bench-store.h"
#include "server-id.h"

#define N_USERS 50
#define TEXT_SIZE 100
#define FRAME_SIZE 220

static gint64
get_time (void)
{
  return g_get_real_time () / 1000;
}

/* Of this thread, in microseconds. */
static double
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* @waits: how long each transaction took, in microseconds */
static void
report (guint batch, guint n_posts, double cpu, GArray *waits)
{
  double microseconds = 0;

  for (guint i = 0; i < waits->len; i++)
    microseconds += g_array_index (waits, double, i);
  g_array_sort (waits, compare_doubles);
  g_print ("{\"batch\": %u, \"posts_per_s\": %.0f, \"cpu_us\": %.2f, \"p50_us\": %.0f, \"p99_us\": %.0f}\n",
           batch, n_posts / microseconds * 1e6, cpu / n_posts,
           g_array_index (waits, double, waits->len / 2), g_array_index (waits, double, waits->len * 99 / 100));
}

static void
add_users (ServerWriter *writer)
{
  for (guint i = 0; i < N_USERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("user %u", i);
      ServerChange *change = server_change_new_claim (name, NULL);

      bench_store_commit (writer, &change, 1);
    }
}

void
bench_store_posts (const char *folder, guint n_posts, guint batch)
{
  g_autoptr (ServerWriter) writer = bench_store_open (folder, get_time);
  g_autofree ServerChange **changes = g_new (ServerChange *, batch);
  g_autofree char *text = g_strnfill (TEXT_SIZE, 'x');
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (double));
  double cpu = 0;

  add_users (writer);
  for (guint done = 0; done < n_posts; done += batch)
    {
      double cpu_start, wait;
      gint64 start;

      for (guint i = 0; i < batch; i++)
        {
          g_autofree char *nonce = g_uuid_string_random ();

          changes[i] = server_change_new_post (1 + i % N_USERS, SERVER_LOBBY, text, nonce, 0);
        }

      start = g_get_monotonic_time ();
      cpu_start = get_cpu_time ();
      bench_store_commit (writer, changes, batch);
      wait = g_get_monotonic_time () - start;
      g_array_append_val (waits, wait);
      cpu += get_cpu_time () - cpu_start;
    }

  report (batch, n_posts, cpu, waits);
}

/* The bytes of as many events in one table, written with the same care. */
void
bench_store_plain (const char *folder, guint n_posts, guint batch)
{
  g_autofree char *path = g_build_filename (folder, "plain.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerDatabase) database = server_database_open (path, TRUE, &error);
  g_autofree char *payload = g_strnfill (FRAME_SIZE, 'x');
  g_autoptr (GBytes) frame = charla_frame_new (payload, FRAME_SIZE);
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (double));
  double cpu_start;

  g_assert_no_error (error);
  server_database_set_durable (database);
  server_database_script (database, "CREATE TABLE events (seq INTEGER PRIMARY KEY, time INTEGER,"
                                    " room INTEGER, frame BLOB) STRICT");

  cpu_start = get_cpu_time ();
  for (guint done = 0; done < n_posts; done += batch)
    {
      gint64 start = g_get_monotonic_time ();
      double wait;

      server_database_script (database, "BEGIN IMMEDIATE");
      for (guint i = 0; i < batch; i++)
        server_execute (database, "INSERT INTO events (time, room, frame) VALUES (?, ?, ?)",
                        INT (get_time ()), INT (1), BYTES (frame));
      server_database_script (database, "COMMIT");
      wait = g_get_monotonic_time () - start;
      g_array_append_val (waits, wait);
    }
  server_database_take_failure (database, &error);
  g_assert_no_error (error);

  report (batch, n_posts, get_cpu_time () - cpu_start, waits);
}
