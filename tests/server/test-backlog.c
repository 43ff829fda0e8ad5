/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-backlog.h"

static void
test_oldest_first (void)
{
  g_autoptr (ServerBacklog) backlog = server_backlog_new (100);
  ServerBacklogPlace places[3] = { 0 };
  char items[3];

  g_assert_null (server_backlog_get_excess (backlog));
  for (int i = 0; i < 3; i++)
    {
      g_assert_null (server_backlog_get_excess (backlog));
      server_backlog_set (backlog, &places[i], &items[i], 50);
    }
  g_assert_true (server_backlog_get_excess (backlog) == &items[0]);

  /* More or less does not make anybody the last. */
  server_backlog_set (backlog, &places[0], &items[0], 10);
  g_assert_true (server_backlog_get_excess (backlog) == &items[0]);
  server_backlog_set (backlog, &places[0], &items[0], 0);
  g_assert_null (server_backlog_get_excess (backlog));
  server_backlog_set (backlog, &places[0], &items[0], 1);
  g_assert_true (server_backlog_get_excess (backlog) == &items[1]);

  for (int i = 0; i < 3; i++)
    server_backlog_set (backlog, &places[i], &items[i], 0);
  g_assert_null (server_backlog_get_excess (backlog));
}

static void
test_nothing (void)
{
  g_autoptr (ServerBacklog) backlog = server_backlog_new (0);
  ServerBacklogPlace place = { 0 };

  server_backlog_set (backlog, &place, &place, 0);
  g_assert_null (server_backlog_get_excess (backlog));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backlog/oldest-first", test_oldest_first);
  g_test_add_func ("/backlog/nothing", test_nothing);

  return g_test_run ();
}
