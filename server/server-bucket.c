/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-bucket.h"

#define HOLDS_US ((gint64) SERVER_BUCKET_SECONDS * G_USEC_PER_SEC)

/* Most that somebody can be behind: what they took without asking is forgotten one day. */
#define BEHIND_US (60 * G_USEC_PER_SEC)

/* The time in which so many tokens come. */
static gint64
get_time (guint64 rate, guint64 tokens)
{
  return (gint64) MIN (tokens * G_USEC_PER_SEC / rate, (guint64) HOLDS_US);
}

/**
 * server_bucket_get_wait:
 * @self: a bucket
 * @rate: how many tokens come in a second; 0 if there is no limit
 * @tokens: how many are wanted. More than the bucket holds are as many as it holds.
 * @now: the monotonic time, in microseconds
 *
 * Returns: how long to wait until there are so many, in microseconds; 0 if there are
 */
gint64
server_bucket_get_wait (const ServerBucket *self, guint64 rate, guint64 tokens, gint64 now)
{
  if (rate == 0)
    return 0;

  return MAX (MAX (self->full_at, now) + get_time (rate, tokens) - now - HOLDS_US, 0);
}

/**
 * server_bucket_take:
 * @self: a bucket
 * @rate: how many tokens come in a second; 0 if there is no limit
 * @tokens: how many are taken
 * @now: the monotonic time, in microseconds
 *
 * Takes tokens, also such as are not there yet: then whoever comes next waits for them.
 */
void
server_bucket_take (ServerBucket *self, guint64 rate, guint64 tokens, gint64 now)
{
  if (rate == 0)
    return;

  self->full_at
    = MIN (MAX (self->full_at, now) + get_time (rate, tokens), now + HOLDS_US + BEHIND_US);
}
