/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-bucket.h"

#define SECOND G_USEC_PER_SEC

/* Some time after the machine has started. */
#define START (1000 * SECOND)

static void
test_burst (void)
{
  ServerBucket bucket = { 0 };
  gint64 now = START;

  for (guint i = 0; i < 10 * SERVER_BUCKET_SECONDS; i++)
    {
      g_assert_cmpint (server_bucket_get_wait (&bucket, 10, 1, now), ==, 0);
      server_bucket_take (&bucket, 10, 1, now);
    }
  g_assert_cmpint (server_bucket_get_wait (&bucket, 10, 1, now), ==, SECOND / 10);
  g_assert_cmpint (server_bucket_get_wait (&bucket, 10, 5, now), ==, SECOND / 2);
  g_assert_cmpint (server_bucket_get_wait (&bucket, 10, 0, now), ==, 0);
}

static void
test_rate (void)
{
  ServerBucket bucket = { 0 };
  guint n = 0;

  for (gint64 now = START; now < START + 100 * SECOND; now += SECOND / 1000)
    {
      if (server_bucket_get_wait (&bucket, 10, 1, now) > 0)
        continue;
      server_bucket_take (&bucket, 10, 1, now);
      n++;
    }
  g_assert_cmpuint (n, >=, 10 * (100 + SERVER_BUCKET_SECONDS) - 1);
  g_assert_cmpuint (n, <=, 10 * (100 + SERVER_BUCKET_SECONDS) + 1);
}

/* Whoever waits for as long as they are told finds it. */
static void
test_wait (void)
{
  ServerBucket bucket = { 0 };
  gint64 now = START;

  server_bucket_take (&bucket, 7, 7 * SERVER_BUCKET_SECONDS, now);
  for (guint i = 0; i < 100; i++)
    {
      gint64 wait = server_bucket_get_wait (&bucket, 7, 1 + i % 3, now);

      g_assert_cmpint (wait, >, 0);
      g_assert_cmpint (server_bucket_get_wait (&bucket, 7, 1 + i % 3, now + wait - 1), ==, 1);
      now += wait;
      g_assert_cmpint (server_bucket_get_wait (&bucket, 7, 1 + i % 3, now), ==, 0);
      server_bucket_take (&bucket, 7, 1 + i % 3, now);
    }
}

static void
test_too_much (void)
{
  ServerBucket bucket = { 0 };

  /* A full one is all that anybody gets. */
  g_assert_cmpint (server_bucket_get_wait (&bucket, 10, G_MAXUINT32, START), ==, 0);
  server_bucket_take (&bucket, 10, G_MAXUINT32, START);
  g_assert_cmpint (server_bucket_get_wait (&bucket, 10, 1, START), ==, SECOND / 10);

  /* What has been taken without asking is forgotten one day. */
  for (guint i = 0; i < 1000; i++)
    server_bucket_take (&bucket, 10, G_MAXUINT32, START);
  g_assert_cmpint (server_bucket_get_wait (&bucket, 10, 0, START), >, 0);
  g_assert_cmpint (server_bucket_get_wait (&bucket, 10, 0, START + 61 * SECOND), ==, 0);
}

static void
test_no_limit (void)
{
  ServerBucket bucket = { 0 };

  for (guint i = 0; i < 100000; i++)
    server_bucket_take (&bucket, 0, 1000, START);
  g_assert_cmpint (server_bucket_get_wait (&bucket, 0, G_MAXUINT32, START), ==, 0);
}

/* The highest rates have tokens of less than a microsecond. */
static void
test_fast (void)
{
  ServerBucket bucket = { 0 };
  guint64 rate = (guint64) G_MAXINT32 * 16;

  g_assert_cmpint (server_bucket_get_wait (&bucket, rate, G_MAXUINT32, START), ==, 0);
  for (guint i = 0; i < 1000; i++)
    server_bucket_take (&bucket, rate, rate, START);
  g_assert_cmpint (server_bucket_get_wait (&bucket, rate, 0, START), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bucket/burst", test_burst);
  g_test_add_func ("/bucket/rate", test_rate);
  g_test_add_func ("/bucket/wait", test_wait);
  g_test_add_func ("/bucket/too-much", test_too_much);
  g_test_add_func ("/bucket/no-limit", test_no_limit);
  g_test_add_func ("/bucket/fast", test_fast);

  return g_test_run ();
}
