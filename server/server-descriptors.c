/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-descriptors.h"

#include <sys/resource.h>

/* What is opened later for a moment: a file, the journal, a connection that is
 * refused. */
#define RESERVE 32

/* The kernel lists the descriptors of a process as files. */
static guint
count_open (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  if (directory == NULL)
    return RESERVE;

  while (g_dir_read_name (directory) != NULL)
    n++;

  return n;
}

/**
 * server_descriptors_provide:
 * @connections: how many connections there shall be descriptors for
 *
 * Makes the process be allowed so many descriptors, beside those that are open and
 * a reserve, as far as the system grants them.
 *
 * A server must not come to the point where it has none left: it could not even
 * accept a connection in order to refuse it.
 *
 * Returns: how many connections there are descriptors for, at least one; more than
 *   @connections unless the system does not grant them
 */
guint
server_descriptors_provide (guint connections)
{
  rlim_t others = (rlim_t) count_open () + RESERVE;
  rlim_t wanted = others + connections + 1;
  struct rlimit limit = { 0 };

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return connections;

  if (limit.rlim_cur < wanted)
    {
      rlim_t before = limit.rlim_cur;

      limit.rlim_cur = MIN (limit.rlim_max, wanted);
      if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
        limit.rlim_cur = before;
    }

  return (guint) CLAMP (limit.rlim_cur, others + 1, wanted) - (guint) others;
}
