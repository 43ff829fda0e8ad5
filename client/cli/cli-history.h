/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CLI_HISTORY_MAX:
 *
 * How many lines of what was written are kept.
 */
#define CLI_HISTORY_MAX 1000

/**
 * CliHistory:
 *
 * What the person has written, to be had again with the arrow keys.
 */
typedef struct _CliHistory CliHistory;

CliHistory *cli_history_new       (const char *path);
void        cli_history_free      (CliHistory *self);
gboolean    cli_history_add       (CliHistory *self, const char *line);
GPtrArray  *cli_history_get_lines (CliHistory *self);
gboolean    cli_history_save      (CliHistory *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliHistory, cli_history_free)

G_END_DECLS
