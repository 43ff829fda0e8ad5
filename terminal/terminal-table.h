/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TerminalTable:
 *
 * Rows of cells, as columns.
 */
typedef struct _TerminalTable TerminalTable;

TerminalTable *terminal_table_new      (guint n_columns);
void      terminal_table_free     (TerminalTable *self);
void      terminal_table_add      (TerminalTable *self, const char *cell);
void      terminal_table_add_int  (TerminalTable *self, gint64 number);
char     *terminal_table_to_string (TerminalTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerminalTable, terminal_table_free)

G_END_DECLS
