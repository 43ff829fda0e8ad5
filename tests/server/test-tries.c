/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-tries.h"

#define SECOND G_USEC_PER_SEC
#define START (1000 * SECOND)

static void
test_growing (void)
{
  g_autoptr (ServerTries) tries = server_tries_new ();
  gint64 now = START;
  gint64 last = 0;

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (server_tries_begin (tries, "ana", "a", now), ==, 0);
  for (guint i = 0; i < 20; i++)
    {
      gint64 wait = server_tries_begin (tries, "ana", "a", now);

      g_assert_cmpint (wait, ==, last == 0 ? SECOND : MIN (2 * last, 300 * SECOND));
      last = wait;
      now += wait;
      g_assert_cmpint (server_tries_begin (tries, "ana", "a", now), ==, 0);
    }
}

static void
test_others (void)
{
  g_autoptr (ServerTries) tries = server_tries_new ();

  for (guint i = 0; i < 5; i++)
    server_tries_begin (tries, "ana", "a", START);
  g_assert_cmpint (server_tries_begin (tries, "ana", "a", START), >, 0);
  g_assert_cmpint (server_tries_begin (tries, "ana", "b", START), ==, 0);
  g_assert_cmpint (server_tries_begin (tries, "ben", "a", START), ==, 0);
}

/* One password for each of many names. */
static void
test_many_names (void)
{
  g_autoptr (ServerTries) tries = server_tries_new ();
  gint64 now = START;
  guint n = 0;

  for (; now < START + 100 * SECOND; now += SECOND / 100)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, now);

      n += server_tries_begin (tries, name, "a", now) == 0;
    }
  g_assert_cmpuint (n, >=, 30);
  g_assert_cmpuint (n, <, 50);
}

static void
test_forgotten (void)
{
  g_autoptr (ServerTries) tries = server_tries_new ();

  for (guint i = 0; i < 5; i++)
    server_tries_begin (tries, "ana", "a", START);
  g_assert_cmpint (server_tries_begin (tries, "ana", "a", START + 901 * SECOND), ==, 0);
  g_assert_cmpint (server_tries_begin (tries, "ana", "a", START + 901 * SECOND), ==, 0);
  g_assert_cmpuint (server_tries_get_size (tries), ==, 2);
}

static void
test_succeed (void)
{
  g_autoptr (ServerTries) tries = server_tries_new ();

  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpint (server_tries_begin (tries, "ana", "a", START), ==, 0);
      server_tries_succeed (tries, "ana", "a");
    }

  /* Whoever has an account may not guess at others between. */
  for (guint i = 0; i < 29; i++)
    {
      g_autofree char *name = g_strdup_printf ("ben%u", i);

      g_assert_cmpint (server_tries_begin (tries, name, "a", START), ==, 0);
      g_assert_cmpint (server_tries_begin (tries, "ana", "a", START), ==, 0);
      server_tries_succeed (tries, "ana", "a");
    }
  g_assert_cmpint (server_tries_begin (tries, "carl", "a", START), ==, 0);
  g_assert_cmpint (server_tries_begin (tries, "dora", "a", START), >, 0);
}

static void
test_bounded (void)
{
  g_autoptr (ServerTries) tries = server_tries_new ();

  for (guint i = 0; i < 30000; i++)
    {
      g_autofree char *place = g_strdup_printf ("%u", i);

      server_tries_begin (tries, "ana", place, START);
    }
  g_assert_cmpuint (server_tries_get_size (tries), <=, 10002);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tries/growing", test_growing);
  g_test_add_func ("/tries/others", test_others);
  g_test_add_func ("/tries/many-names", test_many_names);
  g_test_add_func ("/tries/forgotten", test_forgotten);
  g_test_add_func ("/tries/succeed", test_succeed);
  g_test_add_func ("/tries/bounded", test_bounded);

  return g_test_run ();
}
