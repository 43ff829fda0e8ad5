/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>

G_BEGIN_DECLS

char *ctl_metrics_to_prometheus (CharlaMessage *stats);
char *ctl_metrics_to_table      (CharlaMessage *stats);

G_END_DECLS
