/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SERVER_BUCKET_SECONDS:
 *
 * What a bucket holds, in seconds of its rate: so much may come at once.
 */
#define SERVER_BUCKET_SECONDS 15

/**
 * ServerBucket:
 *
 * A bucket of tokens that fills by itself; a part of whatever it is about. All zeros, it
 * is full.
 */
typedef struct
{
  /*< private >*/
  gint64 full_at;
} ServerBucket;

gint64 server_bucket_get_wait (const ServerBucket *self, guint64 rate, guint64 tokens, gint64 now);
void   server_bucket_take     (ServerBucket *self, guint64 rate, guint64 tokens, gint64 now);

G_END_DECLS
