/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log-recorder.h"
#include "peer.h"
#include "server-log-bound.h"

static guint
take (ServerLogBound *bound, guint n, const char *address)
{
  guint n_taken = 0;

  for (guint i = 0; i < n; i++)
    n_taken += server_log_bound_take (bound, address);

  return n_taken;
}

static void
test_few (void)
{
  g_autoptr (ServerLogBound) bound = server_log_bound_new (3, 20);

  log_recorder_clear ();
  for (guint i = 0; i < 3; i++)
    {
      gint64 end = g_get_monotonic_time () + 60000;

      g_assert_cmpuint (take (bound, 3, "192.0.2.1:1"), ==, 3);
      WAIT_FOR (g_get_monotonic_time () > end);
    }
  g_assert_cmpuint (log_recorder_count (""), ==, 0);
}

static void
test_flood (void)
{
  g_autoptr (ServerLogBound) bound = server_log_bound_new (3, 20);

  log_recorder_clear ();
  g_assert_cmpuint (take (bound, 1000, "192.0.2.1:1"), ==, 3);
  g_assert_cmpuint (take (bound, 1, "192.0.2.2:2"), ==, 0);
  g_assert_cmpuint (log_recorder_count (""), ==, 0);
  WAIT_FOR (log_recorder_count ("closed 998 more connections, the last of them from 192.0.2.2:2")
            == 1);
  g_assert_cmpstr (log_recorder_get_address (), ==, "192.0.2.2:2");
  g_assert_cmpuint (take (bound, 4, "192.0.2.1:1"), ==, 3);
}

/* Nothing is forgotten at the end. */
static void
test_end (void)
{
  ServerLogBound *bound = server_log_bound_new (1, 20000);

  log_recorder_clear ();
  take (bound, 3, "192.0.2.1:1");
  server_log_bound_free (bound);
  g_assert_cmpuint (log_recorder_count ("closed 2 more connections"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  log_recorder_start ();

  g_test_add_func ("/log-bound/few", test_few);
  g_test_add_func ("/log-bound/flood", test_flood);
  g_test_add_func ("/log-bound/end", test_end);

  return g_test_run ();
}
