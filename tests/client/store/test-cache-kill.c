/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A program that applies events is killed again and again, in the middle of it. Each
 * time what is kept is what the cursor says: nothing is missing, nothing is there
 * twice, and nothing from after it; and what was said to be on its way still is.
 */

#include <signal.h>
#include <string.h>

#include "cached.h"
#include "client-store-messages.h"
#include "client-store-open.h"
#include "client-store-outbox.h"
#include "client-store.h"

#define N_ROUNDS 25
#define BATCH 7

/* The log: of four events the first two are messages, the third edits the first, and
 * the fourth is a reaction to the second. */
static char *
event_json (int seq)
{
  switch (seq % 4)
    {
    case 1:
    case 2:
      return g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': 1, 'room': 'r1', 'from': " BERTA
                              ", 'text': 'word %d'}", seq, seq);
    case 3:
      return g_strdup_printf ("{'ev': 'edit', 'seq': %d, 'time': 2, 'room': 'r1', 'target': %d, "
                              "'text': 'edited %d'}", seq, seq - 2, seq - 2);
    default:
      return g_strdup_printf ("{'ev': 'react', 'seq': %d, 'time': 2, 'room': 'r1', 'target': %d, "
                              "'user': 'u2', 'emoji': 'x', 'on': true}", seq, seq - 2);
    }
}

static GPtrArray *
make_batch (int first)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);

  for (int seq = first; seq < first + BATCH; seq++)
    {
      g_autofree char *json = event_json (seq);
      g_autoptr (GPtrArray) one = stored_events (json, NULL);

      g_ptr_array_extend_and_steal (events, g_steal_pointer (&one));
    }

  return events;
}

static void
add_outgoing (ClientCache *cache, int number)
{
  g_autofree char *nonce = g_strdup_printf ("n%d", number);
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new (nonce, "r1", "mine", 0, 1);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  client_cache_add_outgoing_async (cache, outgoing, cached_keep, &result);
  g_assert_true (cached_write (cache, &result, &error));
}

/* Never ends by itself. Says what is done, and goes on at once. */
static int
be_killed (const char *path)
{
  g_autoptr (ClientCache) cache = cached_open (path);
  g_autoptr (ClientStart) start = cached_load (cache);
  int cursor = start->cursor;

  for (;;)
    {
      g_autoptr (GPtrArray) events = make_batch (cursor + 1);
      g_autoptr (ClientChanges) changes = NULL;
      g_autoptr (GError) error = NULL;

      changes = cached_apply (cache, events, &error);
      g_assert_no_error (error);
      cursor = changes->cursor;
      if (g_random_int_range (0, 4) == 0)
        {
          add_outgoing (cache, cursor);
          g_print ("outgoing %d\n", cursor);
        }
      g_print ("cursor %d\n", cursor);
    }

  return 0;
}

typedef struct
{
  int cursor;
  GArray *outgoing;
} Said;

/* Starts the program, and kills it when it has said some things. */
static void
run_and_kill (const char *program, const char *path, Said *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  int n_lines = g_test_rand_int_range (1, 40);
  char *line = NULL;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  while ((line = g_data_input_stream_read_line (output, NULL, NULL, NULL)) != NULL)
    {
      g_autofree char *owned = line;
      int number = 0;

      if (--n_lines == 0)
        g_subprocess_send_signal (process, SIGKILL);
      if (sscanf (line, "cursor %d", &number) == 1)
        said->cursor = number;
      else if (sscanf (line, "outgoing %d", &number) == 1)
        g_array_append_val (said->outgoing, number);
    }
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
}

static void
check_message (ClientDatabase *database, int seq, int cursor)
{
  g_autoptr (ClientMessageInfo) message = stored_message (database, seq);
  g_autofree char *text = NULL;

  g_assert_nonnull (message);
  text = g_strdup_printf ("%s %d", seq % 4 == 1 && seq + 2 <= cursor ? "edited" : "word", seq);
  g_assert_cmpstr (message->text, ==, text);

  if (seq % 4 == 2 && seq + 2 <= cursor)
    g_assert_cmpint (((ClientReactionInfo *) message->reactions->pdata[0])->count, ==, 1);
  else
    g_assert_null (message->reactions);
}

static void
check_outgoing (ClientDatabase *database, GArray *outgoing)
{
  g_autoptr (GPtrArray) outbox = client_store_outbox_list (database);
  g_autoptr (GHashTable) nonces = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < outbox->len; i++)
    g_assert_true (g_hash_table_add (nonces, ((ClientOutgoing *) outbox->pdata[i])->nonce));
  for (guint i = 0; i < outgoing->len; i++)
    {
      g_autofree char *nonce = g_strdup_printf ("n%d", g_array_index (outgoing, int, i));

      g_assert_true (g_hash_table_contains (nonces, nonce));
    }
}

static void
check (const char *path, const Said *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientDatabase) database = client_store_open (path, &error);
  int cursor = 0;

  g_assert_no_error (error);
  cursor = client_store_get_cursor (database);
  g_assert_cmpint (cursor, >=, said->cursor);
  g_assert_cmpint (cursor % BATCH, ==, 0);

  for (int seq = 1; seq <= cursor; seq++)
    if (seq % 4 == 1 || seq % 4 == 2)
      check_message (database, seq, cursor);
  g_assert_cmpint (client_number (database, "SELECT max(seq) FROM messages WHERE seq > ?",
                                  NUMBER (0)),
                   <=, cursor);
  check_outgoing (database, said->outgoing);

  client_database_run (database, "INSERT INTO words (words) VALUES ('integrity-check')");
  g_assert_true (client_database_check (database, NULL));
}

static const char *program;

static void
test_killed (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = stored_path (folder);
  Said said = { 0, g_array_new (FALSE, FALSE, sizeof (int)) };
  ClientDatabase *database = stored_open (folder);

  stored_begin (database, 0);
  client_database_close (database);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      run_and_kill (program, path, &said);
      check (path, &said);
    }
  g_array_unref (said.outgoing);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 2 && argv[1][0] == '/')
    return be_killed (argv[1]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/cache-kill/killed", test_killed);

  return g_test_run ();
}
