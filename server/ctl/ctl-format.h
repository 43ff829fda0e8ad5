/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ctl_format_duration (gint64 milliseconds);
char *ctl_format_size     (gint64 bytes);
char *ctl_format_time     (gint64 time, gint64 now);

G_END_DECLS
