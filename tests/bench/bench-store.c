/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Measures the store by itself, without sockets. It makes its stores in a new
 * FOLDER, which should be on the disk that matters, and prints JSON:
 *
 *   bench-store posts FOLDER BATCH      durable posts, BATCH to a transaction
 *   bench-store large FOLDER MESSAGES   opening, searching and resuming when
 *                                       there are MESSAGES messages
 */
#include <charla.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "server-id.h"
#include "server-store-private.h"
#include "server-store-schema.h"
#include "server-writer.h"

#define N_USERS 50
#define N_ROOMS 4
#define N_WORDS 12
#define REPEATS 20

typedef struct
{
  double per_second;
  double cpu_us; /* of each */
} Rate;

static gint64
get_time (void)
{
  return g_get_real_time () / 1000;
}

static double
since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1e6;
}

/* Words as people use them: the n-th most common one is said 1/n as often. */
static char *
make_text (GRand *rand, guint number)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_WORDS; i++)
    g_string_append_printf (text, "w%d ", (int) exp (g_rand_double (rand) * log (30000)));
  if (number % 100000 == 50)
    g_string_append (text, "rareword");

  return g_string_free (text, FALSE);
}

static ServerWriter *
open_writer (const char *folder)
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
  writer = server_writer_new (database, get_time, &error);
  g_assert_no_error (error);

  return writer;
}

static void
commit (ServerWriter *writer, ServerChange **changes, guint n_changes)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) server_job_free);

  for (guint i = 0; i < n_changes; i++)
    g_ptr_array_add (jobs, server_job_new (changes[i], NULL, NULL));
  server_writer_commit (writer, (ServerJob **) jobs->pdata, n_changes);
  for (guint i = 0; i < n_changes; i++)
    g_assert_no_error (((ServerJob *) jobs->pdata[i])->result->error);
}

static void
populate (ServerWriter *writer)
{
  for (guint i = 0; i < N_USERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("user %u", i);
      ServerChange *change = server_change_new_claim (name);

      commit (writer, &change, 1);
    }

  for (guint i = 1; i < N_ROOMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("room %u", i);
      ServerChange *change = server_change_new_create (1, name, SERVER_ROOM_PUBLIC, "");

      commit (writer, &change, 1);
      for (guint user = 2; user <= N_USERS; user++)
        {
          change = server_change_new_join (user, SERVER_LOBBY + i);
          commit (writer, &change, 1);
        }
    }
}

/* Of this thread, in microseconds. */
static double
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static Rate
post (ServerWriter *writer, guint n_posts, guint batch)
{
  g_autofree ServerChange **changes = g_new (ServerChange *, batch);
  g_autoptr (GRand) rand = g_rand_new_with_seed (batch);
  double seconds = 0;
  double cpu = 0;

  for (guint done = 0; done < n_posts; done += batch)
    {
      double cpu_start;
      gint64 start;

      for (guint i = 0; i < batch; i++)
        {
          g_autofree char *text = make_text (rand, done + i);
          g_autofree char *nonce = g_uuid_string_random ();

          changes[i] = server_change_new_post (1 + g_rand_int_range (rand, 0, N_USERS),
                                               1 + g_rand_int_range (rand, 0, N_ROOMS), text,
                                               nonce, 0);
        }

      start = g_get_monotonic_time ();
      cpu_start = get_cpu_time ();
      commit (writer, changes, batch);
      seconds += since (start);
      cpu += get_cpu_time () - cpu_start;
    }

  return (Rate){ n_posts / seconds, cpu / n_posts };
}

/* What SQLite itself does with the bytes of the same events in one table. */
static Rate
post_plainly (const char *folder, guint n_posts, guint batch)
{
  g_autofree char *path = g_strdup_printf ("%s/plain.db", folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerDatabase) database = server_database_open (path, TRUE, &error);
  g_autofree char *payload = g_strnfill (220, 'x');
  g_autoptr (GBytes) frame = charla_frame_new (payload, strlen (payload));
  double cpu_start;
  gint64 start;

  g_assert_no_error (error);
  server_database_set_durable (database);
  server_database_script (database, "CREATE TABLE events (seq INTEGER PRIMARY KEY, "
                                    "time INTEGER NOT NULL, room INTEGER NOT NULL, "
                                    "frame BLOB NOT NULL) STRICT");

  start = g_get_monotonic_time ();
  cpu_start = get_cpu_time ();
  for (guint done = 0; done < n_posts; done += batch)
    {
      server_database_script (database, "BEGIN IMMEDIATE");
      for (guint i = 0; i < batch; i++)
        server_execute (database, "INSERT INTO events (seq, time, room, frame) VALUES (?, ?, ?, ?)",
                        INT (done + i + 1), INT (get_time ()), INT (i % N_ROOMS), BYTES (frame));
      server_database_script (database, "COMMIT");
    }
  server_database_take_failure (database, &error);
  g_assert_no_error (error);

  return (Rate){ n_posts / since (start), (get_cpu_time () - cpu_start) / n_posts };
}

static void
bench_posts (const char *folder, guint batch)
{
  g_autoptr (ServerWriter) writer = open_writer (folder);
  guint n_posts = MIN (batch * 2000, 200000);
  Rate plain = post_plainly (folder, n_posts, batch);
  Rate posts;

  populate (writer);
  posts = post (writer, n_posts, batch);
  printf ("{\"batch\": %u, \"posts\": %.0f, \"plain\": %.0f, \"ratio\": %.2f, "
          "\"cpu_us\": %.1f, \"plain_cpu_us\": %.1f}\n",
          batch, posts.per_second, plain.per_second, posts.per_second / plain.per_second,
          posts.cpu_us, plain.cpu_us);
}

static guint64
get_resident (void)
{
  g_autofree char *text = NULL;
  guint64 pages = 0;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  sscanf (text, "%*u %" G_GUINT64_FORMAT, &pages);

  return pages * sysconf (_SC_PAGESIZE);
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static ServerAnswer *
ask (ServerStore *store, ServerQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ServerAnswer *answer = NULL;

  server_store_query_async (store, query, NULL, on_queried, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = server_store_query_finish (store, result, &error);
  g_assert_no_error (error);

  return answer;
}

static void
bench_search (ServerStore *store, const char *what, const char *text)
{
  double best = G_MAXDOUBLE;
  double worst = 0;

  for (guint i = 0; i < REPEATS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (ServerAnswer) answer
        = ask (store, server_query_new_search (1, text, 0, NULL, 0, 50));
      double seconds = since (start);

      best = MIN (best, seconds);
      worst = MAX (worst, seconds);
    }

  printf ("  \"search %s\": {\"best_ms\": %.2f, \"worst_ms\": %.2f},\n", what, best * 1000,
          worst * 1000);
}

static void
bench_resume (ServerStore *store)
{
  gint64 cursor = server_event_log_get_head (SERVER_EVENT_LOG (store)) - SERVER_REPLAY_MAX;
  gint64 start = g_get_monotonic_time ();
  gboolean has_more = TRUE;
  gsize size = 0;
  guint reads = 0;

  for (; has_more; reads++)
    {
      g_autoptr (ServerAnswer) answer = ask (store, server_query_new_events (1, cursor, G_MAXINT64, 262144));

      cursor = answer->cursor;
      has_more = answer->has_more;
      size += g_bytes_get_size (answer->frames);
    }

  printf ("  \"resume\": {\"ms\": %.1f, \"reads\": %u, \"bytes\": %" G_GSIZE_FORMAT "},\n",
          since (start) * 1000, reads, size);
}

static void
bench_large (const char *folder, guint n_messages)
{
  g_autoptr (GError) error = NULL;
  ServerStore *store = NULL;
  guint64 before;
  gint64 start;

  printf ("{\n");
  {
    g_autoptr (ServerWriter) writer = open_writer (folder);

    populate (writer);
    printf ("  \"filling\": {\"messages\": %u, \"posts\": %.0f},\n", n_messages,
            post (writer, n_messages, 1000).per_second);
    printf ("  \"posts when large\": {\"batch\": 10, \"posts\": %.0f},\n",
            post (writer, 20000, 10).per_second);
  }

  before = get_resident ();
  start = g_get_monotonic_time ();
  store = server_store_open (folder, &error);
  g_assert_no_error (error);
  printf ("  \"open\": {\"ms\": %.1f, \"resident_mib\": %.1f, \"grown_mib\": %.1f},\n",
          since (start) * 1000, get_resident () / 1048576.0,
          (get_resident () - before) / 1048576.0);

  bench_search (store, "common", "w1");
  bench_search (store, "common beginning", "w");
  bench_search (store, "two common", "w1 w2");
  bench_search (store, "rare", "rareword");
  bench_search (store, "absent", "nowhere");
  bench_resume (store);

  start = g_get_monotonic_time ();
  server_answer_free (ask (store, server_query_new_welcome (2, 0)));
  printf ("  \"welcome\": {\"ms\": %.1f}\n}\n", since (start) * 1000);
  g_assert_finalize_object (store);
}

int
main (int argc, char *argv[])
{
  guint number = argc == 4 ? g_ascii_strtoull (argv[3], NULL, 10) : 0;

  if (number > 0 && g_str_equal (argv[1], "posts"))
    bench_posts (argv[2], number);
  else if (number > 0 && g_str_equal (argv[1], "large"))
    bench_large (argv[2], number);
  else
    {
      fprintf (stderr, "Usage: bench-store posts FOLDER BATCH\n"
                       "       bench-store large FOLDER MESSAGES\n");
      return 2;
    }

  return 0;
}
