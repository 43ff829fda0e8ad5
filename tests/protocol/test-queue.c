/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-queue.h"

static void
push (CharlaQueue *queue, const char *text)
{
  g_autoptr (GBytes) piece = g_bytes_new_static (text, strlen (text));

  charla_queue_push (queue, piece);
}

/* What the next write would take, its pieces parted by bars. */
static void
assert_next (const CharlaQueue *queue, guint n_vectors, const char *expected)
{
  GOutputVector vectors[8];
  guint n = charla_queue_peek (queue, vectors, n_vectors);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, '|');
      g_string_append_len (text, vectors[i].buffer, vectors[i].size);
    }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_empty (void)
{
  CharlaQueue queue = { 0 };

  g_assert_true (charla_queue_is_empty (&queue));
  g_assert_cmpuint (charla_queue_get_cost (&queue), ==, 0);
  assert_next (&queue, 8, "");
  push (&queue, "");
  g_assert_true (charla_queue_is_empty (&queue));
  charla_queue_clear (&queue);
}

static void
test_partial_writes (void)
{
  CharlaQueue queue = { 0 };

  push (&queue, "one");
  push (&queue, "two");
  push (&queue, "three");
  assert_next (&queue, 8, "one|two|three");
  assert_next (&queue, 2, "one|two");

  charla_queue_pop (&queue, 0);
  assert_next (&queue, 8, "one|two|three");
  charla_queue_pop (&queue, 2);
  assert_next (&queue, 8, "e|two|three");
  g_assert_cmpuint (queue.size, ==, 9);
  charla_queue_pop (&queue, 1);
  assert_next (&queue, 8, "two|three");
  charla_queue_pop (&queue, 5);
  assert_next (&queue, 8, "ree");
  push (&queue, "four");
  assert_next (&queue, 8, "ree|four");
  charla_queue_pop (&queue, 7);
  g_assert_true (charla_queue_is_empty (&queue));
  g_assert_cmpuint (queue.size, ==, 0);
}

/* However much waits, and however much of it goes at once. */
static void
test_many (void)
{
  CharlaQueue queue = { 0 };
  GOutputVector vectors[100];
  guint pushed = 0;
  guint popped = 0;

  for (guint round = 1; round < 100; round++)
    {
      guint n_next = 0;

      for (guint i = 0; i < round; i++)
        {
          g_autoptr (GBytes) piece = g_bytes_new (&pushed, sizeof pushed);

          charla_queue_push (&queue, piece);
          pushed++;
        }

      n_next = charla_queue_peek (&queue, vectors, G_N_ELEMENTS (vectors));
      g_assert_cmpuint (n_next, ==, MIN (pushed - popped, G_N_ELEMENTS (vectors)));
      for (guint i = 0; i < n_next; i++)
        g_assert_cmpmem (vectors[i].buffer, vectors[i].size, &(guint) { popped + i }, sizeof (guint));

      charla_queue_pop (&queue, n_next / 2 * sizeof (guint));
      popped += n_next / 2;
    }

  charla_queue_pop (&queue, (pushed - popped) * sizeof (guint));
  g_assert_true (charla_queue_is_empty (&queue));
}

static void
test_cost (void)
{
  CharlaQueue queue = { 0 };
  gsize one = 0;

  push (&queue, "x");
  one = charla_queue_get_cost (&queue);
  g_assert_cmpuint (one, >, 32);
  push (&queue, "x");
  g_assert_cmpuint (charla_queue_get_cost (&queue), ==, 2 * one);
  g_assert_cmpuint (queue.size, ==, 2);
  charla_queue_clear (&queue);
}

static void
set_true (gpointer flag)
{
  *(gboolean *) flag = TRUE;
}

/* A piece that goes to many is in memory once, until the last has let it go. */
static void
test_references (void)
{
  g_autofree guint8 *data = g_malloc0 (10);
  gboolean freed = FALSE;
  GBytes *piece = g_bytes_new_with_free_func (data, 10, set_true, &freed);
  CharlaQueue one = { 0 };
  CharlaQueue other = { 0 };

  charla_queue_push (&one, piece);
  charla_queue_push (&other, piece);
  g_bytes_unref (piece);
  charla_queue_pop (&one, 4);
  charla_queue_clear (&one);
  g_assert_cmpuint (one.size, ==, 0);
  g_assert_false (freed);
  charla_queue_pop (&other, 10);
  g_assert_true (freed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/queue/empty", test_empty);
  g_test_add_func ("/protocol/queue/partial-writes", test_partial_writes);
  g_test_add_func ("/protocol/queue/many", test_many);
  g_test_add_func ("/protocol/queue/cost", test_cost);
  g_test_add_func ("/protocol/queue/references", test_references);

  return g_test_run ();
}
