/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-histogram.h"

/**
 * server_histogram_add:
 * @self: a histogram
 * @value: how large something was
 */
void
server_histogram_add (ServerHistogram *self, guint64 value)
{
  guint index = 0;

  while (index + 1 < SERVER_N_BUCKETS && (G_GUINT64_CONSTANT (1) << index) < value)
    index++;
  self->buckets[index]++;
  self->sum += value;
}
