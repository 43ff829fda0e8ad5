/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the kernel says of another process, all of its threads together. */
gint64 bench_process_get_cpu         (int pid); /* nanoseconds on a processor since it began */
gint64 bench_process_get_wakeups     (int pid); /* times that it gave up a processor by itself */
gint64 bench_process_get_resident    (int pid); /* bytes */
