/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-backoff.h"

static double
random_most (void)
{
  return 1.0;
}

static double
random_least (void)
{
  return 0.0;
}

static void
test_grows (void)
{
  const guint expected[] = { 250, 500, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000 };
  ClientBackoff backoff;

  client_backoff_init (&backoff);
  backoff.random = random_most;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (client_backoff_next (&backoff, 0), ==, expected[i]);
}

static void
test_jitter (void)
{
  ClientBackoff backoff;

  client_backoff_init (&backoff);
  backoff.random = random_least;
  g_assert_cmpuint (client_backoff_next (&backoff, 0), ==, 125);
  g_assert_cmpuint (client_backoff_next (&backoff, 0), ==, 250);

  client_backoff_init (&backoff);
  for (guint i = 0; i < 100; i++)
    {
      guint pause = client_backoff_next (&backoff, CLIENT_BACKOFF_STEADY_MS);

      g_assert_cmpuint (pause, >=, 125);
      g_assert_cmpuint (pause, <=, 250);
    }
}

static void
test_reset (void)
{
  ClientBackoff backoff;

  client_backoff_init (&backoff);
  backoff.random = random_most;
  client_backoff_next (&backoff, 0);
  client_backoff_next (&backoff, 0);
  g_assert_cmpuint (client_backoff_next (&backoff, CLIENT_BACKOFF_STEADY_MS - 1), ==, 1000);
  g_assert_cmpuint (client_backoff_next (&backoff, CLIENT_BACKOFF_STEADY_MS), ==, 250);
  g_assert_cmpuint (client_backoff_next (&backoff, 0), ==, 500);
}

static void
test_never_overflows (void)
{
  ClientBackoff backoff = {
    .first_ms = G_MAXUINT - 1,
    .longest_ms = G_MAXUINT,
    .random = random_most,
  };

  g_assert_cmpuint (client_backoff_next (&backoff, 0), ==, G_MAXUINT - 1);
  g_assert_cmpuint (client_backoff_next (&backoff, 0), ==, G_MAXUINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/backoff/grows", test_grows);
  g_test_add_func ("/client/backoff/jitter", test_jitter);
  g_test_add_func ("/client/backoff/reset", test_reset);
  g_test_add_func ("/client/backoff/never-overflows", test_never_overflows);

  return g_test_run ();
}
