/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SERVER_CLOCK_TOLERANCE_MS:
 *
 * How far the clock may jump before somebody has to confirm it by leaving it there, and
 * for how long they have to.
 */
#define SERVER_CLOCK_TOLERANCE_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/**
 * ServerClockGuard:
 * @known: a time at which the clock was right, in milliseconds since 1970 UTC
 * @uptime: when that was by the machine's own count, in milliseconds
 * @held_since: since when by that count the clock is not believed, or -1
 *
 * Whether the time of day is to be believed by who removes what is old. A clock that
 * jumps a year ahead, by a mistake or a dead battery, would take everything with it:
 * when it has come further than the time that has passed, nothing goes for a day, in
 * which somebody can put it right.
 */
typedef struct
{
  gint64 known;
  gint64 uptime;
  gint64 held_since;
} ServerClockGuard;

void     server_clock_guard_init     (ServerClockGuard *self, gint64 known, gint64 uptime);
gboolean server_clock_guard_check    (ServerClockGuard *self, gint64 now, gint64 uptime);
gint64   server_clock_guard_get_hold (const ServerClockGuard *self, gint64 uptime);

G_END_DECLS
