/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keeps what is logged. To be started once, at the beginning of the test. */
void log_recorder_start (void);

/* How many lines since the last clearing have @words in them. */
guint log_recorder_count (const char *words);
void  log_recorder_clear (void);

/* The address of the last line, from its field. */
const char *log_recorder_get_address (void);

G_END_DECLS
