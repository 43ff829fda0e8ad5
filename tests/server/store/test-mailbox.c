/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-mailbox.h"

#define N_THREADS 4
#define N_ITEMS 1000

typedef struct
{
  ServerMailbox *mailbox;
  guint n_received;
  guint next[N_THREADS];
  gboolean closes;
} Data;

typedef struct
{
  Data *data;
  guint thread;
} Sender;

static void
on_item (gpointer item, gpointer user_data)
{
  Data *data = user_data;
  guint number = GPOINTER_TO_UINT (item);

  /* In their order, of each thread. */
  g_assert_cmpuint (number % N_ITEMS, ==, data->next[number / N_ITEMS]);
  data->next[number / N_ITEMS]++;
  data->n_received++;
  if (data->closes)
    g_clear_pointer (&data->mailbox, server_mailbox_close);
}

static gpointer
send_all (gpointer user_data)
{
  Sender *sender = user_data;

  for (guint i = 0; i < N_ITEMS; i++)
    {
      gpointer item = GUINT_TO_POINTER (sender->thread * N_ITEMS + i);

      server_mailbox_put (sender->data->mailbox, &item, 1);
    }

  return NULL;
}

static void
test_threads (void)
{
  Data data = { 0 };
  Sender senders[N_THREADS];
  GThread *threads[N_THREADS];

  data.mailbox = server_mailbox_new (on_item, &data);
  for (guint i = 0; i < N_THREADS; i++)
    {
      senders[i] = (Sender) { &data, i };
      threads[i] = g_thread_new ("sender", send_all, &senders[i]);
    }
  while (data.n_received < N_THREADS * N_ITEMS)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_false (g_main_context_pending (NULL));
  server_mailbox_close (data.mailbox);
}

static void
test_close (void)
{
  Data data = { 0 };
  gpointer items[] = { GUINT_TO_POINTER (0), GUINT_TO_POINTER (1) };

  data.mailbox = server_mailbox_new (on_item, &data);
  server_mailbox_put (data.mailbox, items, G_N_ELEMENTS (items));
  g_assert_cmpuint (data.n_received, ==, 0);
  server_mailbox_close (data.mailbox);
  g_assert_cmpuint (data.n_received, ==, 2);
}

static void
test_close_inside (void)
{
  Data data = { .closes = TRUE };
  gpointer items[] = { GUINT_TO_POINTER (0), GUINT_TO_POINTER (1) };

  data.mailbox = server_mailbox_new (on_item, &data);
  server_mailbox_put (data.mailbox, items, G_N_ELEMENTS (items));
  while (data.mailbox != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (data.n_received, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mailbox/threads", test_threads);
  g_test_add_func ("/mailbox/close", test_close);
  g_test_add_func ("/mailbox/close-inside", test_close_inside);

  return g_test_run ();
}
