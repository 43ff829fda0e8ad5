/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-histogram.h"

G_BEGIN_DECLS

/**
 * ServerCommits:
 * @sizes: of how many changes each was
 * @times: how long each took until it was on the disk, or had failed, in microseconds
 * @waiting: changes that wait for the next one
 *
 * What the store has written since it was opened, transaction by transaction.
 */
typedef struct
{
  ServerHistogram sizes;
  ServerHistogram times;
  guint waiting;
} ServerCommits;

G_END_DECLS
