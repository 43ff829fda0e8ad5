/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A line that has held this long was a good one: pauses begin anew. */
#define CLIENT_BACKOFF_STEADY_MS 30000

/**
 * ClientRandomFunc:
 *
 * Returns: a number from 0 to 1
 */
typedef double (*ClientRandomFunc) (void);

/**
 * ClientBackoff:
 * @first_ms: the first pause, in milliseconds
 * @longest_ms: the longest pause, in milliseconds
 * @random: what makes the pauses uneven
 *
 * How long to wait between attempts to connect: each time twice as long, so that a
 * server that is away is not pestered, and never evenly, so that the clients of a
 * server that comes back do not all come at once.
 */
typedef struct
{
  guint first_ms;
  guint longest_ms;
  ClientRandomFunc random;

  /*< private >*/
  guint pause_ms;
} ClientBackoff;

void  client_backoff_init (ClientBackoff *self);
guint client_backoff_next (ClientBackoff *self, gint64 held_ms);

G_END_DECLS
