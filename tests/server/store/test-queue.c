/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-write-queue.h"

#include "server-id.h"
#include "server-store-schema.h"

typedef struct
{
  guint done;
  guint refused;
  GPtrArray *order; /* what was told, by number */
} Told;

typedef struct
{
  Told *told;
  guint number;
} Note;

static gint64
get_now (void)
{
  return 1000;
}

static ServerWriteQueue *
open_queue (void)
{
  g_autoptr (GError) error = NULL;
  ServerDatabase *database = server_database_open (":memory:", TRUE, &error);
  ServerWriter *writer = NULL;
  ServerJob *job = NULL;

  g_assert_no_error (error);
  server_store_schema_migrate (database, server_store_schema_get_newest (), &error);
  g_assert_no_error (error);
  writer = server_writer_new (database, get_now, &error);
  g_assert_no_error (error);
  job = server_job_new (server_change_new_claim ("ana", NULL), NULL, NULL);
  server_writer_commit (writer, &job, 1);
  server_job_free (job);

  return server_write_queue_new (writer);
}

static void
on_done (ServerResult *result, gpointer user_data)
{
  g_autofree Note *note = user_data;

  g_ptr_array_add (note->told->order, GUINT_TO_POINTER (note->number));
  if (g_error_matches (result->error, CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED))
    note->told->refused++;
  else
    {
      g_assert_no_error (result->error);
      note->told->done++;
    }
}

/* More than may wait is refused; each is told once, in order, whatever happened. */
static void
push_too_much (const char *text, guint n_posts)
{
  ServerWriteQueue *queue = open_queue ();
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Told told = { 0, 0, order };

  for (guint i = 0; i < n_posts; i++)
    {
      Note *note = g_new (Note, 1);

      *note = (Note) { &told, i };
      server_write_queue_push (queue, server_change_new_post (1, SERVER_LOBBY, text, NULL, 0),
                               on_done, note);
    }
  while (order->len < n_posts)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (told.done + told.refused, ==, n_posts);
  g_assert_cmpuint (told.refused, >, 0);
  g_assert_cmpuint (told.done, >, 1000);
  g_assert_cmpint (server_write_queue_get_head (queue), ==, 1 + told.done);
  for (guint i = 0; i < n_posts; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (order->pdata[i]), ==, i);
  server_write_queue_free (queue);
}

static void
test_too_many (void)
{
  push_too_much ("x", 60000);
}

static void
test_too_large (void)
{
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX, 'x');

  push_too_much (text, 12000);
}

static void
test_nobody_listens (void)
{
  ServerWriteQueue *queue = open_queue ();

  server_write_queue_push (queue, server_change_new_post (1, SERVER_LOBBY, "x", NULL, 0), NULL,
                           NULL);
  server_write_queue_free (queue);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/queue/too-many", test_too_many);
  g_test_add_func ("/queue/too-large", test_too_large);
  g_test_add_func ("/queue/nobody-listens", test_nobody_listens);

  return g_test_run ();
}
