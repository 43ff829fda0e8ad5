/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/resource.h>

#include "server-descriptors.h"

static rlim_t
get_limit (void)
{
  struct rlimit limit = { 0 };

  g_assert_no_errno (getrlimit (RLIMIT_NOFILE, &limit));
  return limit.rlim_cur;
}

static void
set_limits (rlim_t soft, rlim_t hard)
{
  struct rlimit limit = { soft, hard };

  g_assert_no_errno (setrlimit (RLIMIT_NOFILE, &limit));
}

/* What is lowered here stays low, so the greatest comes first. */
static void
test_provide (void)
{
  set_limits (200, 500);

  /* There are enough already. */
  g_assert_cmpuint (server_descriptors_provide (10), ==, 11);
  g_assert_cmpuint (get_limit (), ==, 200);

  /* The limit can be raised. */
  g_assert_cmpuint (server_descriptors_provide (300), ==, 301);
  g_assert_cmpuint (get_limit (), >, 300);
  g_assert_cmpuint (get_limit (), <, 400);

  /* Not so far. */
  g_assert_cmpuint (server_descriptors_provide (10000), <, 500);
  g_assert_cmpuint (get_limit (), ==, 500);

  /* There are none beyond the reserve. */
  set_limits (30, 30);
  g_assert_cmpuint (server_descriptors_provide (10000), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/descriptors/provide", test_provide);

  return g_test_run ();
}
