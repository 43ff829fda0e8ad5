/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-backoff.h"

/* A server that starts again is back after a moment. */
#define FIRST_MS 250
#define LONGEST_MS 60000

/**
 * client_backoff_init:
 * @self: (out caller-allocates): a backoff
 *
 * Begins with pauses from a quarter of a second to a minute.
 */
void
client_backoff_init (ClientBackoff *self)
{
  g_return_if_fail (self != NULL);

  *self = (ClientBackoff) {
    .first_ms = FIRST_MS,
    .longest_ms = LONGEST_MS,
    .random = g_random_double,
  };
}

/**
 * client_backoff_next:
 * @self: a backoff
 * @held_ms: how long the last attempt was connected, in milliseconds; 0 when it
 *   failed
 *
 * Asks how long to wait before the next attempt. After a line that held for
 * %CLIENT_BACKOFF_STEADY_MS the pauses are short again.
 *
 * Returns: the pause, in milliseconds: from half of what is due to all of it
 */
guint
client_backoff_next (ClientBackoff *self, gint64 held_ms)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->pause_ms == 0 || held_ms >= CLIENT_BACKOFF_STEADY_MS)
    self->pause_ms = self->first_ms;
  else
    self->pause_ms = MIN ((guint64) self->pause_ms * 2, self->longest_ms);

  return (guint) (self->pause_ms * (0.5 + 0.5 * self->random ()));
}
