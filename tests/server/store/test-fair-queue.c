/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fair-queue.h"

static void
push (ServerFairQueue *queue, const char *key, const char *item)
{
  g_assert_true (server_fair_queue_push (queue, key, (gpointer) item));
}

static void
assert_order (ServerFairQueue *queue, const char *expected)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  const char *item = NULL;

  while ((item = server_fair_queue_pop (queue)) != NULL)
    g_string_append (seen, item);
  g_assert_cmpstr (seen->str, ==, expected);
}

static void
test_turns (void)
{
  g_autoptr (ServerFairQueue) queue = server_fair_queue_new (10, 10);

  assert_order (queue, "");
  push (queue, "a", "1");
  push (queue, "a", "2");
  push (queue, "a", "3");
  push (queue, "b", "x");
  push (queue, "c", "y");
  push (queue, "c", "z");
  assert_order (queue, "1xy2z3");
}

/* Whoever comes while others wait is next but for one of each. */
static void
test_late (void)
{
  g_autoptr (ServerFairQueue) queue = server_fair_queue_new (10, 10);

  push (queue, "a", "1");
  push (queue, "a", "2");
  push (queue, "a", "3");
  g_assert_cmpstr (server_fair_queue_pop (queue), ==, "1");
  push (queue, "b", "x");
  assert_order (queue, "2x3");
}

static void
test_full (void)
{
  g_autoptr (ServerFairQueue) queue = server_fair_queue_new (2, 3);

  push (queue, "a", "1");
  push (queue, "a", "2");
  g_assert_true (server_fair_queue_is_full (queue, "a"));
  g_assert_false (server_fair_queue_push (queue, "a", "3"));
  g_assert_false (server_fair_queue_is_full (queue, "b"));
  push (queue, "b", "x");
  g_assert_false (server_fair_queue_push (queue, "c", "y"));
  assert_order (queue, "1x2");
  push (queue, "c", "y");
  assert_order (queue, "y");
}

static void
test_peek (void)
{
  g_autoptr (ServerFairQueue) queue = server_fair_queue_new (10, 10);

  g_assert_null (server_fair_queue_peek_of (queue, "a"));
  push (queue, "a", "1");
  push (queue, "a", "2");
  g_assert_cmpuint (g_list_length ((GList *) server_fair_queue_peek_of (queue, "a")), ==, 2);
  g_assert_null (server_fair_queue_peek_of (queue, "b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fair-queue/turns", test_turns);
  g_test_add_func ("/fair-queue/late", test_late);
  g_test_add_func ("/fair-queue/full", test_full);
  g_test_add_func ("/fair-queue/peek", test_peek);

  return g_test_run ();
}
