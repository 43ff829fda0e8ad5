/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SERVER_N_BUCKETS:
 *
 * How many sizes are told apart. What is larger than the last one counts as that.
 */
#define SERVER_N_BUCKETS 32

/**
 * ServerHistogram:
 * @buckets: how many were at most 2 to the power of the index, and more than the half
 * @sum: all of them together
 *
 * How large things were, in powers of two: exact enough to see what is usual, and
 * whether that changes.
 */
typedef struct
{
  guint64 buckets[SERVER_N_BUCKETS];
  guint64 sum;
} ServerHistogram;

void server_histogram_add (ServerHistogram *self, guint64 value);

G_END_DECLS
