/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliTable:
 *
 * Rows of cells, as columns.
 */
typedef struct _CliTable CliTable;

CliTable *cli_table_new      (guint n_columns);
void      cli_table_free     (CliTable *self);
void      cli_table_add      (CliTable *self, const char *cell);
void      cli_table_add_int  (CliTable *self, gint64 number);
char     *cli_table_to_string (CliTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)

G_END_DECLS
