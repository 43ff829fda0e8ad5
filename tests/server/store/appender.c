/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Posts to a store until it is killed: appender FOLDER FIRST. Message N, counted
 * from FIRST, has the text and the nonce N. When it is answered, and so is on the
 * disk, a line "N SEQ" goes to standard output at once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "server-id.h"
#include "server-store.h"

/* So many wait at the same time: some transactions are large, some small. */
#define WINDOW_MAX 64

typedef struct
{
  ServerStore *store;
  guint next;
  guint waiting;
} Appender;

typedef struct
{
  Appender *appender;
  guint number;
} Post;

static void
on_result (ServerResult *result, gpointer user_data)
{
  g_autofree Post *post = user_data;
  char line[64];
  int length;

  g_assert_no_error (result->error);
  post->appender->waiting--;
  length = g_snprintf (line, sizeof line, "%u %" G_GINT64_FORMAT "\n", post->number, result->seq);
  if (write (STDOUT_FILENO, line, length) != length)
    exit (1);
}

static void
append (Appender *self)
{
  g_autofree char *text = g_strdup_printf ("%u", self->next);
  Post *post = g_new (Post, 1);

  *post = (Post) { self, self->next++ };
  self->waiting++;
  server_event_log_append (SERVER_EVENT_LOG (self->store),
                           server_change_new_post (1, SERVER_LOBBY, text, text, 0), on_result,
                           post);
}

static void
claim (Appender *self)
{
  server_event_log_append (SERVER_EVENT_LOG (self->store), server_change_new_claim ("ana", NULL), NULL,
                           NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  Appender self = { 0 };

  if (argc != 3)
    return 2;

  self.store = server_store_open (argv[1], &error);
  g_assert_no_error (error);
  self.next = g_ascii_strtoull (argv[2], NULL, 10);
  claim (&self);
  for (;;)
    {
      guint window = 1 + g_random_int_range (0, WINDOW_MAX);

      while (self.waiting < window)
        append (&self);
      g_main_context_iteration (NULL, TRUE);
    }
}
