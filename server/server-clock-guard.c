/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-clock-guard.h"

/**
 * server_clock_guard_init: (skip)
 * @self: a guard
 * @known: a time at which the clock was right, in milliseconds since 1970 UTC
 * @uptime: for how long the machine has been running, in milliseconds
 *
 * Begins to look after the clock.
 */
void
server_clock_guard_init (ServerClockGuard *self, gint64 known, gint64 uptime)
{
  *self = (ServerClockGuard){ known, uptime, -1 };
}

/**
 * server_clock_guard_check: (skip)
 * @self: a guard
 * @now: the time of day, in milliseconds since 1970 UTC
 * @uptime: for how long the machine has been running, in milliseconds
 *
 * Looks at the clock.
 *
 * Returns: whether @now is to be believed
 */
gboolean
server_clock_guard_check (ServerClockGuard *self, gint64 now, gint64 uptime)
{
  gint64 passed = uptime - self->uptime;

  if (now - self->known > passed + SERVER_CLOCK_TOLERANCE_MS)
    {
      if (self->held_since < 0)
        self->held_since = uptime;
      if (uptime - self->held_since < SERVER_CLOCK_TOLERANCE_MS)
        return FALSE;
    }

  server_clock_guard_init (self, now, uptime);
  return TRUE;
}

/**
 * server_clock_guard_get_hold: (skip)
 * @self: a guard
 * @uptime: for how long the machine has been running, in milliseconds
 *
 * Returns: for how long the clock is not going to be believed if it stays as it is, in
 *   milliseconds; 0 when it is believed
 */
gint64
server_clock_guard_get_hold (const ServerClockGuard *self, gint64 uptime)
{
  if (self->held_since < 0)
    return 0;

  return MAX (self->held_since + SERVER_CLOCK_TOLERANCE_MS - uptime, 1);
}
